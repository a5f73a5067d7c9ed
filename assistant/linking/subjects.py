"""The subjects of this field that words speak of: caseloads, care leavers, the court's work.

Two papers seldom share words, but often a subject: "workforce" and "agency staff" are one. The
data file names each subject's ways of being put; the longest way that stands in the words
counts, so that private fostering is not fostering.
"""

from __future__ import annotations

import json
from functools import lru_cache
from importlib.resources import files

from assistant.linking.wording import spoken

BODIES = frozenset({"safeguarding board"})  # whose own duties and doings a report tells apart
_BROAD = 0.5  # what a subject of nearly every duty counts ("risk", "partners"), of another's 1


@lru_cache(maxsize=65_536)
def subjects(text: str) -> frozenset[str]:
    """The subjects that a text speaks of."""
    ways, stems = _ways(), spoken(text)
    found: set[str] = set()
    at = 0
    while at < len(stems):
        taken = 1
        for length, way, subject in ways.get(stems[at], ()):
            if stems[at : at + length] == way:
                found.add(subject)
                taken = length
                break
        at += taken
    return frozenset(found)


def subject_weight(subject: str) -> float:
    """How much it says that two texts share a subject, 0 to 1."""
    return _BROAD if subject in _broad() else 1.0


@lru_cache(maxsize=1)
def _ways() -> dict[str, tuple[tuple[int, tuple[str, ...], str], ...]]:
    """First stem -> the ways that begin with it, the longest first."""
    found: dict[str, set[tuple[int, tuple[str, ...], str]]] = {}
    for subject, phrases in _data()["subjects"].items():
        for phrase in phrases:
            way = spoken(phrase)
            found.setdefault(way[0], set()).add((len(way), way, subject))
    return {first: tuple(sorted(ways, reverse=True)) for first, ways in found.items()}


@lru_cache(maxsize=1)
def _broad() -> frozenset[str]:
    return frozenset(_data()["broad"])


@lru_cache(maxsize=1)
def _data() -> dict[str, dict[str, list[str]]]:
    text = files("assistant").joinpath("data/subjects.json").read_text(encoding="utf-8")
    loaded: dict[str, dict[str, list[str]]] = json.loads(text)
    return loaded
