"""How far the stated confidence can be trusted: risk against coverage, and calibration."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """Answers of like confidence: their mean confidence and the share that is right."""

    confidence: float
    right: float
    count: int


@dataclass(frozen=True, slots=True)
class Trust:
    """``curve`` holds (coverage, risk) from the surest answer on; risk is the share wrong.

    ``area`` is the mean risk over all coverages (lower is better), ``error`` the expected
    calibration error, ``brier`` the mean squared error; all 0 to 1.
    """

    curve: tuple[tuple[float, float], ...]
    area: float
    bins: tuple[Bin, ...]
    error: float
    brier: float


def trust(confidences: Sequence[float], right: Sequence[bool]) -> Trust | None:
    """Judge confidences against what turned out right; None where there are none.

    Answers of equal confidence are taken together, so that their order in the file has no say.
    """
    if len(confidences) != len(right):
        raise ValueError("each confidence needs its outcome")
    if not confidences:
        return None
    pairs = sorted(zip(confidences, right, strict=True), key=lambda pair: -pair[0])
    curve = _curve(pairs)
    bins = _bins(sorted(pairs))
    total = len(pairs)
    return Trust(
        curve=curve,
        area=sum(risk for _, risk in curve) / len(curve),
        bins=bins,
        error=sum(each.count / total * abs(each.confidence - each.right) for each in bins),
        brier=sum((confidence - was_right) ** 2 for confidence, was_right in pairs) / total,
    )


def _curve(pairs: Sequence[tuple[float, bool]]) -> tuple[tuple[float, float], ...]:
    points = []
    wrong = 0
    for taken, (confidence, was_right) in enumerate(pairs, 1):
        wrong += not was_right
        if taken == len(pairs) or pairs[taken][0] != confidence:
            points.append((taken / len(pairs), wrong / taken))
    return tuple(points)


def _bins(pairs: Sequence[tuple[float, bool]]) -> tuple[Bin, ...]:
    """Bins of nearly equal count, by rank: a confidence's scale is not known beforehand."""
    edges = [round(n * len(pairs) / BINS) for n in range(BINS + 1)]
    made = []
    for start, end in pairwise(edges):
        group = pairs[start:end]
        if group:
            mean = sum(confidence for confidence, _ in group) / len(group)
            share = sum(was_right for _, was_right in group) / len(group)
            made.append(Bin(mean, share, len(group)))
    return tuple(made)
