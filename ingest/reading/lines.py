"""Printed lines: words that stand side by side on a page."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

from ingest.reading.manuscript import Box, Looks
from ingest.reading.words import Word

_TOUCHING = 0.08  # of a word's height: with less space, and none drawn, two words are one
_LONGEST_MARK = 3  # figures of a footnote's number
_EVEN = 0.15  # of a line's height; gaps that differ less are equal
_FAR = 1.6  # of a word's height: more space between two words parts two cells


class PrintedLine:
    """Words side by side, left to right, with the box around them."""

    __slots__ = ("bottom", "left", "right", "top", "words")

    def __init__(self, word: Word) -> None:
        self.words = [word]
        self.left, self.bottom, self.right, self.top = word.left, word.bottom, word.right, word.top

    def extend(self, words: Iterable[Word]) -> None:
        """Put words at the line's right end."""
        for word in words:
            self.words.append(word)
            self.left, self.right = min(self.left, word.left), max(self.right, word.right)
            self.bottom, self.top = min(self.bottom, word.bottom), max(self.top, word.top)

    def continued_by(self, word: Word) -> bool:
        """Whether a word stands on this line, right of its last word."""
        last = self.words[-1]
        if not (last.upright and word.upright):
            width = min(last.right - last.left, word.right - word.left)
            shared = min(last.right, word.right) - max(last.left, word.left)
            return last.upright == word.upright and shared > 0.5 * width
        height = min(last.top - last.bottom, word.top - word.bottom)
        shared = min(last.top, word.top) - max(last.bottom, word.bottom)
        return shared > 0.5 * height and word.left > last.right - 0.5 * height

    def printed(self, *, far: float = _FAR) -> tuple[str, Looks]:
        """The words with a space between, or a tab where more than ``far`` heights part them."""
        text = ""
        raised: list[tuple[int, int]] = []
        far = math.inf if self._is_stretched() else far
        before: Word | None = None
        for word in self.words:
            text += "" if before is None else _between(before, word, far)
            start, end = word.raised or self._raised_whole(word, before)
            if end > start:
                raised.append((len(text) + start, len(text) + end))
            text += word.text
            before = word
        return text, Looks(self.size, self.bold, self.box, raised=tuple(raised))

    @property
    def text(self) -> str:
        """The words alone."""
        return self.printed()[0]

    @property
    def box(self) -> Box:
        """Left, bottom, right, top in points."""
        return self.left, self.bottom, self.right, self.top

    @property
    def size(self) -> float:
        """The size of most of its letters, in points."""
        sizes: Counter[float] = Counter()
        for word in self.words:
            sizes[word.size] += len(word.text)
        return sizes.most_common(1)[0][0]

    @property
    def bold(self) -> bool:
        """Whether most of its letters are bold."""
        letters = sum(len(word.text) for word in self.words)
        return 2 * sum(len(word.text) for word in self.words if word.bold) > letters

    def _is_stretched(self) -> bool:
        """Whether equal gaps were drawn between all words, to fill a justified line.

        Words in the columns of a table differ in length, and so do the gaps behind them.
        """
        gaps = [word.left - before.right for before, word in pairwise(self.words)]
        return len(gaps) > 1 and max(gaps) - min(gaps) < _EVEN * (self.top - self.bottom)

    def _raised_whole(self, word: Word, before: Word | None) -> tuple[int, int]:
        """The whole of a word that is a small raised figure, or nothing."""
        if before is None or not word.text.isdigit() or len(word.text) > _LONGEST_MARK:
            return 0, 0
        tall = before.top - before.bottom
        is_raised = (
            word.top - word.bottom < 0.85 * tall and word.bottom > before.bottom + 0.15 * tall
        )
        return (0, len(word.text)) if is_raised else (0, 0)


def _between(before: Word, word: Word, far: float) -> str:
    height = min(word.top - word.bottom, before.top - before.bottom)
    gap = word.left - before.right if word.upright else 0.0
    if not word.spaced and gap <= _TOUCHING * height:
        return ""
    return "\t" if gap > far * height else " "


def stream_lines(words: Iterable[Word]) -> list[PrintedLine]:
    """Lines as the page's own stream draws them, in its order."""
    lines: list[PrintedLine] = []
    for word in words:
        if lines and lines[-1].continued_by(word):
            lines[-1].extend([word])
        else:
            lines.append(PrintedLine(word))
    return lines
