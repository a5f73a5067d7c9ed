"""Plain text and Markdown: the text as it stands, in whatever encoding it came.

Nothing is altered but line endings, so that heading marks, bold marks and entities
stay where they were; the outline makes sense of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.documents import Line, Page, Reading, Span
from ingest.reading.failing import ReadingError

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_NOT_TEXT = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_CONTROLS_IN_A_TEXT = 0.01  # share of characters; more is a binary file


def read(name: str, data: bytes) -> Reading:
    """Read text bytes; raises ReadingError when they are no text."""
    text, encoding = decode(data)
    if len(_NOT_TEXT.findall(text)) > _CONTROLS_IN_A_TEXT * len(text):
        raise ReadingError(
            f"{name} is not a text file, though nothing else could be recognised in it. "
            "Save it as PDF, Word, text or another supported format and add it again."
        )
    if not text.strip():
        raise ReadingError(
            f"{name} holds no text, only blank space. Check the file and add it again."
        )
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    markdown = name.lower().endswith((".md", ".markdown"))
    warnings = () if encoding.startswith("utf") else (f"The text was read as {encoding}.",)
    return Reading(
        text=text,
        media_type="text/markdown" if markdown else "text/plain",
        pages=tuple(_pages(text)),
        lines=tuple(_lines(text)),
        warnings=warnings,
    )


def decode(data: bytes) -> tuple[str, str]:
    """The text and the encoding it was in: by its mark, else UTF-8, UTF-16 or Windows-1252."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace").removeprefix("\ufeff"), encoding
    wide = _bare_utf16(data)
    if wide:
        return data.decode(wide, errors="replace"), wide
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    try:
        return data.decode("cp1252"), "cp1252"
    except UnicodeDecodeError:
        return data.decode("latin-1"), "latin-1"


def _bare_utf16(data: bytes) -> str | None:
    """UTF-16 without a mark shows as a zero in every other byte of western text."""
    sample = data[:4096]
    half = len(sample) // 2
    if half < 2:
        return None
    for offset, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        zeros = sample[offset::2].count(0)
        if zeros > 0.7 * half and sample[1 - offset :: 2].count(0) < 0.1 * half:
            return encoding
    return None


def _lines(text: str) -> Iterator[Line]:
    start = 0
    for line in re.split(r"([\n\f])", text):
        if line not in ("\n", "\f") and line.strip():
            yield Line(Span(start, start + len(line)))
        start += len(line)


def _pages(text: str) -> Iterator[Page]:
    """Form feeds split pages, which are then numbered; without them there are no pages."""
    parts = text.split("\f")
    start = 0
    for number, part in enumerate(parts, start=1):
        yield Page(number if len(parts) > 1 else None, Span(start, start + len(part)))
        start += len(part) + 1
