"""Definitions: whether a sentence says what the term that was asked about means."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.answer.quoting import display
from assistant.question.nouns import Question
from ingest.documents import Passage

# Chosen by looking at definitions in statutory guidance and glossaries.
DEFINES = 1.6  # a sentence that says what the term means
SPELLS_OUT = 1.2  # one that gives the long form of an abbreviation
SET_OUT = 1.35  # where a numbered thing is set out,
SET_OUT_BELOW = 2.0  # ... or has a heading of its own, or a row, "3" standing under "Level",
ALL_ABOUT = 0.6  # ... and makes up this share of the question

# "X is offered", "X is available": what is done with it, or how it is, defines nothing.
_DOES = (
    r"(?!(?!defined|called|used to)\w+ed\b|(?:being|not|important|essential|available|likely|often|"
    r"still|now|also|always|in|on|at)\b)"
)
_SAYS = (
    r"(?:,? or [\w ]{2,40},?)?(?: ?\([^)]{1,80}\))?\s*"
    rf"(?:(?:is|are|was)\s+{_DOES}"
    r"|(?:means?|refers? to|occurs?|describes?|involves?|includes?|[-–—:])\s)"
)


def defining(question: Question, said: str) -> float:
    """What it is worth that the words define the term asked about; 1 where none is asked."""
    if not question.defined:
        return 1.0
    words = display(said)
    begins, spelt = _patterns(question.defined)
    if begins.search(words):
        return DEFINES
    return SPELLS_OUT if spelt and spelt.search(words) else 1.0


def numbered(question: Question, passage: Passage, *, row: bool) -> float:
    """What it is worth that a passage begins with the numbered thing that a question is all about.

    "Is level 3 the same in both?" is answered where level 3 is set out, not where it is named:
    under a heading or in a row of its own.
    """
    whole = sum(concept.weight for concept in question.concepts)
    for concept in question.concepts:
        thing = re.fullmatch(r"([a-z]+) (\d{1,2}[a-z]?)", concept.surface)
        if thing is None or concept.weight < ALL_ABOUT * whole:
            continue
        if question.asked and all(each.ways != concept.ways for each in question.asked):
            continue  # "level 2b, what support is given?" does not ask what level 2b is
        name, number = thing.groups()
        under = rf"\| {name} {number}[a-z]?\b[^|]*$"
        if not row and re.search(under, passage.prefix, re.I):
            return SET_OUT_BELOW
        if re.match(rf"\W*{name} {number}[a-z]?\b", passage.words, re.I):
            return SET_OUT
        headed = re.search(rf"\b{name}\b", passage.prefix, re.I)
        if row and headed and re.match(rf"\W*{number}[ :.–-]+[A-Z]", passage.words):
            return SET_OUT_BELOW
    return 1.0


@lru_cache(maxsize=256)
def _patterns(term: str) -> tuple[re.Pattern[str], re.Pattern[str] | None]:
    """How a definition of the term begins, and where an abbreviation is spelt out."""
    words = r"[\s-]+".join(_inflected(word) for word in re.findall(r"[\w&']+", term))
    begins = re.compile(
        rf"(?:^|[.;:•] ?|\bthe term |\ba |\ban )[\"“'‘(]?(?:an? |the )?{words}[\"”'’)]?{_SAYS}",
        re.I,
    )
    short = re.fullmatch(r"[a-z&]{2,8}", term) is not None
    spelt = re.compile(rf"[A-Z][\w’'-]+ [\w’' -]{{2,60}}\(‘?{re.escape(term)}s?\b", re.I)
    return begins, spelt if short else None


def _inflected(word: str) -> str:
    """A word of the term, with or without the ending of its plural."""
    stem = word[:-1] if word.endswith("s") and len(word) > 3 else word
    return rf"{re.escape(stem)}(?:s|es)?"
