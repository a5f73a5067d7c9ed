"""A briefing as PDF: contents list with page numbers, bookmarks, heads that repeat."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor, white
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    CondPageBreak,
    Flowable,
    Frame,
    Image,
    KeepTogether,
    PageTemplate,
    Spacer,
    TableStyle,
)
from reportlab.platypus import Paragraph as PdfParagraph
from reportlab.platypus import Table as PdfTable
from reportlab.platypus.tableofcontents import TableOfContents

from assistant.briefing.blocks import Block, Paragraph, Picture, Points, Said, Table
from assistant.briefing.drawings import drawn, size_of
from assistant.briefing.marks import legible, marks, numbered
from assistant.briefing.pack import Briefing

_BLUE, _GREY, _RULE, _GROUP = (HexColor(c) for c in ("#1f4e79", "#505962", "#b9c0c7", "#e3e8ed"))
_MARGIN = 1.7 * cm
_ROOM = 3.5 * cm  # that a heading needs below it on its page
_WIDTH = A4[0] - 2 * _MARGIN
_FAMILY, _STRONG = "Helvetica", "Helvetica-Bold"


def _style(name: str, size: float, lead: float, **more: object) -> ParagraphStyle:
    settings = {"fontName": _FAMILY, "fontSize": size, "leading": lead, **more}
    return ParagraphStyle(name, **settings)


_BODY = _style("body", 9.5, 12, spaceAfter=4)
_NOTE = _style("note", 8, 10, spaceAfter=4, textColor=_GREY)
_CELL = _style("cell", 8, 9.2)
_HEAD = _style("head", 8, 9.6, fontName=_STRONG, textColor=white)
_CAPTION = _style("caption", 9, 11, spaceBefore=4, spaceAfter=3, textColor=_BLUE)
_TITLE = _style("title", 20, 24, fontName=_STRONG, textColor=_BLUE, spaceAfter=2)
_SUBTITLE = _style("subtitle", 12, 15, textColor=_BLUE, spaceAfter=8)
_HEADINGS = {
    1: _style("heading 1", 14, 17, fontName=_STRONG, textColor=_BLUE, spaceBefore=12, spaceAfter=4),
    2: _style("heading 2", 11, 14, fontName=_STRONG, textColor=_BLUE, spaceBefore=8, spaceAfter=3),
}
_POINT = _style("point", 9.5, 12, leftIndent=0.6 * cm, bulletIndent=0.1 * cm, spaceAfter=3)
_NUMBER = _style("number", 9.5, 12, leftIndent=0.8 * cm, bulletIndent=0, spaceAfter=3)
_CONTENTS = [
    _style("contents 1", 9.5, 10.5),
    _style("contents 2", 8.5, 9, leftIndent=0.6 * cm),
]


def pdf_bytes(briefing: Briefing) -> bytes:
    """The briefing as a .pdf file."""
    return _built(briefing)[0]


def heading_pages(briefing: Briefing) -> dict[str, int]:
    """On which page each numbered heading stands in the PDF."""
    return _built(briefing)[1]


def _built(briefing: Briefing) -> tuple[bytes, dict[str, int]]:
    stream = io.BytesIO()
    document = _Paper(stream, briefing)
    document.multiBuild(list(_story(briefing)), canvasmaker=_Counted)
    return stream.getvalue(), document.pages


class _Counted(Canvas):  # type: ignore[misc]  # reportlab ships no types
    """A canvas that knows how many pages there are before it writes the first."""

    def __init__(self, *arguments: object, **named: object) -> None:
        super().__init__(*arguments, **named)
        self._states: list[dict[str, object]] = []

    def showPage(self) -> None:  # noqa: N802 - reportlab's own name
        """Keep the page for later."""
        self._states.append(dict(self.__dict__))
        self._startPage()

    def save(self) -> None:
        """Write all pages, each with its number of all."""
        for state in self._states:
            self.__dict__.update(state)
            self.setFont(_FAMILY, 7.5)
            self.setFillColor(_GREY)
            said = f"Page {self._pageNumber} of {len(self._states)}"
            self.drawRightString(A4[0] - _MARGIN, 1.0 * cm, said)
            super().showPage()
        super().save()


class _Paper(BaseDocTemplate):  # type: ignore[misc]  # reportlab ships no types
    """A4 with a running head; headings go into the contents list and the bookmarks."""

    def __init__(self, stream: io.BytesIO, briefing: Briefing) -> None:
        super().__init__(
            stream,
            pagesize=A4,
            leftMargin=_MARGIN,
            rightMargin=_MARGIN,
            topMargin=1.8 * cm,
            bottomMargin=1.6 * cm,
            title=legible(f"{briefing.title}: {briefing.subtitle}"),
            author="Notice Assistant",
            subject=legible(briefing.subtitle),
            lang="en-GB",
        )
        self._running = _plain(f"{briefing.title} – {briefing.subtitle}")
        self.pages: dict[str, int] = {}
        frame = Frame(_MARGIN, 1.6 * cm, _WIDTH, A4[1] - 3.4 * cm, 0, 0, 0, 0)
        self.addPageTemplates(PageTemplate("page", [frame], onPage=self._head))

    def _head(self, canvas: Canvas, _: object) -> None:
        canvas.setFont(_FAMILY, 7.5)
        canvas.setFillColor(_GREY)
        canvas.drawString(_MARGIN, A4[1] - 1.3 * cm, self._running)

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802 - reportlab's own name
        """Note a heading's page."""
        level = getattr(flowable, "heading_level", None)
        if level is None:
            return
        title = flowable.heading_title
        key = flowable.heading_key
        self.pages[title] = self.page
        self.canv.bookmarkPage(key)
        self.canv.addOutlineEntry(title, key, level - 1)
        self.notify("TOCEntry", (level - 1, escape(_plain(title)), self.page, key))


