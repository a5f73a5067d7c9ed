"""PDF, by PDFium: words with their places, put in reading order, tables cell by cell."""

from __future__ import annotations

from typing import Any

import pypdfium2
import pypdfium2.raw

from ingest.documents import Reading
from ingest.reading.failing import ReadingError
from ingest.reading.layout import RuledTable, arranged
from ingest.reading.lines import PrintedLine
from ingest.reading.manuscript import Looks, Manuscript
from ingest.reading.rules import rules
from ingest.reading.ruling import lattices
from ingest.reading.words import WordFinder

MEDIA_TYPE = "application/pdf"
_MOST_PAGES = 20_000
_MOST_CHARACTERS_A_PAGE = 200_000
_MOST_HEADER_ROWS = 3
_FAR_IN_A_CELL = 6.0  # of a line's height: justified lines in narrow cells are full of gaps


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
            words = finder.words(page, most=_MOST_CHARACTERS_A_PAGE)
            _write(manuscript, arranged(words, lattices(rules(page)) if words else ()))
        finally:
            page.close()
    return manuscript.reading(MEDIA_TYPE, properties=_properties(document))


def _write(manuscript: Manuscript, items: list[PrintedLine | RuledTable]) -> None:
    for item in items:
        if isinstance(item, PrintedLine):
            manuscript.line(item.text(), item.looks)
        else:
            manuscript.table(
                [[[_in_cell(line) for line in cell] for cell in row] for row in item.rows],
                header_rows=_header_rows(item),
            )


def _in_cell(line: PrintedLine) -> tuple[str, Looks]:
    return line.text(far=_FAR_IN_A_CELL), line.looks


def _header_rows(table: RuledTable) -> int:
    """The bold rows on top; else one where the first row is full and short, as heads are."""
    bold = [all(line.looks.bold for cell in row for line in cell) for row in table.rows]
    leading = bold.index(False) if False in bold else 0
    if leading:
        return min(leading, _MOST_HEADER_ROWS)
    first = table.rows[0]
    return int(len(table.rows) > 1 and all(1 <= len(cell) <= 3 for cell in first))


def _properties(document: Any) -> dict[str, str]:  # noqa: ANN401
    return {
        key.lower(): value.strip()
        for key, value in document.get_metadata_dict(skip_empty=True).items()
        if value.strip()
    }
