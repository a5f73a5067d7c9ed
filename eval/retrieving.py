"""Retrieval measured by itself: gold passages by trigram overlap, measures by ir_measures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import ir_measures
from ir_measures import AP, R, nDCG

from eval.cases import Case, Evidence
from eval.metrics import RECALLED, SUPPORTED
from eval.subjects import Stretch, Subject
from eval.wording import alike, covered

DEPTH = 20
MEASURES: tuple[ir_measures.Measure, ...] = (R @ 5, R @ 10, R @ 20, AP @ 10, nDCG @ 10)

LOST = frozenset({"no stretch of the corpus carries the gold"})  # so that it counts as zero

Ranking = Mapping[str, float]  # stretch key -> score, more is better


@dataclass(frozen=True, slots=True)
class Retrieved:
    """What retrieval did for one case.

    ``relevant`` are the keys of the gold stretches; ``evidence`` the share of gold quotes
    that the first ``DEPTH`` stretches carry; ``measures`` are None without gold evidence.
    """

    found: tuple[Stretch, ...]
    relevant: frozenset[str]
    evidence: float | None
    measures: dict[str, float]


def retrieve(case: Case, subject: Subject) -> Retrieved:
    """Search for a case's question and measure what came."""
    found = tuple(subject.search(case.question, DEPTH))
    if not case.evidence or not case.answerable:
        return Retrieved(found, frozenset(), None, {})
    relevant = relevant_stretches(case.evidence, _stretches_of(case, subject))
    carried = [
        covered(gold.quote, (s.quote for s in found if gold.stands_in(s.source))) >= RECALLED
        for gold in case.evidence
    ]
    measures = measure({case.key: relevant or LOST}, {case.key: _ranking(found)})
    return Retrieved(found, relevant, sum(carried) / len(carried), measures)


def relevant_stretches(
    evidence: Iterable[Evidence], stretches: Sequence[Stretch]
) -> frozenset[str]:
    """Keys of the stretches that share at least half of the shorter's trigrams with gold."""
    return frozenset(
        stretch.key
        for gold in evidence
        for stretch in stretches
        if gold.stands_in(stretch.source) and alike(gold.quote, stretch.quote) >= SUPPORTED
    )


def measure(
    relevant: Mapping[str, frozenset[str]],
    rankings: Mapping[str, Ranking],
    measures: Sequence[ir_measures.Measure] = MEASURES,
) -> dict[str, float]:
    """Means over all judged questions by ir_measures, keyed by the measure's own name.

    A question without any result counts as zero; equal scores keep the order given.
    """
    qrels = [
        ir_measures.Qrel(question, key, 1)
        for question, keys in relevant.items()
        for key in sorted(keys)
    ]
    run = [
        ir_measures.ScoredDoc(question, key, score)
        for question in relevant
        for key, score in rankings.get(question, {}).items()
    ]
    means = ir_measures.calc_aggregate(list(measures), qrels, run)
    return {str(each): float(means[each]) for each in measures}


def _ranking(found: Sequence[Stretch]) -> Ranking:
    ranks: dict[str, float] = {}
    for place, stretch in enumerate(found):
        ranks.setdefault(stretch.key, float(len(found) - place))
    return ranks


def _stretches_of(case: Case, subject: Subject) -> list[Stretch]:
    gold = [
        each
        for each in subject.documents()
        if any(evidence.stands_in(each["source"]) for evidence in case.evidence)
    ]
    return [stretch for each in gold for stretch in subject.stretches(each["id"])]
