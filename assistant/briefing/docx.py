"""A briefing as a Word document: real heading styles, heads that repeat, words for pictures."""

from __future__ import annotations

import io
from collections.abc import Mapping
from itertools import count

from docx import Document
from docx.document import Document as DocxDocument
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.shared import Cm, RGBColor
from docx.table import Table as DocxTable
from docx.table import _Cell
from docx.text.paragraph import Paragraph as DocxParagraph

from assistant.briefing.blocks import Block, Paragraph, Picture, Points, Said, Table
from assistant.briefing.drawings import drawn
from assistant.briefing.marks import legible, marks, numbered
from assistant.briefing.pack import Briefing
from assistant.briefing.word_pages import (
    CELL,
    WIDTH,
    bookmark_name,
    element,
    field_start,
    grey,
    linked_run,
    page_field,
    set_up,
)

_HEAD_FILL, _GROUP_FILL = "1F4E79", "E3E8ED"


def docx_bytes(briefing: Briefing, pages: Mapping[str, int] | None = None) -> bytes:
    """The briefing as a .docx file.

    ``pages`` are page numbers by heading for the contents list, until Word counts anew.
    """
    document = Document()
    set_up(document, briefing)
    _Writer(document, briefing, pages or {}).write()
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


class _Writer:
    """Puts a briefing's blocks into a document, one after the other."""

    def __init__(
        self, document: DocxDocument, briefing: Briefing, pages: Mapping[str, int]
    ) -> None:
        self._document, self._briefing, self._pages = document, briefing, pages
        self._bookmarks = count(1)
        self._pictures = count(1)

    def write(self) -> None:
        """The whole of it: title, opening, contents, sections."""
        briefing = self._briefing
        self._document.add_paragraph(legible(briefing.title), style="Title")
        self._document.add_paragraph(legible(briefing.subtitle), style="Subtitle")
        self._document.add_paragraph("In short", style="Heading 2")
        self._blocks(briefing.opening)
        self._document.add_paragraph("Contents", style="Heading 2")
        self._contents()
        for level, title, section in numbered(briefing.sections):
            self._heading(title, level)
            self._blocks(section.blocks)

    def _heading(self, title: str, level: int) -> None:
        paragraph = self._document.add_paragraph(style=f"Heading {level}")
        name = bookmark_name(title)
        number = str(next(self._bookmarks))
        paragraph._p.append(element("w:bookmarkStart", {"w:id": number, "w:name": name}))
        paragraph.add_run(title)
        paragraph._p.append(element("w:bookmarkEnd", {"w:id": number}))

    def _contents(self) -> None:
        """A contents field, filled already, so that it can be read before anyone updates it."""
        entries = [(level, title) for level, title, _ in numbered(self._briefing.sections)]
        for place, (level, title) in enumerate(entries):
            paragraph = self._document.add_paragraph(style=f"TOC {level}")
            if place == 0:
                field_start(paragraph, ' TOC \\o "1-2" \\h \\z \\u ')
            self._entry(paragraph, title)
            if place == len(entries) - 1:
                paragraph.add_run()._r.append(element("w:fldChar", {"w:fldCharType": "end"}))

    def _entry(self, paragraph: DocxParagraph, title: str) -> None:
        name = bookmark_name(title)
        link = element("w:hyperlink", {"w:anchor": name, "w:history": "1"})
        paragraph._p.append(link)
        linked_run(paragraph, link, title)
        tab = linked_run(paragraph, link, "")
        tab._r.append(OxmlElement("w:tab"))
        for made in page_field(name, str(self._pages.get(title, ""))):
            run = linked_run(paragraph, link, "")
            run._r.append(made)

    def _blocks(self, blocks: tuple[Block, ...]) -> None:
        for place, block in enumerate(blocks):
            if isinstance(block, Paragraph):
                style = "Note" if block.role == "note" else "Normal"
                paragraph = self._document.add_paragraph(style=style)
                _say(paragraph, block.said)
                follows = (
                    isinstance(blocks[place + 1], Points | Table) if blocks[place + 1 :] else False
                )
                paragraph.paragraph_format.keep_with_next = follows
            elif isinstance(block, Points):
                self._points(block)
            elif isinstance(block, Table):
                self._table(block)
            else:
                self._picture(block)

    def _points(self, points: Points) -> None:
        for place, said in enumerate(points.items, 1):
            style = "Numbered" if points.numbered else "List Bullet"
            paragraph = self._document.add_paragraph(style=style)
            if points.numbered:
                paragraph.add_run(f"{place}.\t")
            _say(paragraph, said)

    def _table(self, table: Table) -> None:
        made = self._document.add_table(rows=1, cols=len(table.heads))
        _dress(made, table)
        for cell, head in zip(made.rows[0].cells, table.heads, strict=True):
            paragraph = cell.paragraphs[0]
            paragraph.style = "Cell"
            run = paragraph.add_run(legible(head))
            run.bold, run.font.size, run.font.color.rgb = True, CELL, RGBColor(255, 255, 255)
            _shade(cell, _HEAD_FILL)
        _repeat(made)
        for row in table.rows:
            _row(made, row, table)
        _set_widths(made, table)
        self._document.add_paragraph(style="After table")

    def _picture(self, picture: Picture) -> None:
        paragraph = self._document.add_paragraph()
        paragraph.paragraph_format.keep_with_next = True
        run = paragraph.add_run()
        shape = run.add_picture(io.BytesIO(drawn(picture.drawing)), width=Cm(WIDTH))
        properties = shape._inline.docPr
        properties.set("descr", legible(picture.alt))
        properties.set("title", legible(picture.caption))
        properties.set("name", f"Picture {next(self._pictures)}")
        self._document.add_paragraph(legible(picture.caption), style="Caption")


