"""Rows as CSV or XLSX, safe to open: no cell can become a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_WIDEST_COLUMN = 60
_LONGEST_CELL = 32_767  # characters that a cell of a worksheet can hold
_LINK_STARTS = ("http://", "https://")


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


def xlsx_bytes(
    title: str, heads: Sequence[str], rows: Iterable[Sequence[str]], *, link: str | None = None
) -> bytes:
    """One worksheet with the heads frozen and a filter on them; every cell is text.

    Addresses in the column headed ``link`` can be followed.
    """
    from openpyxl import Workbook
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet = book.active
    sheet.title = title
    sheet.append(list(heads))
    for row in rows:
        made = [escaped(ILLEGAL_CHARACTERS_RE.sub("", cell))[:_LONGEST_CELL] for cell in row]
        sheet.append(made)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    for number, column in enumerate(sheet.iter_cols(), 1):
        column[0].font = Font(bold=True)
        longest = max(len(str(cell.value or "")) for cell in column)
        sheet.column_dimensions[get_column_letter(number)].width = min(longest + 2, _WIDEST_COLUMN)
        for cell in column[1:]:
            cell.alignment = Alignment(vertical="top", wrap_text=longest > _WIDEST_COLUMN)
            if column[0].value == link and str(cell.value).startswith(_LINK_STARTS):
                cell.hyperlink = cell.value
                cell.style = "Hyperlink"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
