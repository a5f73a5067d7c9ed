"""The canonical text while it is being written, with the layout that lies over it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.documents import Grid, Line, Page, Reading, Span

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Looks:
    """How a line looked: font size in points, weight, place, and the format's own style word.

    ``raised`` are the offsets in the line, from and to, of raised footnote figures.
    """

    size: float = 0.0
    bold: bool = False
    box: Box | None = None
    style: str = ""
    raised: tuple[tuple[int, int], ...] = ()


PLAIN = Looks()


class Manuscript:
    """Writes pages, lines and tables in reading order; `reading` closes it.

    Each line is followed by a line break and pages are separated by a form feed, which
    lies in no page. Inside a table the cells of a row are separated by a tab, and a
    cell's own lines by a line break; an empty cell leaves its tab.
    """

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._lines: list[Line] = []
        self._grids: list[Grid] = []
        self._raised: list[Span] = []
        self._pages: list[Page] = []
        self._page: int | None = None
        self._begun: tuple[int, float, float, float | None] | None = None

    def begin_page(
        self,
        number: int | None = None,
        *,
        width: float = 0.0,
        height: float = 0.0,
        confidence: float | None = None,
    ) -> None:
        """Open the next page; what is written from here on stands on it."""
        self._end_page()
        if self._pages:
            self._write("\f")
        self._page = number
        self._begun = (self._length, width, height, confidence)

    def line(self, text: str, looks: Looks = PLAIN) -> Span:
        """Write one printed line and its line break; the span is the line alone."""
        span = self._put(text, looks)
        self._write("\n")
        return span

    def table(
        self,
        rows: Iterable[Sequence[Sequence[tuple[str, Looks]]]],
        *,
        header_rows: int = 1,
    ) -> None:
        """Write a table whose cells are known: rows of cells, each of zero or more lines."""
        written = tuple(self._row(cells) for cells in rows)
        self._grids.append(Grid(rows=written, page=self._page, header_rows=header_rows))

    def written(self) -> list[tuple[str, Looks]]:
        """The lines so far, as the cell of another manuscript's table takes them."""
        text = "".join(self._pieces)
        return [
            (line.span.cut(text), Looks(line.size, line.bold, line.box, line.style))
            for line in self._lines
        ]

    def reading(
        self,
        media_type: str,
        *,
        properties: dict[str, str] | None = None,
        warnings: Iterable[str] = (),
    ) -> Reading:
        """The finished Reading."""
        self._end_page()
        return Reading(
            text="".join(self._pieces),
            media_type=media_type,
            pages=tuple(self._pages) or (Page(None, Span(0, 0)),),
            lines=tuple(self._lines),
            grids=tuple(self._grids),
            properties=dict(properties or {}),
            warnings=tuple(warnings),
            raised=tuple(self._raised),
        )

    def _row(self, cells: Sequence[Sequence[tuple[str, Looks]]]) -> tuple[Span | None, ...]:
        spans: list[Span | None] = []
        for place, cell in enumerate(cells):
            if place:
                self._write("\t")
            spans.append(self._cell(cell))
        self._write("\n")
        return tuple(spans)

    def _cell(self, lines: Sequence[tuple[str, Looks]]) -> Span | None:
        start = self._length
        for place, (text, looks) in enumerate(lines):
            if place:
                self._write("\n")
            self._put(text, looks)
        return Span(start, self._length) if self._length > start else None

    def _put(self, text: str, looks: Looks) -> Span:
        span = Span(self._length, self._length + len(text))
        self._write(text)
        self._raised += [Span(span.start + a, span.start + b) for a, b in looks.raised]
        if text:
            self._lines.append(
                Line(span, self._page, looks.size, looks.bold, looks.box, looks.style)
            )
        return span

    def _write(self, text: str) -> None:
        self._pieces.append(text)
        self._length += len(text)

    def _end_page(self) -> None:
        if self._begun is None:
            return
        start, width, height, confidence = self._begun
        self._pages.append(Page(self._page, Span(start, self._length), width, height, confidence))
        self._begun = None
