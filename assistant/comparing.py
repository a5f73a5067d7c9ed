"""Comparison: the question asked of each side apart, so that none answers for another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answers import Scope
from assistant.evidence import missing_concepts
from assistant.facts import Excerpt
from assistant.questions import Question
from assistant.scoping import Scoped, years_of
from ingest.corpus import Entry

NEAR = 0.93  # a council's best excerpt counts when it scores this share of the best of all

FULL = 0.75  # ... or when it covers this much of the question, and scores half of the best
HALF = 0.6
NEARLY = 0.88

_KINDS_COMPARED = frozenset(
    {
        "improvement_notice",
        "bulletin",
        "inspection_report",
        "improvement_plan",
        "thresholds_guidance",
        "scorecard",
    }
)


def sides(question: Question, scoped: Scoped) -> list[tuple[str, Scoped]]:
    """The sides that a question compares: councils, else years, else kinds of document.

    Empty when it names no two of any of them.
    """
    own = [entry for entry in scoped.documents if entry.id not in scoped.topical]
    if question.everywhere and question.kinds:
        everywhere = _councils_with(question, scoped, own)
        if everywhere:
            return everywhere
    if len(question.councils) > 1:
        return [
            (name, _part(scoped, [e for e in own if name in e.councils]))
            for name in question.councils
        ]
    titled = [entry for entry in own if entry.id in question.titled]
    if titled and len(question.councils) == 1:
        mine = [entry for entry in own if question.councils[0] in entry.councils]
        return [
            (question.councils[0], _part(scoped, mine)),
            (titled[0].title, _part(scoped, titled)),
        ]
    if len(question.years) > 1 and question.intent == "compare":
        years = [(str(year), _part(scoped, _of_year(own, year))) for year in question.years]
        if sum(1 for _, part in years if part.documents) > 1:
            return years
    kinds = [kind for kind in question.kinds if kind in _KINDS_COMPARED]
    if len(kinds) > 1:
        parts = [
            (kind.replace("_", " "), _part(scoped, [e for e in own if e.kind == kind]))
            for kind in kinds
        ]
        return [part for part in parts if part[1].documents]
    return []


_MENTION = re.compile(r"\b(?:refer|refers|mention|mentions|cite|cites|name|names)\b", re.I)


def speaks(question: Question, excerpt: Excerpt) -> bool:
    """Whether a side says what is asked: for "which of them mention X", X must stand there."""
    if not _MENTION.search(question.text):
        return True
    told = [
        c for c in question.concepts if not _MENTION.match(c.surface) and not c.surface.isdigit()
    ]
    heaviest = max((concept.weight for concept in told), default=0.0)
    absent = missing_concepts(told, excerpt.clause_words)
    return all(concept.weight < 0.7 * heaviest for concept in absent)


def _councils_with(
    question: Question, scoped: Scoped, own: list[Entry]
) -> list[tuple[str, Scoped]]:
    """ "each of the notices": every council that has a document of the kind named."""
    of_kind = [entry for entry in own if entry.kind in question.kinds[:1]]
    names = sorted({name for entry in of_kind for name in entry.councils})
    if not 1 < len(names) <= 8:
        return []
    return [(name, _part(scoped, [e for e in of_kind if name in e.councils])) for name in names]


def _of_year(entries: list[Entry], year: int) -> list[Entry]:
    return [entry for entry in entries if year in years_of(entry)]


def _part(scoped: Scoped, documents: list[Entry]) -> Scoped:
    names = tuple(sorted({name for entry in documents for name in entry.councils}))
    scope: Scope = replace(scoped.scope, councils=names or scoped.scope.councils)
    return Scoped(tuple(documents), scope, scoped.priors)


def council_groups(ranked: Sequence[Excerpt]) -> list[list[Excerpt]]:
    """With no council named: the excerpts of each set of councils that answers about as well.

    National documents answer alone when they are best; the best group comes first.
    """
    groups: dict[tuple[str, ...], list[Excerpt]] = {}
    for excerpt in ranked:
        groups.setdefault(tuple(excerpt.evidence.entry.councils), []).append(excerpt)
    best = ranked[0]
    if not best.evidence.entry.councils:
        return [groups[()]]
    near = []
    for key, group in groups.items():
        good = [excerpt for excerpt in group if _as_good(excerpt, best)]
        if key and good:
            near.append([good[0], *(excerpt for excerpt in group if excerpt is not good[0])])
    return sorted(near, key=lambda group: -group[0].score)


def _as_good(excerpt: Excerpt, best: Excerpt) -> bool:
    """It scores nearly as well, or holds nearly all of the question as the best one does."""
    if excerpt.held < best.held:
        return False
    if excerpt.score >= NEAR * best.score:
        return True
    return (
        excerpt.covered >= FULL
        and excerpt.covered >= NEARLY * best.covered
        and excerpt.score >= HALF * best.score
    )
