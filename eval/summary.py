"""Folds results into figures: which measures there are, and for which groups."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from eval.confidence import Trust, trust
from eval.faults import STAGES
from eval.intervals import Estimate, estimate
from eval.runner import Result


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure a question can have: 0 to 1, or None where it does not apply."""

    name: str
    label: str
    read: Callable[[Result], float | None]
    more_is_better: bool = True


def _flag(name: str) -> Callable[[Result], float | None]:
    def read(result: Result) -> float | None:
        value = getattr(result.score, name)
        return None if value is None else float(value)

    return read


def _share(name: str) -> Callable[[Result], float | None]:
    return lambda result: getattr(result.score, name).value


def _retrieval(name: str) -> Callable[[Result], float | None]:
    return lambda result: result.retrieved.measures.get(name)


def _list_items(result: Result) -> float | None:
    return result.score.items.value if result.case.kind == "list" else None


MEASURES: tuple[Measure, ...] = (
    Measure("accuracy", "answer accuracy", lambda r: float(r.score.correct)),
    Measure("list_items", "item recall, lists", _list_items),
    Measure("items", "item recall, all", _share("items")),
    Measure("citation_recall", "citation recall", _share("citation_recall")),
    Measure("citation_precision", "citation precision", _share("citation_precision")),
    Measure("verbatim", "verbatim", _share("verbatim")),
    Measure("wrong_council", "wrong council", _flag("wrong_council"), False),
    Measure("wrong_year", "wrong year", _flag("wrong_year"), False),
    Measure("outside_scope", "outside its scope", _flag("outside_scope"), False),
    Measure("answered", "unanswerable answered", _flag("unanswerable_answered"), False),
    Measure("refused", "answerable refused", _flag("answerable_refused"), False),
    Measure("asked_back", "asked back needlessly", _flag("asked_back"), False),
    Measure("evidence", "gold quotes in top 20", lambda r: r.retrieved.evidence),
    Measure("recall_5", "passage recall@5", _retrieval("R@5")),
    Measure("recall_10", "passage recall@10", _retrieval("R@10")),
    Measure("recall_20", "passage recall@20", _retrieval("R@20")),
    Measure("map_10", "MAP@10", _retrieval("AP@10")),
    Measure("ndcg_10", "nDCG@10", _retrieval("nDCG@10")),
)


@dataclass(frozen=True, slots=True)
class Latency:
    """Milliseconds of one stage: median, 95th percentile and the longest."""

    median: float
    high: float
    longest: float


@dataclass(frozen=True, slots=True)
class Group:
    """The figures of one group of questions ("kind", "list")."""

    by: str
    name: str
    count: int
    figures: Mapping[str, Estimate | None]
    faults: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Summary:
    """All groups (the first is the whole), latency by stage, and the confidence's worth."""

    groups: tuple[Group, ...]
    latency: Mapping[str, Latency]
    trust: Trust | None

    @property
    def whole(self) -> Group:
        """The group of all questions."""
        return self.groups[0]


def summarise(results: Sequence[Result]) -> Summary:
    """Fold results, in all and by set, kind, persona and gold document."""
    groups = [_group("all", "all", results)]
    keys: tuple[tuple[str, Callable[[Result], Iterable[str]]], ...] = (
        ("set", lambda r: (r.case.set,)),
        ("kind", lambda r: (r.case.kind,)),
        ("persona", lambda r: (r.case.persona or "-",)),
        ("document", lambda r: r.documents),
    )
    for by, names_of in keys:
        members: dict[str, list[Result]] = {}
        for result in results:
            for name in names_of(result):
                members.setdefault(name, []).append(result)
        groups += [_group(by, name, members[name]) for name in sorted(members)]
    stated = [(r.confidence, r.score.correct) for r in results if r.confidence is not None]
    return Summary(
        tuple(groups),
        _latency(results),
        trust([confidence for confidence, _ in stated], [right for _, right in stated]),
    )


def as_json(summary: Summary) -> dict[str, Any]:
    """The summary for programs."""
    return {
        "groups": [
            {
                "by": group.by,
                "name": group.name,
                "count": group.count,
                "figures": {name: _figure(figure) for name, figure in group.figures.items()},
                "faults": dict(group.faults),
            }
            for group in summary.groups
        ],
        "latency_ms": {
            stage: {"median": each.median, "p95": each.high, "max": each.longest}
            for stage, each in summary.latency.items()
        },
        "confidence": None
        if summary.trust is None
        else {
            "risk_coverage_area": summary.trust.area,
            "calibration_error": summary.trust.error,
            "brier": summary.trust.brier,
        },
    }


def _group(by: str, name: str, results: Sequence[Result]) -> Group:
    laid = Counter(result.fault.stage for result in results if result.fault)
    return Group(
        by=by,
        name=name,
        count=len(results),
        figures={
            each.name: estimate([v for r in results if (v := each.read(r)) is not None])
            for each in MEASURES
        },
        faults={stage: laid[stage] for stage in STAGES},
    )


def _latency(results: Sequence[Result]) -> dict[str, Latency]:
    stages: dict[str, list[float]] = {}
    for result in results:
        for stage, spent in result.answer["timings_ms"].items():
            stages.setdefault(stage, []).append(float(spent))
    return {
        stage: Latency(*(float(v) for v in np.percentile(spent, [50, 95, 100])))
        for stage, spent in stages.items()
    }


def _figure(figure: Estimate | None) -> dict[str, float] | None:
    if figure is None:
        return None
    return {"mean": figure.mean, "low": figure.low, "high": figure.high, "count": figure.count}
