"""What bears a statement: the whole passage that is cited, where only a part of it is shown.

A point means nothing without its lead-in, a cell nothing without its column's head, and a
sentence may be hedged by the next one. What is shown stays short; what is cited is, for a
lead-in, the list that it leads in, for a point the point itself (but a short list without
numbers is one passage, except in a notice or a plan), for a cell the row with its heads, and
for a sentence its clause.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer.quoting import Line, Quotation
from assistant.evidence.library import Library
from ingest.documents import Clause, Span

CLAUSE_WORDS = 120  # up to which a clause is cited whole
LIST_WORDS = 400  # of one citation of a list with its lead-in
BETWEEN = 24  # characters between two points: white space, a mark and a printed number

_OF_DUTIES = frozenset({"improvement_notice", "improvement_plan"})
_LISTED = frozenset({"lead", "item", "subitem", "term"})
_PARTED = re.compile(r"[^\W\d_]{4,}")  # a word between two points: something else stands there


def borne(lines: Sequence[Line], library: Library) -> tuple[Line, ...]:
    """The lines, each with the passages that are cited for it."""
    runs: dict[int, Quotation] = {}
    for places, run in _runs(lines, library):
        whole = _one_passage(run, lines, places, library)
        for place in places:
            if whole or lines[place].role == "lead":
                runs[place] = run
    made = []
    for place, line in enumerate(lines):
        if place in runs:
            made.append(replace(line, cited=(runs[place],)))
        elif line.role in _LISTED or line.cited:
            made.append(line)
        else:
            wider = (_wider(line.role, quotation, library) for quotation in line.quotations)
            made.append(replace(line, cited=tuple(each for group in wider for each in group)))
    return tuple(made)


def _one_passage(
    run: Quotation, lines: Sequence[Line], places: Sequence[int], library: Library
) -> bool:
    """Whether a list with a lead-in is as short as a clause and its points have no number."""
    if not lines[places[0]].quotations:
        return False  # points under a bare heading say something each by itself
    document = library.document(run.document_id)
    if document.description.kind in _OF_DUTIES:
        return False  # each point is a duty, which is to be met and shown by itself
    if len(run.spans[0].cut(document.text).split()) > CLAUSE_WORDS:
        return False
    structure = library.structure(run.document_id)
    points = [q for place in places if lines[place].role != "lead" for q in lines[place].quotations]
    labels = (structure.clause(point.clause_id).label for point in points)
    return not any(each.isalnum() for label in labels for each in label)


def _runs(lines: Sequence[Line], library: Library) -> list[tuple[list[int], Quotation]]:
    """Each run of lines that stand together, lead-in to last point, and the passage of it.

    A lead-in that quotes nothing, such as a heading's, is of the points that follow it.
    """
    runs: list[tuple[list[int], Quotation]] = []
    places: list[int] = []
    first: Quotation | None = None  # of the run
    for place, line in enumerate(lines):
        if line.role not in _LISTED or len(line.quotations) > 1 or line.role == "lead":
            places, first = ([place] if line.role == "lead" else []), None
            if line.role == "lead" and len(line.quotations) == 1:
                first = line.quotations[0]
            continue
        here = line.quotations[0]
        before = lines[places[-1]].quotations if places else ()
        if first is None or not before or not _goes_on(before[0], here, library):
            headed = bool(places) and not before
            places, first = ([*places, place] if headed else [place]), here
            if headed and len(here.spans) == 1:
                runs.append((places, _joined(here, here, library)))
            continue
        run = _joined(first, here, library)
        text = library.document(here.document_id).text
        if len(run.spans[0].cut(text).split()) > LIST_WORDS:
            places, first = [place], here
            continue
        places.append(place)
        if runs and runs[-1][0] is places:
            runs[-1] = (places, run)
        else:
            runs.append((places, run))
    return runs


def _joined(first: Quotation, last: Quotation, library: Library) -> Quotation:
    """From the clause that the first is cut from to the end of the last."""
    whole = Span(_start(first, library), _end(last, library))
    return Quotation(first.document_id, first.clause_id, (whole,))


def _end(last: Quotation, library: Library) -> int:
    """Where the last point ends; of a heading, where the paragraph does that says what it names."""
    structure = library.structure(last.document_id)
    clause, end = structure.clause(last.clause_id), last.spans[-1].end
    below = structure.children(clause.id) if clause.kind == "heading" else []
    says = bool(below) and below[0].kind == "paragraph" and len(below[0].spans) == 1
    return below[0].span.end if says and _short(below[0], structure.text) else end


def _start(first: Quotation, library: Library) -> int:
    """Where the clause begins that a list is led in by, of which only the end may be shown."""
    whole = library.structure(first.document_id).clause(first.clause_id).spans
    return whole[0].start if len(whole) == 1 else first.spans[0].start


def _goes_on(before: Quotation, here: Quotation, library: Library) -> bool:
    """Whether a point stands right after the one before, or after that one's own sub-points.

    Page furniture between them parts a list.
    """
    if before.document_id != here.document_id:
        return False
    if len(before.spans) > 1 or len(here.spans) > 1:
        return False
    text = library.document(here.document_id).text
    below = library.structure(here.document_id).descendants(before.clause_id)
    ends = [clause.span.end for clause in below if clause.kind in ("point", "paragraph")]
    start, end = before.spans[0].end, here.spans[0].start
    last = max((each for each in ends if each <= end), default=start)
    return any(
        0 <= end - after <= BETWEEN and not _PARTED.search(text[after:end])
        for after in (start, last)
    )


def _wider(role: str, quotation: Quotation, library: Library) -> tuple[Quotation, ...]:
    """The clause that a quotation is cut from, where it is short; a row with its heads.

    Words that only bear a made statement, such as a date reckoned from, stay as they are.
    """
    structure = library.structure(quotation.document_id)
    clause = structure.clause(quotation.clause_id)
    if role == "said" and clause.kind != "row":
        return (quotation,)
    text = library.document(quotation.document_id).text
    spans = _touched(clause, quotation) if _short(clause, text) else _cells(clause, quotation, text)
    table = structure.table(clause.id) if clause.kind == "row" else None
    if table is None or not table.span.cut(text).strip():
        return (replace(quotation, spans=spans),)
    if len(table.spans) == 1 and not text[table.span.end : spans[0].start].strip(" \t\n\r|"):
        joined = Span(table.span.start, spans[0].end)
        return (replace(quotation, spans=(joined, *spans[1:])),)
    return (
        Quotation(quotation.document_id, table.id, table.spans),
        replace(quotation, spans=spans),
    )


def _touched(clause: Clause, quotation: Quotation) -> tuple[Span, ...]:
    """The parts of a clause, torn by page furniture or whole, that a quotation is cut from."""
    touched = tuple(
        part
        for part in clause.spans
        if any(part.start < span.end and span.start < part.end for span in quotation.spans)
    )
    return touched or quotation.spans


def _cells(clause: Clause, quotation: Quotation, text: str) -> tuple[Span, ...]:
    """Of a long row, the cells that a quotation is cut from, where they are short."""
    told = []
    for span in quotation.spans:
        within = (c.span for c in clause.cells if c.span.start <= span.start)
        cell = next((each for each in within if span.end <= each.end), span)
        told.append(cell if len(cell.cut(text).split()) <= CLAUSE_WORDS else span)
    return tuple(told)


def _short(clause: Clause, text: str) -> bool:
    return sum(len(span.cut(text).split()) for span in clause.spans) <= CLAUSE_WORDS
