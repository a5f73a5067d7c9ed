"""Documents that a question names by their titles: "under Working Together", "KCSIE 2025"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.evidence.passages import stem_line
from assistant.question.nouns import Question
from assistant.question.vocabulary import content_stems, stems
from ingest.corpus import Entry

MOST_OF_TITLE = 0.6  # share of a title's words that a phrase must make up to name it

_TITLE_STOP = frozenset(stem_line("statutory guidance handbook for and the a of").split())
_TITLE_LINKS = frozenset(stems("and guidance statutory for"))


def referred(question: Question, entries: Sequence[Entry]) -> Question:
    """The question without the words that only name a document, which is then ``titled``.

    "KCSIE 2025" and "under Working Together" say where to look; their words stand on every
    page there and tell no passage from another.
    """
    beside = question.intent == "compare" and len(question.councils) == 1
    if question.kinds or (question.councils and not beside):
        return question
    titles = [(stem_line(entry.title), entry.id) for entry in entries if not entry.councils]
    kept, named = [], set(question.titled)
    for concept in question.concepts:
        ids = {i for line, i in titles for way in concept.ways if _names(way, line)}
        named |= ids
        if not ids:
            kept.append(concept)
    return replace(question, concepts=tuple(kept), titled=frozenset(named)) if kept else question


def _names(way: tuple[str, ...], title: str) -> bool:
    """Whether a phrase makes up most of a title."""
    words = [word for word in title.split() if word not in _TITLE_STOP and not word.isdigit()]
    way = tuple(word for word in way if not word.isdigit())  # "WT2023" names its edition
    return len(way) > 1 and f" {' '.join(way)} " in title and len(way) >= MOST_OF_TITLE * len(words)


def title_share(question: Question, entry: Entry) -> float:
    """Share of the title's weighty words that the question uses, 0 to 1."""
    title = {word for word in content_stems(entry.title) if not word.isdigit()} - _TITLE_LINKS
    if len(title) < 2:
        return 0.0
    asked = {
        stem for concept in question.concepts for way in concept.ways[: concept.own] for stem in way
    }
    return len(title & asked) / len(title)
