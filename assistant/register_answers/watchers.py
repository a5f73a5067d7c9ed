"""Who monitors: the bodies that a duty's own words say will be told of it, agree or watch it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer.drafts import Draft
from assistant.answer.quoting import Line, label, shown
from assistant.register_answers.wording import (
    LISTED,
    SHORT,
    begun,
    by_document,
    counted,
    quotation_of,
)
from assistant.registers.requirements import RequirementRow

_BODIES = frozenset({"Improvement Board", "Ministers", "DfE", "Chair", "LSCB", "Full council"})
# What a body itself is to do that is watching.
_WATCHING = re.compile(
    r"\b(?:monitor\w*|oversee\w*|oversight\s+of|scrutinis\w+|track\w*\s+progress"
    r"|review\w*\s+(?:\w+\s+){0,2}progress|hold\w*\s+[\w' ]{0,30}to\s+account"
    r"|formal(?:ly)?\s+review\w*)\b",
    re.I,
)


def watches(row: RequirementRow) -> bool:
    """Whether a row says who watches: another body over the duty, or a body whose duty it is."""
    return bool(row.requirement.monitored_by) or _own_duty(row)


def watchers_told(main: Sequence[RequirementRow], others: Sequence[RequirementRow]) -> Draft | None:
    """Under each paper each body, with the duties that it watches; its own duty to watch first.

    Those of other papers are counted.
    """
    lines: list[Line] = []
    for entry, of_paper in by_document(main):
        bodies: dict[str, list[RequirementRow]] = {}
        for row in sorted(of_paper, key=lambda row: not _own_duty(row)):
            for name in _names(row):
                bodies.setdefault(name, []).append(row)
        said = counted(len(of_paper), "requirement")
        name = "names" if len(of_paper) == 1 else "name"
        lines.append(Line(f"{label(entry)}: **{said}** {name} who watches.", (), "lead"))
        for name, watched in bodies.items():
            lines += _of_body(name, watched)
    for entry, of_paper in by_document(others):
        said = f"Also {label(entry)}: {counted(len(of_paper), 'requirement')}."
        lines.append(Line(said, tuple(quotation_of(row) for row in of_paper), "said"))
    return Draft(tuple(lines), confidence=LISTED) if lines else None


def _of_body(name: str, rows: Sequence[RequirementRow]) -> list[Line]:
    head = f"**{shown(name)}** ({counted(len(rows), 'requirement')})"
    first, *rest = rows
    return [
        Line(f"{head}: “{begun(first, SHORT)}”", (quotation_of(first),), "term"),
        *(
            Line(f"{shown(name)}: “{begun(row, SHORT)}”", (quotation_of(row),), "term")
            for row in rest
        ),
    ]


def _names(row: RequirementRow) -> tuple[str, ...]:
    each = row.requirement
    if _own_duty(row):
        return (each.duty_holder,)
    return tuple((each.monitored_by or "").split("; "))


def _own_duty(row: RequirementRow) -> bool:
    each = row.requirement
    said = each.quote.text.split(",")[0] if each.kind == "notice_measure" else each.quote.text
    return each.duty_holder in _BODIES and bool(_WATCHING.search(said))
