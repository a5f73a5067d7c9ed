"""What a contestant is given and gives back, and the clock and scales it is measured by."""

from __future__ import annotations

import resource
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from eval.bench.sharing import Found

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Run:
    """One contestant's run. Seconds; milliseconds for questions; megabytes at the peak.

    ``ingest_seconds`` begin when the model is loaded and has embedded one text.
    """

    name: str
    ingest_seconds: float
    question_ms: tuple[float, ...]
    found: tuple[tuple[Found, ...], ...]
    peak_mb: float
    notes: tuple[str, ...] = ()

    @property
    def median_ms(self) -> float:
        """The middle question's time."""
        return statistics.median(self.question_ms)

    @property
    def p95_ms(self) -> float:
        """Nineteen of twenty questions take no longer."""
        return percentile(self.question_ms, 0.95)


def percentile(values: Sequence[float], share: float) -> float:
    """The value below or at which ``share`` of the values lie (nearest rank)."""
    ranked = sorted(values)
    return ranked[min(len(ranked) - 1, int(share * len(ranked)))]


def timed(task: Callable[[], T]) -> tuple[T, float]:
    """What the task gives, and the seconds it took."""
    began = time.perf_counter()
    result = task()
    return result, time.perf_counter() - began


def peak_megabytes() -> float:
    """The most memory this process has held; Linux counts it in KiB, macOS in bytes."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1 << 20) if sys.platform == "darwin" else peak / 1024


def files_of(folder: Path) -> list[tuple[str, Path]]:
    """The files of a folder with their source names, sorted; hidden ones left out."""
    found = [
        (path.relative_to(folder).as_posix(), path)
        for path in folder.rglob("*")
        if path.is_file() and not path.name.startswith(".")
    ]
    return sorted(found)
