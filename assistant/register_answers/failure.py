"""What follows if a notice is not complied with, as its own clauses say it."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer.drafts import Draft
from assistant.answer.quoting import Line, display, label, shown
from assistant.register_answers.wording import LISTED, by_document, counted, quotation_of
from assistant.registers.requirements import RequirementRow


def failure_told(rows: Sequence[RequirementRow]) -> Draft | None:
    """Every clause on failure of each paper, whole, under the heading that it stands under."""
    lines: list[Line] = []
    for entry, of_paper in by_document(rows):
        said = counted(len(of_paper), "clause")
        has = "says" if len(of_paper) == 1 else "say"
        lines.append(Line(f"{label(entry)}: **{said}** {has} what follows.", (), "lead"))
        for row in of_paper:
            lines.append(Line(_under(row), (quotation_of(row),), "item"))
    return Draft(tuple(lines), confidence=LISTED) if lines else None


def _under(row: RequirementRow) -> str:
    """The lead-in or heading that the clause completes ("Failure ... may lead to:")."""
    each = row.requirement
    led = each.lead_in.text if each.lead_in else each.topic
    led = shown(display(led)).strip()
    return f"{led} " if led.endswith(":") else ""
