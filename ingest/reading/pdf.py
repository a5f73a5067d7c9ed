"""PDF, by PDFium: words with their places, put in reading order, tables cell by cell."""

from __future__ import annotations

from typing import Any

import pypdfium2
import pypdfium2.raw

from ingest.documents import Reading
from ingest.reading.failing import ReadingError
from ingest.reading.layout import printed_lines
from ingest.reading.manuscript import Manuscript
from ingest.reading.words import WordFinder

MEDIA_TYPE = "application/pdf"
_MOST_PAGES = 20_000
_MOST_CHARACTERS_A_PAGE = 200_000


def read(name: str, data: bytes, *, ocr: bool = True) -> Reading:
    """Read a PDF; its pages keep their numbers. Raises ReadingError when it holds no text."""
    document = _open(name, data)
    try:
        return _read(name, document)
    finally:
        document.close()


def _open(name: str, data: bytes) -> Any:  # noqa: ANN401 - PDFium has no types
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise ReadingError(f"{name} is damaged.") from error


def _read(name: str, document: Any) -> Reading:  # noqa: ANN401
    manuscript = Manuscript()
    finder = WordFinder()
    for index in range(len(document)):
        page = document[index]
        try:
            width, height = page.get_size()
            manuscript.begin_page(index + 1, width=width, height=height)
            for line in printed_lines(finder.words(page, most=_MOST_CHARACTERS_A_PAGE)):
                manuscript.line(line.text, line.looks)
        finally:
            page.close()
    return manuscript.reading(MEDIA_TYPE, properties=_properties(document))


def _properties(document: Any) -> dict[str, str]:  # noqa: ANN401
    return {
        key.lower(): value.strip()
        for key, value in document.get_metadata_dict(skip_empty=True).items()
        if value.strip()
    }
