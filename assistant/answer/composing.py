"""Excerpts -> the lines of an answer: which words are shown, in which order, how many."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer.headlines import headline
from assistant.answer.quoting import Line, Quotation, display, label, shortened, shown
from assistant.answer.reckoning import deadline_line
from assistant.evidence.facts import (
    FIGURE_WANTS,
    STATED,
    TELLING,
    WINDOW_WORDS,
    Excerpt,
    overlap,
    place_words,
)
from assistant.evidence.library import Library
from assistant.evidence.passages import coverage, missing_concepts
from assistant.question.nouns import Question
from assistant.question.vocabulary import content_stems
from assistant.question.wants import typed
from ingest.corpus import Entry
from ingest.documents import Cell, Clause, Span
from ingest.navigation import sentences

# Words shown, chosen on the development questions (docs/evaluation.md).
FACT_WORDS = 116  # of an answer to a fact, with the words that say where each part stands
FIGURE_WORDS = 60  # of a clause that states a figure
ROW_WORDS = 70  # of a table row
WHOLE_ROW = 45  # up to which a row is shown with all its cells
# When a further excerpt is shown, chosen on the same questions.
CLOSE_FINDING = 0.8  # ... or this, where an inspection's findings on a subject are asked for
CLOSE = 0.96  # it scores this share of the best
FIGURES = 0.8  # ... or this share, and states another figure
ALIKE = 0.95  # ... while it covers this share of what the best does
REPEATED = 0.7  # share of an excerpt's words from which it says the same as another
FURTHER = 5  # excerpts looked at
FITTING = 0.75  # a cell of a long row is shown when it fits this share of the best

_FIGURE = re.compile(r"\d[\d,.]*")
_ONE_SENTENCE = FIGURE_WANTS | {"phone", "email", "level"}


def fact_words(question: Question) -> int:
    """How many words of a clause may be quoted: a figure stands in one sentence."""
    figure = question.wants & _ONE_SENTENCE and question.intent != "list"
    return FIGURE_WORDS if figure else WINDOW_WORDS


def fact_lines(question: Question, ranked: Sequence[Excerpt], library: Library) -> tuple[Line, ...]:
    """The best excerpt, and others as good that add something, within the words allowed.

    The date that the best excerpt's deadline falls on comes right after it.
    """
    chosen = [ranked[0]]
    used = _size(ranked[0], library)
    for other in _further(question, ranked):
        size = _size(other, library)
        if used + size <= FACT_WORDS and not any(
            _repeats(question, other, kept) for kept in chosen
        ):
            chosen.append(other)
            used += size
    first, *rest = [excerpt_line(question, each, library) for each in chosen]
    if len(chosen) == 1 and question.intent == "list":
        first = _telling_sentences(question, ranked[0], first, library)
    if len(chosen) == 1 or not question.wants & FIGURE_WANTS:
        first = _headed(question, ranked[0], first)  # of several figures none is THE figure
    reckoned = deadline_line(question, ranked[0], library)
    return (first, *([reckoned] if reckoned else []), *rest)


def _telling_sentences(question: Question, excerpt: Excerpt, line: Line, library: Library) -> Line:
    """The line with those sentences of a long clause that tell of what is listed, and no others:
    a paragraph may say in two places who sits on a board, and much else between."""
    clause = excerpt.clause
    if len(clause.spans) > 1 or clause.kind == "row" or len(line.quotations) != 1:
        return line
    text = library.document(excerpt.document_id).text
    told = sentences(text, clause.span)
    telling = tuple(s for s in told if coverage(question.concepts, s.cut(text)) >= TELLING)
    words = sum(len(span.cut(text).split()) for span in telling)
    whole = len(clause.span.cut(text).split())
    if len(telling) < 2 or whole <= WINDOW_WORDS or words + len(line.before.split()) > FACT_WORDS:
        return line
    spans = tuple(_run_together(telling, text))
    return replace(line, quotations=(replace(line.quotations[0], spans=spans),))


def _run_together(spans: Sequence[Span], text: str) -> list[Span]:
    """The spans, those that stand one after another made one."""
    made = [spans[0]]
    for span in spans[1:]:
        if text[made[-1].end : span.start].strip():
            made.append(span)
        else:
            made[-1] = Span(made[-1].start, span.end)
    return made


def _headed(question: Question, excerpt: Excerpt, line: Line) -> Line:
    """The line with the very words asked for in front, where the clause has just one such."""
    said = headline(question, excerpt)
    return replace(line, before=f"**{shown(said)}** – {line.before}") if said else line


def _further(question: Question, ranked: Sequence[Excerpt]) -> list[Excerpt]:
    """Excerpts nearly as good as the best; for a figure, those of other documents first."""
    best, figured = ranked[0], bool(question.wants & FIGURE_WANTS)
    others = list(ranked[1 : FURTHER + 1] if figured else ranked[1:FURTHER])
    close = CLOSE if typed(question) or not question.about_inspection else CLOSE_FINDING
    if figured:
        others.sort(key=lambda e: e.document_id == best.document_id)
    return [
        other
        for other in others
        if other.held >= best.held
        and not other.span_words.rstrip().endswith(":")  # it leads into what is not shown
        and (other.near >= STATED or best.near < STATED)
        and (other.score >= close * best.score or (figured and _other_figure(best, other)))
    ]


def _other_figure(best: Excerpt, other: Excerpt) -> bool:
    """It states as much of the question with another figure: both are shown."""
    if other.inside < ALIKE * best.inside or other.covered < ALIKE * best.covered:
        return False
    return bool(_figures(other) - _figures(best)) and other.score >= FIGURES * best.score


def _size(excerpt: Excerpt, library: Library) -> int:
    """About how many words an excerpt takes with its label."""
    said = len(excerpt.span_words.split())
    if excerpt.clause.kind == "row":
        said = min(said, ROW_WORDS)
    place = len(place_words(excerpt, library).split())
    return said + len(label(excerpt.evidence.entry).split()) + place


def _repeats(question: Question, other: Excerpt, kept: Excerpt) -> bool:
    """Whether an excerpt says again what is given; another paper's other figure never does."""
    elsewhere = other.document_id != kept.document_id and bool(question.wants & FIGURE_WANTS)
    if elsewhere and not _figures(other) <= _figures(kept):
        return False
    return says_the_same(other, kept)


