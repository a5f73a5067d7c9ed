"""Stored text as HTML with quoted spans marked; the first one is where a link leads."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from markupsafe import Markup, escape

from assistant.answer.quoting import unmarked
from ingest.documents import Span

_BULLET = re.compile(r"\s*(?:[-•◼▪■□*o·–]|\uf0b7|\uf0a7)\s+")

_BROKEN = re.compile(r"(?<=\w)-\n(?=[a-z])")  # a word cut at the line's end


class Marker:
    """Cuts a document's text for one page. ``cited`` leads; ``also`` are other quotations."""

    def __init__(self, text: str, cited: Sequence[Span], also: Sequence[Span] = ()) -> None:
        self._text = text
        self._cited = cited
        self._also = also
        self.anchored = False

    def touches(self, span: Span) -> bool:
        """Whether any of the cited words stand in the span."""
        return any(span.start < each.end and each.start < span.end for each in self._cited)

    def anchor(self) -> Markup:
        """The attribute of the first place that is marked, once; for others nothing."""
        if self.anchored:
            return Markup("")
        self.anchored = True
        return Markup(' id="cited" tabindex="-1"')

    def words(self, spans: Sequence[Span], *, bullet: bool = False) -> Markup:
        """The spans as HTML, a cut between two shown; without the bullet in front on request."""
        shown = list(spans)
        if bullet and shown:
            found = _BULLET.match(self._text, shown[0].start, shown[0].end)
            shown[0] = Span(found.end() if found else shown[0].start, shown[0].end)
        return Markup(" ").join(self._span(span) for span in shown)

    def _span(self, span: Span) -> Markup:
        return Markup("").join(self._pieces(span))

    def _pieces(self, span: Span) -> Iterator[Markup]:
        edges = {span.start, span.end}
        for each in (*self._cited, *self._also):
            edges |= {edge for edge in (each.start, each.end) if span.start < edge < span.end}
        ordered = sorted(edges)
        for start, end in pairwise(ordered):
            words = escape(_BROKEN.sub("-", unmarked(self._text[start:end])))
            if not words.strip():
                yield words
            elif _inside(start, self._cited):
                yield Markup("<mark{}>{}</mark>").format(self.anchor(), words)
            elif _inside(start, self._also):
                yield Markup('<mark class="also">{}</mark>').format(words)
            else:
                yield words


def _inside(offset: int, spans: Sequence[Span]) -> bool:
    return any(span.start <= offset < span.end for span in spans)
