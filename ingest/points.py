"""Lists: what asks for one, how deep a point stands in it, and where one ends."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.blocks import Block
from ingest.numbering import Mark

_COLON = re.compile(r":[\s*_]*(?:</u>)?[\s*_]*$")
_ASKS = re.compile(
    r"\b(?:the following|as follows|set out below|listed below|these are|below)\b"
    r"[^.]*\.?[\s*_]*$",
    re.IGNORECASE,
)
_STOPPED = re.compile(r"[.!?][\"'”’)\]*_\s¹²³⁴-⁹⁰\d]*$")
_MORE = re.compile(r"(?:;|;?\s*\b(?:and|or))[\s*_]*$")
_ITEMISED = re.compile(
    r"^\W*(?:(?:main|key|our|all|summary of)\s+)?(?:recommendations?"
    r"|areas? for (?:\w+ )?(?:improvement|action|consideration)|what needs to improve"
    r"|priority (?:and immediate )?actions?|required actions?)\b",
    re.IGNORECASE,
)
_TOLERANCE = 7.0
_SHORT_ITEM = 28
_LOOK_AHEAD = 6
_FEWEST_WORDS = 4


def ends_in_colon(words: str) -> bool:
    """Whether words end in a colon, emphasis marks aside."""
    return _COLON.search(words) is not None


def asks_for_list(words: str) -> bool:
    """Whether a sentence announces what comes after it: by a colon or "the following"."""
    return ends_in_colon(words) or _ASKS.search(words) is not None


def is_open(words: str) -> bool:
    """Whether words announce a list, or are a sentence that stops short of its end."""
    unended = _STOPPED.search(words) is None and not words.endswith(")")
    return asks_for_list(words) or (unended and len(words.split()) >= _FEWEST_WORDS)


def has_more(words: str) -> bool:
    """Whether a point says by its end (";", "and") that another follows."""
    return _MORE.search(words) is not None


def names_list(words: str) -> bool:
    """Whether a heading names a list: "Recommendations", "Areas for improvement"."""
    return _ITEMISED.search(words) is not None


def short_items(text: str, blocks: Sequence[Block], index: int) -> bool:
    """Whether a numbered run from here is a list of short items, not of paragraphs."""
    run = [blocks[index]]
    for block in blocks[index + 1 : index + _LOOK_AHEAD]:
        mark, before = block.mark, run[-1].mark
        if mark is None or before is None or not mark.follows(before):
            break
        run.append(block)
    words = sum(len(block.words(text).split()) for block in run)
    return len(run) > 1 and words / len(run) < _SHORT_ITEM


@dataclass(frozen=True, slots=True)
class _Level:
    """A depth of the list at hand: its marks, where they stand, and the last point on it."""

    mark: Mark | None
    indent: float
    page: int | None
    clause: str
    words: str


class Points:
    """The list at hand: one level a depth, the last point of each."""

    def __init__(self) -> None:
        self._levels: list[_Level] = []

    def __bool__(self) -> bool:
        return bool(self._levels)

    def clear(self) -> None:
        """End the list."""
        self._levels = []

    def continues(self, mark: Mark) -> bool:
        """Whether a label is the next of a level that is open."""
        return any(level.mark is not None and mark.follows(level.mark) for level in self._levels)

    def above(self, depth: int) -> str:
        """The point that one at ``depth`` hangs on."""
        return self._levels[depth - 1].clause

    def put(self, block: Block, depth: int, clause: str, words: str) -> None:
        """Make ``block`` the last point at ``depth``; deeper levels end."""
        del self._levels[depth:]
        level = _Level(block.mark, block.first.indent, block.first.page, clause, words)
        self._levels.append(level)

    def around(self, block: Block) -> str | None:
        """The point that an unmarked paragraph is set in under, being its second paragraph."""
        if block.first.box is None or block.mark is not None:
            return None
        for level in reversed(self._levels):
            if level.page == block.first.page and block.first.indent > level.indent + 9:
                return level.clause
        return None

    def depth(self, block: Block) -> int:
        """The depth, from 0, on which a block stands: by its mark, then by where it is set."""
        known = self._known_depth(block)
        if known is not None or not self._levels:
            return known or 0
        mark, indent, deepest = block.mark, block.first.indent, self._levels[-1]
        if mark is None and block.first.box is None:
            return 0
        tolerance = _tolerance(block)
        begins = mark is not None and bool(mark.label) and mark.first  # "(i)" under "(b) ...:"
        under_colon = ends_in_colon(deepest.words) and (begins or not _alike(mark, deepest.mark))
        if indent > deepest.indent + tolerance or under_colon:
            return len(self._levels)
        for depth, level in enumerate(self._levels):
            if level.indent >= indent - tolerance:
                return depth
        return len(self._levels) - 1

    def _known_depth(self, block: Block) -> int | None:
        """The level whose next label this is, or whose bullets stand just there."""
        mark = block.mark
        for depth in range(len(self._levels) - 1, -1, -1):
            level = self._levels[depth]
            if mark is not None and mark.label:
                if level.mark is not None and mark.follows(level.mark):
                    return depth
                continue
            turned = self._levels[-1].page != block.first.page
            room = (3 if turned else 1) * _tolerance(block)
            if _alike(mark, level.mark) and abs(block.first.indent - level.indent) <= room:
                return depth
        return None


def _tolerance(block: Block) -> float:
    """How far two marks of one list may stand apart, in points or in spaces."""
    return _TOLERANCE if block.first.box else 0.5


def _alike(one: Mark | None, two: Mark | None) -> bool:
    if one is None or two is None:
        return one is two
    return one.family == two.family
