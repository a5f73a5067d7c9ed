"""E-mails: the heads a person reads, the body, and what is attached (.eml and .msg)."""

from __future__ import annotations

import email
import email.policy
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage, Message

from ingest.documents import Reading
from ingest.reading import html
from ingest.reading.compound import Compound
from ingest.reading.detecting import EML, MSG, detect
from ingest.reading.failing import ReadingError
from ingest.reading.manuscript import Looks, Manuscript
from ingest.reading.plain import decode

_HEADS = ("From", "To", "Cc", "Date", "Subject")
_MOST_ATTACHMENTS = 500


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that came with an e-mail; its name is the sender's and not to be trusted."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Mail:
    """An e-mail; ``heads`` are From, To, Cc, Date and Subject as far as they are there."""

    heads: tuple[tuple[str, str], ...]
    text: str
    markup: str
    attachments: tuple[Attachment, ...]


def read(name: str, data: bytes) -> Reading:
    """Read an e-mail's heads and body; its attachments are files of their own."""
    mail = parse(name, data)
    if not mail.heads and not mail.text.strip() and not mail.markup.strip():
        raise ReadingError(f"{name} is an e-mail with nothing in it. Save it again and add it.")
    manuscript = Manuscript()
    manuscript.begin_page()
    for head, value in mail.heads:
        manuscript.line(f"{head}: {value}", Looks(style="email head"))
    if mail.text.strip():
        for line in mail.text.splitlines():
            manuscript.line(line.rstrip())
    elif mail.markup.strip():
        html.write(manuscript, html.parsed(name, mail.markup))
    count = len(mail.attachments)
    return manuscript.reading(
        MSG if _is_outlook(data) else EML,
        properties={head.lower(): value for head, value in mail.heads},
        warnings=[f"The e-mail came with {count} attachment(s)."] if count else (),
    )


def parse(name: str, data: bytes) -> Mail:
    """The e-mail in the bytes, whichever of the two formats it is in."""
    return _from_outlook(name, data) if _is_outlook(data) else _from_wire(name, data)


def is_mail(name: str, data: bytes) -> bool:
    """Whether the bytes are an e-mail, which may have attachments."""
    try:
        return detect(name, data) in (EML, MSG)
    except ReadingError:
        return False


def _is_outlook(data: bytes) -> bool:
    return data.startswith(b"\xd0\xcf\x11\xe0")


def _from_wire(name: str, data: bytes) -> Mail:
    try:
        parsed = email.message_from_bytes(
            data.removeprefix(b"\xef\xbb\xbf"), policy=email.policy.default
        )
        assert isinstance(parsed, EmailMessage)
        text = _body(parsed, "plain")
        markup = "" if text.strip() else _body(parsed, "html")
        return Mail(tuple(_heads(parsed)), text, markup, tuple(_attached(parsed)))
    # The parser of headers and encodings raises whatever a malformed one makes it stumble on.
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise ReadingError(f"{name} is a damaged e-mail. Save it again and add it.") from error


def _heads(parsed: EmailMessage) -> Iterator[tuple[str, str]]:
    for head in _HEADS:
        value = " ".join(str(parsed.get(head, "")).split())
        if value:
            yield head, value


def _body(parsed: EmailMessage, kind: str) -> str:
    part = parsed.get_body((kind,))
    if part is None:
        return ""
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes):
        return ""
    try:
        return data.decode(part.get_content_charset() or "utf-8")
    except (LookupError, UnicodeDecodeError):
        return decode(data)[0]


def _attached(parsed: EmailMessage) -> Iterator[Attachment]:
    for number, part in enumerate(parsed.iter_attachments(), start=1):
        if number > _MOST_ATTACHMENTS:
            return
        inner = part.get_payload()
        if part.get_content_type() == EML and isinstance(inner, list) and inner:
            forwarded = inner[0]
            assert isinstance(forwarded, Message)
            yield Attachment(part.get_filename() or f"message-{number}.eml", bytes(forwarded))
            continue
        data = part.get_payload(decode=True)
        if isinstance(data, bytes) and data:
            yield Attachment(part.get_filename() or f"attachment-{number}", data)


# The numbers of Outlook's properties ([MS-OXPROPS]); 001F is Unicode, 001E the old 8-bit text.
_SUBJECT, _SENDER, _SENDER_ADDRESS, _TO, _CC, _BODY = "0037", "0C1A", "5D01", "0E04", "0E03", "1000"
_HTML, _FILE, _LONG_NAME, _SHORT_NAME = "1013", "3701", "3707", "3704"
_SENT, _DELIVERED = 0x0039, 0x0E06


def _from_outlook(name: str, data: bytes) -> Mail:
    with Compound(name, data) as parts:
        sender, address = _text(parts, _SENDER), _text(parts, _SENDER_ADDRESS)
        told = f"{sender} <{address}>" if sender and address and address != sender else sender
        values = (told or address, _text(parts, _TO), _text(parts, _CC), _sent(parts))
        heads = (*zip(_HEADS, values, strict=False), ("Subject", _text(parts, _SUBJECT)))
        markup = parts.stream(f"__substg1.0_{_HTML}0102")
        return Mail(
            tuple((head, value) for head, value in heads if value),
            _text(parts, _BODY),
            decode(markup)[0] if markup else _text(parts, _HTML),
            tuple(_enclosed(parts)),
        )


def _text(parts: Compound, number: str, folder: str = "") -> str:
    wide = parts.stream(f"{folder}__substg1.0_{number}001F")
    if wide is not None:
        return wide.decode("utf-16-le", "replace").strip("\0\r\n ")
    narrow = parts.stream(f"{folder}__substg1.0_{number}001E")
    return "" if narrow is None else narrow.decode("cp1252", "replace").strip("\0\r\n ")


def _sent(parts: Compound) -> str:
    """The time of sending, as ISO, from the message's table of fixed-size properties."""
    table = parts.stream("__properties_version1.0") or b""
    times: dict[int, datetime] = {}
    for offset in range(32, len(table) - 15, 16):
        kind, number, _, value = struct.unpack_from("<HHIQ", table, offset)
        if kind == 0x0040 and 0 < value < 1 << 62:
            times[number] = datetime(1601, 1, 1, tzinfo=UTC) + timedelta(microseconds=value // 10)
    when = times.get(_SENT) or times.get(_DELIVERED)
    return when.strftime("%Y-%m-%d %H:%M") if when else ""


def _enclosed(parts: Compound) -> Iterator[Attachment]:
    for number, folder in enumerate(parts.folders("__attach_version1.0_"), start=1):
        data = parts.stream(f"{folder}/__substg1.0_{_FILE}0102")
        if number > _MOST_ATTACHMENTS or not data:
            continue
        inside = f"{folder}/"
        told = _text(parts, _LONG_NAME, inside) or _text(parts, _SHORT_NAME, inside)
        yield Attachment(told or f"attachment-{number}", data)
