"""Answers from the register of judgements: grades, inspectors, dates, change over time.

Complete by construction: every inspection of the scope is looked at, none is ranked away.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.evidence import coverage, pairs
from assistant.library import Library
from assistant.questions import Question
from assistant.quoting import Line, Quotation, date_words, label
from assistant.scoping import Scoped
from assistant.vocabulary import content_stems
from ingest.corpus import Entry
from ingest.documents import Judgement, Span

_ISSUED_IN = re.compile(
    r"\b\d{4}(?: \w+){0,3} report\b|\breport (?:of|from|in|published in) \d{4}|\bpublished\b", re.I
)
_ORDER = {"inadequate": 0, "adequate": 1, "requires improvement": 1, "good": 2, "outstanding": 3}
_FILTERS: tuple[tuple[str, str, int], ...] = (
    (
        r"better than (?:adequate|requires improvement)|good or (?:better|above)|at least good",
        "min",
        2,
    ),
    (r"better than good|\boutstanding\b", "min", 3),
    (r"\binadequate\b|worse than (?:adequate|requires improvement)|failed", "max", 0),
    (r"worse than good|less than good|below good", "max", 1),
)


RARE = 0.75
PHRASES = 3  # shared neighbouring words from which a report is the one spoken of
MOST_COUNCILS = 3  # with none named, so many are answered side by side


@dataclass(frozen=True, slots=True)
class Finding:
    """What the register says to a question: lines to print, or why it says nothing."""

    lines: tuple[Line, ...] = ()
    missing: str = ""
    opening: str = ""


def inspections(question: Question, scoped: Scoped) -> list[Entry]:
    """The scope's inspection reports that fit the question's years, oldest first."""
    reports = [
        e for e in scoped.documents if e.kind == "inspection_report" and e.id not in scoped.topical
    ]
    reports.sort(key=_when)
    if not question.years:
        return reports
    months = [e for e in reports if (e.issued_on or "")[:7] in question.months]
    if months:
        return months
    inspected = [e for e in reports if _inspected_years(e) & set(question.years)]
    issued = [e for e in reports if e.issued_on and int(e.issued_on[:4]) in question.years]
    if _ISSUED_IN.search(question.text):
        return issued or inspected
    return inspected or issued


def answer(question: Question, scoped: Scoped, library: Library) -> Finding | None:
    """The register's finding, or None when the question is not one for the register."""
    if question.intent not in ("grade", "grade_change", "inspector", "inspected"):
        return None
    reports = inspections(question, scoped)
    if not reports:
        return none_held(question, scoped)
    if not question.councils and (
        len({entry.councils for entry in reports}) > MOST_COUNCILS
        or _unknown(question, reports, library)
    ):
        return None
    if question.intent == "grade_change":
        return _change(question, reports, library)
    if question.intent == "grade":
        return _grades(question, reports, library)
    return _front_page(question, reports, library)


def _unknown(question: Question, reports: Sequence[Entry], library: Library) -> bool:
    """Whether the question turns on a rare word, such as a place, that no report holds."""
    rare = [c for c in question.concepts if c.weight > RARE]
    texts = [library.document(report.id).text for report in reports]
    return any(all(coverage((concept,), text) == 0 for text in texts) for concept in rare)


def none_held(question: Question, scoped: Scoped) -> Finding | None:
    """Says which inspections are held, when the one asked about is not."""
    if not question.councils or not question.years:
        return None
    names = " and ".join(question.councils)
    years = " or ".join(str(year) for year in question.years)
    held = sorted(
        (
            e
            for e in scoped.documents
            if e.kind == "inspection_report" and e.id not in scoped.topical
        ),
        key=_when,
    )
    also = "; ".join(label(entry) for entry in held)
    text = f"The documents hold no {years} inspection of {names}."
    return Finding(missing=text + (f" They hold: {also}." if also else ""))


def _grades(question: Question, reports: Sequence[Entry], library: Library) -> Finding | None:
    lines: list[Line] = []
    for report in _speaking_of(question, reports, library):
        judgements = library.document(report.id).judgements
        chosen = _filtered(question, judgements) or _about(question, judgements)
        lines.extend(_grade_line(report, judgement) for judgement in chosen)
    return Finding(tuple(lines)) if lines else None


def _speaking_of(question: Question, reports: Sequence[Entry], library: Library) -> list[Entry]:
    """With no year named: the reports that use the question's own phrases, where only some do.

    "In the record of main findings" is said of the framework that has such a record.
    """
    if question.years or len(reports) < 2:
        return list(reports)
    asked = pairs(question.plain)
    shared = {e.id: len(asked & pairs(library.document(e.id).text)) for e in reports}
    most = max(shared.values())
    few = [e for e in reports if shared[e.id] == most]
    return few if most >= PHRASES and len(few) < len(reports) else list(reports)


def _filtered(question: Question, judgements: Sequence[Judgement]) -> list[Judgement]:
    """ "Which judgements were better than adequate": all that pass, of the part asked about."""
    if not re.search(
        r"\b(?:which|what|list|all|any)\b.*\bjudge?ments?|\bwhich .*\bgrade", question.text, re.I
    ):
        return []
    for pattern, side, bound in _FILTERS:
        if re.search(pattern, question.text, re.I):
            part = _part(question, judgements)
            return [
                j
                for j in part
                if j.scale
                and (_ORDER[j.scale] >= bound if side == "min" else _ORDER[j.scale] <= bound)
            ]
    return []


