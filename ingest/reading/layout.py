"""From words to printed lines in reading order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from ingest.reading.manuscript import Looks
from ingest.reading.words import Word

_FAR = 1.6  # of the line's height: more space than that between words parts two cells


@dataclass(slots=True)
class PrintedLine:
    """Words that stand side by side."""

    words: list[Word] = field(default_factory=list)

    @property
    def left(self) -> float:
        return min(word.left for word in self.words)

    @property
    def right(self) -> float:
        return max(word.right for word in self.words)

    @property
    def bottom(self) -> float:
        return min(word.bottom for word in self.words)

    @property
    def top(self) -> float:
        return max(word.top for word in self.words)

    @property
    def text(self) -> str:
        pieces = [self.words[0].text]
        for before, word in zip(self.words, self.words[1:], strict=False):
            far = word.left - before.right > _FAR * min(
                word.top - word.bottom, before.top - before.bottom
            )
            pieces += ["\t" if far else " ", word.text]
        return "".join(pieces)

    @property
    def looks(self) -> Looks:
        letters = sum(len(word.text) for word in self.words)
        sizes: Counter[float] = Counter()
        for word in self.words:
            sizes[word.size] += len(word.text)
        bold = sum(len(word.text) for word in self.words if word.bold)
        return Looks(
            sizes.most_common(1)[0][0],
            2 * bold > letters,
            (self.left, self.bottom, self.right, self.top),
        )


def printed_lines(words: list[Word]) -> Iterator[PrintedLine]:
    line: PrintedLine | None = None
    for word in words:
        if line and _continues(line, word):
            line.words.append(word)
            continue
        if line:
            yield line
        line = PrintedLine([word])
    if line:
        yield line


def _continues(line: PrintedLine, word: Word) -> bool:
    last = line.words[-1]
    shared = min(last.top, word.top) - max(last.bottom, word.bottom)
    height = min(last.top - last.bottom, word.top - word.bottom)
    return shared > 0.5 * height and word.left > last.right - 0.5 * height
