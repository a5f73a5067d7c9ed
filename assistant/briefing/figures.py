"""Section 3: targets that papers set, beside the figures that papers report."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.answer.quoting import date_words, display
from assistant.briefing.blocks import Bar, Block, Chart, Paragraph, Picture, Said, Section, Table
from assistant.briefing.desk import Desk
from assistant.briefing.words import clipped
from assistant.question.vocabulary import content_stems
from assistant.registers.filed import Filed, by_day
from ingest.documents import Measure, Span
from ingest.navigation import sentences

LEAST_COVERED = 0.7  # of a metric's words that stand in a sentence with a figure
MOST_ROWS = 16
MOST_BARS = 6
_FIGURE = re.compile(r"(\d+(?:\.\d+)?)\s?%|(\d+(?:\.\d+)?)\s+per\s?cent", re.I)
_NUMBER = re.compile(r"\d")
_REPORTING = ("committee_report", "bulletin", "scorecard", "minutes", "inspection_report", "other")


@dataclass(frozen=True, slots=True)
class Target:
    """A row that sets a figure, and the sentences that report one of the same thing."""

    row: Filed
    measure: Measure
    reported: tuple[tuple[str, str, Span], ...]  # document id, clause id, span


def section(desk: Desk) -> Section:
    """A table of targets with what is reported, and a chart where figures are percentages."""
    targets = targets_of(desk)
    if not targets:
        said = "No paper held sets a figure to be reached."
        return Section("Targets, and what is reported", (Paragraph(Said(said)),))
    blocks: list[Block] = [
        Paragraph(
            Said(
                "A figure is shown as reported where a paper that is not older than the target "
                "gives one in a sentence that holds most of the target's words; whether it "
                "counts the "
                "same thing has to be checked in the paper."
            ),
            "note",
        ),
        _table(desk, targets[:MOST_ROWS]),
    ]
    picture = _chart(targets)
    if picture:
        blocks.append(picture)
    return Section("Targets, and what is reported", tuple(blocks))


def targets_of(desk: Desk) -> list[Target]:
    """Every row that has a measure with a target, with what papers report on it."""
    found = []
    for row in desk.rows("notice_measure", "plan_action", "reporting", "recommendation"):
        measure = row.requirement.measure
        if measure is not None and measure.targets:
            found.append(Target(row, measure, tuple(_reported(desk, row, measure))))
    return found


def _reported(desk: Desk, row: Filed, measure: Measure) -> Iterable[tuple[str, str, Span]]:
    wanted = set(content_stems(measure.metric))
    if len(wanted) < 2:
        return
    for entry in desk.of_kind(*_REPORTING):
        if entry.id == row.entry.id or _older(entry.issued_on, row.entry.issued_on):
            continue
        for passage in desk.library.passages(entry.id):
            if not _NUMBER.search(passage.words) or not _covers(passage.words, wanted):
                continue
            text = desk.library.document(entry.id).text
            for span in sentences(text, passage.span):
                words = span.cut(text)
                if _FIGURE.search(words) and _covers(words, wanted):
                    yield entry.id, passage.clause_id, span


def _older(one: str | None, other: str | None) -> bool:
    return bool(one and other and one < other and by_day(one, other))


def _covers(words: str, wanted: set[str]) -> bool:
    return len(wanted & set(content_stems(display(words)))) >= LEAST_COVERED * len(wanted)


def _table(desk: Desk, targets: Sequence[Target]) -> Table:
    heads = ("What is counted", "Before", "To be reached", "Reported since")
    rows = tuple(_line(desk, target) for target in targets)
    return Table("Targets and reported figures", heads, (0.4, 0.12, 0.22, 0.26), rows)


def _line(desk: Desk, target: Target) -> tuple[Said, ...]:
    measure = target.measure
    return (
        Said(clipped(measure.metric, 26), (desk.cite_row(target.row),)),
        Said(measure.baseline or "not stated"),
        Said("; ".join(_target_words(each.value, each.by, each.basis) for each in measure.targets)),
        _report(desk, target),
    )


def _target_words(value: str, by: str | None, basis: str | None) -> str:
    when = f" by {date_words(by)}" if by else ""
    return f"{value}{when}" + (f" ({basis})" if basis else "")


def _report(desk: Desk, target: Target) -> Said:
    if not target.reported:
        return Said("nothing found")
    document_id, clause_id, span = target.reported[-1]
    words = span.cut(desk.library.document(document_id).text)
    cited = desk.cite(document_id, clause_id, span)
    return Said(f"“{clipped(words, 26)}”", (cited,), desk.dated_words(desk.entry(document_id)))


def _chart(targets: Sequence[Target]) -> Picture | None:
    """Baselines and last targets that are percentages, side by side."""
    bars, told = [], []
    for target in targets:
        before = _percent(target.measure.baseline or "")
        last = _percent(target.measure.targets[-1].value)
        if before is None or last is None:
            continue
        label = clipped(target.measure.metric, 5)
        bars.append(Bar(label, (("before", before), ("to be reached", last))))
        told.append(f"{label}: {before:g}% before, {last:g}% to be reached")
    if len(bars) < 2:
        return None
    caption = "Where it stood, and the last target"
    alt = f"Bar chart. {'; '.join(told[:MOST_BARS])}."
    return Picture(Chart(tuple(bars[:MOST_BARS]), "%", stacked=False), caption, alt)


def _percent(words: str) -> float | None:
    found = _FIGURE.findall(words)
    return float(found[0][0] or found[0][1]) if len(found) == 1 else None
