"""Lists: a lead-in with all its points, found as one thing and given whole.

Top-k search alone loses points; here a hit on any part of a list brings all of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answer.quoting import display
from assistant.evidence.facts import Excerpt
from assistant.evidence.leads import announcing, over
from assistant.evidence.library import Library
from assistant.evidence.numbered_runs import numbered_run
from assistant.evidence.passages import Evidence, coverage
from assistant.evidence.substance import listed_things
from assistant.question.intents import count
from assistant.question.nouns import Question
from assistant.question.signs import ROLE
from assistant.question.vocabulary import fold
from assistant.question.wants import typed
from ingest.corpus import Entry
from ingest.documents import Clause
from ingest.navigation import Structure

# Chosen on the development questions (docs/evaluation.md). Of a list's score: what each part
# of the fit is worth, and that it has as many points as the question says.
LED_WEIGHT = 0.45
OWN_WEIGHT = 0.3
COVERED_WEIGHT = 0.15
EVIDENCE_WEIGHT = 0.1
COUNTED = 0.2
BEGUN = 0.1  # that each point begins with the thing listed: "Standard 1 ...",
UNNAMED = 0.85  # what it is worth where neither lead-in nor points name the thing listed
PERSONS_WEIGHT = 0.2  # where persons are asked for, that each point begins with one,
PERSON_REACH = 5  # ... among so many words
HIT_SHARE = 0.3  # of the score, what depends on how good the hit is that leads to the list
LONGEST = 330  # words: what is longer is a chapter and no list
ANCESTORS = 4  # clauses from a hit upwards that may have the list as children
# When a list answers rather than the best sentence.
LIST_SHARE = 0.72  # its lead-in covers this share of what the best sentence does,
LED = 0.6  # ... or covers this much of the question, and with its points all but
LED_SLACK = 0.05  # ... this much less than the best sentence does
BRIEF_LIST = 25  # words up to which a list is always given with its lead-in
SHORT_LIST = 90  # words up to which a list may answer a question that asks for none
LIST_HITS = 25  # hits from which lists are looked for


@dataclass(frozen=True, slots=True)
class Listing:
    """One list: its lead-in (None under a bare heading), its points in order, its fit.

    ``led`` is the coverage of the question by lead-in and headings, ``covered`` by these
    and the points together; ``size`` is the points' number of words; ``named`` whether the thing
    that is to be listed stands in either.
    """

    entry: Entry
    lead: Clause | None
    heading: Clause | None
    items: tuple[Clause, ...]
    led: float
    covered: float
    score: float
    size: int
    named: bool


def listings(question: Question, found: Sequence[Evidence], library: Library) -> list[Listing]:
    """Every list that a hit belongs to or leads into, best first."""
    made: dict[tuple[str, str], Listing] = {}
    for evidence in found:
        structure = library.structure(evidence.entry.id)
        clause = structure.clause(evidence.passage.clause_id)
        # A list that only a poor hit leads to is a list about something else.
        share = evidence.score / found[0].score if found[0].score else 0.0
        for parent in _parents(structure, clause):
            key = (evidence.entry.id, parent.id)
            if key in made:
                continue
            listing = listing_under(question, evidence.entry, parent, library, evidence.score)
            if listing:
                score = listing.score * (1 - HIT_SHARE + HIT_SHARE * share)
                made[key] = replace(listing, score=score)
    for evidence, parent in announcing(question, found, library):
        key = (evidence.entry.id, parent.id)
        if key in made:
            continue
        listing = listing_under(question, evidence.entry, parent, library, evidence.score)
        if listing:
            share = evidence.score / found[0].score if found[0].score else 0.0
            score = listing.score * (1 - HIT_SHARE + HIT_SHARE * share)
            made[key] = replace(listing, score=score)
    return sorted(made.values(), key=lambda each: -each.score)


def led_by(question: Question, best: Excerpt, library: Library) -> Listing | None:
    """The list that the best excerpt leads into, when it breaks off with a colon."""
    if not best.span_words.rstrip().endswith((":", "–", "—")):
        return None
    entry, score = best.evidence.entry, best.evidence.score
    listing = listing_under(question, entry, best.clause, library, score)
    said_before = typed(question) and best.near and best.sentences > 1
    # What is asked for may have been said before a long list began.
    return None if listing and said_before and listing.size > BRIEF_LIST else listing


def answering_lists(
    question: Question,
    found: Sequence[Evidence],
    best: Excerpt,
    library: Library,
    *,
    sure: bool,
) -> list[Listing]:
    """The lists that answer, best first; none when a sentence answers better.

    ``sure``: the best excerpt is judged to answer, so that the list it leads into does too.
    """
    below = led_by(question, best, library) if sure else None
    if question.intent == "list":
        listed = listings(question, found[:LIST_HITS], library)
        fitting = listed if listed and _fits(listed[0], best) else []
        if below and all(each.items != below.items for each in fitting[:2]):
            # With no council named, the like lists of others may stand beside it.
            return [below] if question.councils else [below, *listed]
        return fitting
    if typed(question) and not (below and below.size <= SHORT_LIST):
        return []
    own = [below] if below else listings(question, [best.evidence], library)
    return [
        each
        for each in own
        if best.clause in (*each.items, each.lead) and each.size <= SHORT_LIST and _fits(each, best)
    ]


def _fits(listing: Listing, best: Excerpt) -> bool:
    """The list's lead-in and headings say as much of the question as the best sentence does, and
    what is to be listed is named in it."""
    if not listing.named:
        return False
    announced = listing.led >= LED and listing.covered >= best.inside - LED_SLACK
    return announced or listing.led >= LIST_SHARE * best.inside


def _parents(structure: Structure, clause: Clause) -> list[Clause]:
    """The clauses whose children may be the list: itself, and those it hangs on."""
    chain = [clause]
    current = clause
    while current.parent and len(chain) < ANCESTORS:
        current = structure.clause(current.parent)
        chain.append(current)
        if current.kind == "heading":
            break
    return chain


def listing_under(
    question: Question, entry: Entry, parent: Clause, library: Library, found: float = 1.0
) -> Listing | None:
    """The list under one clause with its fit; None when it is none, or too long to give.

    ``found`` is the score of the hit that led there.
    """
    structure = library.structure(entry.id)
    text = library.document(entry.id).text
    items = _items(structure, parent) or _headings_after(question, structure, parent)
    if entry.kind == "minutes" and parent.kind == "heading":
        return None  # numbered paragraphs that tell one after another what was said
    size = sum(len(c.span.cut(text).split()) for c in items)
    if len(items) < 2 or size > LONGEST:
        return None
    path = structure.heading_path(parent.id)
    leads = structure.lead_ins(items[0].id)
    above = " ".join(display(c.span.cut(text)) for c in [*path, *leads, parent])
    around = f"{above} {entry.title}"
    if parent.kind != "heading":
        around = f"{around} {over(structure, parent)}"
    points = " ".join(display(c.span.cut(text)) for c in items)
    led = coverage(question.concepts, around)
    covered = coverage(question.concepts, f"{around} {points}")
    own = coverage(question.concepts, display(parent.span.cut(text)))
    score = LED_WEIGHT * led + OWN_WEIGHT * own + COVERED_WEIGHT * covered + EVIDENCE_WEIGHT * found
    things = listed_things(question)
    named = not things or bool(coverage(things, f"{above} {points}"))
    if not named:
        score *= UNNAMED
    if things and all(coverage(things, structure.words(c).split(" ", 1)[0]) for c in items):
        score += BEGUN
    if "person" in question.wants:
        score += PERSONS_WEIGHT * _persons([structure.words(c) for c in items])
    if question.count:
        score += COUNTED if len(items) == question.count else -COUNTED / 2
    headed = parent.kind == "heading"
    lead = (leads[-1] if leads else None) if headed else parent
    heading = parent if headed else (path[-1] if path else None)
    return Listing(entry, lead, heading, tuple(items), led, covered, score, size, named)


def lead_words(listing: Listing, library: Library) -> tuple[str, str]:
    """The words of a list's lead-in, and the headings that stand over it."""
    structure = library.structure(listing.entry.id)
    lead = structure.words(listing.lead) if listing.lead else ""
    path = structure.heading_path(listing.items[0].id)
    return lead, " ".join(structure.words(each) for each in path)