def _part(question: Question, judgements: Sequence[Judgement]) -> list[Judgement]:
    sections = {_section(j) for j in judgements}
    if len(sections) < 2:
        return list(judgements)
    best = max(sorted(sections), key=lambda s: coverage(question.concepts, s))
    return [j for j in judgements if _section(j) == best]


def _section(judgement: Judgement) -> str:
    """The service that a grade of 2009-12 is of: the words in brackets behind its subject."""
    found = re.search(r"\(([^()]+)\)$", judgement.subject)
    return found.group(1) if found else ""


def _about(question: Question, judgements: Sequence[Judgement]) -> list[Judgement]:
    """The judgements on the subject asked about; the overall one when none is named."""
    if not judgements:
        return []
    asked = {stem for c in question.concepts for way in c.ways for stem in way} - _COMMON
    scored = [(_likeness(asked, j), j) for j in judgements]
    best = max(score for score, _ in scored)
    overall = [j for j in judgements if j.topic == "overall"]
    if best < 0.5 or re.search(r"\boverall\b", question.text, re.I):
        return overall[:2] if overall else [j for s, j in scored if s == best][:1]
    return _distinct([j for score, j in scored if score == best])


_COMMON = frozenset(
    content_stems(
        "grade judged judgement ofsted inspection inspected children children's services give rated overall"
    )
)


def _likeness(asked: set[str], judgement: Judgement) -> float:
    subject = set(content_stems(judgement.subject)) - _COMMON
    if not subject:
        return 0.0
    shared = len(subject & asked)
    return shared / len(subject) + 0.5 * shared / max(1, len(asked))


def _distinct(judgements: Sequence[Judgement]) -> list[Judgement]:
    """One for each subject and section: tables repeat what a sentence also says."""
    seen: dict[tuple[str, str], Judgement] = {}
    for judgement in judgements:
        seen.setdefault((judgement.subject, judgement.grade.lower()), judgement)
    return list(seen.values())


def _grade_line(report: Entry, judgement: Judgement) -> Line:
    made = f"{_occasion(report)} – {judgement.subject}: **{judgement.grade}**."
    return Line(made, (_quotation(report, judgement),), "said")


def _change(question: Question, reports: Sequence[Entry], library: Library) -> Finding | None:
    lines, grades = [], []
    for report in reports:
        for judgement in _about(question, library.document(report.id).judgements)[:1]:
            lines.append(_grade_line(report, judgement))
            grades.append(judgement.grade.lower())
    if len(lines) < 2:
        return Finding(tuple(lines)) if lines else None
    opening = "No change." if len(set(grades)) == 1 else f"Yes: from {grades[0]} to {grades[-1]}."
    return Finding(tuple(lines), opening=opening)


def _front_page(question: Question, reports: Sequence[Entry], library: Library) -> Finding | None:
    lines: list[Line] = []
    for report in reports:
        document = library.document(report.id)
        wanted = _INSPECTOR_WORDS if question.intent == "inspector" else _DATE_WORDS
        place = _stated(document.text, wanted)
        if place is None:
            continue
        clause = library.clause_at(report.id, place.start)
        if clause is None:
            continue
        who = f"Ofsted's inspection of {' and '.join(report.councils)}"
        lines.append(
            Line(
                f"{who}, {_inspected_words(report)}:", (Quotation(report.id, clause.id, (place,)),)
            )
        )
    return Finding(tuple(lines)) if lines else None


_INSPECTOR_WORDS = re.compile(
    r"(?:lead|reporting|leading) inspector\s*:?\s*[^\n\t]{3,120}(?:\n(?=\S)[^\n:]{0,40}inspector)?",
    re.I,
)
_DATE_WORDS = re.compile(
    r"(?:inspection dates?|dates? of (?:the )?inspection|inspected (?:on|from|between))\s*:?\s*[^\n]{4,90}",
    re.I,
)


def _stated(text: str, pattern: re.Pattern[str]) -> Span | None:
    found = pattern.search(text)
    return Span(found.start(), found.end()) if found else None


def stated_dates(text: str) -> Span | None:
    """Where a report says on which days the inspection was."""
    return _stated(text, _DATE_WORDS)


def _quotation(report: Entry, judgement: Judgement) -> Quotation:
    return Quotation(report.id, judgement.clause_id or "", (judgement.span,))


def _occasion(report: Entry) -> str:
    return f"{' and '.join(report.councils)}, {_inspected_words(report)}"


def _inspected_words(report: Entry) -> str:
    first = (report.inspected or ("", ""))[0]
    last = (report.inspected or ("", ""))[1]
    if first and last and first != last:
        return f"inspected {date_words(first)} to {date_words(last)}"
    if first or last:
        return f"inspected {date_words(first or last)}"
    return f"published {date_words(report.issued_on)}" if report.issued_on else "date not stated"


def _when(entry: Entry) -> str:
    return (entry.inspected or ("", ""))[0] or entry.issued_on or ""


def _inspected_years(entry: Entry) -> set[int]:
    return {int(value[:4]) for value in entry.inspected or () if value}
