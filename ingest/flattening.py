"""Words of several spans read as one line of text, with the way back to where each stands."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.documents import Span, Wording

_MARK = re.compile(r"\*+|</?[a-z]{1,4}>|[\t\n\r\f\u00a0_]|&nbsp;")
_CUT = " […] "


@dataclass(frozen=True, slots=True)
class Flat:
    """One line: ``words`` have every mark of conversion and line break blanked, so that offsets
    in them are offsets in the ``spans`` put end to end with one space between."""

    text: str
    spans: tuple[Span, ...]
    words: str
    starts: tuple[int, ...]

    @classmethod
    def of(cls, text: str, spans: Sequence[Span]) -> Flat:
        """The words of ``spans`` of ``text``."""
        starts, place = [], 0
        for span in spans:
            starts.append(place)
            place += span.end - span.start + 1
        joined = " ".join(span.cut(text) for span in spans)
        return cls(text, tuple(spans), blanked(joined), tuple(starts))

    def wording(self, start: int, end: int) -> Wording:
        """The words from ``start`` to ``end`` of the line as they stand in the document."""
        start, end = trimmed(self.words, start, end)
        found = []
        for index in range(max(0, bisect_right(self.starts, start) - 1), len(self.spans)):
            span, place = self.spans[index], self.starts[index]
            first = max(span.start, span.start + start - place)
            last = min(span.end, span.start + end - place)
            if first < last:
                found.append(Span(first, last))
        return Wording(_CUT.join(span.cut(self.text) for span in found), tuple(found))


def blanked(words: str) -> str:
    """The same number of characters, with line breaks and conversion marks as spaces."""
    return _MARK.sub(lambda mark: " " * len(mark.group()), words)


def trimmed(words: str, start: int, end: int) -> tuple[int, int]:
    """The range without white space at its ends."""
    while start < end and words[start].isspace():
        start += 1
    while end > start and words[end - 1].isspace():
        end -= 1
    return start, end


def folded(words: str) -> str:
    """White space as one space each, quotation marks plain."""
    plain = words.translate(_PLAIN)
    return re.sub(r"\s+", " ", plain).strip()


_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-"})
