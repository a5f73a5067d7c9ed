"""Printed lines as the outline reads them: where their words begin, and what opens them."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ingest.documents import Line, Reading, Span
from ingest.numbering import Mark, inline_bullets, read_mark

_HEADING_MARK = re.compile(r"\s*(#{1,6})\s+")
_OPENING = ("**", "__", "<u>", "<b>", "<i>", "*", "_")
_CLOSING = ("**", "__", "</u>", "</b>", "</i>", "*", "_")
_LIST = re.compile(r"list\b\D*(\d*)", re.IGNORECASE)
_SPACES_A_LEVEL = 4
_LONGEST_ITEM = 12  # lines
Box = tuple[float, float, float, float]


@dataclass(slots=True)
class Printed:
    """One printed line. ``start`` and ``end`` leave out the marks that open and close it.

    ``gap`` says that white space (a blank line) or a page end stands before it, for texts
    without geometry; with geometry, ``box`` tells. ``depth`` is a Markdown heading's.
    ``indent`` is in points, or in spaces where there is no geometry. ``fresh`` says that a
    page left blank stands before it: another paper begins.
    """

    text: str
    start: int
    end: int
    whole: Span
    page: int | None
    size: float
    bold: bool
    box: Box | None
    style: str
    indent: float
    gap: bool
    depth: int = 0
    mark: Mark | None = None
    furniture: bool = False
    contents: bool = False
    fresh: bool = False

    @property
    def words(self) -> str:
        """What stands between the marks."""
        return self.text[self.start - self.whole.start : self.end - self.whole.start]

    def unmark(self) -> None:
        """Take the opening mark as part of the words: it was a dash or number in a sentence."""
        self.mark = None
        self.start = self.whole.start + len(self.text) - len(self.text.lstrip())


def printed_lines(reading: Reading) -> list[Printed]:
    """Every line that holds anything, in reading order, pieces of one printed line joined.

    A line in which a bullet of the list at hand opens a further item is two lines.
    """
    printed: list[Printed] = []
    before: Line | None = None
    for line in reading.lines:
        if not line.span.cut(reading.text).strip():
            continue
        if before is not None and _same_baseline(reading, before, line):
            line = _joined(before, line)
            printed.pop()
        gap = not printed or reading.text.count("\n", printed[-1].whole.end, line.span.start) > 1
        printed.append(_printed(reading.text, line, gap))
        before = line
    return list(_items_apart(reading.text, printed))


def _items_apart(text: str, lines: Iterable[Printed]) -> Iterator[Printed]:
    """The lines, each cut before every bullet inside it that also opened the line at hand, or
    one a little above."""
    opened: Printed | None = None
    since = 0
    for line in lines:
        since += 1
        if line.mark is not None and not line.mark.label:
            opened, since = line, 0
        if opened is None or opened.mark is None or since > _LONGEST_ITEM or "\t" in line.words:
            yield line
            continue
        cuts = [at for at, sign in inline_bullets(line.text) if sign == opened.mark.bullet]
        edges = [0, *cuts, len(line.text)] if not line.depth else [0, len(line.text)]
        yield _piece(text, line, edges[0], edges[1], line.box) if len(edges) > 2 else line
        for start, end in itertools.pairwise(edges[1:]):
            box = (opened.box[0], *line.box[1:]) if opened.box and line.box else line.box
            yield _piece(text, line, start, end, box)
            since = 0


def _piece(text: str, line: Printed, start: int, end: int, box: Box | None) -> Printed:
    whole = Span(line.whole.start + start, line.whole.start + end)
    piece = Line(whole, line.page, line.size, line.bold, box, line.style)
    return _printed(text, piece, line.gap and not start)


def _printed(text: str, line: Line, gap: bool) -> Printed:
    words = line.span.cut(text)
    heading = _HEADING_MARK.match(words)
    depth = len(heading.group(1)) if heading else 0
    at = heading.end() if heading else 0
    mark = read_mark(words[at:])
    begin = at + mark.end if mark else at
    begin += len(words[begin:]) - len(words[begin:].lstrip())
    end = len(words.rstrip())
    if depth:
        end = len(words[:end].rstrip("# "))
    begin = min(begin, end)
    indent = line.box[0] if line.box else float(len(words) - len(words.lstrip()))
    listed = _LIST.match(line.style)
    if listed:
        indent = _SPACES_A_LEVEL * float(listed.group(1) or 1)
        mark = mark or Mark("•", "", "bullet:•", (), 0)
    start = line.span.start
    return Printed(
        words, start + begin, start + end, line.span, line.page, line.size, line.bold,
        line.box, line.style, indent, gap, depth, mark,
    )  # fmt: skip


def _same_baseline(reading: Reading, left: Line, right: Line) -> bool:
    """A bullet, a raised footnote number and the rest of a line come as pieces of it."""
    if left.box is None or right.box is None or left.page != right.page:
        return False
    if reading.text[left.span.end : right.span.start].strip():
        return False
    overlap = min(left.box[3], right.box[3]) - max(left.box[1], right.box[1])
    height = min(left.box[3] - left.box[1], right.box[3] - right.box[1])
    apart = right.box[0] - left.box[2]
    near = -2.0 <= apart <= 1.2 * max(left.size, right.size, 8.0)
    if (
        read_mark(left.span.cut(reading.text).strip() + " X")
        and len(left.span.cut(reading.text)) < 6
    ):
        near = -2.0 <= apart <= 60.0
    return near and overlap > 0.5 * max(height, 1.0)


def _joined(left: Line, right: Line) -> Line:
    boxes = (left.box, right.box)
    assert boxes[0] is not None and boxes[1] is not None
    one, two = boxes[0], boxes[1]
    longer = left if left.span.end - left.span.start >= right.span.end - right.span.start else right
    box = (min(one[0], two[0]), min(one[1], two[1]), max(one[2], two[2]), max(one[3], two[3]))
    span = Span(left.span.start, right.span.end)
    return Line(span, left.page, longer.size, longer.bold, box, left.style)


def trim(text: str, span: Span) -> Span:
    """``span`` without white space and without the emphasis marks that wrap the whole of it."""
    start, end = span.start, span.end
    while True:
        while start < end and text[start].isspace():
            start += 1
        while start < end and text[end - 1].isspace():
            end -= 1
        inner = text[start:end]
        opening = next((mark for mark in _OPENING if _dangles(inner, mark, at_start=True)), "")
        closing = next((mark for mark in _CLOSING if _dangles(inner, mark, at_start=False)), "")
        if (not opening and not closing) or len(opening) + len(closing) > len(inner):
            return Span(start, max(start, end))
        start, end = start + len(opening), end - len(closing)


def _dangles(inner: str, mark: str, *, at_start: bool) -> bool:
    """Whether the mark wraps all of ``inner``, or has lost its partner."""
    if not (inner.startswith(mark) if at_start else inner.endswith(mark)):
        return False
    if mark[0] != "<":
        count = inner.count(mark)
        wraps = count == 2 and inner.startswith(mark) and inner.endswith(mark)
        return wraps or count % 2 == 1
    partner = f"</{mark[1:]}" if at_start else mark.replace("/", "")
    if partner not in inner:
        return True
    wraps = inner.endswith(partner) if at_start else inner.startswith(partner)
    return wraps and inner.count(mark) == inner.count(partner) == 1
