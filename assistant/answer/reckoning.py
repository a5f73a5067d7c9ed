"""Dates and spans of time worked out by rule, each line saying the rule and citing its parts."""

from __future__ import annotations

import datetime as dt
import re

from assistant.answer.quoting import Line, Quotation, date_words, label
from assistant.evidence.facts import Excerpt
from assistant.evidence.inspections import inspections, stated_dates
from assistant.evidence.library import Library
from assistant.question.nouns import Question
from assistant.question.scoping import Scoped
from ingest.corpus import Entry
from ingest.counted_times import relative_deadlines, resolve
from ingest.documents import Document

_BETWEEN = re.compile(
    r"\b(?:how long|how many (?:days|weeks)|what gap|gap)\b.*\binspect\w*.*\bpubli\w+"
    r"|\bpubli\w+.*\binspect\w*.*\b(?:how long|how many days)\b",
    re.I | re.S,
)
_ISSUED = re.compile(
    r"\b(?:when|what date|which date|on what date)\b.{0,60}"
    r"\b(?:issued|dated|signed|published|sent out)\b"
    r"|\bdate (?:of|on) (?:[\w'’-]+ ){0,5}?(?:notice|report|bulletin|plan|document)\b"
    r"|\bhow old is\b",
    re.I,
)
_WHEN = re.compile(r"\bwhen\b|\bby what date\b|\bdeadline\b|\bdue\b", re.I)
DATE_LINE = 8  # words up to which a date is cited with the line that it stands in
MOST_COUNCILS = 3  # with none named, so many are answered side by side
_COUNTED_FROM = frozenset({"improvement_notice", "inspection_report"})


def deadline_line(question: Question, excerpt: Excerpt, library: Library) -> Line | None:
    """The date on which an excerpt's relative deadline falls, when that is asked and known."""
    entry = excerpt.evidence.entry
    asked = question.wants & {"date", "duration"} or _WHEN.search(question.text)
    if not asked or entry.kind not in _COUNTED_FROM:
        return None
    found = relative_deadlines(excerpt.span_words)
    if not found:
        return None
    words = Quotation(entry.id, excerpt.clause.id, (excerpt.span,))
    anchor = _day(entry.issued_on)
    if anchor is None:
        text = (
            "The date itself cannot be worked out: the document bears no full date to count from."
        )
        return Line(text, (words,), "said")
    day = date_words(resolve(found[0], anchor).isoformat())
    start = date_words(entry.issued_on)
    rule = " (corresponding-date rule)" if found[0].unit in ("month", "year") else ""
    text = f"That is **{day}**, counted from the document's date, {start}{rule}."
    return Line(text, (words, *_date_line(library.document(entry.id), library)), "said")


def interval_lines(question: Question, scoped: Scoped, library: Library) -> tuple[Line, ...]:
    """How long it was from an inspection's last day to its report's publication, when asked."""
    if not _BETWEEN.search(question.text):
        return ()
    lines = []
    for report in inspections(question, scoped):
        ended, issued = _day((report.inspected or ("", ""))[1]), _day(report.issued_on)
        if ended and issued:
            lines.append(_interval_line(report, ended, issued, library))
    return tuple(lines)


def _interval_line(report: Entry, ended: dt.date, issued: dt.date, library: Library) -> Line:
    days = (issued - ended).days
    weeks = f"{days / 7:.1f}".rstrip("0").rstrip(".")
    text = (
        f"{' and '.join(report.councils)}: **{days} days** (about {weeks} weeks), "
        f"from the last day of the inspection, {date_words(ended.isoformat())}, "
        f"to publication, {date_words(issued.isoformat())}."
    )
    document = library.document(report.id)
    return Line(text, (*_dated(document), *_inspected(document, library)), "said")


def _inspected(document: Document, library: Library) -> tuple[Quotation, ...]:
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


def _date_line(document: Document, library: Library) -> tuple[Quotation, ...]:
    """The document's date with the line that says what date it is: "Signed: 4 March 2021"."""
    dated = _dated(document)
    if not dated or not dated[0].clause_id:
        return dated
    clause = library.structure(document.id).clause(dated[0].clause_id)
    short = len(clause.spans) == 1 and len(clause.span.cut(document.text).split()) <= DATE_LINE
    return (Quotation(document.id, clause.id, clause.spans),) if short else dated


def _day(iso: str | None) -> dt.date | None:
    if not iso or len(iso) != 10:
        return None
    return dt.date.fromisoformat(iso)


def issued_lines(
    question: Question, scoped: Scoped, library: Library
) -> tuple[tuple[Line, ...], str]:
    """When the documents of one kind were issued, and which of them are not dated.

    Nothing when that is not asked, or asked of no kind of document, or of too many papers.
    """
    if not _ISSUED.search(question.text) or not question.kinds:
        return (), ""
    entries = [
        e for e in scoped.documents if e.kind in question.kinds and e.id not in scoped.topical
    ]
    if not question.councils and len({e.councils for e in entries}) > MOST_COUNCILS:
        return (), ""
    lines: list[Line] = []
    undated: list[str] = []
    for entry in sorted(entries, key=lambda e: e.issued_on or ""):
        dated = _dated(library.document(entry.id))
        if entry.issued_on and dated:
            lines.append(Line(_issued_words(entry), dated))
        elif not entry.issued_on:
            undated.append(label(entry))
    missing = f"No date is given in {'; '.join(undated)}." if undated else ""
    if lines and missing:
        lines.append(Line(missing, (), "said"))
    return tuple(lines), missing


def _issued_words(entry: Entry) -> str:
    hand = entry.issued is not None and entry.issued.how == "hand"
    how = " (read from a handwritten date)" if hand else ""
    return f"{label(entry)}: **{date_words(entry.issued_on)}**{how}:"