def _figures(excerpt: Excerpt) -> set[str]:
    return set(_FIGURE.findall(excerpt.span_words))


def says_the_same(one: Excerpt, other: Excerpt) -> bool:
    """Whether two excerpts share most of their words, or their place."""
    first, second = set(content_stems(one.span_words)), set(content_stems(other.span_words))
    alike = len(first & second) > REPEATED * max(1, min(len(first), len(second)))
    return alike or overlap(one, other)


def excerpt_line(
    question: Question, excerpt: Excerpt, library: Library, most: int = ROW_WORDS
) -> Line:
    """One excerpt with its document and heading in front."""
    entry = excerpt.evidence.entry
    place = place_words(excerpt, library)
    before = label(entry)
    if place and shown(place).lower() not in before.lower():
        before = f"{before} – {shown(place)}"
    text = library.document(entry.id).text
    if excerpt.clause.kind == "row":
        return _row_line(question, excerpt, text, before, most)
    return Line(f"{before}:", (_quotation(entry, excerpt.clause, excerpt.span),))


def _quotation(entry: Entry, clause: Clause, span: Span) -> Quotation:
    """The span, cut where the clause's own furniture was cut out."""
    parts = [Span(max(s.start, span.start), min(s.end, span.end)) for s in clause.spans]
    parts = [part for part in parts if part.start < part.end] or [span]
    return Quotation(entry.id, clause.id, tuple(parts))


def _row_line(question: Question, excerpt: Excerpt, text: str, before: str, most: int) -> Line:
    """A table row as "head: cell" pairs; a part of one cell as that cell's words."""
    clause, span = excerpt.clause, excerpt.span
    inner = [c for c in clause.cells if c.span.start <= span.start and span.end <= c.span.end]
    if inner and len(clause.cells) > 1 and span != clause.span:
        head = shown(inner[0].head)
        return Line(
            f"{before}{f' – {head}' if head else ''}:",
            (Quotation(excerpt.document_id, clause.id, (span,)),),
        )
    if not clause.cells or not any(cell.head for cell in clause.cells):
        return Line(f"{before}:", (_quotation(excerpt.evidence.entry, clause, span),))
    pairs = shortened(
        "; ".join(_pair(cell, text) for cell in _telling(question, clause.cells, text)), most
    )
    pairs += "**" if pairs.count("**") % 2 else ""
    return Line(
        f"{before}: {pairs}", (_quotation(excerpt.evidence.entry, clause, clause.span),), "said"
    )


def _telling(question: Question, cells: Sequence[Cell], text: str) -> list[Cell]:
    """The cells of a row to show: all of a short row; of a long one, the first and the fitting."""
    filled = [cell for cell in cells if display(cell.span.cut(text))]
    if sum(len(f"{cell.head} {cell.span.cut(text)}".split()) for cell in filled) <= WHOLE_ROW:
        return filled
    fits = [coverage(question.concepts, cell.head) for cell in filled]
    if not any(fits):
        fits = [coverage(question.concepts, cell.span.cut(text)) for cell in filled]
    best = max(fits)
    telling = {at for at in range(len(filled)) if at == 0 or fits[at] >= FITTING * best}
    told = " ".join(f"{filled[at].head} {filled[at].span.cut(text)}" for at in telling)
    rest = missing_concepts(question.concepts, told)  # "chairs" in the head of another column
    telling |= {at for at, cell in enumerate(filled) if rest and coverage(rest, cell.head)}
    return [cell for at, cell in enumerate(filled) if at in telling]


def _pair(cell: Cell, text: str) -> str:
    head, words = shown(cell.head), shown(cell.span.cut(text))
    return f"{head}: **{words}**" if head else words
