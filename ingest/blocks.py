"""Printed lines put together: the lines of one paragraph, point, heading or footnote.

A block may run over a page end: what stands between (page numbers, footnotes) is left out,
and a line that starts in lower case after an unfinished sentence goes on with it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ingest.documents import Span
from ingest.lines import Printed, trim
from ingest.numbering import Mark

_ENDS = re.compile(r"[.!?:;…][\s\"'”’)\]*_¹²³⁴-⁹⁰]*(?:</u>)?\s*\d{0,2}$")
_TRAILING = re.compile(r"[\s*_]+$")
_LEANS = re.compile(
    r"(?:\b(?:the|a|an|of|and|or|to|in|with|for|by|which|that|who|on|at|from|their|its|this|these|is|are"
    r"|was|were|be|will|has|have|as|not|we|it|they|between|into|than|when|where|if|but|also|any|all"
    r"|per|[Ss]ection|[Pp]aragraph|[Aa]nnex|Cllr|Mr|Mrs|Ms|Dr)|[,–—/(&-])$"
)
_TAKES_ITEM = re.compile(r"\b(?:the|a|an|our|your|his|her)$")
_JOINS_ITEMS = re.compile(r"\b(?:and|or)$")
_MONTH_END = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December)$"
)
_YEAR = re.compile(r"\s*(?:19|20)\d\d\b")
_RAISED = re.compile(r"\s*([¹²³⁴⁵⁶⁷⁸⁹⁰]{1,3})\s*(?=\S)")
_NOTE_NUMBER = re.compile(r"\s*(\d{1,3})\s*(?=[^\s\d.,%)])")
_LOWERED = str.maketrans("¹²³⁴⁵⁶⁷⁸⁹⁰", "1234567890")
_SMALL = 0.92
_WIDE = 1.25


@dataclass(slots=True)
class Block:
    """Lines that belong together, before their place in the outline is known."""

    lines: list[Printed]
    kind: str = "paragraph"
    label: str = ""
    mark: Mark | None = None
    spans: list[Span] = field(default_factory=list)

    @property
    def first(self) -> Printed:
        """The line that opens the block."""
        return self.lines[0]

    @property
    def last(self) -> Printed:
        """The line that ends the block."""
        return self.lines[-1]

    def words(self, text: str) -> str:
        """The block's words on one line, cuts and line breaks as spaces."""
        return " ".join(" ".join(span.cut(text).split()) for span in self.spans)


@dataclass(frozen=True, slots=True)
class Setting:
    """How a document is set: the usual distance of lines by size, margins and body size by page."""

    leading: dict[float, float]
    right: dict[int | None, float]
    body: dict[int | None, float]
    loose: bool

    @classmethod
    def of(cls, lines: Sequence[Printed], loose: bool) -> Setting:
        """Measure ``lines``; ``loose`` when the format gives one paragraph a line."""
        steps: dict[float, Counter[float]] = defaultdict(Counter)
        right: dict[int | None, float] = {}
        for one, two in zip(lines, lines[1:], strict=False):
            if one.box and two.box and one.page == two.page and abs(one.size - two.size) < 0.6:
                step = one.box[1] - two.box[1]
                if 0.5 * one.size < step < 2.6 * one.size:
                    steps[round(one.size)][round(step * 2) / 2] += 1
        for line in lines:
            if line.box:
                right[line.page] = max(right.get(line.page, 0.0), line.box[2])
        return cls(_leading(steps), right, _body_sizes(lines), loose)

    def wide(self, one: Printed, two: Printed) -> bool:
        """Whether more than the usual distance lies between two lines of a page."""
        if one.box is None or two.box is None:
            return two.gap
        step = one.box[1] - two.box[1]
        usual = self.leading.get(round(one.size)) or 1.2 * one.size
        return step > _WIDE * max(usual, 1.0)

    def full(self, line: Printed) -> bool:
        """Whether the line goes (nearly) as far right as its page's lines go."""
        if line.box is None:
            return True
        width = self.right.get(line.page, 0.0) - line.box[0]
        return line.box[2] > self.right.get(line.page, 0.0) - max(0.15 * width, 30.0)

    def small(self, line: Printed) -> bool:
        """Whether the line is set smaller than its page's body."""
        body = self.body.get(line.page, 0.0)
        return 0 < line.size <= _SMALL * body


def _leading(steps: dict[float, Counter[float]]) -> dict[float, float]:
    """The usual step of each size. A size that only ever stands alone has the step over its
    paragraphs for its usual one: it is taken to be set about as the commonest size is."""
    if not steps:
        return {}
    body = max(steps, key=lambda size: steps[size].total())
    share = _usual(steps[body]) / max(body, 1.0)
    return {
        size: _usual(counts) if size == body else min(_usual(counts), 1.1 * share * size)
        for size, counts in steps.items()
    }


def _usual(counts: Counter[float]) -> float:
    """The commonest step, or a smaller one that is nearly as common (lines, not paragraphs)."""
    most = max(counts.values())
    return min(step for step, count in counts.items() if count >= 0.5 * most)


