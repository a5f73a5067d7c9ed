"""A briefing as a Word document: real heading styles, heads that repeat, words for pictures."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from itertools import count

from docx import Document
from docx.document import Document as DocxDocument
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table as DocxTable
from docx.table import _Cell
from docx.text.paragraph import Paragraph as DocxParagraph
from docx.text.run import Run

from assistant.briefing import Briefing
from assistant.briefing_blocks import Block, Paragraph, Picture, Points, Said, Table
from assistant.briefing_marks import legible, marks, numbered
from assistant.drawings import drawn

_FONT = "Arial"
_BODY, _CELL, _SMALL = Pt(10), Pt(8), Pt(7)
_BLUE, _GREY = RGBColor(0x1F, 0x4E, 0x79), RGBColor(0x50, 0x59, 0x62)
_HEAD_FILL, _GROUP_FILL = "1F4E79", "E3E8ED"
_WIDTH = 17.6  # cm between the margins
_MARGIN = 1.7


def docx_bytes(briefing: Briefing, pages: Mapping[str, int] | None = None) -> bytes:
    """The briefing as a .docx file.

    ``pages`` are page numbers by heading for the contents list, until Word counts anew.
    """
    document = Document()
    _set_up(document, briefing)
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
        name = _bookmark_name(title)
        number = str(next(self._bookmarks))
        paragraph._p.append(_element("w:bookmarkStart", {"w:id": number, "w:name": name}))
        paragraph.add_run(title)
        paragraph._p.append(_element("w:bookmarkEnd", {"w:id": number}))

    def _contents(self) -> None:
        """A contents field, filled already, so that it can be read before anyone updates it."""
        entries = [(level, title) for level, title, _ in numbered(self._briefing.sections)]
        for place, (level, title) in enumerate(entries):
            paragraph = self._document.add_paragraph(style=f"TOC {level}")
            if place == 0:
                _field_start(paragraph, ' TOC \\o "1-2" \\h \\z \\u ')
            self._entry(paragraph, title)
            if place == len(entries) - 1:
                paragraph.add_run()._r.append(_element("w:fldChar", {"w:fldCharType": "end"}))

    def _entry(self, paragraph: DocxParagraph, title: str) -> None:
        name = _bookmark_name(title)
        link = _element("w:hyperlink", {"w:anchor": name, "w:history": "1"})
        paragraph._p.append(link)
        _linked_run(paragraph, link, title)
        tab = _linked_run(paragraph, link, "")
        tab._r.append(OxmlElement("w:tab"))
        for made in _page_field(name, str(self._pages.get(title, ""))):
            run = _linked_run(paragraph, link, "")
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
            run.bold, run.font.size, run.font.color.rgb = True, _CELL, RGBColor(255, 255, 255)
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
        shape = run.add_picture(io.BytesIO(drawn(picture.drawing)), width=Cm(_WIDTH))
        properties = shape._inline.docPr
        properties.set("descr", picture.alt)
        properties.set("title", picture.caption)
        properties.set("name", f"Picture {next(self._pictures)}")
        self._document.add_paragraph(legible(picture.caption), style="Caption")


def _say(paragraph: DocxParagraph, said: Said, *, bare: bool = False, small: bool = False) -> None:
    """A line: its words, its note and its marks."""
    size = _CELL if small else None
    if said.text:
        run = paragraph.add_run(legible(said.text))
        run.bold = said.strong or None
        run.font.size = size
    if said.note:
        lead = " " if said.text else ""
        _grey(paragraph.add_run(f"{lead}({legible(said.note)})"))
    if said.citations:
        lead = " " if said.text or said.note else ""
        _grey(paragraph.add_run(lead + marks(said.citations, bare=bare)))


def _grey(run: Run) -> None:
    run.font.size, run.font.color.rgb = _SMALL, _GREY


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
        borders.append(_element(f"w:{side}", line))
    properties.append(borders)
    properties.append(_element("w:tblCaption", {"w:val": table.caption}))
    described = f"Columns: {', '.join(table.heads)}."
    properties.append(_element("w:tblDescription", {"w:val": described}))


def _set_widths(made: DocxTable, table: Table) -> None:
    widths = [Cm(_WIDTH * share) for share in table.shares]
    for column, width in zip(made.columns, widths, strict=True):
        column.width = width
    for row in made.rows:
        if len({id(cell._tc) for cell in row.cells}) == len(widths):
            for cell, width in zip(row.cells, widths, strict=True):
                cell.width = width


def _repeat(made: DocxTable) -> None:
    """The first row is printed again on each page that the table runs on to."""
    properties = made.rows[0]._tr.get_or_add_trPr()
    properties.append(_element("w:cantSplit", {}))
    properties.append(_element("w:tblHeader", {"w:val": "true"}))


def _keep_whole(row: object) -> None:
    row.get_or_add_trPr().append(_element("w:cantSplit", {}))  # type: ignore[attr-defined]


def _shade(cell: _Cell, fill: str) -> None:
    shading = {"w:val": "clear", "w:color": "auto", "w:fill": fill}
    cell._tc.get_or_add_tcPr().append(_element("w:shd", shading))


# The page and its styles


def _set_up(document: DocxDocument, briefing: Briefing) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    section.left_margin = section.right_margin = Cm(_MARGIN)
    section.top_margin, section.bottom_margin = Cm(1.8), Cm(1.6)
    _styles(document)
    properties = document.core_properties
    properties.title = f"{briefing.title}: {briefing.subtitle}"
    properties.subject = briefing.subtitle
    properties.author = "Notice Assistant"
    properties.language = "en-GB"
    _header_and_footer(document, briefing)


def _styles(document: DocxDocument) -> None:
    styles = document.styles
    normal = styles["Normal"]
    _font(normal, _BODY)
    normal.paragraph_format.space_after = Pt(5)
    for name, size, before, after in (
        ("Title", 20, 0, 2), ("Subtitle", 12, 0, 8), ("Heading 1", 14, 12, 4),
        ("Heading 2", 11, 8, 3), ("Caption", 9, 4, 3),
    ):  # fmt: skip
        style = styles[name]
        _font(style, Pt(size))
        style.font.color.rgb = _BLUE
        style.font.bold, style.font.italic = name not in ("Subtitle", "Caption"), False
        style.paragraph_format.space_before = Pt(before)
        style.paragraph_format.space_after = Pt(after)
        style.paragraph_format.keep_with_next = name.startswith("Heading")
    _unlined(styles["Title"])
    for name in ("Title", "Subtitle"):
        for spacing in styles[name].element.get_or_add_rPr().findall(qn("w:spacing")):
            spacing.getparent().remove(spacing)  # letters set apart
    for name, points, below in (
        ("Note", 8.5, 5), ("Numbered", 10, 4), ("After table", 4, 2), ("Cell", 8, 0),
        ("TOC 1", 9.5, 1), ("TOC 2", 8.5, 0),
    ):  # fmt: skip
        made = styles.add_style(name, 1)
        made.base_style = normal
        _font(made, Pt(points))
        made.paragraph_format.space_after = Pt(below)
    styles["Note"].font.color.rgb = _GREY
    styles["List Bullet"].paragraph_format.space_after = Pt(3)
    numbered_style = styles["Numbered"].paragraph_format
    numbered_style.left_indent, numbered_style.first_line_indent = Cm(0.8), Cm(-0.8)
    numbered_style.tab_stops.add_tab_stop(Cm(0.8))
    for level in (1, 2):
        contents = styles[f"TOC {level}"].paragraph_format
        contents.left_indent = Cm(0.6 * (level - 1))
        contents.tab_stops.add_tab_stop(Cm(_WIDTH), 2, 1)  # right, dotted


def _font(style: object, size: Pt) -> None:
    style.font.name, style.font.size = _FONT, size  # type: ignore[attr-defined]
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()  # type: ignore[attr-defined]
    for attribute in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(attribute), _FONT)
    for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:cstheme", "w:eastAsiaTheme"):
        fonts.attrib.pop(qn(theme), None)


def _unlined(style: object) -> None:
    """The title without the line that Word draws below it."""
    properties = style.element.get_or_add_pPr()  # type: ignore[attr-defined]
    for border in properties.findall(qn("w:pBdr")):
        properties.remove(border)


def _header_and_footer(document: DocxDocument, briefing: Briefing) -> None:
    section = document.sections[0]
    header = section.header.paragraphs[0]
    _grey(header.add_run(legible(f"{briefing.title} – {briefing.subtitle}")))
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _grey(footer.add_run("Page "))
    for instruction, between in ((" PAGE ", " of "), (" NUMPAGES ", "")):
        for made in _field(instruction, "1"):
            run = footer.add_run()
            _grey(run)
            run._r.append(made)
        if between:
            _grey(footer.add_run(between))


# Fields and links, which python-docx has no words for


def _element(name: str, attributes: Mapping[str, str]) -> BaseOxmlElement:
    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(key), value)
    return made


def _field(instruction: str, shown: str, *, dirty: bool = False) -> Iterator[BaseOxmlElement]:
    begin = {"w:fldCharType": "begin"} | ({"w:dirty": "true"} if dirty else {})
    yield _element("w:fldChar", begin)
    words = OxmlElement("w:instrText")
    words.set(qn("xml:space"), "preserve")
    words.text = instruction
    yield words
    yield _element("w:fldChar", {"w:fldCharType": "separate"})
    result = OxmlElement("w:t")
    result.text = shown
    yield result
    yield _element("w:fldChar", {"w:fldCharType": "end"})


def _page_field(name: str, shown: str) -> Iterator[BaseOxmlElement]:
    return _field(f" PAGEREF {name} \\h ", shown, dirty=True)


def _field_start(paragraph: DocxParagraph, instruction: str) -> None:
    for made in list(_field(instruction, ""))[:3]:
        paragraph.add_run()._r.append(made)


def _linked_run(paragraph: DocxParagraph, link: BaseOxmlElement, words: str) -> Run:
    run = paragraph.add_run(words)
    link.append(run._r)
    return run


def _bookmark_name(title: str) -> str:
    """A name that Word takes: letters, figures and low lines, 40 characters at most."""
    kept = "".join(c if c.isalnum() and c.isascii() else "_" for c in title)
    return f"_b_{kept}"[:40]
