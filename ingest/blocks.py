"""Printed lines put together: the lines of one paragraph, point, heading or footnote.

A block may run over a page end: what stands between (page numbers, footnotes) is left out,
and a line that starts in lower case after an unfinished sentence goes on with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ingest.documents import Span
from ingest.footnotes import footnote_lines
from ingest.lines import Printed, trim
from ingest.numbering import Mark
from ingest.setting import Setting

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
_SET_IN = 9.0
_SAME_LEFT = 4.0
_YEAR = re.compile(r"\s*(?:19|20)\d\d\b")


@dataclass(slots=True)
class Block:
    """Lines that belong together, before their place in the outline is known.

    ``set_in`` says that no mark opens it, and that it is printed further in than the words
    before it, which end in a colon, or as far in as such a block right before it.
    """

    lines: list[Printed]
    kind: str = "paragraph"
    label: str = ""
    mark: Mark | None = None
    spans: list[Span] = field(default_factory=list)
    set_in: bool = False

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


def blocks(
    text: str, lines: Sequence[Printed], setting: Setting, breaks: Sequence[int] = ()
) -> Iterator[Block]:
    """Group ``lines`` (tables and furniture left out) into blocks, in reading order.

    ``breaks`` are rising offsets, of tables, over which no block goes on. A number that stands
    alone on its line is the next block's label.
    """
    builder = _Builder(text, setting)
    notes = footnote_lines(lines, setting)
    waiting = 0
    for index, line in enumerate(lines):
        while waiting < len(breaks) and breaks[waiting] <= line.whole.start:
            builder.flow = None
            waiting += 1
        builder.add(line, notes.get(index))
    for block, following in zip(builder.done, (*builder.done[1:], None), strict=False):
        if block.label and not block.first.words.strip() and len(block.lines) == 1:
            if following is not None and following.mark is None and following.kind == block.kind:
                following.label, following.mark = block.label, block.mark
                continue
            block.first.unmark()
        block.spans = _spans(text, block)
        yield block


class _Builder:
    def __init__(self, text: str, setting: Setting) -> None:
        self.text = text
        self.setting = setting
        self.done: list[Block] = []
        self.flow: Block | None = None
        self.open: dict[str, list[Mark]] = {}  # by family, the last of each list that is open

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
            self.open[line.mark.family] = _opened(line.mark, self.open.get(line.mark.family, []))
        block.set_in = self._is_set_in(line)
        self.done.append(block)
        self.flow = block

    def _is_set_in(self, line: Printed) -> bool:
        flow = self.flow
        if flow is None or line.mark is not None or line.box is None or line.bold:
            return False
        if flow.set_in and abs(line.indent - flow.first.indent) <= _SAME_LEFT:
            return True
        left = min(other.indent for other in flow.lines)
        return self._words(flow).endswith(":") and line.indent > left + _SET_IN

    def _settle_mark(self, line: Printed) -> None:
        """Drop a mark that is a dash or a figure inside a sentence."""
        mark, flow = line.mark, self.flow
        if mark is None or flow is None:
            return
        apart = self._apart(flow.last, line)
        if mark.label:
            in_order = mark.first or any(map(mark.follows, self.open.get(mark.family, ())))
            loose = mark.family.startswith("bare") or (not apart and not mark.bullet)
            stray = loose and not in_order
        else:
            listed = flow.mark is not None and flow.mark.bullet == mark.bullet
            stray = not (mark.sure or apart or listed or _finished(self._words(flow)))
        if stray:
            line.unmark()

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
            return not self._is_next_item(flow, line) or self.setting.full(flow.last)
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
        if wide and self._is_next_item(flow, line):
            return False
        if wide:
            return soft and line.box[1] > last.box[1] - 3.2 * line.size and line.bold == last.bold
        if line.bold != last.bold:
            return soft or (not _finished(words) and self.setting.full(last))
        outdented = flow.mark is not None and line.box[0] < flow.first.indent + 3 and not soft
        if outdented and flow.mark is not None and len(flow.lines) > 1:
            outdented = line.box[0] < flow.lines[1].indent - 6
        if outdented and not (len(flow.lines) == 1 and self.setting.full(last)):
            return False
        return not (_finished(words) and not self.setting.full(last) and not soft)

    def _is_next_item(self, flow: Block, line: Printed) -> bool:
        """Whether a line may open the next item of a list without marks."""
        return flow.set_in and abs(line.indent - flow.first.indent) <= _SAME_LEFT


def _opened(mark: Mark, lists: list[Mark]) -> list[Mark]:
    """The lists of a family that are open with ``mark`` in: "(c)" goes on with "(b)", though
    "(i)" to "(iii)" stand between."""
    for place in range(len(lists) - 1, -1, -1):
        if mark.follows(lists[place]):
            return [*lists[:place], mark]
    return [*lists, mark] if mark.first else [mark]


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
