"""Two runs over the same questions, pair by pair: is a fall real or noise?"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eval.cases import CaseError
from eval.intervals import Change, paired_change

Line = Mapping[str, Any]

COMPARED: tuple[tuple[str, str, bool], ...] = (
    ("accuracy", "answer accuracy", True),
    ("items", "item recall", True),
    ("citation_recall", "citation recall", True),
    ("citation_precision", "citation precision", True),
    ("verbatim", "verbatim", True),
    ("wrong_council", "wrong council", False),
    ("unanswerable_answered", "unanswerable answered", False),
    ("answerable_refused", "answerable refused", False),
)


@dataclass(frozen=True, slots=True)
class Comparison:
    """One measure in two runs. ``worse`` is true only for a change beyond noise."""

    label: str
    change: Change
    worse: bool
    better: bool


@dataclass(frozen=True, slots=True)
class Difference:
    """All comparisons, and the questions that turned from right to wrong or back."""

    comparisons: tuple[Comparison, ...]
    lost: tuple[str, ...]
    won: tuple[str, ...]
    unpaired: int

    @property
    def real_fall(self) -> bool:
        """Whether any measure fell beyond noise."""
        return any(each.worse for each in self.comparisons)


def read_lines(path: Path) -> tuple[Line, ...]:
    """The answers of an earlier run: its JSONL file, or the folder that holds it.

    Raises:
        CaseError: there is no such run.
    """
    file = path / "answers.jsonl" if path.is_dir() else path
    try:
        return tuple(json.loads(line) for line in file.read_text(encoding="utf-8").splitlines())
    except (OSError, ValueError) as error:
        raise CaseError(
            f"{file} is no earlier run ({type(error).__name__}). Give an answers.jsonl, or a "
            "folder written by --report."
        ) from error


def compare(now: Sequence[Line], before: Sequence[Line]) -> Difference:
    """Pair two runs by set and id; what only one of them has is counted as unpaired."""
    current = {_key(line): line for line in now}
    earlier = {_key(line): line for line in before}
    shared = [key for key in current if key in earlier]
    comparisons = []
    for name, label, more_is_better in COMPARED:
        pairs = [(_value(current[key], name), _value(earlier[key], name)) for key in shared]
        both = [(new, old) for new, old in pairs if new is not None and old is not None]
        change = paired_change([new for new, _ in both], [old for _, old in both])
        if change:
            fell, rose = change.real_fall, change.real_rise
            worse, better = (fell, rose) if more_is_better else (rose, fell)
            comparisons.append(Comparison(label, change, worse, better))
    return Difference(
        comparisons=tuple(comparisons),
        lost=tuple(k for k in shared if earlier[k]["correct"] and not current[k]["correct"]),
        won=tuple(k for k in shared if current[k]["correct"] and not earlier[k]["correct"]),
        unpaired=len(current) + len(earlier) - 2 * len(shared),
    )


def _key(line: Line) -> str:
    return f"{line['set']}/{line['id']}"


def _value(line: Line, name: str) -> float | None:
    if name == "accuracy":
        return float(line["correct"])
    value = line["score"].get(name)
    if isinstance(value, list):
        part, whole = value
        return part / whole if whole else None
    return None if value is None else float(value)
