"""Targets: what is measured, from what, to what, by when, in the paper's own figures."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer.drafts import Draft
from assistant.answer.quoting import Line, Quotation, date_words, label, shown
from assistant.register_answers.wording import (
    LISTED,
    SHORT,
    begun,
    by_document,
    counted,
    quotation_of,
)
from assistant.registers.requirements import RequirementRow


def targets_told(main: Sequence[RequirementRow]) -> Draft:
    lines: list[Line] = []
    for entry, rows in by_document(main):
        lines.append(
            Line(f"{label(entry)}: **{counted(len(rows), 'measure')}** with targets.", (), "lead")
        )
        for row in rows:
            lines.append(Line(_target_words(row), _whole(row), "term"))
    return Draft(tuple(lines), confidence=LISTED)


def _target_words(row: RequirementRow) -> str:
    measure = row.requirement.measure
    if measure is None:
        return begun(row, SHORT)
    targets = "; ".join(
        " ".join(filter(None, (
            f"**{shown(target.value)}**", target.by and f"by {date_words(target.by)}",
            target.basis and f"({shown(target.basis)})",
        )))
        for target in measure.targets
    )  # fmt: skip
    base = f" from {shown(measure.baseline)}" if measure.baseline else ""
    return f"{shown(measure.metric)}:{base} to {targets}"


def _whole(row: RequirementRow) -> tuple[Quotation, ...]:
    """The row and its items, which hold its targets."""
    items = tuple(
        Quotation(row.entry.id, row.requirement.clause_id, item.spans)
        for item in row.requirement.items
    )
    return (quotation_of(row), *items)
