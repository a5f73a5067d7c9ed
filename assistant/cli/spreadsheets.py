"""Rows as CSV or XLSX, safe to open: no cell can become a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_WIDEST_COLUMN = 60


def escaped(cell: str) -> str:
    """The cell, with an apostrophe before anything that a spreadsheet would run (OWASP ASVS)."""
    return f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell


def csv_text(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """RFC 4180 text, heads first."""
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(heads)
    writer.writerows([escaped(cell) for cell in row] for row in rows)
    return stream.getvalue()


def xlsx_bytes(title: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """One worksheet with the heads frozen; every cell is text."""
    from openpyxl import Workbook
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet = book.active
    sheet.title = title
    sheet.append(list(heads))
    for row in rows:
        sheet.append([escaped(ILLEGAL_CHARACTERS_RE.sub("", cell)) for cell in row])
    sheet.freeze_panes = "A2"
    for number, column in enumerate(sheet.iter_cols(), 1):
        column[0].font = Font(bold=True)
        longest = max(len(str(cell.value or "")) for cell in column)
        sheet.column_dimensions[get_column_letter(number)].width = min(longest + 2, _WIDEST_COLUMN)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
