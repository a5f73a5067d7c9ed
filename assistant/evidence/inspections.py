"""Which inspections a question means, and what their front pages state."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer.quoting import Line, Quotation, date_words, label
from assistant.evidence.library import Library
from assistant.question.nouns import Question
from assistant.question.scoping import Scoped
from ingest.corpus import Entry
from ingest.documents import Span

_ISSUED_IN = re.compile(
    r"\b\d{4}(?: \w+){0,3} report\b|\breport (?:of|from|in|published in) \d{4}|\bpublished\b", re.I
)
_INSPECTOR_WORDS = re.compile(
    r"(?:lead|reporting|leading) inspector\s*:?\s*[^\n\t]{3,120}(?:\n(?=\S)[^\n:]{0,40}inspector)?",
    re.I,
)
_DATE_WORDS = re.compile(
    r"(?:inspection dates?|dates? of (?:the )?inspection|inspected (?:on|from|between))"
    r"\s*:?\s*[^\n]{4,90}",
    re.I,
)


def inspections(question: Question, scoped: Scoped) -> list[Entry]:
    """The scope's inspection reports that fit the question's years, oldest first."""
    reports = _held(scoped)
    if not question.years:
        return reports
    if question.intent == "grade_change" and len(question.years) == 1:
        until = [e for e in reports if _when(e)[:4] <= str(question.years[0])]
        named = any(question.years[0] in (*_inspected_years(e), e.year) for e in until)
        return until if named else []
    months = [e for e in reports if (e.issued_on or "")[:7] in question.months]
    if months:
        return months
    inspected = [e for e in reports if _inspected_years(e) & set(question.years)]
    issued = [e for e in reports if e.issued_on and int(e.issued_on[:4]) in question.years]
    if _ISSUED_IN.search(question.text):
        return issued or inspected
    return inspected or issued


def none_held(question: Question, scoped: Scoped) -> str:
    """Says which inspections are held, when the one asked about is not; "" if it names none."""
    if not question.councils or not question.years:
        return ""
    names = " and ".join(question.councils)
    years = " or ".join(str(year) for year in question.years)
    also = "; ".join(label(entry) for entry in _held(scoped))
    return f"The documents hold no {years} inspection of {names}." + (
        f" They hold: {also}." if also else ""
    )


def _held(scoped: Scoped) -> list[Entry]:
    reports = [
        e for e in scoped.documents if e.kind == "inspection_report" and e.id not in scoped.topical
    ]
    return sorted(reports, key=_when)


def _when(entry: Entry) -> str:
    return (entry.inspected or ("", ""))[0] or entry.issued_on or ""


def _inspected_years(entry: Entry) -> set[int]:
    return {int(value[:4]) for value in entry.inspected or () if value}


def front_page(question: Question, reports: Sequence[Entry], library: Library) -> tuple[Line, ...]:
    """Who led each inspection, or on which days it was, as its report states it."""
    wanted = _INSPECTOR_WORDS if question.intent == "inspector" else _DATE_WORDS
    lines = []
    for report in reports:
        place = _stated(library.document(report.id).text, wanted)
        clause = library.clause_at(report.id, place.start) if place else None
        if place and clause:
            before = f"Ofsted's inspection of {occasion(report)}:"
            lines.append(Line(before, (Quotation(report.id, clause.id, (place,)),)))
    return tuple(lines)


def stated_dates(text: str) -> Span | None:
    """Where a report says on which days the inspection was."""
    return _stated(text, _DATE_WORDS)


def _stated(text: str, pattern: re.Pattern[str]) -> Span | None:
    found = pattern.search(text)
    return Span(found.start(), found.end()) if found else None


def occasion(report: Entry) -> str:
    """How a line names an inspection: "Fernshire, inspected 3 May 2021 to 14 May 2021"."""
    return f"{' and '.join(report.councils)}, {_inspected_words(report)}"


def _inspected_words(report: Entry) -> str:
    first, last = report.inspected or ("", "")
    if first and last and first != last:
        return f"inspected {date_words(first)} to {date_words(last)}"
    if first or last:
        return f"inspected {date_words(first or last)}"
    return f"published {date_words(report.issued_on)}" if report.issued_on else "date not stated"
