"""Clauses as blocks that a template sets: headings, paragraphs, nested points, real tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from markupsafe import Markup

from assistant.web.marking import Marker
from ingest.documents import Clause, Document, Span

BlockKind = Literal["page", "heading", "paragraph", "caption", "footnote", "points", "table"]
_LABEL_ROOM = 8  # characters between a label and its words
_NOTHING = Markup("")
_FIRST_LEVEL, _LAST_LEVEL = 3, 6  # of headings in the text: the page itself has the first two


@dataclass(slots=True)
class Point:
    """A point and the points under it; ``turned`` is the page that begins with it."""

    id: str
    words: Markup
    labelled: bool
    turned: int | None = None
    points: list[Point] = field(default_factory=list)


@dataclass(slots=True)
class Row:
    """A row of a table: a cell for each column, or one title across them all."""

    id: str
    cells: list[Markup]
    title: bool = False
    turned: int | None = None


@dataclass(slots=True)
class Block:
    """One block. Which fields are filled depends on its kind."""

    kind: BlockKind
    id: str = ""
    words: Markup = _NOTHING
    level: int = 0
    number: int | None = None
    points: list[Point] = field(default_factory=list)
    heads: list[str] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    anchor: Markup = _NOTHING

    @property
    def widest(self) -> int:
        """How many cells the widest row has."""
        return max((len(row.cells) for row in self.rows), default=1)


def blocks(document: Document, start: int, end: int, marker: Marker) -> list[Block]:
    """The clauses ``[start, end)`` as blocks, in order, with the pages where they turn."""
    setting = _Setting(document, marker)
    for index in range(start, end):
        setting.set(document.clauses[index])
    return setting.blocks


class _Setting:
    """Sets one clause after the other."""

    def __init__(self, document: Document, marker: Marker) -> None:
        self._document = document
        self._clauses = {clause.id: clause for clause in document.clauses}
        self._marker = marker
        self._level = _FIRST_LEVEL - 1
        self._page: int | None = None
        self._turned: int | None = None
        self._depths: list[tuple[str, list[Point]]] = []
        self._table: _Table | None = None
        self._at = -1
        self.blocks: list[Block] = []

    def set(self, clause: Clause) -> None:
        """Add a clause to the blocks."""
        self._turn_page(clause)
        self._between(clause)
        if clause.kind == "row":
            self._row(clause)
            return
        self._table = None
        if clause.kind == "point":
            self._point(clause)
        elif clause.kind == "table":
            self._open_table(clause)
        elif clause.kind == "heading":
            self._heading(clause)
        else:
            self._add(Block(clause.kind, clause.id, self._marker.words(self._spans(clause))))

    def _turn_page(self, clause: Clause) -> None:
        self._turned = None
        if clause.page is not None and clause.page != self._page:
            self._page = clause.page
            if clause.kind in ("row", "point") and self.blocks:
                self._turned = clause.page  # a list or table is not broken in two
            else:
                self._add(Block("page", number=clause.page))

    def _between(self, clause: Clause) -> None:
        """Words that no clause holds are furniture; shown only where they are what is cited."""
        gap = Span(self._at, self._spans(clause)[0].start)
        if self._at >= 0 and gap.start < gap.end and self._marker.touches(gap):
            self._add(Block("paragraph", "", self._marker.words([gap])))
        self._at = max(self._at, clause.span.end)

    def _spans(self, clause: Clause) -> list[Span]:
        """The clause's spans, with the label that is printed before the first."""
        first, *rest = clause.spans
        label = clause.label.strip()
        near = max(0, first.start - len(label) - _LABEL_ROOM)
        before = self._document.text[near : first.start]
        at = before.rfind(label) if label else -1
        if at >= 0 and not any(letter.isalnum() for letter in before[at + len(label) :]):
            first = Span(near + at, first.end)
        return [first, *rest]

    def _add(self, block: Block) -> None:
        self._depths = []
        self.blocks.append(block)

    def _heading(self, clause: Clause) -> None:
        wanted = _FIRST_LEVEL - 1 + max(1, clause.level)
        self._level = min(wanted, self._level + 1, _LAST_LEVEL)
        words = self._marker.words(self._spans(clause))
        self._add(Block("heading", clause.id, words, level=self._level))

    def _point(self, clause: Clause) -> None:
        words = self._marker.words(self._spans(clause), bullet=True)
        made = Point(clause.id, words, labelled=bool(clause.label), turned=self._turned)
        while self._depths and self._depths[-1][0] != clause.parent:
            self._depths.pop()
        if self._depths:
            self._depths[-1][1].append(made)
        elif self.blocks and self.blocks[-1].kind == "points":
            self.blocks[-1].points.append(made)
        else:
            self.blocks.append(Block("points", points=[made]))
        self._depths.append((clause.id, made.points))

    def _open_table(self, clause: Clause) -> None:
        heads = clause.spans[0]  # empty where the table has none
        cited = heads.start < heads.end and self._marker.touches(heads)
        anchor = self._marker.anchor() if cited else _NOTHING
        block = Block("table", clause.id, anchor=anchor)
        self._add(block)
        self._table = _Table(block)

    def _row(self, clause: Clause) -> None:
        if self._table is None:  # a stretch never begins within a table, but be sure
            self._add(Block("table"))
            self._table = _Table(self.blocks[-1])
        children = any(cell.head for cell in clause.cells)
        alone = len(clause.cells) == 1 and not children
        self._table.add(clause, self._marker, alone=alone, turned=self._turned)


class _Table:
    """Rows whose cells find their column by its head, and by turn where heads are alike."""

    def __init__(self, block: Block) -> None:
        self._block = block
        self._columns: list[tuple[str, int]] = []

    def add(self, clause: Clause, marker: Marker, *, alone: bool, turned: int | None) -> None:
        """Add a row; columns seen for the first time come after the one before them."""
        if alone:
            words = marker.words([clause.cells[0].span])
            self._block.rows.append(Row(clause.id, [words], title=True, turned=turned))
            return
        keys = _keys(clause)
        place = 0
        for key in keys:
            if key in self._columns:
                place = self._columns.index(key) + 1
            else:
                self._columns.insert(place, key)
                for row in self._block.rows:
                    if not row.title:
                        row.cells.insert(place, _NOTHING)
                place += 1
        cells = dict(zip(keys, (marker.words([cell.span]) for cell in clause.cells), strict=True))
        self._block.rows.append(
            Row(clause.id, [cells.get(key, _NOTHING) for key in self._columns], turned=turned)
        )
        self._block.heads = _heads(self._columns)


def _keys(clause: Clause) -> list[tuple[str, int]]:
    seen: dict[str, int] = {}
    keys = []
    for cell in clause.cells:
        seen[cell.head] = turn = seen.get(cell.head, 0) + 1
        keys.append((cell.head, turn))
    return keys


def _heads(columns: Sequence[tuple[str, int]]) -> list[str]:
    heads = [" ".join(head.split()) for head, _ in columns]
    return heads if any(heads) else []
