"""Questions that join several: each part gets its own excerpt, so that none is forgotten."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.evidence.facts import Excerpt, excerpt, overlap
from assistant.evidence.library import Library
from assistant.evidence.passages import Evidence, coverage
from assistant.question.nouns import Question
from assistant.question.wants import typed

# Chosen on the development questions (docs/evaluation.md).
PART_WORDS = 55  # of each part's excerpt
ENOUGH = 0.5  # of a part's concepts must stand in what is shown for it
CANDIDATES = 40  # passages of the whole question that may answer a part
WHOLE_SHARE = 0.5  # what it is worth that a passage fits the whole question
WORDS_FIT, HELD_FIT, NEAR_FIT = 0.6, 0.25, 0.15  # the parts of a passage's fit to a part
RARE = 0.5  # weight from which a capitalised word is somebody's name
NAME_WORDS = 30  # of each clause that a name stands in
MOST_CLAUSES = 4  # clauses given for one name

_ROLES = re.compile(r"\b(?:roles?|positions?|responsibilit\w+|jobs?|hats?)\b", re.I)


def part_excerpts(
    whole: Question, parts: Sequence[Question], found: Sequence[Evidence], library: Library
) -> list[Excerpt]:
    """The best excerpt for each part of a question, those that say the same given once.

    Candidates are what was found for the whole question, so that a part that names
    nothing itself ("and by when?") still means the same thing.
    """
    chosen: list[Excerpt] = []
    best_whole = found[0].score if found else 1.0
    for part in parts:
        reading = replace(part, intent="fact", councils=whole.councils)
        scored = [
            (_fit(reading, evidence, library) + WHOLE_SHARE * evidence.score / best_whole, evidence)
            for evidence in found[:CANDIDATES]
        ]
        if not scored:
            continue
        best = max(scored, key=lambda pair: pair[0])[1]
        made = excerpt(reading, best, library, PART_WORDS)
        stated = (made.held > 0 and made.near > 0) or not typed(reading)
        enough = made.covered >= ENOUGH and stated
        if enough and not any(overlap(made, kept) for kept in chosen):
            chosen.append(made)
    return chosen


def _fit(part: Question, evidence: Evidence, library: Library) -> float:
    made = excerpt(part, evidence, library, PART_WORDS)
    words = coverage(part.concepts, evidence.passage.words, evidence.passage.prefix)
    return WORDS_FIT * words + HELD_FIT * made.held + NEAR_FIT * made.near


def side_question(whole: Question, parts: Sequence[Question], name: str) -> Question:
    """The part of a comparison that is about one side, under the subject named before a colon.

    A side is a council or a kind of document. "Thresholds: what must A prepare and what did B
    have?" asks each its own; without a part that alone names the side, it is asked the whole,
    of its own council alone.
    """
    if name in whole.councils:
        whole = replace(whole, councils=(name,))
    mine = _parts_of(parts, name)
    if len(mine) != 1:
        return whole
    subject = re.split(r":| - ", whole.text, maxsplit=1)[0].lower()
    topic = tuple(c for c in whole.concepts if c.surface in subject)
    extra = tuple(c for c in topic if c.surface not in {own.surface for own in mine[0].concepts})
    councils = whole.councils or mine[0].councils
    return replace(
        mine[0], concepts=(*extra, *mine[0].concepts), intent=whole.intent, councils=councils
    )


def _parts_of(parts: Sequence[Question], name: str) -> list[Question]:
    """The parts that name this side alone; none where some part names no side, or several."""
    kind = name.replace(" ", "_")
    if any(part.kinds == (kind,) for part in parts):
        return [part for part in parts if part.kinds == (kind,)]
    if any(len(part.councils) != 1 for part in parts):
        return []
    return [part for part in parts if part.councils == (name,)]


def about_name(
    question: Question, found: Sequence[Evidence], library: Library, most: int = MOST_CLAUSES
) -> list[Excerpt]:
    """What is said of one name, wherever: for "what roles does X hold", a line for each clause."""
    names = [
        c for c in question.concepts if c.weight > RARE and c.surface.capitalize() in question.text
    ]
    if not names or not _ROLES.search(question.text):
        return []
    name = max(names, key=lambda c: c.weight)
    chosen: list[Excerpt] = []
    for evidence in found:
        made = excerpt(replace(question, concepts=(name,)), evidence, library, NAME_WORDS)
        if made.inside and not any(overlap(made, kept) for kept in chosen):
            chosen.append(made)
    return chosen[:most]
