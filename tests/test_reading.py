"""Reading by content, plain text, and what is said of files that cannot be read."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.documents import Span
from ingest.reading import ReadingError, read
from tests import inked
from tests.soundness import assert_sound

WORDS = "The keeper must count the lanterns.\r\n\r\nCafé £5 – “quoted”\r\n"


def _zip(members: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return stream.getvalue()


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
)
def test_text_keeps_its_letters_in_every_usual_encoding(encoding: str) -> None:
    """With or without a byte-order mark."""
    reading = read("rules.txt", WORDS.encode(encoding))
    assert reading.text == WORDS.replace("\r\n", "\n")
    assert_sound(reading)


def test_latin_1_text_is_read_with_a_word_about_it() -> None:
    """A person is told that the encoding was guessed."""
    reading = read("rules.txt", "Café at noon".encode("latin-1"))
    assert reading.text == "Café at noon"
    assert "cp1252" in reading.warnings[0]


def test_markdown_marks_stay_in_the_text() -> None:
    """The text is sacred: the outline makes sense of marks, the reader leaves them."""
    marked = "# Rules\n\n- **Bold** &amp; <u>under</u>\n"
    reading = read("rules.md", marked.encode())
    assert (reading.text, reading.media_type) == (marked, "text/markdown")


def test_text_without_form_feeds_has_one_page_without_a_number() -> None:
    """No page is invented."""
    assert [page.number for page in read("a.txt", b"one\ntwo\n").pages] == [None]


def test_form_feeds_part_numbered_pages() -> None:
    """As in the output of PDF converters."""
    reading = read("a.txt", b"one\n\ftwo\n")
    assert [(p.number, p.span.cut(reading.text)) for p in reading.pages] == [
        (1, "one\n"),
        (2, "two\n"),
    ]


def test_lines_are_spans_without_their_breaks() -> None:
    """Blank lines are no lines."""
    reading = read("a.txt", b"one\n\n two\n")
    assert [line.span for line in reading.lines] == [Span(0, 3), Span(5, 9)]


def test_a_file_is_read_as_what_it_is_with_a_word_about_its_name() -> None:
    """A web page saved under a report's name is a web page."""
    page = b"<!DOCTYPE html><html><body><p>Report not found</p></body></html>"
    reading = read("report.pdf", page)
    assert (reading.media_type, reading.text) == ("text/html", "Report not found\n")
    assert "named .pdf but is a web page" in reading.warnings[0]


def test_a_memo_typed_as_text_is_no_email() -> None:
    """From and To alone prove nothing."""
    memo = b"From: the keeper\nTo: all staff\nDate: Monday\nSubject: lanterns\n\nLight them.\n"
    assert read("memo.txt", memo).media_type == "text/plain"
    assert read("memo.eml", memo).media_type == "message/rfc822"


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.pdf", b"", "empty"),
        ("a.txt", b"   \n\n", "no text"),
        ("a.bin", bytes(range(32)) * 40, "not a text file"),
        ("a.pdf", b"%PDF-1.4\nnothing more", "damaged or incomplete PDF"),
        ("a.pdf", inked.pdf(inked.lines("secret"), password="pw"), "password"),
        ("a.pdf", inked.pdf(lambda canvas: None), "no text"),
        ("a.docx", b"PK\x03\x04 and then nothing", "damaged or incomplete"),
        ("a.docx", _zip({"word/document.xml": b"<broken"}), "damaged Word document"),
        ("a.xlsx", _zip({"xl/workbook.xml": b"<broken"}), "damaged Excel workbook"),
        ("a.zip", _zip({"a.txt": b"words"}), "zip archive"),
        ("a.docx", _zip({"word/document.xml": b"0" * 40_000_000}), "zip bomb"),
        ("a.pptx", _zip({"ppt/presentation.xml": b""}), "PowerPoint"),
        ("a.odt", _zip({"mimetype": b"", "content.xml": b""}), "OpenDocument"),
        ("a.rtf", b"{\\rtf1 words}", "rich-text"),
        ("a.png", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "picture"),
        ("a.doc", inked.compound({"WordDocument": b"x"}), "old Word document"),
        ("a.docx", inked.compound({"EncryptedPackage": b"x"}), "locked with a password"),
        ("a.msg", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 cut off", "damaged or incomplete"),
        ("a.html", b"<html><body><nav>Home</nav></body></html>", "no text of its own"),
    ],
)
def test_a_file_that_cannot_be_read_says_what_to_do(name: str, data: bytes, said: str) -> None:
    """Each message names the file and says what is wrong, in whole sentences."""
    with pytest.raises(ReadingError) as raised:
        read(name, data)
    message = raised.value.user_message
    assert name in message
    assert said in message
    assert message.endswith(".")


def test_a_pdf_cut_short_is_an_error_or_a_warning_never_silence() -> None:
    """What can be saved is read; a person is told that something may be missing."""
    whole = inked.pdf(*(inked.lines(f"sheet {number}") for number in range(1, 6)))
    for share in (0.3, 0.6, 0.95):
        try:
            reading = read("a.pdf", whole[: int(len(whole) * share)])
        except ReadingError:
            continue
        assert any("end mark" in warning for warning in reading.warnings)


def test_the_same_bytes_give_the_same_reading() -> None:
    """Fingerprints depend on it."""
    data = inked.pdf(inked.lines("one", "two"), inked.table([[["a"], ["b"], ["c"]]] * 3))
    assert read("a.pdf", data) == read("a.pdf", data)


def _book() -> bytes:
    stream = io.BytesIO()
    book = openpyxl.Workbook()
    book.active.append(["Ref", "Action"])
    book.save(stream)
    return stream.getvalue()


_WHOLE = (
    inked.pdf(inked.lines("The keeper must count the lanterns.")),
    inked.numbered_word(("One", "List Number"), ("Two", "List Bullet")),
    inked.compound({"__properties_version1.0": b"", "__substg1.0_1000001F": b"w\0"}),
    _book(),
    b"From: a@b.example\nMIME-Version: 1.0\nContent-Type: text/html\n\n<p>Words</p>",
    b"<html><table><tr><td>1<td>2</table><ul><li>x</ul>",
)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(_WHOLE), st.data())
def test_a_damaged_file_is_read_or_refused_and_never_crashes(
    whole: bytes, data: st.DataObject
) -> None:
    """Bytes cut off, overwritten or put in: a sound Reading or a ReadingError, nothing else."""
    damaged = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(damaged)))
        end = min(len(damaged), at + data.draw(st.integers(0, 40)))
        damaged[at:end] = data.draw(st.binary(max_size=40))
    try:
        reading = read("damaged", bytes(damaged), ocr=False)
    except ReadingError:
        return
    assert_sound(reading)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    """Nothing but ReadingError comes out."""
    try:
        reading = read("unknown", data, ocr=False)
    except ReadingError:
        return
    assert_sound(reading)
