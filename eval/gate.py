"""The gate: no fall beyond noise against the recorded floors, every quotation verbatim."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.cases import CaseError
from eval.intervals import paired_change
from eval.runner import Result

FLOORS = Path(__file__).with_name("floors.json")


@dataclass(frozen=True, slots=True)
class Floor:
    """What an exam reached when it was recorded: the questions, and those answered wrong."""

    accuracy: float
    asked: frozenset[str]
    wrong: frozenset[str]


def read_floors(path: Path = FLOORS) -> dict[str, Floor]:
    """The recorded floors by exam; empty where none was recorded.

    Raises:
        CaseError: the file is there but cannot be read.
    """
    if not path.exists():
        return {}
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
        return {
            name: Floor(row["accuracy"], frozenset(row["asked"]), frozenset(row["wrong"]))
            for name, row in rows.items()
        }
    except (ValueError, KeyError, TypeError) as error:
        raise CaseError(
            f"{path} cannot be read: {error!r}. Record it anew with --record."
        ) from error


def record(name: str, results: Sequence[Result], path: Path = FLOORS) -> None:
    """Make these results the floor of an exam, beside the others'."""
    rows = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    rows[name] = {
        "accuracy": round(sum(r.score.correct for r in results) / len(results), 4),
        "asked": sorted(r.case.key for r in results),
        "wrong": sorted(r.case.key for r in results if not r.score.correct),
    }
    path.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")


def objections(results: Sequence[Result], floor: Floor | None) -> tuple[str, ...]:
    """Why these results may not pass; empty when they may."""
    found = []
    torn = [r.case.key for r in results if r.score.verbatim.part != r.score.verbatim.whole]
    if torn:
        found.append(f"quotations that are not verbatim: {', '.join(torn)}")
    strays = [r.case.key for r in results if r.score.wrong_council]
    if strays:
        found.append(f"another council's document cited: {', '.join(strays)}")
    broken = [r.case.key for r in results if r.answer["status"] == "error"]
    if broken:
        found.append(f"no answer at all: {', '.join(broken)}")
    if floor:
        found += _fall(results, floor)
    return tuple(found)


def _fall(results: Sequence[Result], floor: Floor) -> list[str]:
    now: Mapping[str, bool] = {
        r.case.key: r.score.correct for r in results if r.case.key in floor.asked
    }
    before = {key: key not in floor.wrong for key in now}
    change = paired_change([float(v) for v in now.values()], [float(v) for v in before.values()])
    if change is None or not change.real_fall:
        return []
    lost = [key for key in now if before[key] and not now[key]]
    return [
        f"accuracy fell by {-change.mean:.3f} over {change.count} questions, beyond noise "
        f"({change.low:+.3f} to {change.high:+.3f}); lost: {', '.join(lost)}"
    ]
