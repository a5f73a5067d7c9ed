"""Requirements listed, or counted by kind where only their number is asked for."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer.drafts import Draft
from assistant.answer.quoting import Line, display, label, shown
from assistant.register_answers.asked import Asked
from assistant.register_answers.wording import (
    FEW,
    LISTED,
    LONG,
    SHORT,
    by_document,
    counted,
    quotation_of,
    row_words,
)
from assistant.registers.requirements import RequirementRow
from ingest.documents import RequirementKind

KIND_WORDS: dict[RequirementKind, str] = {
    "notice_measure": "measures",
    "board": "on the board and its plan",
    "reporting": "on reporting",
    "review": "on reviews",
    "consequence": "on what follows from failure",
    "recommendation": "recommendations",
    "plan_action": "actions of a plan",
    "resolution": "resolutions",
}


def requirements_told(
    asked: Asked, main: Sequence[RequirementRow], others: Sequence[RequirementRow]
) -> Draft:
    lines: list[Line] = []
    size = LONG if len(main) <= FEW else SHORT
    for entry, rows in by_document(main):
        lines.append(Line(f"{label(entry)}: **{counted(len(rows), asked.noun)}**.", (), "lead"))
        if asked.count and len(rows) > FEW:
            lines += _by_kind(rows)
        else:
            lines += [Line(row_words(row, size), (quotation_of(row),), "term") for row in rows]
    for entry, rows in by_document(others):
        said = f"Also {label(entry)}: {counted(len(rows), 'requirement')}."
        lines.append(Line(said, tuple(quotation_of(row) for row in rows), "said"))
    return Draft(tuple(lines), confidence=LISTED)


def _by_kind(rows: Sequence[RequirementRow]) -> list[Line]:
    """How many of each kind, or under each heading where all are of one kind."""
    kinds = {row.requirement.kind for row in rows}
    parts: dict[str, list[RequirementRow]] = {}
    for row in rows:
        name = KIND_WORDS[row.requirement.kind] if len(kinds) > 1 else row.requirement.topic
        parts.setdefault(shown(display(name)).rstrip(":"), []).append(row)
    return [
        Line(f"{name or 'other'}: {len(each)}", tuple(quotation_of(row) for row in each), "term")
        for name, each in parts.items()
    ]
