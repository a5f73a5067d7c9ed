"""Hanging blocks and tables on one another: headings' levels, points' depths, lead-ins, parents."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.blocks import Block, Setting
from ingest.documents import Cell, Clause, ClauseKind, Span
from ingest.furniture import is_contents_title
from ingest.headings import is_caption, plain_items
from ingest.numbering import Mark
from ingest.tables import Table, merge_torn_rows

_LEADS = re.compile(
    r":[\s*_]*$|\b(?:the following|as follows|set out below|listed below|these are|below)\b[^.]*\.?[\s*_]*$",
    re.IGNORECASE,
)
_COLON = re.compile(r":[\s*_]*(?:</u>)?[\s*_]*$")
_STOPPED = re.compile(r"[.!?][\"'”’)\]*_\s¹²³⁴-⁹⁰\d]*$")
_GOES_ON = re.compile(r"(?:;|;?\s*\b(?:and|or))[\s*_]*$")
_ITEMISED = re.compile(
    r"^\W*(?:(?:main|key|our|all|summary of)\s+)?(?:recommendations?|areas? for (?:\w+ )?(?:improvement|"
    r"action|consideration)|what needs to improve|priority (?:and immediate )?actions?|required actions?)\b",
    re.IGNORECASE,
)
_TOLERANCE = 7.0
_TOPIC_WORDS = 6
_SHORT_ITEM = 28


@dataclass(slots=True)
class _Level:
    """A depth of the list at hand: its marks, where they stand, and the last point on it."""

    mark: Mark | None
    indent: float
    page: int | None
    clause: str
    words: str


@dataclass(slots=True)
class _Lead:
    """A lead-in that stays open over the topic headings below it."""

    clause: str
    level: int
    topic: int = 0


class Hanging:
    """One pass over a document's blocks and tables, in reading order, that makes its clauses."""

    def __init__(
        self,
        text: str,
        setting: Setting,
        found: Sequence[Block],
        tables: Sequence[Table],
        headings: dict[int, int],
    ) -> None:
        self.text = text
        self.setting = setting
        self.blocks = found
        self.tables = tables
        self.headings = headings
        self.items = plain_items(text, found)
        self.made: list[Clause] = []
        self.path: list[tuple[int, str]] = []
        self.levels: list[_Level] = []
        self.hook: tuple[str | None, str | None] = (None, None)
        self.lead: _Lead | None = None
        self.last: tuple[str, str, str] | None = None
        self.caption: str | None = None
        self.numbers: dict[str, Mark] = {}
        self.known_levels: dict[str, int] = {}
        self.begun = False
        self.contents: str | None = None
        self.titles: dict[str, str] = {}

    def clauses(self) -> tuple[Clause, ...]:
        """All clauses, numbered in reading order."""
        waiting = 0
        for index, block in enumerate(self.blocks):
            while waiting < len(self.tables) and self.tables[waiting].start < block.spans[0].start:
                self._hang_table(self.tables[waiting])
                waiting += 1
            self._hang(index, block)
        for table in self.tables[waiting:]:
            self._hang_table(table)
        return _in_reading_order(self.made)

    def _hang(self, index: int, block: Block) -> None:
        words = block.words(self.text)
        if block.kind == "footnote":
            self._make("footnote", block, self._heading())
        elif index in self.headings:
            self._hang_heading(index, block, words)
        elif block.first.contents:
            self._plain("paragraph", block, words)
        elif is_caption(words):
            self.caption = self._plain("caption", block, words)
        elif self._is_point(index, block, words):
            self._hang_point(index, block, words)
        else:
            self._hang_paragraph(index, block, words)

    def _heading(self) -> str | None:
        return self.path[-1][1] if self.path else None

    def _plain(self, kind: ClauseKind, block: Block, words: str) -> str:
        clause = self._make(kind, block, self._heading())
        self.levels, self.caption = [], None
        self.last = (clause, words, kind)
        return clause

    # Headings

    def _hang_heading(self, index: int, block: Block, words: str) -> None:
        if block.mark is not None and block.mark.label:
            self.numbers[block.mark.family] = block.mark
        topic = self._is_topic(index, words)
        level = self._level(index, words, topic)
        if self.lead is not None:
            self.lead.topic = self.lead.topic or level
            if not topic or level < self.lead.topic:
                self.lead = None
        while self.path and (self.path[-1][0] >= level or self.path[-1][1] == self.contents):
            self.path.pop()
        clause = self._make("heading", block, self._heading(), level=level)
        self.path.append((level, clause))
        self.titles[clause] = words
        if is_contents_title(words):
            self.contents = clause
        self.levels, self.caption = [], None
        lead = self.lead.clause if self.lead else None
        self.hook = (clause, clause if _COLON.search(words) and not lead else lead)
        self.last = (clause, words, "heading")

    def _is_topic(self, index: int, words: str) -> bool:
        """Whether a heading stands under an open lead-in, rather than ends its reach."""
        if self.lead is None:
            return False
        if self.lead.topic and self.headings[index] == self.lead.topic:
            return True
        return not _COLON.search(words) or len(words.split()) <= _TOPIC_WORDS

    def _level(self, index: int, words: str, topic: bool) -> int:
        printed = self.headings[index]
        if printed:
            return printed
        if self.blocks[index].first.fresh:
            self.begun = False
            return 1
        if self.lead is not None and topic:
            return self.lead.topic or self.lead.level + 1
        folded = words.lower()
        following = index + 1
        if following in self.headings:
            below = self.known_levels.get(self.blocks[following].words(self.text).lower())
            if below is not None and folded not in self.known_levels:
                self.known_levels[folded] = max(1, below - 1)
        if folded not in self.known_levels:
            after_heading = self.last is not None and self.last[2] == "heading" and self.path
            level = self.path[-1][0] + 1 if after_heading and self.begun else 0
            level = level or (self.path[-1][0] if self.path else 1)
            self.known_levels[folded] = min(level, 3)
        return self.known_levels[folded]

    # Points

    def _is_point(self, index: int, block: Block, words: str) -> bool:
        mark = block.mark
        if mark is None:
            return self._lost_its_bullet(index, block, words)
        if not mark.label or not mark.family.startswith(("decimal", "dotted", "bare")):
            return True
        if mark.family.startswith("dotted"):
            return False
        if any(level.mark and mark.follows(level.mark) for level in self.levels):
            return True
        last = self.numbers.get(mark.family)
        if last is not None and mark.follows(last):
            return False
        if self.levels:
            return True
        if any(_ITEMISED.search(self.titles[clause]) for _, clause in self.path[-2:]):
            return True
        if self._leads(index) or (self.lead is not None and self.last and self.last[2] == "heading"):
            return True
        return _is_list_style(block) or (mark.first and self._short_items(index))

    def _short_items(self, index: int) -> bool:
        """Whether a numbered run from here is a list of short items, not of paragraphs."""
        run = [self.blocks[index]]
        for block in self.blocks[index + 1 : index + 6]:
            mark, before = block.mark, run[-1].mark
            if mark is None or before is None or not mark.follows(before):
                break
            run.append(block)
        if len(run) < 2:
            return False
        return sum(len(block.words(self.text).split()) for block in run) / len(run) < _SHORT_ITEM

    def _leads(self, index: int) -> bool:
        """Whether the clause just made asks for a list."""
        if self.last is None:
            return False
        return bool(_COLON.search(self.last[1])) or (
            self.last[2] != "heading" and bool(_LEADS.search(self.last[1]))
        )

    def _lost_its_bullet(self, index: int, block: Block, words: str) -> bool:
        """An unmarked paragraph that stands in a list: its bullet was not carried over."""
        if block.first.box is not None:
            return False
        following = self._next(index)
        listed = following is not None and following.mark is not None
        if self.last is None:
            return False
        if index in self.items:
            return True
        if self.levels and self.last[2] == "point" and _GOES_ON.search(self.last[1]):
            return True
        if _COLON.search(words):
            return False
        if self.last[2] == "heading":
            asked = self.lead is not None or bool(_COLON.search(self.last[1]))
            return asked and (words.endswith(";") or (listed and self.lead is not None))
        if not _COLON.search(self.last[1]) or self.last[2] == "point":
            return False
        return words.endswith(";")

    def _next(self, index: int) -> Block | None:
        """The next block that is no footnote."""
        for block in self.blocks[index + 1 : index + 4]:
            if block.kind != "footnote":
                return block
        return None

    def _hang_point(self, index: int, block: Block, words: str) -> None:
        if not self.levels:
            self._open_list(index)
        depth = self._depth(block, words)
        del self.levels[depth:]
        if depth:
            parent: str | None = self.levels[-1].clause
            lead_in: str | None = parent
        else:
            parent, lead_in = self.hook
        clause = self._make("point", block, parent, level=depth + 1, lead_in=lead_in)
        indent = block.first.indent
        self.levels.append(_Level(block.mark, indent, block.first.page, clause, words))
        self.last = (clause, words, "point")

    def _open_list(self, index: int) -> None:
        """What the points to come hang on: a lead-in just above, or the heading."""
        if self.last is not None and self.last[2] == "paragraph":
            asks = _LEADS.search(self.last[1]) or not _STOPPED.search(self.last[1])
            if asks:
                self.hook = (self.last[0], self.last[0])
                return
        if self.last is not None and self.last[2] == "heading":
            return
        lead = self.lead.clause if self.lead else None
        self.hook = (self._heading(), lead)

    def _depth(self, block: Block, words: str) -> int:
        """The index in ``levels`` of the depth on which this point stands."""
        mark, indent = block.mark, block.first.indent
        tolerance = _TOLERANCE if block.first.box else 0.5
        turned = bool(self.levels) and self.levels[-1].page != block.first.page
        for depth in range(len(self.levels) - 1, -1, -1):
            level = self.levels[depth]
            if mark and level.mark and mark.label and mark.follows(level.mark):
                return depth
            if _alike(mark, level.mark) and not (mark and mark.label):
                if abs(indent - level.indent) <= (3 if turned else 1) * tolerance:
                    return depth
        if not self.levels:
            return 0
        deepest = self.levels[-1]
        if indent > deepest.indent + tolerance and mark is not None:
            return len(self.levels)
        if mark is None:
            return 0
        if not _alike(mark, deepest.mark) and _COLON.search(deepest.words):
            return len(self.levels)
        for depth, level in enumerate(self.levels):
            if level.indent >= indent - tolerance:
                return depth
        return len(self.levels) - 1

    # Paragraphs

    def _hang_paragraph(self, index: int, block: Block, words: str) -> None:
        if block.mark is not None and block.mark.label:
            self.numbers[block.mark.family] = block.mark
        inside = self._inside_point(block)
        parent = inside or self._heading()
        if inside is None:
            self.levels = []
        if self.lead is not None and inside is None and self.last and self.last[2] != "point":
            self.lead = None
        elif self.lead is not None and inside is None and block.mark is None:
            self.lead = None
        clause = self._make("paragraph", block, parent)
        self.caption, self.begun = None, True
        self.last = (clause, words, "paragraph")
        if index + 1 in self.headings and (_COLON.search(words) or _LEADS.search(words)):
            self.lead = _Lead(clause, self.path[-1][0] if self.path else 0)

    def _inside_point(self, block: Block) -> str | None:
        """A second paragraph of a point is set in under it."""
        if block.first.box is None or block.mark is not None:
            return None
        for level in reversed(self.levels):
            if level.page == block.first.page and block.first.indent > level.indent + 9:
                return level.clause
        return None

    # Tables

    def _hang_table(self, table: Table) -> None:
        lead = self.last[0] if self.last and _COLON.search(self.last[1]) else None
        parent = self.caption or self._heading()
        heads = [
            span
            for index, row in enumerate(table.rows)
            if index < table.heads or index in table.again
            for span in _row_spans(self.text, row)
        ]
        anchor = heads or [Span(table.start, table.start)]
        top = self._add("table", tuple(anchor), parent, page=table.page, lead_in=lead)
        section, above = top, ""
        for page, cells in merge_torn_rows(self.text, table):
            heads = len(cells) == 1 and table.width > 1
            if heads and cells[0][0] > 0:
                heads = table.width > 2 and bool(_COLON.search(cells[0][1].cut(self.text)))
            if cells[0][0] > 0 and above and not heads:
                self._make_row(table, page, cells, above)
                continue
            above = self._make_row(table, page, cells, section)
            if heads:
                section = self._as_section(above, top)
        self.levels, self.caption, self.last = [], None, None

    def _as_section(self, row: str, top: str) -> str:
        """A row of one cell heads the rows below it."""
        clause = self.made[-1]
        if clause.parent != top:
            self.made[-1] = replace(clause, parent=top)
        return row

    def _make_row(
        self, table: Table, page: int | None, cells: Sequence[tuple[int, Span]], parent: str
    ) -> str:
        spans = tuple(_row_spans(self.text, [cell for _, cell in cells]))
        made = tuple(Cell(table.head(self.text, column), cell) for column, cell in cells)
        return self._add("row", spans, parent, page=page, cells=made)

    # Making

    def _make(
        self,
        kind: ClauseKind,
        block: Block,
        parent: str | None,
        *,
        level: int = 0,
        lead_in: str | None = None,
    ) -> str:
        return self._add(
            kind, tuple(block.spans), parent, block.label, level, block.first.page, lead_in=lead_in
        )

    def _add(
        self,
        kind: ClauseKind,
        spans: tuple[Span, ...],
        parent: str | None,
        label: str = "",
        level: int = 0,
        page: int | None = None,
        cells: tuple[Cell, ...] = (),
        lead_in: str | None = None,
    ) -> str:
        name = f"c{len(self.made) + 1}"
        self.made.append(Clause(name, kind, spans, parent, label, level, page, cells, lead_in))
        return name