def _say(paragraph: DocxParagraph, said: Said, *, bare: bool = False, small: bool = False) -> None:
    """A line: its words, its note and its marks."""
    size = CELL if small else None
    if said.text:
        run = paragraph.add_run(legible(said.text))
        run.bold = said.strong or None
        run.font.size = size
    if said.note:
        lead = " " if said.text else ""
        grey(paragraph.add_run(f"{lead}({legible(said.note)})"))
    if said.citations:
        lead = " " if said.text or said.note else ""
        grey(paragraph.add_run(lead + marks(said.citations, bare=bare)))


def _row(made: DocxTable, row: tuple[Said, ...], table: Table) -> None:
    cells = made.add_row().cells  # type: ignore[no-untyped-call]
    for cell in cells:
        cell.paragraphs[0].style = "Cell"
    if len(row) == 1:  # a heading inside the table
        merged = cells[0].merge(cells[-1])
        _say(merged.paragraphs[0], row[0], small=True)
        merged.paragraphs[0].paragraph_format.keep_with_next = True
        _shade(merged, _GROUP_FILL)
    else:
        for cell, said in zip(cells, row, strict=True):
            _say(cell.paragraphs[0], said, bare=table.grouped, small=True)
    _keep_whole(made.rows[-1]._tr)


def _dress(made: DocxTable, table: Table) -> None:
    made.style = "Table Grid"
    made.alignment = WD_TABLE_ALIGNMENT.LEFT
    made.autofit = False
    properties = made._tbl.tblPr
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = {"w:val": "single", "w:sz": "4", "w:space": "0", "w:color": "B9C0C7"}
        borders.append(element(f"w:{side}", line))
    properties.append(borders)
    properties.append(element("w:tblCaption", {"w:val": table.caption}))
    described = f"Columns: {', '.join(table.heads)}."
    properties.append(element("w:tblDescription", {"w:val": described}))


def _set_widths(made: DocxTable, table: Table) -> None:
    widths = [Cm(WIDTH * share) for share in table.shares]
    for column, width in zip(made.columns, widths, strict=True):
        column.width = width
    for row in made.rows:
        if len({id(cell._tc) for cell in row.cells}) == len(widths):
            for cell, width in zip(row.cells, widths, strict=True):
                cell.width = width


def _repeat(made: DocxTable) -> None:
    """The first row is printed again on each page that the table runs on to."""
    properties = made.rows[0]._tr.get_or_add_trPr()
    properties.append(element("w:cantSplit", {}))
    properties.append(element("w:tblHeader", {"w:val": "true"}))


def _keep_whole(row: object) -> None:
    row.get_or_add_trPr().append(element("w:cantSplit", {}))  # type: ignore[attr-defined]


def _shade(cell: _Cell, fill: str) -> None:
    shading = {"w:val": "clear", "w:color": "auto", "w:fill": fill}
    cell._tc.get_or_add_tcPr().append(element("w:shd", shading))
