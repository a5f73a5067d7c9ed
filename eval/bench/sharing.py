"""How much gold evidence stands in so many words of retrieved text: the fair comparison."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from eval.cases import Case
from eval.metrics import RECALLED
from eval.wording import covered

Found = tuple[str, str]  # (source, text), best first


@dataclass(frozen=True, slots=True)
class Held:
    """Over the questions with gold evidence: the mean share of quotes held, and all held."""

    quotes: float
    all_quotes: float
    words: float
    questions: int


def held(cases: Sequence[Case], found: Sequence[Sequence[Found]], budget: int | None) -> Held:
    """What the first ``budget`` words of each ranking hold; None takes the whole ranking.

    The last text is cut where the budget ends, so that long and short chunks compete fairly.
    """
    shares, complete, words = [], [], []
    for case, ranking in zip(cases, found, strict=True):
        if not case.evidence or not case.answerable:
            continue
        cut = within(ranking, budget)
        hits = [
            covered(gold.quote, (text for source, text in cut if gold.stands_in(source)))
            >= RECALLED
            for gold in case.evidence
        ]
        shares.append(sum(hits) / len(hits))
        complete.append(all(hits))
        words.append(sum(len(text.split()) for _, text in cut))
    count = max(1, len(shares))
    return Held(sum(shares) / count, sum(complete) / count, sum(words) / count, len(shares))


def within(ranking: Sequence[Found], budget: int | None) -> list[Found]:
    """The ranking's beginning, cut after ``budget`` words."""
    if budget is None:
        return list(ranking)
    kept: list[Found] = []
    left = budget
    for source, text in ranking:
        words = text.split()[:left]
        if not words:
            break
        kept.append((source, " ".join(words)))
        left -= len(words)
    return kept
