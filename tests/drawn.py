"""Readings with geometry, as a PDF's reader makes them, drawn line by line; and outlines told."""

from __future__ import annotations

from dataclasses import dataclass, field

from ingest.documents import Clause, Description, Document, Grid, Line, Page, Reading, Span

WIDTH, HEIGHT = 595.0, 842.0


@dataclass
class Drawing:
    """Pages drawn from the top down. ``line`` puts one under the last, ``gap`` points lower."""

    text: str = ""
    lines: list[Line] = field(default_factory=list)
    pages: list[Page] = field(default_factory=list)
    grids: list[Grid] = field(default_factory=list)
    at: float = 760.0
    start: int = 0

    def line(
        self,
        words: str,
        *,
        left: float = 72.0,
        size: float = 12.0,
        bold: bool = False,
        gap: float = 0.0,
        right: float | None = None,
        at: float | None = None,
    ) -> Span:
        """Draw one line; its right edge follows from its length unless told."""
        self.at = self.at - 14.5 - gap if at is None else at
        span = Span(len(self.text), len(self.text) + len(words))
        edge = min(523.0, left + 0.5 * size * len(words)) if right is None else right
        box = (left, self.at, edge, self.at + size)
        self.lines.append(Line(span, len(self.pages) + 1, size, bold, box))
        self.text += words + "\n"
        return span

    def paragraph(self, *lines: str, left: float = 72.0, gap: float = 14.0) -> None:
        """Lines as wide as the page but for the last."""
        for index, words in enumerate(lines):
            last = index == len(lines) - 1
            edge = 300.0 if last else 520.0
            self.line(words, left=left, gap=gap if index == 0 else 0.0, right=edge)

    def table(self, *rows: tuple[str, ...], header_rows: int = 1) -> None:
        """A ruled table, as its reader gives it: cells in the text and in a grid."""
        spans = []
        for row in rows:
            cells: list[Span | None] = []
            self.at -= 20
            for column, words in enumerate(row):
                at = len(self.text)
                cells.append(Span(at, at + len(words)) if words else None)
                if words:
                    box = (72.0 + 120 * column, self.at, 180.0 + 120 * column, self.at + 11)
                    page = len(self.pages) + 1
                    self.lines.append(Line(Span(at, at + len(words)), page, 11.0, False, box))
                self.text += words + ("\t" if column < len(row) - 1 else "\n")
            spans.append(tuple(cells))
        self.grids.append(Grid(tuple(spans), len(self.pages) + 1, header_rows))

    def turn(self) -> None:
        """End the page."""
        number = len(self.pages) + 1
        self.pages.append(Page(number, Span(self.start, len(self.text)), WIDTH, HEIGHT))
        self.text += "\f"
        self.start, self.at = len(self.text), 760.0

    def reading(self) -> Reading:
        """The finished reading."""
        self.turn()
        return Reading(
            self.text, "application/pdf", tuple(self.pages), tuple(self.lines), tuple(self.grids)
        )


def said(reading: Reading, clause: Clause) -> str:
    """A clause's words on one line; a cut shows as " / "."""
    return " / ".join(" ".join(span.cut(reading.text).split()) for span in clause.spans)


def told(reading: Reading, clauses: tuple[Clause, ...], *kinds: str) -> list[str]:
    """The words of the clauses of these kinds, in reading order."""
    return [said(reading, clause) for clause in clauses if clause.kind in kinds]


def find(reading: Reading, clauses: tuple[Clause, ...], start: str) -> Clause:
    """The one clause whose words begin so."""
    found = [clause for clause in clauses if said(reading, clause).startswith(start)]
    assert len(found) == 1, (start, [said(reading, clause) for clause in clauses])
    return found[0]


def document(reading: Reading, clauses: tuple[Clause, ...]) -> Document:
    """A document of a council that does not exist."""
    described = Description("improvement_notice", "Improvement Notice", ("Kelder",))
    return Document(
        "d1", "notice.txt", "0" * 64, reading.media_type, reading.text, reading.pages, described,
        clauses,
    )  # fmt: skip
