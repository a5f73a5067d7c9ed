"""Improvements: an inspection's list of what must improve, found by its headings, complete."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answer.quoting import display
from assistant.evidence.library import Library
from assistant.evidence.passages import coverage
from assistant.question.nouns import Concept, Question
from ingest.corpus import Entry
from ingest.documents import Clause
from ingest.navigation import Structure

# Chosen on the development questions (docs/evaluation.md).
HEADING_WORDS = 14  # a longer heading is a sentence that speaks of improvement
TOLD = 0.7  # coverage from which words hold a topic
TOPIC_WEIGHT = 0.1  # a concept that weighs less narrows nothing

_HEADING = re.compile(
    r"\bneeds? to (?:be )?improve|\bareas? (?:for|of) (?:improvement|development)"
    r"|\brecommendations?\b|\bpriority (?:and immediate )?actions?\b"
    r"|\bimprovements? (?:needed|required)",
    re.I,
)
_ASKED_FOR = re.compile(
    r"\brecommendations?\b|\bpriority (?:and immediate )?actions?\b"
    r"|\b(?:ofsted|inspectors?)\b.{0,20}"
    r"\b(?:want|ask|call|recommend|require|tell|told)\w*\b"
    r"|\btold to (?:do|improve|change|fix|sort)\b.{0,40}\b(?:ofsted|inspect\w*|report)\b"
    r"|\b(?:ofsted|inspect\w*|report)\b.{0,40}\btold to (?:do|improve|change|fix|sort)\b",
    re.I,
)
_PRIORITY = re.compile(r"\b(?:priority|immediate(?:ly)?)\b", re.I)
_TIMES = re.compile(
    r"^\W*(?:immediate(?:ly)?|within \w+ (?:days|weeks|months)|by \w+ \d{4})\W*$", re.I
)
_GRADE_MARK = re.compile(r"^\W*grade \d", re.I)
_GENERAL = re.compile(
    r"^(?:improv\w*|recommend\w*|area\w*|prioriti?\w*|immediate\w*|action\w*|inspect\w*|ofsted|"
    r"report\w*|council\w*|local|authority|children'?s?|service\w*|full|list\w*|all|need\w*|city|"
    r"told|tell|asked|ask|must|made|make|points?|things?|everything|key|main|whole|complete|wanted|"
    r"want|call(?:ed)?|requir\w*|visit|county|borough|findings?|identified?|found|say|said|set|cover\w*|inspectors?|latest|last|"
    r"recent|january|february|march|april|may|june|july|august|september|october|november|"
    r"december)$",
    re.I,
)


def asks_improvement(question: Question) -> bool:
    """Whether the question is about an inspection's list of what must improve."""
    return question.intent == "improve" or bool(_ASKED_FOR.search(question.text))


@dataclass(frozen=True, slots=True)
class Improvements:
    """One report's list of what must improve, and the first heading over it.

    ``fit`` is how many of the topics asked for narrowed it.
    """

    report: Entry
    heading: Clause | None
    points: tuple[Clause, ...]
    fit: int


def best_improvements(
    question: Question, reports: Sequence[Entry], library: Library
) -> Improvements | None:
    """The list of what must improve that fits the question; None when no report has one.

    Of several reports, the one whose headings hold most of the topics asked for ("within
    three months", "looked after children"); of equals, the latest.
    """
    each = [_improvements(question, report, library) for report in reports]
    listed = [found for found in each if found.points]
    return max(listed, key=lambda found: (found.fit, found.report.issued_on or ""), default=None)


def _improvements(question: Question, report: Entry, library: Library) -> Improvements:
    """A report's list, narrowed to the topic that the question names ("about care leavers").

    A point belongs when its own words or the sub-heading over it hold the topic.
    """
    structure = library.structure(report.id)
    text = library.document(report.id).text
    heads = [c for c in structure.clauses if c.kind == "heading" and _announces(c, text)]
    tops = [h for h in heads if not any(p in heads for p in structure.heading_path(h.id) if p != h)]
    points = [p for head in tops for p in _points_under(head, structure, text)]
    points = _of_class(question, points, structure, text)
    kept, fit = _narrowed(_topic(question), points, structure, text)
    return Improvements(report, tops[0] if tops else None, tuple(kept), fit)


def _announces(heading: Clause, text: str) -> bool:
    words = display(heading.span.cut(text))
    return len(words.split()) <= HEADING_WORDS and bool(_HEADING.search(words))


def _points_under(head: Clause, structure: Structure, text: str) -> list[Clause]:
    """A heading's points, with those of the "Within three months:" headings right after it."""
    heads = [head]
    beside = structure.children(head.parent)
    after = beside[[c.id for c in beside].index(head.id) + 1 :]
    for other in (clause for clause in after if clause.kind == "heading"):
        if not _TIMES.match(display(other.span.cut(text))):
            break
        heads.append(other)
    under = [c for each in heads for c in structure.descendants(each.id)]
    return [
        c
        for c in under
        if c.kind == "point"
        and _top(structure, c)
        and not _GRADE_MARK.match(display(c.span.cut(text)))
    ]


def _of_class(
    question: Question, points: list[Clause], structure: Structure, text: str
) -> list[Clause]:
    """ "Priority and immediate actions" are those under that heading, not the other areas."""
    if not _PRIORITY.search(question.text):
        return points
    under = [
        p
        for p in points
        if any(_PRIORITY.search(display(h.span.cut(text))) for h in structure.heading_path(p.id))
    ]
    return under or points


def _top(structure: Structure, point: Clause) -> bool:
    """A point of the list itself, not a sub-point (that comes with its point)."""
    return not point.parent or structure.clause(point.parent).kind != "point"


def _topic(question: Question) -> tuple[Concept, ...]:
    """What the question is about besides improvement, inspections and councils."""
    return tuple(
        c for c in question.concepts if not _GENERAL.match(c.surface) and c.weight > TOPIC_WEIGHT
    )


def _narrowed(
    topic: Sequence[Concept], points: list[Clause], structure: Structure, text: str
) -> tuple[list[Clause], int]:
    """Narrow by each topic in turn: to what stands under a heading of that topic, where one
    does and others do not; else to points whose own words hold any such topic."""
    spoken: list[Concept] = []
    kept, fit = points, 0
    for concept in topic:
        under = [p for p in kept if _headed(p, concept, structure, text)]
        if under and len(under) < len(kept):
            kept, fit = under, fit + 1
        elif not under:
            spoken.append(concept)
    said = [p for p in kept if _tells(display(p.span.cut(text)), spoken)]
    return (said or kept), fit + bool(said)


def _headed(point: Clause, concept: Concept, structure: Structure, text: str) -> bool:
    path = structure.heading_path(point.id)
    return any(_tells(display(head.span.cut(text)), (concept,)) for head in path)


def _tells(words: str, concepts: Sequence[Concept]) -> bool:
    """Whether any of the concepts stands in the words."""
    return any(coverage((concept,), words) > TOLD for concept in concepts)
