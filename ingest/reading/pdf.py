"""PDF, by PDFium: words with their places, put in reading order, tables cell by cell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import pypdfium2
import pypdfium2.raw

from ingest.documents import Reading
from ingest.reading import scans
from ingest.reading.detecting import PDF
from ingest.reading.failing import ReadingError
from ingest.reading.layout import RuledTable, arranged
from ingest.reading.lines import PrintedLine
from ingest.reading.manuscript import Looks, Manuscript
from ingest.reading.pdfium import TURN
from ingest.reading.rules import rules
from ingest.reading.ruling import lattices
from ingest.reading.words import Word, WordFinder

Handle = Any  # PDFium's handles have no types

_MOST_PAGES = 20_000
_MOST_CHARACTERS_A_PAGE = 200_000
_MOST_SCANS = 500  # at two seconds each
_MOST_HEADER_ROWS = 3
_FAR_IN_A_CELL = 6.0  # of a line's height: justified lines in narrow cells are full of gaps
_SAYS_NOTHING = ("", "(unspecified)", "(anonymous)", "untitled")
_MADE = re.compile(r"D:(\d{4})(\d\d)(\d\d)")
_TAIL = 2048  # bytes in which the end mark of a whole file stands


def read(name: str, data: bytes, *, ocr: bool = True) -> Reading:
    """Read a PDF, scanned pages by OCR when ``ocr``; its pages keep their numbers.

    Raises ReadingError when it is damaged, locked, or holds no text that can be had.
    """
    with TURN:
        document = _open(name, data)
    try:
        return _Pages(name, ocr).read(document, whole=b"%%EOF" in data[-_TAIL:])
    finally:
        with TURN:
            document.close()


def _open(name: str, data: bytes) -> Handle:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == pypdfium2.raw.FPDF_ERR_PASSWORD:
            raise ReadingError(
                f"{name} is locked with a password. Open it, save a copy without the password "
                "and add that."
            ) from error
        raise _damaged(name) from error
    if len(document) == 0:
        document.close()
        raise _damaged(name)
    return document


def _damaged(name: str) -> ReadingError:
    return ReadingError(
        f"{name} is a damaged or incomplete PDF. Download it again, or open it and print it to a "
        "new PDF, and add that."
    )


@dataclass(slots=True)
class _Pages:
    """Reads one document page by page; a page is closed before the next is opened."""

    name: str
    ocr: bool
    manuscript: Manuscript = field(default_factory=Manuscript)
    finder: WordFinder = field(default_factory=WordFinder)
    scanned: dict[int, float] = field(default_factory=dict)
    unread: list[int] = field(default_factory=list)
    broken: list[int] = field(default_factory=list)

    def read(self, document: Handle, *, whole: bool) -> Reading:
        count = min(len(document), _MOST_PAGES)
        for index in range(count):
            with TURN:  # page by page, so that others need not wait for the whole file
                self._numbered(document, index)
        warnings = self._warnings(len(document) - count, whole=whole)
        with TURN:
            properties = _properties(document)
        reading = self.manuscript.reading(PDF, properties=properties, warnings=warnings)
        if not reading.text.strip():
            raise self._no_text()
        return reading

    def _numbered(self, document: Handle, index: int) -> None:
        try:
            page = document[index]
        except pypdfium2.PdfiumError:
            self.manuscript.begin_page(index + 1)
            self.broken.append(index + 1)
            return
        try:
            self._page(page, index + 1)
        finally:
            page.close()

    def _page(self, page: Handle, number: int) -> None:
        words = self.finder.words(page, most=_MOST_CHARACTERS_A_PAGE)
        width, height = page.get_size()
        scan = self._scan(page, number, words)
        self.manuscript.begin_page(
            number, width=width, height=height, confidence=scan.confidence if scan else None
        )
        _write(self.manuscript, arranged(words, lattices(rules(page)) if words else ()))
        for line in scan.lines if scan else ():
            self.manuscript.line(*line.printed())

    def _scan(self, page: Handle, number: int, words: list[Word]) -> scans.Recognised | None:
        if not scans.is_scan(page, words):
            return None
        if not self.ocr or len(self.scanned) >= _MOST_SCANS or not scans.available():
            self.unread.append(number)
            return None
        found = scans.recognise(page, words)
        self.scanned[number] = found.confidence
        return found

    def _no_text(self) -> ReadingError:
        if self.unread and not self.ocr:
            return ReadingError(
                f"{self.name} is a scan: it holds pictures of pages and no text, and OCR is "
                "switched off. Add it again with OCR on."
            )
        if self.unread and not scans.available():
            return ReadingError(
                f"{self.name} is a scan: it holds pictures of pages and no text. {scans.INSTALL}"
            )
        return ReadingError(
            f"{self.name} holds no text that can be read. If it shows text on screen, print it "
            "to a new PDF and add that."
        )

    def _warnings(self, left_out: int, *, whole: bool) -> list[str]:
        warnings = []
        if self.scanned:
            least = min(self.scanned, key=lambda number: self.scanned[number])
            mean = sum(self.scanned.values()) / len(self.scanned)
            warnings.append(
                f"{_numbered(list(self.scanned))} read by OCR, confidence {mean:.2f}"
                + (
                    f" (least sure: page {least}, {self.scanned[least]:.2f})."
                    if len(self.scanned) > 1
                    else "."
                )
            )
        if self.unread:
            warnings.append(f"{_numbered(self.unread)} a scan and not read. {self._remedy()}")
        if self.broken:
            warnings.append(f"{_numbered(self.broken)} damaged and not read.")
        if not whole:
            warnings.append("The file has no end mark: it may be cut off, and pages missing.")
        if left_out:
            warnings.append(f"The last {left_out:,} pages were left out: too many for one file.")
        return warnings

    def _remedy(self) -> str:
        if not self.ocr:
            return "Add the file again with OCR on."
        return "Split the file." if scans.available() else scans.INSTALL


def _numbered(pages: Sequence[int]) -> str:
    """ "Page 3 was" or "Pages 3-5, 9 were"."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][1] + 1:
            runs[-1][1] = page
        else:
            runs.append([page, page])
    told = ", ".join(f"{a}" if a == b else f"{a}-{b}" for a, b in runs)
    return f"Page {told} was" if len(pages) == 1 else f"Pages {told} were"


