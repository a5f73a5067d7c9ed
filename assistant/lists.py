"""Lists: a lead-in with all its points, found as one thing and given whole.

Top-k search alone loses points; here a hit on any part of a list brings all of it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.evidence import Evidence, coverage
from assistant.facts import Excerpt
from assistant.library import Library
from assistant.questions import Concept, Question
from assistant.quoting import display
from ingest.corpus import Entry
from ingest.documents import Clause
from ingest.navigation import Structure

IMPROVEMENT_HEADING = re.compile(
    r"\bneeds? to (?:be )?improve|\bareas? (?:for|of) (?:improvement|development)|\brecommendations?\b|\bpriority (?:and immediate )?actions?\b"
    r"|\bimprovements? (?:needed|required)",
    re.I,
)


COUNTED = 0.2  # what it is worth that a list has as many points as the question says
LONGEST = 330  # words: what is longer is a chapter and no list

_ASKED_FOR = re.compile(
    r"\brecommendations?\b|\bpriority (?:and immediate )?actions?\b|\b(?:ofsted|inspectors?)\b.{0,20}\b(?:want|ask|call|recommend|require|tell|told)\w*\b",
    re.I,
)
_PRIORITY = re.compile(r"\b(?:priority|immediate(?:ly)?)\b", re.I)


@dataclass(frozen=True, slots=True)
class Listing:
    """One list: its lead-in (None under a bare heading), its points in order, its fit.

    ``led`` is the coverage of the question by lead-in and headings, ``covered`` by these
    and the points together; ``size`` is the points' number of words.
    """

    entry: Entry
    lead: Clause | None
    heading: Clause | None
    items: tuple[Clause, ...]
    led: float
    covered: float
    score: float
    size: int


def listings(question: Question, found: Sequence[Evidence], library: Library) -> list[Listing]:
    """Every list that a hit belongs to or leads into, best first."""
    made: dict[tuple[str, str], Listing] = {}
    for evidence in found:
        structure = library.structure(evidence.entry.id)
        clause = structure.clause(evidence.passage.clause_id)
        for parent in _parents(structure, clause):
            key = (evidence.entry.id, parent.id)
            if key not in made:
                listing = _listing(question, evidence, parent, structure, library)
                if listing:
                    # A list that only a poor hit leads to is a list about something else.
                    share = evidence.score / found[0].score if found[0].score else 0.0
                    listing = replace(listing, score=listing.score * (0.7 + 0.3 * share))
                    made[key] = listing
    return sorted(made.values(), key=lambda each: -each.score)


def led_by(question: Question, best: Excerpt, library: Library) -> Listing | None:
    """The list that the best excerpt leads into, when it breaks off with a colon."""
    if not best.span_words.rstrip().endswith(":"):
        return None
    structure = library.structure(best.document_id)
    return _listing(question, best.evidence, best.clause, structure, library)


def _parents(structure: Structure, clause: Clause) -> list[Clause]:
    """The clauses whose children may be the list: itself, and those it hangs on."""
    chain = [clause]
    current = clause
    while current.parent and len(chain) < 4:
        current = structure.clause(current.parent)
        chain.append(current)
        if current.kind == "heading":
            break
    return chain


def _listing(
    question: Question, evidence: Evidence, parent: Clause, structure: Structure, library: Library
) -> Listing | None:
    items = [c for c in structure.children(parent.id) if c.kind == "point"]
    if len(items) < 2 and parent.kind != "heading":
        items = _rows_after(structure, parent) or _paragraphs_after(structure, parent)
    text = library.document(evidence.entry.id).text
    size = sum(len(c.span.cut(text).split()) for c in items)
    if len(items) < 2 or size > LONGEST:
        return None
    path = structure.heading_path(parent.id)
    leads = structure.lead_ins(items[0].id)
    above = [*path, *leads, parent]
    lead_words = " ".join(display(c.span.cut(text)) for c in above)
    around = f"{lead_words} {evidence.entry.title}"
    item_words = [display(c.span.cut(text)) for c in items]
    led = coverage(question.concepts, around)
    covered = coverage(question.concepts, around + " " + " ".join(item_words))
    own = coverage(question.concepts, display(parent.span.cut(text)))
    score = 0.45 * led + 0.3 * own + 0.15 * covered + 0.1 * evidence.score
    if question.count:
        score += COUNTED if len(items) == question.count else -COUNTED / 2
    lead = (leads[-1] if leads else None) if parent.kind == "heading" else parent
    heading = parent if parent.kind == "heading" else (path[-1] if path else None)
    return Listing(evidence.entry, lead, heading, tuple(items), led, covered, score, size)


def _rows_after(structure: Structure, parent: Clause) -> list[Clause]:
    """The rows of the table that a paragraph announces by standing right before it."""
    beside = structure.children(parent.parent)
    place = next(number for number, clause in enumerate(beside) if clause.id == parent.id)
    if parent.kind != "paragraph" or place + 1 >= len(beside) or beside[place + 1].kind != "table":
        return []
    return [c for c in structure.children(beside[place + 1].id) if c.kind == "row"]


def _paragraphs_after(structure: Structure, parent: Clause) -> list[Clause]:
    """Paragraphs that a sentence with a colon announces, where their bullets were lost:
    without a number, and beginning in lower case."""
    if parent.kind != "paragraph" or not structure.words(parent).rstrip().endswith(":"):
        return []
    beside = structure.children(parent.parent)
    place = next(number for number, clause in enumerate(beside) if clause.id == parent.id)
    items = []
    for clause in beside[place + 1 :]:
        if clause.kind == "footnote":
            continue
        if clause.kind != "paragraph" or clause.label or not structure.words(clause)[:1].islower():
            break
        items.append(clause)
    return items


def best_improvements(
    question: Question, reports: Sequence[Entry], library: Library
) -> tuple[Entry, Clause | None, tuple[Clause, ...]] | None:
    """The list of what must improve that fits the question: (report, heading over it, points).

    Of several reports, the one whose headings hold most of the topics asked for ("within
    three months", "looked after children"); of equals, the latest.
    """
    best: tuple[tuple[int, str], Entry, Clause | None, tuple[Clause, ...]] | None = None
    for report in reports:
        heads, points, fit = _improvement_points(question, report, library)
        rank = (fit, report.issued_on or "")
        if points and (best is None or rank > best[0]):
            best = (rank, report, heads[0] if heads else None, points)
    return best[1:] if best else None


def _improvement_points(
    question: Question, entry: Entry, library: Library
) -> tuple[list[Clause], tuple[Clause, ...], int]:
    """An inspection report's list of what must improve: (headings over it, points, fit).

    Narrowed to the topic that the question names, when it names one ("about care leavers"):
    a point belongs when its own words or the sub-heading over it hold the topic. ``fit`` is
    how many topics narrowed it.
    """
    structure = library.structure(entry.id)
    text = library.document(entry.id).text
    heads = [c for c in structure.clauses if c.kind == "heading" and _improvement(c, text)]
    tops = [h for h in heads if not any(p in heads for p in structure.heading_path(h.id) if p != h)]
    points = [p for head in tops for p in _points_under(head, structure, text)]
    points = _of_class(question, points, structure, text)
    topic = _topic(question, entry)
    if not topic:
        return tops, tuple(points), 0
    narrowed, fit = _narrowed(question, topic, points, structure, text)
    return tops, tuple(narrowed), fit


_TIMES = re.compile(
    r"^\W*(?:immediate(?:ly)?|within \w+ (?:days|weeks|months)|by \w+ \d{4})\W*$", re.I
)
_GRADE_MARK = re.compile(r"^\W*grade \d", re.I)


def _points_under(head: Clause, structure: Structure, text: str) -> list[Clause]:
    """A heading's points, with those of the "Within three months:" headings right after it."""
    heads = [head]
    beside = structure.children(head.parent)
    after = beside[[c.id for c in beside].index(head.id) + 1 :]
    for other in after:
        if other.kind == "heading" and not _TIMES.match(display(other.span.cut(text))):
            break
        heads.extend([other] if other.kind == "heading" else [])
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


def _improvement(clause: Clause, text: str) -> bool:
    words = display(clause.span.cut(text))
    return len(words.split()) <= 14 and bool(IMPROVEMENT_HEADING.search(words))


def _top(structure: Structure, point: Clause) -> bool:
    """A point of the list itself, not a sub-point (that comes with its point)."""
    return not point.parent or structure.clause(point.parent).kind != "point"


_GENERAL = re.compile(
    r"^(?:improv\w*|recommend\w*|area\w*|prioriti?\w*|immediate\w*|action\w*|inspect\w*|ofsted|report\w*|council\w*|local|authority|"
    r"children'?s?|service\w*|full|list\w*|all|need\w*|city|county|borough|findings?|identified?|found|say|said|set|cover\w*|inspectors?|latest|last|recent|"
    r"january|february|march|april|may|june|july|august|september|october|november|december)$",
    re.I,
)


def _topic(question: Question, entry: Entry) -> tuple[Concept, ...]:
    return tuple(c for c in question.concepts if not _GENERAL.match(c.surface) and c.weight > 0.1)


def _narrowed(
    question: Question,
    topic: Sequence[Concept],
    points: Sequence[Clause],
    structure: Structure,
    text: str,
) -> tuple[Sequence[Clause], int]:
    """Narrow by each topic in turn: to what stands under a heading of that topic, where one
    does and others do not; else to points whose own words hold any such topic."""
    spoken: list[Concept] = []
    kept, fit = list(points), 0
    for concept in topic:
        under = [p for p in kept if _headed(p, concept, structure, text)]
        if under and len(under) < len(kept):
            kept, fit = under, fit + 1
        elif not under:
            spoken.append(concept)
    said = [p for p in kept if any(coverage((c,), display(p.span.cut(text))) > 0.7 for c in spoken)]
    return (said or kept), fit + bool(said)


def _headed(point: Clause, concept: Concept, structure: Structure, text: str) -> bool:
    path = structure.heading_path(point.id)
    return any(coverage((concept,), display(head.span.cut(text))) > 0.7 for head in path)


def asks_improvement(question: Question) -> bool:
    """Whether the question is about an inspection's list of what must improve."""
    return question.intent == "improve" or bool(_ASKED_FOR.search(question.text))
