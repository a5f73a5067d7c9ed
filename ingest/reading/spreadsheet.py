"""Spreadsheets: each sheet a page, its tables cell by cell, numbers as they are shown."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from itertools import dropwhile
from typing import Any

import openpyxl
import python_calamine

from ingest.documents import Reading
from ingest.reading.archives import open_archive
from ingest.reading.detecting import CSV, XLS, XLSX
from ingest.reading.failing import ReadingError
from ingest.reading.figures import shown
from ingest.reading.manuscript import Looks, Manuscript
from ingest.reading.plain import decode

Row = list[str]

_MOST_CELLS = 1_000_000
_MOST_COLUMNS = 1_000
_DELIMITERS = ",;\t|"


def read_workbook(name: str, data: bytes) -> Reading:
    """Read an Excel workbook (.xlsx, .xlsm, .xlsb, .xls): the values it was saved with."""
    zipped = data.startswith(b"PK")
    if zipped:
        open_archive(name, data).close()
    try:
        sheets = list(_openpyxl(data) if zipped and not _is_binary(data) else _calamine(data))
    except ReadingError:
        raise
    except Exception as error:  # both libraries raise many kinds on broken parts
        raise ReadingError(
            f"{name} is a damaged Excel workbook. Open it in Excel, save it again and add it."
        ) from error
    manuscript = Manuscript()
    for number, (title, rows) in enumerate(sheets, start=1):
        manuscript.begin_page(number)
        manuscript.line(title, Looks(bold=True, style="heading 1"))
        _write(manuscript, rows)
    if not any(any(map(any, rows)) for _, rows in sheets):
        raise ReadingError(f"{name} is an Excel workbook with nothing in its cells.")
    return manuscript.reading(XLSX if zipped else XLS)


def read_csv(name: str, data: bytes) -> Reading:
    """Read a table in text; the delimiter is the one that parts the lines most evenly."""
    text, _ = decode(data)
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
        rows = _bounded([field.strip() for field in row] for row in reader)
    except csv.Error as error:
        raise ReadingError(
            f"{name} is no table that can be read as CSV. Open it in Excel and save it as .xlsx."
        ) from error
    if not any(map(any, rows)):
        raise ReadingError(f"{name} is a table with nothing in it.")
    manuscript = Manuscript()
    manuscript.begin_page()
    _write(manuscript, rows)
    return manuscript.reading(CSV)


def _delimiter(text: str) -> str:
    lines = [line for line in text.splitlines()[:50] if line.strip()]

    def evenness(delimiter: str) -> tuple[int, int]:
        counts = [line.count(delimiter) for line in lines]
        most = max(set(counts), key=counts.count, default=0)
        return (counts.count(most) if most else 0, most)

    return max(_DELIMITERS, key=evenness)


def _is_binary(data: bytes) -> bool:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return "xl/workbook.bin" in archive.namelist()


def _openpyxl(data: bytes) -> Iterator[tuple[str, list[Row]]]:
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    try:
        for sheet in book.worksheets:
            if sheet.sheet_state != "visible":
                continue
            sheet.reset_dimensions()  # what the file says of its size may be wrong
            yield (
                sheet.title,
                _bounded(
                    [shown(cell.value, getattr(cell, "number_format", "")) for cell in row]
                    for row in sheet.iter_rows()
                ),
            )
    finally:
        book.close()


def _calamine(data: bytes) -> Iterator[tuple[str, list[Row]]]:
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    for title in book.sheet_names:
        rows: list[list[Any]] = book.get_sheet_by_name(title).to_python(skip_empty_area=True)
        yield title, _bounded([_plainly(value) for value in row] for row in rows)


def _plainly(value: object) -> str:
    if isinstance(value, datetime | date | time):
        return shown(value, "")
    return shown(value if isinstance(value, int | float | str) else None, "")


def _bounded(rows: Iterable[Row]) -> list[Row]:
    """The rows, so far as a file is not without end; blank cells at a row's end are left out."""
    kept: list[Row] = []
    count = 0
    for row in rows:
        count += max(1, len(row))
        if count > _MOST_CELLS:
            break
        cut = row[:_MOST_COLUMNS]
        while cut and not cut[-1]:
            cut.pop()
        kept.append(cut)
    return kept


def _write(manuscript: Manuscript, rows: list[Row]) -> None:
    """Blank rows part tables; rows of one cell above a table are its title, not its heads."""
    for block in _blocks(rows):
        table = list(dropwhile(_is_title, block))
        for row in block[: len(block) - len(table)]:
            manuscript.line(" ".join("".join(row).split()))
        if table:
            columns = _columns(table)
            manuscript.table([[_field(row, column) for column in columns] for row in table])


def _is_title(row: Row) -> bool:
    return sum(map(bool, row)) == 1


def _blocks(rows: list[Row]) -> Iterator[list[Row]]:
    block: list[Row] = []
    for row in [*rows, []]:
        if any(row):
            block.append(row)
        elif block:
            yield block
            block = []


def _columns(block: list[Row]) -> list[int]:
    return sorted({at for row in block for at, field in enumerate(row) if field})


def _field(row: Row, column: int) -> list[tuple[str, Looks]]:
    text = row[column] if column < len(row) else ""
    return [(" ".join(line.split()), Looks()) for line in text.splitlines() if line.strip()]
