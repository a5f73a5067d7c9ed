"""How rows are told: their first words, their holder, their paper, their number."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer.quoting import Quotation, display, shown
from assistant.registers.requirements import RequirementRow
from ingest.corpus import Entry

LISTED = 0.95  # how sure a register's answer is, on the development questions
FEW = 8  # rows up to which each is given at length
LONG, SHORT = 36, 14  # words of a row that are shown


def row_words(row: RequirementRow, size: int) -> str:
    each = row.requirement
    who = holder_words(row)
    named = f"{shown(each.label)} " if any(c.isalnum() for c in each.label) else ""
    return f"{named}{who}“{begun(row, size)}”"


def holder_words(row: RequirementRow) -> str:
    """The holder in front of a row, where it is another than the council and not named there."""
    holder = row.requirement.duty_holder
    if holder in ("Council", "Not stated") or row.requirement.quote.text.startswith(holder):
        return ""
    return f"{shown(holder)}: "


def begun(row: RequirementRow, size: int) -> str:
    """The first words of a row as printed, with a mark where they break off."""
    words = display(row.requirement.quote.text).split()
    return shown(" ".join(words[:size])) + (" …" if len(words) > size else "")


def quotation_of(row: RequirementRow) -> Quotation:
    each = row.requirement
    return Quotation(row.entry.id, each.clause_id, each.quote.spans)


def by_document(rows: Sequence[RequirementRow]) -> list[tuple[Entry, list[RequirementRow]]]:
    found: dict[str, list[RequirementRow]] = {}
    for row in rows:
        found.setdefault(row.entry.id, []).append(row)
    return [(each[0].entry, each) for each in found.values()]


def counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def lowered(rule: str | None) -> str:
    said = (rule or "").rstrip(".")
    return said[:1].lower() + said[1:]
