"""Questions that the documents' records answer whole: dates, intervals, grades, inspectors,
and what an inspection says must improve. None of it is ranked, so nothing is left out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer.bearing import borne
from assistant.answer.drafts import Draft, unanswered
from assistant.answer.printed_lists import improvement_lines
from assistant.answer.quoting import Line, Quotation, label, shown
from assistant.answer.reckoning import interval_lines, issued_lines
from assistant.answers import Status
from assistant.evidence.attendance import Attended, attended, of_one_meeting
from assistant.evidence.grades import (
    ONLY_ONE,
    asks_councils,
    grade_changes,
    grade_lines,
    graded_councils,
)
from assistant.evidence.improvements import asks_improvement, best_improvements
from assistant.evidence.inspections import front_page, inspections, none_held
from assistant.evidence.library import Library
from assistant.evidence.passages import coverage
from assistant.question.nouns import Question
from assistant.question.scoping import Scoped, years_of
from assistant.register_answers.answering import registered
from ingest.corpus import Entry

# How sure a record's answer is, on the development questions (docs/evaluation.md).
DATED = 0.95
GRADED = 0.97
LISTED = 0.95

NO_MINUTES = "The documents hold no minutes of that meeting that say so."
RARE = 0.75  # weight from which a word, such as a place, must stand in a report
MOST_OPTIONS = 8  # councils offered in a question back
MOST_COUNCILS = 3  # with none named, so many are answered side by side


def recorded(question: Question, scoped: Scoped, library: Library) -> Draft | None:
    """The records' answer, or that they hold none; None when the question is not one for them."""
    return (
        registered(question, scoped, library)
        or _issued(question, scoped, library)
        or _interval(question, scoped, library)
        or _councils(question, scoped, library)
        or _inspection(question, scoped, library)
        or _improvements(question, scoped, library)
        or _attended(question, scoped, library)
        or _not_held(question, scoped)
    )


_OF_A_YEAR = re.compile(
    r"\b(?:19|20)\d\d\b(?: \w+){0,2} (?:inspection|report|visit)\b"
    r"|\binspect\w*(?: \w+){0,2} (?:in|of|from) (?:19|20)\d\d\b",
    re.I,
)


def _not_held(question: Question, scoped: Scoped) -> Draft | None:
    """A fact asked of one year's inspection is not answered from another year's report."""
    if not question.councils or not _OF_A_YEAR.search(question.text):
        return None
    if any(set(question.years) & years_of(entry) for entry in scoped.documents):
        return None
    missing = none_held(question, scoped)
    return unanswered(missing) if missing else None


def _issued(question: Question, scoped: Scoped, library: Library) -> Draft | None:
    """When documents were issued."""
    lines, undated = issued_lines(question, scoped, library)
    if lines:
        return Draft(lines, confidence=DATED)
    return unanswered(undated) if undated else None


def _interval(question: Question, scoped: Scoped, library: Library) -> Draft | None:
    """How long it was from an inspection to its report."""
    lines = interval_lines(question, scoped, library) if question.councils else ()
    return Draft(lines, confidence=DATED) if lines else None


def _councils(question: Question, scoped: Scoped, library: Library) -> Draft | None:
    """Which councils, or how many, were given a grade: every report of the scope is looked at."""
    if question.councils or not asks_councils(question):
        return None
    reports = inspections(question, scoped)
    lines, opening = graded_councils(question, reports, library)
    return Draft(lines, opening, confidence=GRADED) if lines else unanswered(opening)


def _inspection(question: Question, scoped: Scoped, library: Library) -> Draft | None:
    """Grades, their change, inspectors and dates of inspection."""
    if question.intent not in ("grade", "grade_change", "inspector", "inspected"):
        return None
    reports = inspections(question, scoped)
    if not reports:
        missing = none_held(question, scoped)
        return unanswered(missing) if missing else None
    if not question.councils and _strange(question, reports, library):
        return None
    if not question.councils and len({entry.councils for entry in reports}) > MOST_COUNCILS:
        return None if asks_councils(question) else _whose(question, reports)
    opening = ""
    if question.intent == "grade_change":
        lines, opening = grade_changes(question, reports, library)
    elif question.intent == "grade":
        lines = grade_lines(question, reports, library)
    else:
        lines = borne(front_page(question, reports, library), library)
    status: Status = "partial" if opening == ONLY_ONE else "answered"
    return Draft(lines, opening, status=status, confidence=GRADED) if lines else None