def _items(structure: Structure, parent: Clause) -> list[Clause]:
    """The points under a clause, or the rows or bare paragraphs that it announces."""
    points = [c for c in structure.children(parent.id) if c.kind == "point"]
    if len(points) > 1:
        return points
    if parent.kind == "heading":
        return numbered_run(structure, parent) or points
    return (
        _rows_after(structure, parent)
        or _paragraphs_after(structure, parent)
        or numbered_run(structure, parent)
    )


def _rows_after(structure: Structure, parent: Clause) -> list[Clause]:
    """The rows of the table that a paragraph announces by standing right before it."""
    after = _after(structure, parent)
    if parent.kind != "paragraph" or not after or after[0].kind != "table":
        return []
    return [c for c in structure.children(after[0].id) if c.kind == "row"]


def _paragraphs_after(structure: Structure, parent: Clause) -> list[Clause]:
    """Paragraphs that a sentence with a colon announces, where their bullets were lost:
    without a number, and beginning in lower case."""
    if parent.kind != "paragraph" or not structure.words(parent).rstrip().endswith(":"):
        return []
    items = []
    for clause in _after(structure, parent):
        if clause.kind == "footnote":
            continue
        if clause.kind != "paragraph" or clause.label or not structure.words(clause)[:1].islower():
            break
        items.append(clause)
    return items


def _headings_after(question: Question, structure: Structure, parent: Clause) -> list[Clause]:
    """As many headings as are asked for and a sentence announces, where it ends its section with
    a colon: "the 3 key tests are:", and three headings come next."""
    words = structure.words(parent).rstrip()
    said = count(fold(words))
    if not words.endswith(":") or said is None or said != question.count:
        return []
    if parent.kind == "heading":
        next_ones = [] if structure.children(parent.id) else _after(structure, parent)
    elif parent.kind == "paragraph" and parent.parent and not _after(structure, parent):
        next_ones = _after(structure, structure.clause(parent.parent))
    else:
        return []
    headings = [c for c in next_ones if c.kind == "heading"][:said]
    return headings if len(headings) == said else []


def _persons(points: Sequence[str]) -> float:
    """Share of the points that begin with somebody: a role, or a body of people."""
    begun = (" ".join(words.split()[:PERSON_REACH]) for words in points)
    return sum(bool(ROLE.search(words)) for words in begun) / len(points)


def _after(structure: Structure, clause: Clause) -> list[Clause]:
    """The clauses beside a clause that come after it."""
    beside = structure.children(clause.parent)
    return list(beside[[c.id for c in beside].index(clause.id) + 1 :])
