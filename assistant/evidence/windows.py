"""Windows: the runs of consecutive sentences of a clause that are short enough to quote."""

from __future__ import annotations

import re

from ingest.documents import Clause, Span
from ingest.navigation import sentences

# Chosen on the development questions (docs/evaluation.md).
CELL_WORDS = 25  # a cell up to this long means nothing without its row,
ROW_WORDS = 400  # ... which is quoted whole when it is no longer than this

_BREAK = re.compile(
    r"(?<=;)\s|\s(?=[•●▪◼■□])|\n(?=[-–] )|(?<=\w,)\s(?=(?:and|but|which|where|while|including)\b)"
)
_FIGURE = re.compile(r"\d")


def windows(text: str, span: Span, clause: Clause, most: int) -> list[Span]:
    """Every run of sentences of the clause that is short enough and meets the passage.

    The whole clause when it is short; the passage itself in a table row or a torn clause.
    """
    if clause.kind == "row" and _short_cell(text, span, clause):
        return [clause.span]
    whole = span if clause.kind == "row" or len(clause.spans) > 1 else clause.span
    whole = _without_lead_in(text, whole)
    if len(whole.cut(text).split()) <= most:
        return [whole]
    parts = _parts(text, whole, most)
    runs = []
    for first in range(len(parts)):
        for last in range(first, len(parts)):
            run = Span(parts[first].start, parts[last].end)
            if last > first and len(run.cut(text).split()) > most:
                break
            if run.start < span.end and span.start < run.end:
                runs.append(run)
    return runs or [span]


def _without_lead_in(text: str, span: Span) -> Span:
    """A span without the lead-in of something else that ends it, where that gives no figure.

    "656 children were looked after. Of this number:"
    """
    told = sentences(text, span)
    last = told[-1].cut(text).rstrip() if told else ""
    if len(told) < 2 or not last.endswith(":") or _FIGURE.search(last):
        return span
    return Span(span.start, told[-2].end)


def _parts(text: str, span: Span, most: int) -> list[Span]:
    """The sentences of a span; one that is too long to quote, cut at bullets and semicolons."""
    parts: list[Span] = []
    for sentence in sentences(text, span):
        words = sentence.cut(text)
        if len(words.split()) <= most:
            parts.append(sentence)
            continue
        start = sentence.start
        for stop in [*(sentence.start + m.start() for m in _BREAK.finditer(words)), sentence.end]:
            piece = Span(start, stop)
            if piece.cut(text).strip():
                parts.append(piece)
            start = stop
    return parts


def _short_cell(text: str, span: Span, clause: Clause) -> bool:
    """A few words of one cell mean nothing without the rest of their row."""
    return (
        len(span.cut(text).split()) <= CELL_WORDS
        and len(clause.span.cut(text).split()) <= ROW_WORDS
    )
