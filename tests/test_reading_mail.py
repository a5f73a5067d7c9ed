"""E-mails, as sent over the wire and as Outlook saves them."""

from __future__ import annotations

import struct
from email.message import EmailMessage

import pytest

from ingest.reading import ReadingError, read
from ingest.reading.message import parse
from tests.inked import compound
from tests.soundness import assert_sound, styled


def _mail(**extra: str) -> EmailMessage:
    message = EmailMessage()
    message["From"] = "The Keeper <keeper@kelder.example>"
    message["To"] = "staff@kelder.example"
    message["Date"] = "Mon, 03 Jun 2013 09:30:00 +0100"
    message["Subject"] = "Lamps – and bells"
    message["Message-ID"] = "<1@kelder.example>"
    for head, value in extra.items():
        message[head] = value
    return message


def test_heads_and_body_are_the_text_and_heads_are_properties() -> None:
    """Decoded, in the usual order; what servers add is left out."""
    message = _mail()
    message.set_content("Dear all,\n\nlight them.\n")
    reading = read("a.eml", message.as_bytes())
    assert_sound(reading)
    assert styled(reading) == [
        ("email head", "From: The Keeper <keeper@kelder.example>"),
        ("email head", "To: staff@kelder.example"),
        ("email head", "Date: Mon, 03 Jun 2013 09:30:00 +0100"),
        ("email head", "Subject: Lamps – and bells"),
        ("", "Dear all,"),
        ("", "light them."),
    ]
    assert reading.properties["subject"] == "Lamps – and bells"


def test_plain_text_is_read_before_its_twin_in_markup() -> None:
    """And markup where there is no plain text."""
    message = _mail()
    message.set_content("plain words")
    message.add_alternative("<p>marked words</p>", subtype="html")
    assert "plain words" in read("a.eml", message.as_bytes()).text
    only = _mail()
    only.set_content("<h1>Head</h1><ul><li>marked words</li></ul>", subtype="html")
    assert styled(read("a.eml", only.as_bytes()))[4:] == [
        ("heading 1", "Head"),
        ("list bullet 1", "• marked words"),
    ]


def test_attachments_are_files_of_their_own() -> None:
    """Named in a warning, not read into the text."""
    message = _mail()
    message.set_content("see the list")
    message.add_attachment(b"lamp list", maintype="text", subtype="plain", filename="list.txt")
    data = message.as_bytes()
    assert "lamp list" not in read("a.eml", data).text
    assert [(one.name, one.data) for one in parse("a.eml", data).attachments] == [
        ("list.txt", b"lamp list")
    ]


def test_a_forwarded_message_is_an_attachment() -> None:
    """It can be read as an e-mail itself."""
    inner, outer = _mail(), _mail()
    inner.set_content("the first word")
    outer.set_content("see below")
    outer.add_attachment(inner)
    (forwarded,) = parse("a.eml", outer.as_bytes()).attachments
    assert "the first word" in read(forwarded.name, forwarded.data).text


def _wide(text: str) -> bytes:
    return text.encode("utf-16-le")


def test_an_outlook_message_is_read_with_its_heads_date_and_attachments() -> None:
    """Its properties stand in numbered streams."""
    sent = 116_444_736_000_000_000 + 1_372_000_000 * 10_000_000
    attached = "__attach_version1.0_#00000000/__substg1.0_"
    data = compound(
        {
            "__properties_version1.0": bytes(32) + struct.pack("<HHIQ", 0x40, 0x39, 6, sent),
            "__substg1.0_0037001F": _wide("Lamps"),
            "__substg1.0_0C1A001F": _wide("The Keeper"),
            "__substg1.0_0E04001F": _wide("All staff"),
            "__substg1.0_1000001F": _wide("Light them.\r\nAll of them."),
            f"{attached}37010102": b"lamp list",
            f"{attached}3707001F": _wide("list.txt"),
        }
    )
    reading = read("a.msg", data)
    assert_sound(reading)
    assert reading.text == (
        "From: The Keeper\nTo: All staff\nDate: 2013-06-23 15:06\nSubject: Lamps\n"
        "Light them.\nAll of them.\n"
    )
    (attachment,) = parse("a.msg", data).attachments
    assert (attachment.name, attachment.data.rstrip(b"\0")) == ("list.txt", b"lamp list")


def test_an_email_with_nothing_in_it_is_refused() -> None:
    """Rather than filed as an empty document."""
    with pytest.raises(ReadingError, match="nothing in it"):
        read("a.msg", compound({"__properties_version1.0": b""}))