def _alike(one: Mark | None, two: Mark | None) -> bool:
    if one is None or two is None:
        return one is two
    return one.family == two.family


def _is_list_style(block: Block) -> bool:
    return "list" in block.first.style.lower()


def _row_spans(text: str, row: Sequence[Span | None]) -> Iterator[Span]:
    """A row's cells as spans in reading order, joined where only marks stand between them."""
    open_span: Span | None = None
    for cell in sorted(cell for cell in row if cell):
        if open_span and not text[open_span.end : cell.start].strip(" \t\n\r|"):
            open_span = Span(open_span.start, max(open_span.end, cell.end))
            continue
        if open_span:
            yield open_span
        open_span = cell
    if open_span:
        yield open_span


def _in_reading_order(made: Sequence[Clause]) -> tuple[Clause, ...]:
    """The clauses by where they begin, numbered c1, c2, ... (words may stand beside a table)."""
    order = sorted(made, key=lambda clause: clause.spans[0].start)
    names: dict[str | None, str | None] = {None: None}
    names.update({clause.id: f"c{number}" for number, clause in enumerate(order, 1)})
    return tuple(
        replace(clause, id=f"c{number}", parent=names[clause.parent], lead_in=names[clause.lead_in])
        for number, clause in enumerate(order, 1)
    )