def _story(briefing: Briefing) -> Iterator[Flowable]:
    yield PdfParagraph(_marked(briefing.title), _TITLE)
    yield PdfParagraph(_marked(briefing.subtitle), _SUBTITLE)
    yield PdfParagraph("In short", _HEADINGS[2])
    yield from _blocks(briefing.opening)
    yield PdfParagraph("Contents", _HEADINGS[2])
    contents = TableOfContents(levelStyles=_CONTENTS, dotsMinLevel=0)
    yield contents
    for place, (level, title, section) in enumerate(numbered(briefing.sections)):
        heading = PdfParagraph(_marked(title), _HEADINGS[level])
        heading.heading_level, heading.heading_title = level, title
        heading.heading_key = f"heading{place}"  # reportlab evaluates keys: no title in them
        yield CondPageBreak(_ROOM)
        yield heading
        yield from _blocks(section.blocks)


def _blocks(blocks: Sequence[Block]) -> Iterator[Flowable]:
    for place, block in enumerate(blocks):
        if isinstance(block, Paragraph):
            if place + 1 < len(blocks):
                yield CondPageBreak(2.5 * cm)  # it belongs to what follows
            yield PdfParagraph(_said(block.said), _NOTE if block.role == "note" else _BODY)
        elif isinstance(block, Points):
            yield from _points(block)
        elif isinstance(block, Table):
            yield CondPageBreak(2.5 * cm)
            yield _table(block)
            yield Spacer(1, 8)
        else:
            yield _picture(block)


def _points(points: Points) -> Iterator[Flowable]:
    for place, said in enumerate(points.items, 1):
        style, bullet = (_NUMBER, f"{place}.") if points.numbered else (_POINT, "•")
        yield PdfParagraph(_said(said), style, bulletText=bullet)


def _table(table: Table) -> PdfTable:
    rows: list[list[object]] = [[PdfParagraph(_marked(head), _HEAD) for head in table.heads]]
    style: list[tuple[object, ...]] = [
        ("GRID", (0, 0), (-1, -1), 0.5, _RULE),
        ("BACKGROUND", (0, 0), (-1, 0), _BLUE),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 5), ("RIGHTPADDING", (0, 0), (-1, -1), 5),
        ("TOPPADDING", (0, 0), (-1, -1), 1.5), ("BOTTOMPADDING", (0, 0), (-1, -1), 2.5),
    ]  # fmt: skip
    for row in table.rows:
        place = len(rows)
        if len(row) == 1:
            rows.append([PdfParagraph(_said(row[0]), _CELL), *[""] * (len(table.heads) - 1)])
            style += [
                ("SPAN", (0, place), (-1, place)),
                ("BACKGROUND", (0, place), (-1, place), _GROUP),
                ("NOSPLIT", (0, place), (-1, min(place + 1, len(table.rows)))),
            ]
        else:
            rows.append([PdfParagraph(_said(said, bare=table.grouped), _CELL) for said in row])
    widths = [_WIDTH * share for share in table.shares]
    return PdfTable(rows, widths, repeatRows=1, style=TableStyle(style), splitByRow=1)


def _picture(picture: Picture) -> Flowable:
    png = drawn(picture.drawing)
    width, height = size_of(png)
    image = Image(io.BytesIO(png), _WIDTH, _WIDTH * height / width)
    return KeepTogether([image, PdfParagraph(_marked(picture.caption), _CAPTION)])


def _said(said: Said, *, bare: bool = False) -> str:
    """A line as reportlab's markup; whatever a paper says is escaped."""
    words = _marked(said.text)
    parts = [f"<b>{words}</b>" if said.strong else words] if said.text else []
    small = f'<font size="7" color="{_GREY.hexval().replace("0x", "#")}">'
    if said.note:
        parts.append(f"{small}({_marked(said.note)})</font>")
    if said.citations:
        parts.append(f"{small}{_marked(marks(said.citations, bare=bare))}</font>")
    return " ".join(parts)


def _marked(words: str) -> str:
    return escape(_plain(words))


def _plain(words: str) -> str:
    """Words in the letters that the standard fonts have; others are shown as "?"."""
    return legible(words).encode("cp1252", "replace").decode("cp1252")
