"""Page furniture: page numbers, running heads and feet, blank-page notices, contents lists.

Furniture stands on the page for the page's sake. It is in no clause, so that a sentence
which runs over a page end is one clause without "Page 21" in its middle.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Sequence

from ingest.documents import Page
from ingest.lines import Printed

_NUMBER = re.compile(
    r"[\s|\-–—_*]*(?:page|p\.)?\s*(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:of|/)\s*\d{1,4})?[\s|\-–—_*]*",
    re.IGNORECASE,
)
_PAGE_WORD = re.compile(
    r"[\s|*_\-–—]*page\s+\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?[\s|*_\-–—]*", re.IGNORECASE
)
_NOTICE = re.compile(
    r"\W*(?:this\s+page\s+(?:is|has\s+been)\s+(?:intentionally\s+)?(?:left\s+)?blank(?:\s+intentionally)?"
    r"|page\s+intentionally\s+left\s+blank|agenda\s+item\s+(?:no\.?\s*)?\d{1,3}[a-z]?"
    r"|minute\s+item\s+\d{1,4})\W*",
    re.IGNORECASE,
)
_BLANK = r"This page is intentionally left blank"
_TAIL = re.compile(rf"\s+(?:Page\s+\d{{1,4}}(?:\s+of\s+\d{{1,4}})?|{_BLANK})\s*$")
_HEAD = re.compile(r"\s*Page(?:\s+\d{1,4})?(?=\t)")
_CITING = re.compile(
    r"(?:\b(?:see|on|at|to|from|and|of|the|also|in|or|per)|[(,–-])$", re.IGNORECASE
)
_RULE = re.compile(r"[\s|+:=_*.\-–—─━]{3,}")
_LEADERS = re.compile(r"(?:\.{4,}|(?:\. ){4,}|…{2,}|·{4,}|_{6,})\s*(?:\d{1,4}|[ivxl]{1,6})?\s*$")
_ENDS_IN_PAGE = re.compile(r"\S.*[\s\t]\d{1,3}\s*\**\s*$")
_CONTENTS = re.compile(r"\W*(?:table\s+of\s+)?contents(?:\s+page)?\W*", re.IGNORECASE)
_PAGED = re.compile(
    r"^\W*page\s+\d{1,4}(?:\s+of\s+\d{1,4})?\s|\spage\s+\d{1,4}(?:\s+of\s+\d{1,4})?\W*$",
    re.IGNORECASE,
)
_LONGEST_FOOT = 120
_BAND = 0.11
_WIDE_BAND = 0.16
_REPEATS = 3


def is_contents_title(words: str) -> bool:
    """Whether a heading announces a list of contents."""
    return _CONTENTS.fullmatch(words) is not None


def is_contents_entry(words: str) -> bool:
    """Whether a line leads the eye by dots to a page number."""
    return _LEADERS.search(words) is not None


def mark_furniture(lines: Sequence[Printed], pages: Sequence[Page], tabled: set[int]) -> None:
    """Set ``furniture`` on the lines that are; cut "Page 21" from the ends of others.

    ``tabled`` are the indexes of lines inside known tables: a column head that is
    repeated at the top of each page is the table's, and is left alone.
    """
    heights = {page.number: page.height for page in pages}
    edges: dict[tuple[str, int], list[int]] = defaultdict(list)
    outermost = _outermost(lines)
    for index, line in enumerate(lines):
        if index in tabled:
            continue
        if "blank" in line.text.lower() and _NOTICE.fullmatch(line.text) and index + 1 < len(lines):
            lines[index + 1].fresh = True
        if lines[index].fresh and index + 1 < len(lines) and _PAGE_WORD.fullmatch(line.text):
            lines[index + 1].fresh = True
        if _NOTICE.fullmatch(line.text) or _PAGE_WORD.fullmatch(line.text) or _is_rule(line):
            line.furniture = True
            continue
        _cut_page_word(line)
        if line.box is None and _PAGED.search(line.text) and len(line.text) < _LONGEST_FOOT:
            edges[_folded(line.text), 0].append(index)
            continue
        height = heights.get(line.page, 0.0)
        if index in outermost and _NUMBER.fullmatch(line.text) and _band(line, height, _WIDE_BAND):
            line.furniture = True
            continue
        band = _band(line, height, _BAND)
        if band == 0:
            continue
        edges[_folded(line.text), band].append(index)
    for (_, band), found in edges.items():
        if _repeated(lines, found) if band else _counts_up(lines, found):
            for index in found:
                lines[index].furniture = True


def _folded(words: str) -> str:
    """Words with their figures alike: "Page 3 of 9" is "Page 4 of 9" on the next page."""
    return re.sub(r"\d+|\b[ivxl]+\b", "#", " ".join(words.lower().split()))


def _is_rule(line: Printed) -> bool:
    return _RULE.fullmatch(line.text) is not None and line.text.strip() not in ("-", "–")


def _band(line: Printed, height: float, share: float) -> int:
    """0 for the body of the page, 1 for its top, 2 for its foot."""
    if line.box is None or height <= 0:
        return 0
    middle = (line.box[1] + line.box[3]) / 2
    if middle > height * (1 - share):
        return 1
    return 2 if middle < height * share else 0


def _repeated(lines: Sequence[Printed], found: Sequence[int]) -> bool:
    """Whether a line comes back at the page's edge on pages near one another."""
    on = sorted({lines[index].page or 0 for index in found})
    if len(on) < _REPEATS:
        return False
    near = sum(1 for one, two in itertools.pairwise(on) if two - one <= 3)
    return near >= _REPEATS - 1 and near >= 0.5 * (len(on) - 1)


