"""A sample as DOCX or XLSX, repacked so that the clock does not show in it."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime
from typing import TYPE_CHECKING

from docx import Document
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

if TYPE_CHECKING:
    from sample_blocks import Block

MADE_ON = datetime(2024, 1, 1)  # noqa: DTZ001  # Office files hold times without a zone
STAMP = b"2024-01-01T00:00:00Z"


def docx(pieces: list[Block]) -> bytes:
    """The paper with Word's own styles for headings, points and tables."""
    document = Document()
    core = document.core_properties
    core.title, core.author = pieces[0].text, "Notice Assistant samples"
    core.created = core.modified = MADE_ON
    for piece in pieces:
        if piece.kind == "heading":
            document.add_heading(piece.text, level=piece.level)
        elif piece.kind == "point":
            document.add_paragraph(piece.text, style="List Bullet")
        elif piece.kind == "table":
            table = document.add_table(len(piece.rows), len(piece.rows[0]), style="Table Grid")
            for row, cells in zip(table.rows, piece.rows, strict=True):
                for cell, text in zip(row.cells, cells, strict=True):
                    cell.text = text
        else:
            document.add_paragraph(piece.text)
    out = io.BytesIO()
    document.save(out)
    return _repacked(out.getvalue())


def xlsx(pieces: list[Block]) -> bytes:
    """A workbook with a sheet for each table, named by the heading above it."""
    book = Workbook()
    book.remove(book.active)
    title = pieces[0].text
    book.properties.title, book.properties.creator = title, "Notice Assistant samples"
    book.properties.created = MADE_ON
    for heading, table in zip(pieces[1::2], pieces[2::2], strict=True):
        sheet = book.create_sheet(heading.text)
        sheet.append([title])
        sheet.append([])
        for row in table.rows:
            sheet.append(row)
        for cell in sheet[3]:
            cell.font = Font(bold=True)
        for column in sheet.iter_cols(min_row=3):
            sheet.column_dimensions[column[0].column_letter].width = 26
            for cell in column:
                cell.alignment = Alignment(wrap_text=True, vertical="top")
    out = io.BytesIO()
    book.save(out)
    return _repacked(out.getvalue())


def _repacked(data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "docProps/core.xml":
                content = re.sub(rb"\d{4}-\d\d-\d\dT[\d:]+Z", STAMP, content)
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            target.writestr(entry, content, compress_type=zipfile.ZIP_DEFLATED)
    return out.getvalue()
