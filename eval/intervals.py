"""How sure a figure is: bootstrap intervals over questions, alone and in pairs.

Seeded, so that the same answers always give the same report.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

RESAMPLES = 4000
SEED = 20110927
TAIL = 2.5  # per cent on each side: a 95% interval


@dataclass(frozen=True, slots=True)
class Estimate:
    """A mean over ``count`` questions with its 95% interval ``low`` to ``high``."""

    mean: float
    low: float
    high: float
    count: int


@dataclass(frozen=True, slots=True)
class Change:
    """The mean difference (now minus before) over paired questions, with its 95% interval."""

    mean: float
    low: float
    high: float
    count: int

    @property
    def real_fall(self) -> bool:
        """Whether even the interval's upper end lies below zero."""
        return self.high < 0

    @property
    def real_rise(self) -> bool:
        """Whether even the interval's lower end lies above zero."""
        return self.low > 0


def estimate(values: Sequence[float]) -> Estimate | None:
    """The mean of ``values`` and its percentile bootstrap interval; None without values."""
    if not values:
        return None
    mean, low, high = _bootstrap(np.asarray(values, dtype=float))
    return Estimate(mean, low, high, len(values))


def paired_change(now: Sequence[float], before: Sequence[float]) -> Change | None:
    """The change between two runs over the same questions in the same order."""
    if len(now) != len(before):
        raise ValueError("paired values must be of the same questions")
    if not now:
        return None
    mean, low, high = _bootstrap(np.asarray(now, dtype=float) - np.asarray(before, dtype=float))
    return Change(mean, low, high, len(now))


def _bootstrap(values: npt.NDArray[np.float64]) -> tuple[float, float, float]:
    count = len(values)
    levels, times = np.unique(values, return_counts=True)
    draws = np.random.default_rng(SEED).multinomial(count, times / count, size=RESAMPLES)
    means = draws @ levels / count
    low, high = np.percentile(means, [TAIL, 100 - TAIL])
    return float(values.mean()), float(low), float(high)
