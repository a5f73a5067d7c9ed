"""Dates and spans of time worked out by rule, each line saying the rule and citing its parts."""

from __future__ import annotations

import datetime as dt
import re

from assistant.facts import Excerpt
from assistant.library import Library
from assistant.questions import Question
from assistant.quoting import Line, Quotation, date_words, label
from assistant.scoping import Scoped
from ingest.corpus import Entry
from ingest.deadlines import RelativeDeadline, relative_deadlines, resolve
from ingest.documents import Document

_BETWEEN = re.compile(
    r"\b(?:how long|how many (?:days|weeks)|what gap|gap)\b.*\binspect\w*.*\bpubli\w+|\bpubli\w+.*\binspect\w*.*\b(?:how long|how many days)\b",
    re.I | re.S,
)


def deadline_line(question: Question, excerpt: Excerpt, library: Library) -> Line | None:
    """The date on which an excerpt's relative deadline falls, when that is asked and known."""
    if not question.wants & {"date", "duration"}:
        return None
    found = relative_deadlines(excerpt.span_words)
    entry = excerpt.evidence.entry
    if not found or excerpt.evidence.entry.kind not in ("improvement_notice", "inspection_report"):
        return None
    deadline = found[0]
    document = library.document(entry.id)
    anchor = _day(entry.issued_on)
    if anchor is None:
        text = (
            "The date itself cannot be worked out: the document bears no full date to count from."
        )
        return Line(text, (_words(excerpt, deadline),), "said")
    day = date_words(resolve(deadline, anchor).isoformat())
    start = date_words(entry.issued_on)
    text = (
        f"That is **{day}**, counted from the document's date, {start} (corresponding-date rule)."
    )
    return Line(text, (_words(excerpt, deadline), *_dated(document)), "said")


def interval_line(question: Question, scoped: Scoped, library: Library) -> tuple[Line, ...]:
    """How long it was from an inspection's last day to its report's publication, when asked."""
    if not _BETWEEN.search(question.text):
        return ()
    from assistant.inspections import inspections

    reports = [
        e
        for e in inspections(question, scoped)
        if _day(e.issued_on) and e.inspected and _day(e.inspected[1])
    ]
    return tuple(_interval(report, library) for report in reports)


def _interval(report: Entry, library: Library) -> Line:
    ended, issued = _day((report.inspected or ("", ""))[1]), _day(report.issued_on)
    assert ended and issued  # chosen so
    days = (issued - ended).days
    weeks = f"{days / 7:.1f}".rstrip("0").rstrip(".")
    text = (
        f"{' and '.join(report.councils)}: **{days} days** (about {weeks} weeks), from the last day of the inspection, "
        f"{date_words(ended.isoformat())}, to publication, {date_words(issued.isoformat())}."
    )
    document = library.document(report.id)
    return Line(text, (*_dated(document), *_inspected(document, library)), "said")


def _inspected(document: Document, library: Library) -> tuple[Quotation, ...]:
    from assistant.inspections import stated_dates

    place = stated_dates(document.text)
    clause = library.clause_at(document.id, place.start) if place else None
    return (Quotation(document.id, clause.id, (place,)),) if place and clause else ()


def _dated(document: Document) -> tuple[Quotation, ...]:
    issued = document.description.issued
    if issued is None or issued.span is None:
        return ()
    clause = next(
        (c.id for c in document.clauses if c.span.start <= issued.span.start < c.span.end), ""
    )
    return (Quotation(document.id, clause, (issued.span,)),)


def _words(excerpt: Excerpt, deadline: RelativeDeadline) -> Quotation:
    return Quotation(excerpt.document_id, excerpt.clause.id, (excerpt.span,))


def _day(iso: str | None) -> dt.date | None:
    if not iso or len(iso) != 10:
        return None
    return dt.date.fromisoformat(iso)


_ISSUED = re.compile(
    r"\b(?:when|what date|which date|on what date)\b.{0,60}\b(?:issued|dated|signed|published|sent out)\b"
    r"|\bdate (?:of|on) (?:the|this|that|\w+['’]?s?) (?:improvement )?(?:notice|report|bulletin|plan|document)\b"
    r"|\bhow old is\b",
    re.I,
)


def issued_lines(
    question: Question, scoped: Scoped, library: Library
) -> tuple[tuple[Line, ...], str] | None:
    """When the documents of one kind were issued: (lines, what is not dated), if that is asked.

    None when it is not asked, or asked of no kind of document in particular.
    """
    if not _ISSUED.search(question.text) or not question.kinds or not question.councils:
        return None
    entries = [
        e for e in scoped.documents if e.kind in question.kinds and e.id not in scoped.topical
    ]
    lines, undated = [], []
    for entry in sorted(entries, key=lambda e: e.issued_on or ""):
        dated = _dated(library.document(entry.id))
        if entry.issued_on and dated:
            how = (
                " (read from a handwritten date)"
                if entry.issued and entry.issued.how == "hand"
                else ""
            )
            lines.append(Line(f"{label(entry)}: **{date_words(entry.issued_on)}**{how}:", dated))
        elif not entry.issued_on:
            undated.append(label(entry))
    missing = f"No date is given in {'; '.join(undated)}." if undated else ""
    return (tuple(lines), missing) if lines or missing else None