def _body_sizes(lines: Sequence[Printed]) -> dict[int | None, float]:
    pages: dict[int | None, Counter[float]] = defaultdict(Counter)
    whole: Counter[float] = Counter()
    for line in lines:
        pages[line.page][line.size] += len(line.text)
        whole[line.size] += len(line.text)
    usual = whole.most_common(1)[0][0] if whole else 0.0
    sizes: dict[int | None, float] = {}
    for page, counts in pages.items():
        size, weight = counts.most_common(1)[0]
        sizes[page] = size if weight >= 900 and page is not None else usual
    return sizes


def blocks(
    text: str, lines: Sequence[Printed], setting: Setting, breaks: Sequence[int] = ()
) -> Iterator[Block]:
    """Group ``lines`` (tables and furniture left out) into blocks, in reading order.

    ``breaks`` are rising offsets, of tables, over which no block goes on.
    """
    builder = _Builder(text, setting)
    notes = _footnote_lines(lines, setting)
    waiting = 0
    for index, line in enumerate(lines):
        while waiting < len(breaks) and breaks[waiting] <= line.whole.start:
            builder.flow = None
            waiting += 1
        builder.add(line, notes.get(index))
    for block in builder.done:
        block.spans = _spans(text, block)
        yield block


class _Builder:
    def __init__(self, text: str, setting: Setting) -> None:
        self.text = text
        self.setting = setting
        self.done: list[Block] = []
        self.flow: Block | None = None
        self.open: dict[str, Mark] = {}

    def add(self, line: Printed, note: str | None) -> None:
        if note is not None:
            self._add_note(line, note)
            return
        if line.contents:
            if self.flow is not None and self.flow.last.contents and not _paged(self.flow.last):
                line.unmark()
                self.flow.lines.append(line)
            else:
                self._start(line)
            return
        self._settle_mark(line)
        if self.flow is not None and self._goes_on(self.flow, line):
            line.unmark()
            self.flow.lines.append(line)
            return
        self._start(line)

    def _add_note(self, line: Printed, note: str) -> None:
        if note or not self.done or self.done[-1].kind != "footnote":
            self.done.append(Block([line], "footnote", note))
        else:
            line.unmark()
            self.done[-1].lines.append(line)

    def _start(self, line: Printed) -> None:
        block = Block([line], label=line.mark.label if line.mark else "", mark=line.mark)
        if line.mark and line.mark.label:
            self.open[line.mark.family] = line.mark
        self.done.append(block)
        self.flow = block

    def _settle_mark(self, line: Printed) -> None:
        """Drop a mark that is a dash or a figure inside a sentence."""
        mark, flow = line.mark, self.flow
        if mark is None or flow is None:
            return
        apart = self._apart(flow.last, line)
        if mark.label:
            last = self.open.get(mark.family)
            in_order = mark.first or (last is not None and mark.follows(last))
            loose = mark.family.startswith("bare")
            if (loose and not in_order) or (not apart and not in_order and not mark.bullet):
                line.unmark()
            elif not apart and not mark.bullet and not _finished(self._words(flow)) and not in_order:
                line.unmark()
        elif not mark.sure and not apart and not self._listed(flow, mark):
            if not _finished(self._words(flow)):
                line.unmark()

    def _listed(self, flow: Block, mark: Mark) -> bool:
        return flow.mark is not None and flow.mark.bullet == mark.bullet

    def _apart(self, one: Printed, two: Printed) -> bool:
        return two.gap if two.box is None else self.setting.wide(one, two) or one.page != two.page

    def _words(self, block: Block) -> str:
        return _TRAILING.sub("", block.last.words)

    def _goes_on(self, flow: Block, line: Printed) -> bool:
        last = flow.last
        if line.depth or last.depth or last.contents or (line.style and line.style != last.style):
            return False
        words = self._words(flow)
        if line.mark is not None:
            return self._item_goes_on(words, line)
        if self.setting.loose:
            return False
        if line.box is None or last.box is None:
            return self._text_goes_on(flow, words, line)
        if line.page != last.page or line.box[3] > last.box[3] + 2 * line.size:
            return self._turns_over(flow, words, line)
        return self._printed_goes_on(flow, words, line)

    def _item_goes_on(self, words: str, line: Printed) -> bool:
        """A "bullet" in lower case after "... agreed that the" is the sentence's next line."""
        mark = line.mark
        soft = line.words[:1].islower()
        return bool(mark and not mark.label and soft and _TAKES_ITEM.search(words))

    def _text_goes_on(self, flow: Block, words: str, line: Printed) -> bool:
        if not line.gap:
            return True
        if flow.mark is not None and _JOINS_ITEMS.search(words) and line.words[:1].isupper():
            return False
        return _soft(words, line.words)

    def _turns_over(self, flow: Block, words: str, line: Printed) -> bool:
        """Over a page end or a column's end."""
        if abs(line.size - flow.last.size) > 0.6:
            return False
        if _soft(words, line.words):
            return True
        if line.bold != flow.last.bold or not line.words:
            return False
        if _finished(words):
            return _hangs(flow, line) and self.setting.full(flow.last)
        return self.setting.full(flow.last) and not line.bold and len(words) > 45

    def _printed_goes_on(self, flow: Block, words: str, line: Printed) -> bool:
        last = flow.last
        assert line.box is not None and last.box is not None
        wide = self.setting.wide(last, line)
        soft = _soft(words, line.words)
        if abs(line.size - last.size) > 0.8:
            return soft and not wide and not line.bold and not last.bold
        if wide:
            return soft and line.box[1] > last.box[1] - 3.2 * line.size and line.bold == last.bold
        if line.bold != last.bold:
            return soft or not _finished(words) and self.setting.full(last)
        outdented = flow.mark is not None and line.box[0] < flow.first.indent + 3 and not soft
        if outdented and flow.mark is not None and len(flow.lines) > 1:
            outdented = line.box[0] < flow.lines[1].indent - 6
        if outdented and not (len(flow.lines) == 1 and self.setting.full(last)):
            return False
        return not (_finished(words) and not self.setting.full(last) and not soft)


