"""What is due by when, as the meeting needs it: dates of rows, and what is overdue."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from assistant.answer.quoting import display
from assistant.briefing.desk import Desk
from assistant.periods import last_day
from assistant.registers.filed import Filed

TOGETHER = 4  # rows of one paper with the same deadline are said in one line from so many on


@dataclass(frozen=True, slots=True)
class Due:
    """Rows of one paper due on one date: mostly one row, or many of one list."""

    date: str
    rows: tuple[Filed, ...]

    @property
    def day(self) -> str:
        """The last day that the date covers."""
        return last_day(self.date)

    @property
    def first(self) -> Filed:
        """The row that stands for them."""
        return self.rows[0]


def due_dates(desk: Desk) -> list[Due]:
    """Every date of every row's deadline, in order of time."""
    groups: dict[tuple[str, str, str], list[Filed]] = defaultdict(list)
    for row in _dated_rows(desk):
        deadline = row.requirement.deadline
        words = display(deadline.words.text).lower() if deadline.words else ""
        for date in dates_of(row):
            groups[date, row.entry.id, words].append(row)
    dues = []
    for (date, _, _), rows in groups.items():
        if len(rows) >= TOGETHER:
            dues.append(Due(date, tuple(rows)))
        else:
            dues.extend(Due(date, (row,)) for row in rows)
    return sorted(dues, key=lambda due: (due.day, len(due.date) == 7))


def overdue(desk: Desk) -> list[tuple[Due, Filed]]:
    """Rows whose date has passed by the meeting, and of which no paper held reports anything."""
    return [
        (due, row)
        for due in due_dates(desk)
        if due.day < desk.meeting
        for row in due.rows
        if not desk.progress(row)
    ]


def on_these(silent: int, total: int) -> str:
    """How many of some rows the papers say nothing of."""
    if silent == total:
        return (
            "the papers held report nothing on it"
            if total == 1
            else ("the papers held report nothing on any of them")
        )
    if silent:
        return f"on {silent} of them the papers held report nothing"
    return "the papers held report something on each"


def unresolved(desk: Desk) -> list[Filed]:
    """Rows with a deadline that gives no date, though one is meant."""
    kinds = ("relative", "ordinal_meeting", "immediate")
    return [
        row
        for row in rows_due(desk)
        if row.requirement.deadline.kind in kinds and not dates_of(row)
    ]


def rows_due(desk: Desk) -> list[Filed]:
    """Rows that the meeting has to do with: of notices and plans, and of the last report."""
    reports = [entry for entry in desk.reports() if desk.rows("recommendation", entry=entry)]
    current = {entry.id for entry in reports[-1:]}
    kinds = ("notice_measure", "board", "reporting", "review", "plan_action", "resolution")
    return [
        row
        for row in desk.rows(*kinds, "recommendation")
        if row.requirement.kind != "recommendation" or row.entry.id in current
    ]


def _dated_rows(desk: Desk) -> list[Filed]:
    return [row for row in rows_due(desk) if dates_of(row) and not desk.deadline_rejected(row)]


def dates_of(row: Filed) -> tuple[str, ...]:
    """The dates of a row's deadline; where it gives none, those of its targets."""
    measure = row.requirement.measure
    targets = measure.targets if measure else ()
    named = tuple(target.by for target in targets if target.by)
    return row.requirement.deadline.dates or tuple(dict.fromkeys(named))
