"""Is there enough to answer? One calibrated judgement from several readable signals."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.facts import Excerpt
from assistant.questions import Question

# Logistic weights, fitted on the development questions (``python -m eval calibrate``).
_WEIGHTS = {
    "bias": -3.2,
    "covered": 4.2,
    "inside": 1.6,
    "dense": 2.4,
    "held": 1.6,
    "words": 0.6,
    "rare_missing": -1.5,
    "margin": 0.4,
}
ANSWER_FROM = 0.5


@dataclass(frozen=True, slots=True)
class Decision:
    """``confidence`` that the excerpt answers, 0 to 1, and the reasons against in words."""

    answers: bool
    confidence: float
    reasons: tuple[str, ...]
    signals: dict[str, float]


def signals(question: Question, ranked: Sequence[Excerpt]) -> dict[str, float]:
    """The signals of the best excerpt, each about 0 to 1."""
    top = ranked[0]
    second = next((e for e in ranked[1:] if e.document_id != top.document_id), None)
    heavy = [c for c in question.concepts if c.weight > 0.55]
    from assistant.evidence import missing_concepts

    absent = missing_concepts(heavy, f"{top.span_words} {top.around}") if heavy else ()
    return {
        "covered": top.covered,
        "inside": top.inside,
        "dense": top.evidence.dense,
        "held": top.held,
        "words": top.evidence.words,
        "rare_missing": len(absent) / len(heavy) if heavy else 0.0,
        "margin": (top.score - second.score) / top.score if second and top.score else 1.0,
    }


def decide(question: Question, ranked: Sequence[Excerpt]) -> Decision:
    """Whether the best excerpt answers the question."""
    if not ranked:
        return Decision(False, 0.0, ("nothing was found",), {})
    found = signals(question, ranked)
    total = _WEIGHTS["bias"] + sum(_WEIGHTS[name] * value for name, value in found.items())
    confidence = 1 / (1 + math.exp(-total))
    reasons = []
    if found["held"] < 0.5:
        reasons.append("no " + " or ".join(sorted(question.wants - {"yes_no"})) + " is stated")
    if found["rare_missing"] > 0.5:
        reasons.append("the question's own words are not there")
    answers = confidence >= ANSWER_FROM and not (found["held"] == 0)
    return Decision(answers, confidence, tuple(reasons), found)
