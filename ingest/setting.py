"""How a document is set: the usual distance of its lines, its margins and its body size."""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.lines import Printed

_SMALL = 0.92
_WIDE = 1.25
_PAGE_FULL = 900


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
        for one, two in itertools.pairwise(lines):
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
        sizes[page] = size if weight >= _PAGE_FULL and page is not None else usual
    return sizes