def _counts_up(lines: Sequence[Printed], found: Sequence[int]) -> bool:
    """Whether a line of a text without pages comes back with another page number each time."""
    return len({lines[index].text for index in found}) == len(found) > 1


def _outermost(lines: Sequence[Printed]) -> set[int]:
    """The indexes of the lines nearest to the top and to the foot of each page."""
    tops: dict[int | None, int] = {}
    feet: dict[int | None, int] = {}
    for index, line in enumerate(lines):
        if line.box is None:
            continue
        top, foot = lines[tops.get(line.page, index)].box, lines[feet.get(line.page, index)].box
        if top is None or line.box[3] >= top[3]:
            tops[line.page] = index
        if foot is None or line.box[1] <= foot[1]:
            feet[line.page] = index
    return {*tops.values(), *feet.values()}


def _cut_page_word(line: Printed) -> None:
    """Leave a page's printed number out of the line that it was run into."""
    head = _HEAD.match(line.text)
    if head and line.start - line.whole.start <= head.end():
        line.start = line.whole.start + head.end()
        line.mark = None
    tail = _TAIL.search(line.text)
    if tail and not _CITING.search(line.text[: tail.start()].rstrip()):
        line.end = max(line.start, line.whole.start + tail.start())


def mark_contents(lines: Sequence[Printed]) -> None:
    """Set ``contents`` on the lines of a list of contents, with or without dots."""
    in_list = False
    misses = 0
    for line in lines:
        if line.furniture:
            continue
        if is_contents_entry(line.text):
            line.contents = True
            continue
        if is_contents_title(line.words):
            in_list, misses = True, 0
            continue
        if not in_list:
            continue
        if _ENDS_IN_PAGE.match(line.words) and len(line.words) < 160:
            line.contents, misses = True, 0
        else:
            misses += 1
            in_list = misses < 3 and len(line.words) < 120
    _fill_wrapped_entries(lines)


def _fill_wrapped_entries(lines: Sequence[Printed]) -> None:
    """An entry of two lines has its page number on the second only."""
    body = [line for line in lines if not line.furniture]
    for one, two, three in zip(body, body[1:], body[2:], strict=False):
        if one.contents and three.contents and not two.contents and len(two.words) < 120:
            two.contents = True
