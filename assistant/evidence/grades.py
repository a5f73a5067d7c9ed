"""Grades from the register of judgements: as given, filtered, and over time.

Complete by construction: every inspection of the scope is looked at, none is ranked away.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer.quoting import Line, Quotation
from assistant.evidence.inspections import occasion
from assistant.evidence.library import Library
from assistant.evidence.passages import coverage, pairs
from assistant.question.nouns import Question
from assistant.question.vocabulary import content_stems
from ingest.corpus import Entry
from ingest.documents import Judgement

# Chosen on the development questions (docs/evaluation.md).
PHRASES = 3  # shared neighbouring words from which a report is the one spoken of
LIKE = 0.5  # likeness of question and subject from which that subject is asked about
ONLY_ONE = "The documents hold only one inspection with it, so a change cannot be told."
MOST_OVERALL = 2  # of one report's overall judgements, so many are shown

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
_ALL = re.compile(
    r"\b(?:all|each|every)\b(?: of)?(?: the| its| their)? (?:\w+ )?(?:grades?|judge?ments?)\b", re.I
)
# What a part of a service is called in questions -> the judgement's topic.
_TOPICS: tuple[tuple[str, str], ...] = (
    (r"\bchildren in care\b|\blooked[- ]after\b|\b(?:lac|cla|cic)\b", "children_in_care"),
    (r"\blooked[- ]after\b|\b(?:lac|cla)\b", "looked_after"),
    (r"\bcare leavers?\b|\bleaving care\b", "care_leavers"),
    (r"\bhelp and protection\b|\bneed help\b|\bchild protection\b", "help_and_protection"),
    (r"\bleaders?(?:hip)?\b|\bgovernance\b", "leaders"),
    (r"\badopt\w+\b", "adoption"),
    (r"\blscb\b|\bsafeguarding children board\b", "lscb"),
    (r"\bcapacity\b", "capacity"),
)
_ASKS_WHICH = re.compile(r"\b(?:which|what|list|all|any)\b.*\bjudge?ments?|\bwhich .*\bgrade", re.I)
_COMMON = frozenset(
    content_stems(
        "grade judged judgement ofsted inspection inspected children children's services "
        "give rated overall"
    )
)


def grade_lines(question: Question, reports: Sequence[Entry], library: Library) -> tuple[Line, ...]:
    """The grades asked for, of each report that is spoken of."""
    lines: list[Line] = []
    for report in _speaking_of(question, reports, library):
        judgements = library.document(report.id).judgements
        chosen = _filtered(question, judgements) or _about(question, judgements)
        lines.extend(_grade_line(report, judgement) for judgement in chosen)
    return tuple(lines)


def grade_changes(
    question: Question, reports: Sequence[Entry], library: Library
) -> tuple[tuple[Line, ...], str]:
    """One grade of each report, oldest first, and whether it changed, if that can be told."""
    lines: list[Line] = []
    judged: list[Judgement] = []
    for report in reports:
        for judgement in _about(question, library.document(report.id).judgements)[:1]:
            lines.append(_grade_line(report, judgement))
            judged.append(judgement)
    if len(lines) < 2:
        return tuple(lines), ONLY_ONE if lines else ""
    return tuple(lines), _change_words(question, judged)


_BETTER = re.compile(r"\b(?:better|worse|improved|declined|gone (?:up|down))\b", re.I)


def _change_words(question: Question, judged: Sequence[Judgement]) -> str:
    """Whether the first grade and the last differ and, where asked and told by the grades, how.

    "Adequate" (to 2012) and "requires improvement" belong to scales that cannot be compared.
    """
    first, last = judged[0].grade.lower(), judged[-1].grade.lower()
    unchanged = len({judgement.grade.lower() for judgement in judged}) == 1
    if not _BETTER.search(question.text):
        return "No change." if unchanged else f"Yes: from {first} to {last}."
    if unchanged:
        return f"No, the same: {last}."
    asked = "better" if _ASKS_BETTER.search(question.text) else "worse"
    way = _compared(judged[-2], judged[-1])
    said = "Yes, " if way == asked else "No, " if way in ("better", "worse", "the same") else ""
    before = judged[-2].grade.lower()
    words = f"{said}{way}: from {before} to {last}." if before != last else f"{said}{way}: {last}."
    if len(judged) > 2:
        words += f" Against the first held here ({first}): {_compared(judged[0], judged[-1])}."
    return words


_ASKS_BETTER = re.compile(r"\b(?:better|improved|gone up)\b", re.I)


def _compared(one: Judgement, other: Judgement) -> str:
    """How a later grade stands to an earlier one, on the common scale."""
    scales = (one.scale, other.scale)
    if None in scales or set(scales) == {"adequate", "requires improvement"}:
        return "it cannot be told, since the grades are of different scales"
    ranks = [_ORDER[scale] for scale in scales if scale]
    if ranks[0] == ranks[1]:
        return "the same"
    return "better" if ranks[1] > ranks[0] else "worse"


_WHICH_COUNCILS = re.compile(
    r"\b(?:which|what|list|name|how many)\b.{0,20}\b(?:councils|authorities)\b", re.I
)
_SCALES = ("requires improvement", "outstanding", "inadequate", "adequate", "good")


def asks_councils(question: Question) -> bool:
    """Whether the councils are asked for that were given a grade, and not one council's grade."""
    return bool(_WHICH_COUNCILS.search(question.text)) and bool(_asked_scale(question))


