"""A page of a PDF as a picture, with a quotation's very words marked where they are printed.

The place of a word in the text is found again from the page's own geometry: the words are
read and put in order as ingestion did, and their letters laid beside the letters of the
stored text.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2
from numpy.typing import NDArray

from ingest.documents import Page, Span
from ingest.errors import NoticesError
from ingest.reading.layout import RuledTable, arranged
from ingest.reading.manuscript import Box
from ingest.reading.pdfium import TURN
from ingest.reading.rules import rules
from ingest.reading.ruling import lattices
from ingest.reading.words import Word, WordFinder

_DPI = 120
_POINTS = 72  # an inch
_MOST_PIXELS = 2400  # a side; larger pages are drawn more coarsely
_MOST_CHARACTERS = 200_000
_INK = np.array([255, 226, 110], np.uint8)  # a marker pen: multiplied in, letters stay black
_MARGIN = 1.5  # points around a marked word
_EFFORT = 4  # of zlib's 9

Handle = Any  # PDFium's handles have no types
Pixels = NDArray[np.uint8]


class PageImageError(NoticesError):
    """The page cannot be shown as a picture."""

    status = 404


@dataclass(frozen=True, slots=True)
class PageImage:
    """A PNG; ``marked`` is how many runs of the quotation's words were found on the page."""

    png: bytes
    width: int
    height: int
    marked: int


def page_image(file: Path, page: Page, text: str, spans: Sequence[Span]) -> PageImage:
    """One page of a PDF drawn at 120 dots an inch, the words of ``spans`` marked.

    ``text`` is the document's canonical text, which ``page.span`` and ``spans`` are of.
    Raises PageImageError when the file has no such page or cannot be drawn.
    """
    with TURN:
        try:
            document = pypdfium2.PdfDocument(file.read_bytes())
            try:
                handle = document[(page.number or 1) - 1]
                pixels, boxes = _drawn(handle), _marked(handle, page, text, spans)
                height = handle.get_height()
                handle.close()
            finally:
                document.close()
        except (pypdfium2.PdfiumError, OSError, IndexError) as error:
            raise PageImageError(
                "This page cannot be shown as a picture. Its text stands beside it."
            ) from error
    scale = pixels.shape[0] / height
    for box in boxes:
        _mark(pixels, box, scale, height)
    return PageImage(_png(pixels), pixels.shape[1], pixels.shape[0], len(boxes))


def _drawn(page: Handle) -> Pixels:
    scale = min(_DPI / _POINTS, _MOST_PIXELS / max(*page.get_size(), 1.0))
    bitmap = page.render(scale=scale, rev_byteorder=True, prefer_bgrx=False)
    try:
        pixels = np.array(bitmap.to_numpy(), np.uint8)
    finally:
        bitmap.close()
    return pixels[:, :, :3].copy() if pixels.ndim == 3 else np.stack([pixels] * 3, 2)


def _marked(handle: Handle, page: Page, text: str, spans: Sequence[Span]) -> list[Box]:
    """Where the words of the spans stand, in points from the page's bottom left."""
    here = [s for s in spans if s.start < page.span.end and page.span.start < s.end]
    words = _words(handle) if here else []
    return [box for span in here for box in _joined(words_of(words, page.span, text, span))]


def _joined(words: Sequence[Word]) -> list[Box]:
    """One box for words that stand side by side on one line."""
    boxes: list[Box] = []
    for word in words:
        box = (word.left, word.bottom, word.right, word.top)
        if boxes and _beside(boxes[-1], box):
            last = boxes[-1]
            box = (last[0], min(last[1], box[1]), box[2], max(last[3], box[3]))
            boxes.pop()
        boxes.append(box)
    return boxes


def _beside(box: Box, following: Box) -> bool:
    height = min(box[3] - box[1], following[3] - following[1])
    shared = min(box[3], following[3]) - max(box[1], following[1])
    return shared > 0.5 * height and -height < following[0] - box[2] < height


def _words(handle: Handle) -> list[Word]:
    """The page's words in the order in which they stand in the stored text."""
    found = WordFinder().words(handle, most=_MOST_CHARACTERS)
    if not found:
        return []
    return [
        word
        for item in arranged(found, lattices(rules(handle)))
        for line in (_lines(item) if isinstance(item, RuledTable) else [item])
        for word in line.words
    ]


def _lines(table: RuledTable) -> Iterator[Any]:
    for row in table.rows:
        for cell in row:
            yield from cell


def words_of(words: Sequence[Word], page: Span, text: str, span: Span) -> list[Word]:
    """The words, in reading order, that hold a letter of the span; none when in doubt.

    ``page`` is where the page's text stands in ``text``.
    """
    printed = [(letter, word) for word in words for letter in word.text if not letter.isspace()]
    stored = [at for at in range(page.start, page.end) if not text[at].isspace()]
    wanted = [place for place, at in enumerate(stored) if span.start <= at < span.end]
    if not wanted:
        return []
    places = _places(
        "".join(letter for letter, _ in printed),
        "".join(text[at] for at in stored),
        wanted[0],
        wanted[-1] + 1,
    )
    found = {id(printed[place][1]): printed[place][1] for place in places}
    return list(found.values())


def _places(printed: str, stored: str, start: int, end: int) -> Sequence[int]:
    """The places in ``printed`` of what stands at ``[start, end)`` in ``stored``."""
    if printed == stored:
        return range(start, end)
    sought = stored[start:end]
    standing = list(_occurrences(printed, sought))
    if standing:
        nearest = min(standing, key=lambda at: abs(at - start))
        return range(nearest, nearest + len(sought))
    alike = SequenceMatcher(None, stored, printed, autojunk=False).get_matching_blocks()
    return [
        block.b + offset
        for block in alike
        for offset in range(block.size)
        if start <= block.a + offset < end
    ]


def _occurrences(text: str, sought: str) -> Iterator[int]:
    at = text.find(sought)
    while at >= 0:
        yield at
        at = text.find(sought, at + 1)


def _mark(pixels: Pixels, box: Box, scale: float, height: float) -> None:
    left, bottom, right, top = box
    rows = slice(
        max(0, int((height - top - _MARGIN) * scale)), int((height - bottom + _MARGIN) * scale)
    )
    columns = slice(max(0, int((left - _MARGIN) * scale)), int((right + _MARGIN) * scale))
    pixels[rows, columns] = np.minimum(pixels[rows, columns], _INK)


def _png(pixels: Pixels) -> bytes:
    """RGB pixels as a PNG, each row as its difference from the one above."""
    height, width, _ = pixels.shape
    rows = np.zeros((height, 1 + width * 3), np.uint8)
    flat = pixels.reshape(height, width * 3)
    rows[:, 0] = 2
    rows[0, 1:] = flat[0]
    rows[1:, 1:] = flat[1:] - flat[:-1]
    return b"".join(
        (
            b"\x89PNG\r\n\x1a\n",
            _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)),
            _chunk(b"IDAT", zlib.compress(rows.tobytes(), _EFFORT)),
            _chunk(b"IEND", b""),
        )
    )


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
