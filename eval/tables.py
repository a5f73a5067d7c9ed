"""What the terminal shows of a run."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from eval.comparing import Difference
from eval.faults import STAGES
from eval.intervals import Estimate
from eval.summary import MEASURES, Group, Summary


def show(summary: Summary, console: Console) -> None:
    """The measures by set and in all, then the kinds, then the faults and the latency."""
    sets = [group for group in summary.groups if group.by == "set"]
    columns = sets if len(sets) == 1 else [*sets, summary.whole]
    console.print(_measures(columns))
    console.print(_kinds([group for group in summary.groups if group.by in ("kind", "persona")]))
    console.print(_faults(columns))
    console.print(_latency(summary))
    if summary.trust:
        trust = summary.trust
        console.print(
            f"Confidence: area under risk-coverage {trust.area:.3f}, calibration error "
            f"{trust.error:.3f}, Brier {trust.brier:.3f}"
        )


def show_difference(difference: Difference, console: Console) -> None:
    """Each measure's change with its interval, and the questions that turned."""
    table = Table(title="Against the baseline, pair by pair (95%)", title_justify="left")
    for head in ("measure", "change", "interval", "pairs", ""):
        table.add_column(head)
    for each in difference.comparisons:
        verdict = "WORSE" if each.worse else "better" if each.better else "no real change"
        change = each.change
        table.add_row(
            each.label,
            f"{change.mean:+.3f}",
            f"{change.low:+.3f} to {change.high:+.3f}",
            str(change.count),
            verdict,
        )
    console.print(table)
    for name, keys in (("lost", difference.lost), ("won", difference.won)):
        if keys:
            console.print(f"{name} ({len(keys)}): {', '.join(keys)}", markup=False)
    if difference.unpaired:
        console.print(f"{difference.unpaired} questions are in one run only and were not compared.")


def figure(estimate: Estimate | None) -> str:
    """A mean with its interval: ``0.850 (0.75-0.93)``; a dash where nothing was measured."""
    if estimate is None:
        return "-"
    return f"{estimate.mean:.3f} ({estimate.low:.2f}-{estimate.high:.2f})"


def _measures(groups: Sequence[Group]) -> Table:
    table = Table(title="Measures, mean over questions (95% bootstrap)", title_justify="left")
    table.add_column("measure")
    for group in groups:
        table.add_column(f"{group.name} ({group.count})", justify="right")
    for each in MEASURES:
        if any(group.figures[each.name] for group in groups):
            table.add_row(each.label, *(figure(group.figures[each.name]) for group in groups))
    return table


def _kinds(groups: Sequence[Group]) -> Table:
    """Means alone, so that the table fits a terminal; the report has the intervals."""
    columns = {
        "accuracy": "accuracy",
        "items": "items",
        "citation_recall": "cited",
        "citation_precision": "precise",
        "evidence": "found",
    }
    table = Table(title="By kind and persona", title_justify="left")
    table.add_column("questions")
    for head in columns.values():
        table.add_column(head, justify="right")
    for group in groups:
        shown = (group.figures[name] for name in columns)
        means = (f"{each.mean:.3f}" if each else "-" for each in shown)
        table.add_row(f"{group.name} ({group.count})", *means)
    return table


def _faults(groups: Sequence[Group]) -> Table:
    table = Table(title="Wrong answers by the stage at fault", title_justify="left")
    table.add_column("stage")
    for group in groups:
        table.add_column(group.name, justify="right")
    for stage in STAGES:
        table.add_row(stage, *(str(group.faults[stage]) for group in groups))
    table.add_row("in all", *(str(sum(group.faults.values())) for group in groups), style="bold")
    return table


def _latency(summary: Summary) -> Table:
    table = Table(title="Latency by stage, ms", title_justify="left")
    for head in ("stage", "median", "p95", "longest"):
        table.add_column(head, justify="left" if head == "stage" else "right")
    for stage, each in summary.latency.items():
        table.add_row(stage, f"{each.median:.1f}", f"{each.high:.1f}", f"{each.longest:.1f}")
    return table