def _strange(question: Question, reports: Sequence[Entry], library: Library) -> bool:
    """With no council named: a rare word of the question stands in no report."""
    rare = [c for c in question.concepts if c.weight > RARE]
    texts = [library.document(report.id).text for report in reports]
    return any(all(coverage((concept,), text) == 0 for text in texts) for concept in rare)


def _whose(question: Question, reports: Sequence[Entry]) -> Draft:
    """Each report could answer: the councils are offered, those inspected last first."""
    last = sorted(reports, key=lambda entry: entry.issued_on or "", reverse=True)
    names = list(dict.fromkeys(name for entry in last for name in entry.councils))
    asked = question.text.rstrip(" ?")
    return Draft(
        status="clarify",
        said=f"Which council do you mean? There are inspection reports on {len(names)} councils.",
        options=tuple(f"{asked} in {name}?" for name in names[:MOST_OPTIONS]),
    )


def _attended(question: Question, scoped: Scoped, library: Library) -> Draft | None:
    """Who chaired a meeting, was there, or sent apologies, by its minutes."""
    own = [entry for entry in scoped.documents if entry.id not in scoped.topical]
    told = attended(question, own, library)
    if not told:
        return unanswered(NO_MINUTES) if of_one_meeting(question) else None
    lines = [_present_line(each, told[:place]) for place, each in enumerate(told)]
    return Draft(tuple(lines), confidence=LISTED)


def _present_line(told: Attended, before: Sequence[Attended]) -> Line:
    """One list of names, with its meeting in front of the first."""
    new = all(each.entry.id != told.entry.id for each in before)
    said = [f"**{shown(told.name)}**"] if told.name else []
    said += [label(told.entry)] if new else []
    quoted = Quotation(told.entry.id, told.clause.id, (told.span,))
    return Line(f"{' – '.join(said)}:" if said else "", (quoted,))


def _improvements(question: Question, scoped: Scoped, library: Library) -> Draft | None:
    """What an inspection of a named council says must improve."""
    if not asks_improvement(question):
        return None
    reports = inspections(question, scoped)
    councils = sorted({entry.councils for entry in reports})
    if not question.councils:
        if question.intent != "improve" or not 0 < len(councils) <= MOST_COUNCILS:
            return None
        each = [[e for e in reports if e.councils == names] for names in councils]
        found = [best_improvements(question, of_one, library) for of_one in each]
        lines = tuple(line for one in found if one for line in improvement_lines(one, library))
        return Draft(borne(lines, library), confidence=LISTED) if lines else None
    if not reports and question.intent == "improve":
        missing = none_held(question, scoped)
        return unanswered(missing) if missing else None
    if len(question.councils) > 1:
        return _each_improvements(question, reports, library)
    listed = best_improvements(question, reports, library)
    if not listed:
        return None
    return Draft(borne(improvement_lines(listed, library), library), confidence=LISTED)


def _each_improvements(
    question: Question, reports: Sequence[Entry], library: Library
) -> Draft | None:
    """Each named council's list; that there is none is said of the others."""
    lines: list[Line] = []
    silent: list[Line] = []
    for name in question.councils:
        own = [entry for entry in reports if name in entry.councils]
        listed = best_improvements(question, own, library)
        if listed:
            lines.extend(improvement_lines(listed, library))
        else:
            silent.append(Line(f"{name}: the documents hold no such list.", (), "said"))
    if not lines:
        return None
    status: Status = "partial" if silent else "answered"
    return Draft(borne((*lines, *silent), library), status=status, confidence=LISTED)
