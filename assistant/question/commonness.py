"""How common a word is in English: what a small corpus cannot tell of the words it lacks.

In a corpus of a few papers nearly every word is rare, "due" as much as "chronology". There a word
weighs by how common it is in English at large; the more passages, the more the corpus tells.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from importlib.resources import files

from assistant.question.nouns import Concept

FEW = 500  # passages from which a corpus and English at large count alike

# With 2, "museum" weighed so little in a few papers that another budget than its own was given.
STEEP = 1.5


@lru_cache(maxsize=1)
def _ranks() -> dict[str, int]:
    text = files("assistant").joinpath("data/common_words.txt").read_text(encoding="utf-8")
    return {stem: rank for rank, stem in enumerate(text.split(), start=1)}


def rare_in_english(stem: str) -> float:
    """0 for the commonest word of English, growing with the logarithm of its rank to 1."""
    ranks = _ranks()
    rank = ranks.get(stem)
    return 1.0 if rank is None else (math.log(1 + rank) / math.log(2 + len(ranks))) ** STEEP


def tempered(concepts: Sequence[Concept], passages: int) -> tuple[Concept, ...]:
    """Concepts, common English words among them weighing less the fewer passages there are."""
    trust = passages / (passages + FEW)
    return tuple(
        replace(each, weight=each.weight * (trust + (1 - trust) * _rarest(each)))
        for each in concepts
    )


def _rarest(concept: Concept) -> float:
    """How rare the rarest word is that the asker used."""
    return max((rare_in_english(stem) for stem in concept.ways[0]), default=1.0)
