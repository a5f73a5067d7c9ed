"""Evidence: a passage found for a question, and the signals that rank it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from assistant.question.nouns import Concept
from assistant.question.vocabulary import content_stems, stems
from ingest.corpus import Entry
from ingest.documents import Passage

# How well a concept stands in a text, by how it is put there; chosen on the development
# questions (docs/evaluation.md).
OWN_WORDS = 1.0
SCATTERED = 0.85  # all words of the asker's phrase, apart
LOOSER = 0.75  # a documents' word for an everyday one
OWN_BESIDE, LOOSER_BESIDE = 0.75, 0.6  # the same in the headings beside the text


@dataclass(frozen=True, slots=True)
class Evidence:
    """One passage with its signals, each 0 to 1, and the ``score`` they add up to.

    ``words`` is BM25 over the best BM25 of the query; ``dense`` the cosine; ``coverage``
    the weighted share of the question's concepts in passage and prefix; ``inside`` the
    same in the passage's own words alone; ``strength`` BM25 over what a passage with every
    word of the question would have, and so comparable between questions.
    """

    passage: Passage
    entry: Entry
    words: float
    dense: float
    coverage: float
    inside: float
    score: float
    strength: float = 0.0


@lru_cache(maxsize=200_000)
def stem_line(text: str) -> str:
    """The stems of a text as one line with a space at each end, for phrase look-up."""
    return " " + " ".join(stems(text)) + " "


def concept_match(concept: Concept, line: str, beside: str = "") -> float:
    """How well a concept stands in a stem line or, for less, in the line ``beside`` it, 0 to 1."""
    place = _way_in(concept, line)
    if place is not None:
        return OWN_WORDS if place < concept.own else LOOSER
    first = concept.ways[0]
    if len(first) > 1 and all(f" {part} " in line for part in first):
        return SCATTERED
    place = _way_in(concept, beside) if beside else None
    if place is not None:
        return OWN_BESIDE if place < concept.own else LOOSER_BESIDE
    return 0.0


def _way_in(concept: Concept, line: str) -> int | None:
    """Which way of a concept stands in a stem line: the first that does, if any."""
    for place, phrase in enumerate(concept.phrases):
        if phrase in line:
            return place
    return None


def coverage(concepts: Sequence[Concept], text: str, also: str = "") -> float:
    """Weighted share of the concepts that stand in ``text`` (or, for less, in ``also``)."""
    total = sum(concept.weight for concept in concepts)
    if not total:
        return 0.0
    line, side = stem_line(text), stem_line(also) if also else ""
    return sum(c.weight * concept_match(c, line, side) for c in concepts) / total


def missing_concepts(concepts: Sequence[Concept], text: str) -> tuple[Concept, ...]:
    """The concepts that do not stand in ``text`` at all."""
    line = stem_line(text)
    return tuple(concept for concept in concepts if not concept_match(concept, line))


@lru_cache(maxsize=100_000)
def pairs(text: str) -> frozenset[tuple[str, str]]:
    """Each two neighbouring stems of a text, stop words left out, in order."""
    line = content_stems(text)
    return frozenset(pairwise(line))
