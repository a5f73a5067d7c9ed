"""Printed lines: words that stand side by side on a page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from ingest.reading.manuscript import Box, Looks
from ingest.reading.words import Word

_TOUCHING = 0.08  # of a word's height: with less space, and none drawn, two words are one
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

    def text(self, *, far: float = _FAR) -> str:
        """The words with a space between, or a tab where more than ``far`` heights part them."""
        pieces = [self.words[0].text]
        for before, word in zip(self.words, self.words[1:], strict=False):
            height = min(word.top - word.bottom, before.top - before.bottom)
            gap = word.left - before.right if word.upright else 0.0
            if word.spaced or gap > _TOUCHING * height:
                pieces.append("\t" if gap > far * height else " ")
            pieces.append(word.text)
        return "".join(pieces)

    @property
    def box(self) -> Box:
        """Left, bottom, right, top in points."""
        return self.left, self.bottom, self.right, self.top

    @property
    def looks(self) -> Looks:
        """The size and weight of most of its letters."""
        sizes: Counter[float] = Counter()
        bold = 0
        for word in self.words:
            sizes[word.size] += len(word.text)
            bold += len(word.text) if word.bold else 0
        size, _ = sizes.most_common(1)[0]
        return Looks(size, 2 * bold > sizes.total(), self.box)


def stream_lines(words: Iterable[Word]) -> list[PrintedLine]:
    """Lines as the page's own stream draws them, in its order."""
    lines: list[PrintedLine] = []
    for word in words:
        if lines and lines[-1].continued_by(word):
            lines[-1].extend([word])
        else:
            lines.append(PrintedLine(word))
    return lines