def graded_councils(
    question: Question, reports: Sequence[Entry], library: Library
) -> tuple[tuple[Line, ...], str]:
    """Every overall judgement at the grade asked for, one line a report, and how many there are."""
    wanted = _asked_scale(question)
    lines = [
        _grade_line(report, judgement)
        for report in reports
        for judgement in _about(question, library.document(report.id).judgements)[:1]
        if judgement.scale == wanted
    ]
    of = f" from {' and '.join(str(year) for year in question.years)}" if question.years else ""
    if not reports:
        return (), f"The documents hold no inspection report{of}."
    return tuple(lines), f"{len(lines)} of the {len(reports)} inspection reports held here{of}."


def _asked_scale(question: Question) -> str:
    """The grade that a question names; "adequate" is not found in "inadequate"."""
    words = question.text.lower()
    return next((s for s in _SCALES if re.search(rf"\b{s}\b", words)), "")


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
    if not _ASKS_WHICH.search(question.text):
        return []
    for pattern, side, bound in _FILTERS:
        if re.search(pattern, question.text, re.I):
            part = _part(question, judgements)
            return [j for j in part if j.scale and _passes(_ORDER[j.scale], side, bound)]
    return []


def _passes(rank: int, side: str, bound: int) -> bool:
    return rank >= bound if side == "min" else rank <= bound


def _part(question: Question, judgements: Sequence[Judgement]) -> list[Judgement]:
    """Of a report on several services, the judgements of the one asked about."""
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
    if _ALL.search(question.text):
        return _distinct(judgements)
    topics = {topic for pattern, topic in _TOPICS if re.search(pattern, question.text, re.I)}
    on_topic = [j for j in judgements if j.topic in topics]
    if on_topic and not re.search(r"\boverall\b", question.text, re.I):
        judgements = on_topic
    asked = {stem for c in question.concepts for way in c.ways for stem in way} - _COMMON
    scored = [(_likeness(asked, j), j) for j in judgements]
    best = max(score for score, _ in scored)
    overall = [j for j in judgements if j.topic == "overall"]
    if on_topic and judgements is on_topic:
        return _distinct([j for score, j in scored if score == best])
    if best < LIKE or re.search(r"\boverall\b", question.text, re.I):
        return overall[:MOST_OVERALL] or [j for s, j in scored if s == best][:1]
    return _distinct([j for score, j in scored if score == best])


def _likeness(asked: set[str], judgement: Judgement) -> float:
    """The share of a subject's words that are asked for, and half the share the other way."""
    subject = set(content_stems(judgement.subject)) - _COMMON
    if not subject:
        return 0.0
    shared = len(subject & asked)
    return shared / len(subject) + 0.5 * shared / max(1, len(asked))


def _distinct(judgements: Sequence[Judgement]) -> list[Judgement]:
    """One for each subject and grade: tables repeat what a sentence also says."""
    seen: dict[tuple[str, str], Judgement] = {}
    for judgement in judgements:
        seen.setdefault((judgement.subject, judgement.grade.lower()), judgement)
    return list(seen.values())


def _grade_line(report: Entry, judgement: Judgement) -> Line:
    made = f"{occasion(report)} – {judgement.subject}: **{judgement.grade}**."
    quotation = Quotation(report.id, judgement.clause_id or "", (judgement.span,))
    return Line(made, (quotation,), "said")
