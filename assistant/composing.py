"""Evidence -> the lines of an answer: which words are shown, in which order, how many."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.evidence import coverage
from assistant.facts import WINDOW_WORDS, Excerpt, place_words
from assistant.library import Library
from assistant.lists import Listing
from assistant.questions import Question
from assistant.quoting import Line, Quotation, display, label, shortened
from assistant.reckoning import deadline_line
from assistant.vocabulary import content_stems
from ingest.corpus import Entry
from ingest.documents import Cell, Clause, Span

FACT_WORDS = 116  # of an answer to a fact, with the words that say where each part stands
ROW_SHOWN = 70
SIDE_WORDS = {2: 45, 3: 40}  # of each side of a comparison, by how many sides
CLOSE = 0.96  # a further excerpt is shown when it scores this share of the best


FIGURES = 0.8
FIGURE_WORDS = 60
ALIKE = 0.95
_FIGURE = re.compile(r"\d[\d,.]*")


@dataclass(frozen=True, slots=True)
class Draft:
    """Lines to print and whether they are the whole of what was asked."""

    lines: tuple[Line, ...]
    opening: str = ""
    complete: bool = True


def fact_words(question: Question) -> int:
    """How many words of a clause may be quoted: a figure stands in one sentence."""
    figure = question.wants & {"number", "percentage", "money", "phone", "level"}
    return FIGURE_WORDS if figure and question.intent != "list" else WINDOW_WORDS


def fact_draft(
    question: Question, ranked: Sequence[Excerpt], library: Library, budget: int = FACT_WORDS
) -> Draft:
    """The best excerpt, and others as good that add something, within the words allowed."""
    chosen = [ranked[0]]
    used = _size(ranked[0], library)
    best = ranked[0]
    elsewhere_first = sorted(ranked[1:6], key=lambda e: e.document_id == best.document_id)
    for other in elsewhere_first if _figured(question) else ranked[1:5]:
        size = _size(other, library)
        differs = _other_figure(question, ranked[0], other)
        if used + size > budget:
            continue
        if not differs and other.score < CLOSE * ranked[0].score:
            continue
        if any(_says_the_same(other, kept) for kept in chosen):
            continue
        chosen.append(other)
        used += size
    lines = [excerpt_line(question, each, library) for each in chosen]
    reckoned = deadline_line(question, ranked[0], library)
    return Draft((*lines[:1], *([reckoned] if reckoned else []), *lines[1:]))


def _size(excerpt: Excerpt, library: Library) -> int:
    """About how many words an excerpt takes with its label."""
    said = min(len(excerpt.span_words.split()), ROW_SHOWN if excerpt.clause.kind == "row" else 999)
    return (
        said
        + len(label(excerpt.evidence.entry).split())
        + len(place_words(excerpt, library).split())
    )


def _figured(question: Question) -> bool:
    return bool(question.wants & {"number", "percentage", "money"})


def _other_figure(question: Question, best: Excerpt, other: Excerpt) -> bool:
    """It states as much of the question with another figure: both are shown."""
    if not _figured(question) or other.inside < ALIKE * best.inside:
        return False
    figures = set(_FIGURE.findall(other.span_words)) - set(_FIGURE.findall(best.span_words))
    return bool(figures) and other.held >= best.held and other.score >= FIGURES * best.score


def _says_the_same(one: Excerpt, other: Excerpt) -> bool:
    first, second = set(content_stems(one.span_words)), set(content_stems(other.span_words))
    overlap = (
        one.document_id == other.document_id
        and one.span.start < other.span.end
        and other.span.start < one.span.end
    )
    return overlap or len(first & second) > 0.7 * max(1, min(len(first), len(second)))


def excerpt_line(
    question: Question, excerpt: Excerpt, library: Library, most: int = ROW_SHOWN
) -> Line:
    """One excerpt with its document and heading in front."""
    entry = excerpt.evidence.entry
    place = place_words(excerpt, library)
    before = label(entry)
    if place and place.lower() not in before.lower():
        before = f"{before} – {place}"
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
        head = display(inner[0].head)
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
    if sum(len(f"{cell.head} {cell.span.cut(text)}".split()) for cell in filled) <= 45:
        return filled
    fits = [coverage(question.concepts, cell.head) for cell in filled]
    if not any(fits):
        fits = [coverage(question.concepts, cell.span.cut(text)) for cell in filled]
    best = max(fits)
    return [cell for place, cell in enumerate(filled) if place == 0 or fits[place] >= 0.75 * best]


def _pair(cell: Cell, text: str) -> str:
    head, words = display(cell.head), display(cell.span.cut(text))
    return f"{head}: **{words}**" if head else words


def list_draft(
    question: Question, listing: Listing, library: Library, extras: Sequence[Excerpt] = ()
) -> Draft:
    """The lead-in once, then every point with its sub-points, then single clauses that also answer."""
    structure = library.structure(listing.entry.id)
    text = library.document(listing.entry.id).text
    lines: list[Line] = []
    head = display(listing.heading.span.cut(text)) if listing.heading else ""
    before = label(listing.entry) + (
        f" – {head.rstrip(':')}" if head and len(head.split()) <= 14 else ""
    )
    if listing.lead is not None:
        lines.append(Line(f"{before}:", (_clause_quotation(listing.entry, listing.lead),), "lead"))
    else:
        lines.append(Line(f"{before} ({len(listing.items)} points):", (), "lead"))
    terms = _terms(listing, text)
    under = [sub for item in listing.items for sub in structure.children(item.id)]
    whole = listing.size + sum(len(sub.span.cut(text).split()) for sub in under)
    for item, term in zip(listing.items, terms, strict=True):
        if term:
            lines.append(Line(f"{term} …", (_point(listing.entry, item, text),), "term"))
        else:
            below = structure.children(item.id) if whole <= NESTED else ()
            lines.append(item_line(listing.entry, item, below, text))
    lines.extend(excerpt_line(question, each, library) for each in extras)
    return Draft(tuple(lines))


def _terms(listing: Listing, text: str) -> list[str]:
    """The words before the colon or dash of each point, where a long list defines terms.

    The whole point stands in its citation; a list of terms is asked for by its terms.
    """
    found = [_TERM.match(display(item.span.cut(text))) for item in listing.items]
    if listing.size <= LONG_LIST or not all(found):
        return [""] * len(listing.items)
    return [match.group(1) for match in found if match]


_TERM = re.compile(r"^((?:\S+ ){0,5}\S+?)(?::\s| [–—-] )")
LONG_LIST = 75
NESTED = 90  # words up to which sub-points are given with their points


def item_line(entry: Entry, item: Clause, below: Sequence[Clause], text: str) -> Line:
    """A point of a list as printed, its sub-points behind it."""
    subs = [sub for sub in below if sub.kind in ("point", "paragraph")]
    quotations = (_point(entry, item, text), *(_point(entry, sub, text) for sub in subs))
    return Line("", quotations, "item")


def _point(entry: Entry, point: Clause, text: str) -> Quotation:
    """A point with its printed number: "3. Contingency planning"."""
    first = point.spans[0]
    printed = re.search(
        re.escape(point.label) + r"[ \t]*$", text[max(0, first.start - 16) : first.start]
    )
    if not point.label or not printed or not any(c.isalnum() for c in point.label):
        return Quotation(entry.id, point.id, point.spans)
    start = first.start - len(printed.group())
    return Quotation(entry.id, point.id, (Span(start, first.end), *point.spans[1:]))


def points_draft(
    entry: Entry, points: Sequence[Clause], library: Library, heading: Clause | None
) -> Draft:
    """An inspection's points for improvement, counted and complete."""
    structure = library.structure(entry.id)
    text = library.document(entry.id).text
    head = f" – {display(heading.span.cut(text)).rstrip('?:')}" if heading else ""
    lines = [Line(f"{label(entry)}{head} ({len(points)} points):", (), "lead")]
    lines += [item_line(entry, point, structure.children(point.id), text) for point in points]
    return Draft(tuple(lines))


def _clause_quotation(entry: Entry, clause: Clause) -> Quotation:
    return Quotation(entry.id, clause.id, clause.spans)