def _hangs(flow: Block, line: Printed) -> bool:
    """Whether a line stands under the words, not the number or bullet, of a point."""
    if flow.mark is None or line.box is None:
        return False
    under = next((other.indent for other in flow.lines[1:] if other.page == flow.last.page), None)
    apart = line.box[0] - flow.first.indent
    return apart > 8 and (under is None or abs(under - line.box[0]) < 8) and apart < 60


def _paged(line: Printed) -> bool:
    return line.words.rstrip("* ")[-1:].isdigit()


def _finished(words: str) -> bool:
    return not words or _ENDS.search(words) is not None


def _soft(words: str, following: str) -> bool:
    """Whether ``following`` can only be the rest of a sentence that ``words`` left open."""
    if _finished(words) or not following:
        return False
    start = following.lstrip("*_\"'“‘([ ")[:1]
    if start.islower() or start in ",;.)":
        return True
    if _MONTH_END.search(words) and _YEAR.match(following):
        return True
    return _LEANS.search(words) is not None


def _footnote_lines(lines: Sequence[Printed], setting: Setting) -> dict[int, str]:
    """The indexes of footnote lines; the number where a note starts, "" where it goes on."""
    found: dict[int, str] = {}
    for index, line in enumerate(lines):
        raised = _RAISED.match(line.text)
        if raised:
            found[index] = raised.group(1).translate(_LOWERED)
        elif index - 1 in found and line.box is None and not line.gap:
            found[index] = ""
    for indexes in _page_feet(lines, setting):
        _read_notes(lines, indexes, found)
    _drop_strays(lines, found)
    return found


def _page_feet(lines: Sequence[Printed], setting: Setting) -> Iterator[list[int]]:
    """For each page, the run of small lines with which it ends."""
    foot: list[int] = []
    for index, line in enumerate(lines):
        if foot and lines[foot[-1]].page != line.page:
            yield foot
            foot = []
        if line.box is not None and setting.small(line):
            foot.append(index)
        else:
            foot = []
    if foot:
        yield foot


def _read_notes(lines: Sequence[Printed], indexes: Sequence[int], found: dict[int, str]) -> None:
    """Of a run of small lines at a foot, the notes: each from its number to the next."""
    started = False
    for index in indexes:
        line = lines[index]
        if index in found:
            started = True
            continue
        number = _NOTE_NUMBER.match(line.text)
        if number and line.text[:1] not in "•-":
            found[index], started = number.group(1), True
        elif started:
            found[index] = ""


def _drop_strays(lines: Sequence[Printed], found: dict[int, str]) -> None:
    """Keep numbers that start at 1 or neighbour another note's; then leave them out of the words."""
    starts = [(index, int(note)) for index, note in sorted(found.items()) if note.isdecimal()]
    numbers = [number for _, number in starts]
    for at, (index, number) in enumerate(starts):
        beside = numbers[max(0, at - 1) : at] + numbers[at + 1 : at + 2]
        if number == 1 or any(abs(number - other) == 1 for other in beside):
            line = lines[index]
            match = _RAISED.match(line.text) or _NOTE_NUMBER.match(line.text)
            line.start = line.whole.start + (match.end() if match else 0)
            line.mark = None
        else:
            end = starts[at + 1][0] if at + 1 < len(starts) else index + len(lines)
            for other in [i for i in found if index <= i < end and lines[i].page == lines[index].page]:
                del found[other]


def _spans(text: str, block: Block) -> list[Span]:
    """The block's words: one span, or more where something else stands between its lines."""
    merged: list[Span] = []
    for line in block.lines:
        span = Span(line.start, line.end)
        if merged and not text[merged[-1].end : span.start].strip():
            merged[-1] = Span(merged[-1].start, span.end)
        else:
            merged.append(span)
    if len(merged) == 1:
        merged = [trim(text, merged[0])]
    return merged
