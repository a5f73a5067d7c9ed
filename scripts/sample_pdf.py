"""A sample as PDF, with page numbers at the foot, as committee papers have them."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    Flowable,
    PageBreak,
    Paragraph,
    SimpleDocTemplate,
    Spacer,
    Table,
    TableStyle,
)

if TYPE_CHECKING:
    from sample_blocks import Block

TEXT = ParagraphStyle("text", fontName="Helvetica", fontSize=11, leading=14, spaceAfter=7)
POINT = ParagraphStyle("point", parent=TEXT, leftIndent=20, bulletIndent=8)
CELL = ParagraphStyle("cell", parent=TEXT, fontSize=10, leading=12, spaceAfter=0)
HEAD = ParagraphStyle("head", parent=CELL, fontName="Helvetica-Bold")
HEADINGS = {
    level: ParagraphStyle(
        f"heading{level}", fontName="Helvetica-Bold", fontSize=size, leading=size + 4, spaceAfter=8
    )
    for level, size in ((1, 20), (2, 15), (3, 12))
}
WIDTH = 470


def pdf(pieces: list[Block]) -> bytes:
    """The paper, uncompressed and without a date of making, so that its bytes stay the same."""
    out = io.BytesIO()
    title = next(piece.text for piece in pieces if piece.kind == "heading")
    paper = SimpleDocTemplate(
        out, pagesize=A4, leftMargin=60, rightMargin=60, topMargin=60, bottomMargin=70,
        title=title, author="Notice Assistant samples", invariant=1, pageCompression=0,
    )  # fmt: skip
    story = [flowable for piece in pieces for flowable in _flowables(piece)]
    paper.build(story, onFirstPage=_foot, onLaterPages=_foot)
    return out.getvalue()


def _flowables(piece: Block) -> list[Flowable]:
    if piece.kind == "page":
        return [PageBreak()]
    if piece.kind == "heading":
        return [Paragraph(piece.text, HEADINGS[piece.level])]
    if piece.kind == "point":
        return [Paragraph(piece.text, POINT, bulletText="\u2022")]
    if piece.kind == "table":
        return [_table(piece), Spacer(0, 10)]
    return [Paragraph(piece.text, TEXT)]


def _table(piece: Block) -> Table:
    head, *body = piece.rows
    rows = [[Paragraph(cell, HEAD) for cell in head]]
    rows += [[Paragraph(cell, CELL) for cell in row] for row in body]
    widths = _widths(len(head))
    style = TableStyle(
        [("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("VALIGN", (0, 0), (-1, -1), "TOP")]
    )
    return Table(rows, colWidths=widths, style=style, repeatRows=1)


def _widths(columns: int) -> list[float]:
    first = WIDTH * (0.65 if columns == 2 else 0.25)
    return [first] + [(WIDTH - first) / (columns - 1)] * (columns - 1)


def _foot(canvas: Canvas, paper: SimpleDocTemplate) -> None:
    canvas.setFont("Helvetica", 9)
    canvas.drawCentredString(A4[0] / 2, 36, f"Page {paper.page}")
