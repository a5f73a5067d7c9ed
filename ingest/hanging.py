"""Hanging blocks and tables on one another: headings' levels, points' depths, lead-ins, parents."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass

from ingest.blocks import Block
from ingest.documents import Clause, ClauseKind
from ingest.drafting import Draft
from ingest.furniture import is_contents_title
from ingest.headings import is_caption, title_like
from ingest.numbering import Mark
from ingest.points import (
    Points,
    asks_for_list,
    ends_in_colon,
    has_more,
    is_open,
    names_list,
    short_items,
)
from ingest.rows import hang_table
from ingest.tables import Table

_TOPIC_WORDS = 6
_DEEPEST_GUESS = 3


@dataclass(slots=True)
class _Lead:
    """A lead-in that stays open over the topic headings below it."""

    clause: str
    level: int
    topic: int = 0


@dataclass(frozen=True, slots=True)
class _Last:
    """The clause made last, footnotes and rows aside."""

    clause: str
    words: str
    kind: ClauseKind


class Hanging:
    """One pass over a document's blocks and tables, in reading order, that makes its clauses."""

    def __init__(
        self,
        text: str,
        found: Sequence[Block],
        tables: Sequence[Table],
        headings: dict[int, int],
        items: Set[int],
    ) -> None:
        self.text = text
        self.blocks = found
        self.tables = tables
        self.headings = headings
        self.items = items
        self.draft = Draft()
        self.path: list[tuple[int, str]] = []
        self.points = Points()
        self.hook: tuple[str | None, str | None] = (None, None)
        self.lead: _Lead | None = None
        self.last: _Last | None = None
        self.caption: str | None = None
        self.numbers: dict[str, Mark] = {}
        self.known_levels: dict[str, int] = {}
        self.begun = False
        self.back: int | None = None
        self.waiting = 0
        self.contents: str | None = None
        self.titles: dict[str, str] = {}

    def clauses(self) -> tuple[Clause, ...]:
        """All clauses, numbered in reading order."""
        for index, block in enumerate(self.blocks):
            self._hang_tables(block.spans[0].start)
            self._hang(index, block)
        self._hang_tables(len(self.text) + 1)
        return self.draft.finished()

    def _hang(self, index: int, block: Block) -> None:
        words = block.words(self.text)
        if block.kind == "footnote":
            self.draft.add_block("footnote", block, self._heading())
        elif index in self.headings:
            self._hang_heading(index, block, words)
        elif block.first.contents:
            self._plain("paragraph", block, words)
        elif is_caption(words) or self._titles_table(index, words):
            self.caption = self._plain("caption", block, words)
        elif self._is_point(index, block, words):
            self._hang_point(block, words)
        else:
            self._hang_paragraph(index, block, words)

    def _titles_table(self, index: int, words: str) -> bool:
        """Whether a short title stands right over a table."""
        if self.waiting >= len(self.tables) or ends_in_colon(words):
            return False
        start = self.tables[self.waiting].start
        last = index + 1 == len(self.blocks)
        over = last or start < self.blocks[index + 1].spans[0].start
        return over and self.blocks[index].mark is None and title_like(words)

    def _heading(self) -> str | None:
        return self.path[-1][1] if self.path else None

    def _plain(self, kind: ClauseKind, block: Block, words: str) -> str:
        clause = self.draft.add_block(kind, block, self._heading())
        self._end_list()
        self.last = _Last(clause, words, kind)
        return clause

    # Headings

    def _hang_heading(self, index: int, block: Block, words: str) -> None:
        self._note_number(block)
        topic = self._is_topic(index, words)
        level = self._level(index, words, topic)
        if self.lead is not None:
            self.lead.topic = self.lead.topic or level
            if not topic or level < self.lead.topic:
                self.lead = None
        while self.path and (self.path[-1][0] >= level or self.path[-1][1] == self.contents):
            self.path.pop()
        clause = self.draft.add_block("heading", block, self._heading(), level=level)
        self.path.append((level, clause))
        self.titles[clause] = words
        if is_contents_title(words):
            self.contents = clause
        self._end_list()
        if self.lead is None and ends_in_colon(words) and index + 1 in self.headings:
            self.lead = _Lead(clause, level)
        lead = self.lead.clause if self.lead else None
        self.hook = (clause, clause if ends_in_colon(words) and not lead else lead)
        self.last = _Last(clause, words, "heading")

    def _is_topic(self, index: int, words: str) -> bool:
        """Whether a heading stands under an open lead-in, rather than ends its reach."""
        if self.lead is None:
            return False
        if self.lead.topic and self.headings[index] == self.lead.topic:
            return True
        return not ends_in_colon(words) or len(words.split()) <= _TOPIC_WORDS

    def _level(self, index: int, words: str, topic: bool) -> int:
        printed = self.headings[index]
        if printed:
            return printed
        if self.blocks[index].first.fresh:
            self.begun = False
            return 1
        if self.lead is not None:
            return (self.lead.topic or self.lead.level + 1) if topic else max(1, self.lead.level)
        if self.back is not None:
            level, self.back = self.back, None
            return level
        folded = words.lower()
        following = index + 1
        if following in self.headings:
            below = self.known_levels.get(self.blocks[following].words(self.text).lower())
            if below is not None and folded not in self.known_levels:
                self.known_levels[folded] = max(1, below - 1)
        if folded not in self.known_levels:
            after_heading = self.last is not None and self.last.kind == "heading" and self.path
            level = self.path[-1][0] + 1 if after_heading and self.begun else 0
            level = level or (self.path[-1][0] if self.path else 1)
            self.known_levels[folded] = min(level, _DEEPEST_GUESS)
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
        if self.points.continues(mark):
            return True
        last = self.numbers.get(mark.family)
        if last is not None and mark.follows(last):
            return False
        return bool(self.points) or self._opens_list(index, block, mark)

    def _opens_list(self, index: int, block: Block, mark: Mark) -> bool:
        """Whether a number is a list's first, not a paragraph's or an agenda item's."""
        if mark.family.startswith("bare"):
            return False
        if any(names_list(self.titles[clause]) for _, clause in self.path[-2:]):
            return True
        if self.last is not None:
            under_lead = self.lead is not None and self.last.kind == "heading"
            heading = self.last.kind == "heading"
            words = self.last.words
            if under_lead or ends_in_colon(words) or (not heading and asks_for_list(words)):
                return True
        listed = "list" in block.first.style.lower()
        return listed or (mark.first and short_items(self.text, self.blocks, index))

    def _lost_its_bullet(self, index: int, block: Block, words: str) -> bool:
        """An unmarked paragraph that stands in a list: its bullet was not carried over."""
        if self.last is None:
            return False
        if index in self.items:
            return True
        if block.first.box is not None:
            return False
        if self.points and self.last.kind == "point" and has_more(self.last.words):
            return True
        if ends_in_colon(words) or self.last.kind == "point":
            return False
        more = words.endswith(";")
        if self.last.kind == "heading" and self.lead is not None:
            return more or self._next_is_marked(index)
        return more and ends_in_colon(self.last.words)

    def _next_is_marked(self, index: int) -> bool:
        """Whether the next block that is no footnote has a bullet or a number."""
        for block in self.blocks[index + 1 : index + 4]:
            if block.kind != "footnote":
                return block.mark is not None
        return False

    def _hang_point(self, block: Block, words: str) -> None:
        if not self.points:
            self._open_list()
        depth = self.points.depth(block)
        parent, lead_in = self.hook
        if depth:
            parent = lead_in = self.points.above(depth)
        clause = self.draft.add_block("point", block, parent, level=depth + 1, lead_in=lead_in)
        self.points.put(block, depth, clause, words)
        self.last = _Last(clause, words, "point")

    def _open_list(self) -> None:
        """What the points to come hang on: a lead-in just above, or the heading."""
        if self.last is not None and self.last.kind == "paragraph" and is_open(self.last.words):
            self.hook = (self.last.clause, self.last.clause)
        elif self.last is None or self.last.kind != "heading":
            self.hook = (self._heading(), self.lead.clause if self.lead else None)

    # Paragraphs

    def _hang_paragraph(self, index: int, block: Block, words: str) -> None:
        self._note_number(block)
        inside = self.points.around(block)
        if inside is None:
            self.points.clear()
            after_point = self.last is not None and self.last.kind == "point"
            if self.lead is not None and (not after_point or block.mark is None):
                self.back, self.lead = max(1, self.lead.level), None
        clause = self.draft.add_block("paragraph", block, inside or self._heading())
        self.caption, self.begun = None, True
        self.last = _Last(clause, words, "paragraph")
        if index + 1 in self.headings and asks_for_list(words):
            self.lead = _Lead(clause, self.path[-1][0] if self.path else 0)

    def _note_number(self, block: Block) -> None:
        """Remember the numbers of paragraphs and sections: the next goes on with them."""
        if block.mark is not None and block.mark.label:
            self.numbers[block.mark.family] = block.mark

    # Tables

    def _hang_tables(self, before: int) -> None:
        """Hang the tables that start before an offset."""
        while self.waiting < len(self.tables) and self.tables[self.waiting].start < before:
            self._hang_table(self.tables[self.waiting])
            self.waiting += 1

    def _hang_table(self, table: Table) -> None:
        asks = self.last is not None and ends_in_colon(self.last.words)
        lead_in = self.last.clause if self.last is not None and asks else None
        hang_table(self.text, table, self.draft, self.caption or self._heading(), lead_in)
        self._end_list()
        self.last = None

    def _end_list(self) -> None:
        self.points.clear()
        self.caption = None