def _write(manuscript: Manuscript, items: list[PrintedLine | RuledTable]) -> None:
    for item in items:
        if isinstance(item, PrintedLine):
            manuscript.line(*item.printed())
        else:
            manuscript.table(
                [[[_in_cell(line) for line in cell] for cell in row] for row in item.rows],
                header_rows=_header_rows(item),
            )


def _in_cell(line: PrintedLine) -> tuple[str, Looks]:
    return line.printed(far=_FAR_IN_A_CELL)


def _header_rows(table: RuledTable) -> int:
    """The bold rows on top; else one where the first row is full and short, as heads are.

    Bold rows with words in the first column alone are titles, not heads of columns.
    """
    bold = [all(line.bold for cell in row for line in cell) for row in table.rows]
    leading = min(_MOST_HEADER_ROWS, bold.index(False) if False in bold else 0)
    if leading:
        return leading if any(any(row[1:]) for row in table.rows[:leading]) else 0
    first = table.rows[0]
    return int(len(table.rows) > 1 and all(1 <= len(cell) <= 3 for cell in first))


def _properties(document: Handle) -> dict[str, str]:
    """What the PDF says of itself; the day it was made as ISO under "created"."""
    told = {
        key.lower(): value.strip()
        for key, value in document.get_metadata_dict(skip_empty=True).items()
        if value.strip().lower() not in _SAYS_NOTHING
    }
    made = _MADE.match(told.get("creationdate", ""))
    return {**told, "created": "-".join(made.groups())} if made else told
