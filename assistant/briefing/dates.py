"""Section 2: what is due before and after the meeting, and what cannot be dated."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from assistant.answer.quoting import date_words, display
from assistant.briefing.blocks import (
    Block,
    Paragraph,
    Said,
    Section,
    Table,
)
from assistant.briefing.desk import Desk
from assistant.briefing.due import TOGETHER, Due, dates_of, due_dates, on_these, rows_due
from assistant.briefing.timeline import timeline
from assistant.briefing.words import clipped, counted, noted, without_repeats
from assistant.registers.filed import Filed

MOST_ROWS = 24
_WORDS, _REPORT_WORDS = 22, 30
_HEADS = ("Date", "What is due", "Who", "What the papers held report")
_SHARES = (0.13, 0.45, 0.14, 0.28)


def section(desk: Desk) -> Section:
    """Tables of what was due and what will be, a timeline, and what has no date."""
    dues = due_dates(desk)
    past = [due for due in dues if due.day < desk.meeting]
    ahead = [due for due in dues if due.day >= desk.meeting]
    blocks: list[Block] = []
    picture = timeline(desk, dues)
    if picture:
        blocks.append(picture)
    under: list[Section] = []
    if dues:
        under.append(Section("Due before the meeting", tuple(_past(desk, past))))
        under.append(
            Section("Due on the day of the meeting or after it", tuple(_ahead(desk, ahead)))
        )
    else:
        blocks.append(Paragraph(Said("The papers held set no date by which something is due.")))
    undated = _undated(desk)
    if undated:
        under.append(Section("Recurring, or without a date that can be worked out", tuple(undated)))
    return Section("What is due, and when", tuple(blocks), tuple(under))


def _past(desk: Desk, past: Sequence[Due]) -> Iterable[Block]:
    when = date_words(desk.meeting)
    if not past:
        yield Paragraph(Said(f"No date that a paper sets had passed by {when}."))
        return
    silent = {row.id for due in past for row in due.rows if not desk.progress(row)}
    rows = {row.id for due in past for row in due.rows}
    said = f"{counted(len(rows), 'requirement')} had a date before {when}"
    said += f"; {on_these(len(silent), len(rows))}."
    if silent:
        said += " That does not mean that nothing was done: it is not in these papers."
    yield Paragraph(Said(said))
    yield _table(desk, past[-MOST_ROWS:], f"Due before {when}")
    yield _rules(past)


def _ahead(desk: Desk, ahead: Sequence[Due]) -> Iterable[Block]:
    when = date_words(desk.meeting)
    if not ahead:
        yield Paragraph(Said(f"The papers held set no date on or after {when}."))
        return
    rows = tuple(_line(desk, due)[:3] for due in ahead[:MOST_ROWS])
    yield Table(f"Due on or after {when}", _HEADS[:3], (0.15, 0.67, 0.18), rows)
    yield _rules(ahead)


def _table(desk: Desk, dues: Sequence[Due], caption: str) -> Table:
    return Table(caption, _HEADS, _SHARES, tuple(_line(desk, due) for due in dues))


def _line(desk: Desk, due: Due) -> tuple[Said, ...]:
    row = due.first
    passed = due.day < desk.meeting
    date = Said(date_words(due.date), note="passed" if passed else "")
    who = display(row.requirement.duty_holder)
    if len(due.rows) > 1:
        return _group_line(desk, due, date)
    what = Said(desk.quoted(row, _WORDS), (desk.cite_row(row),))
    found = desk.progress(row)
    report = desk.report_said(found[0], _REPORT_WORDS) if found else Said("nothing found")
    return noted(date, desk.confirmed_deadline(row)), what, Said(who), report


def _group_line(desk: Desk, due: Due, date: Said) -> tuple[Said, ...]:
    """Many rows of one list: how many there are, and on how many something is reported."""
    row = due.first
    words = row.requirement.deadline.words
    kind = row.requirement.kind.replace("_", " ")
    reported = [each for each in due.rows if desk.progress(each)]
    heading = f" headed “{clipped(words.text, 8)}”" if words else ""
    where = (
        "each stands in section 5"
        if row.requirement.kind == "recommendation"
        else (f"the first: {desk.quoted(row, 12)}")
    )
    what = f"{counted(len(due.rows), kind)}{heading}; {where}"
    citations = without_repeats(desk.cite_row(each) for each in (due.rows[0], due.rows[-1]))
    said = f"on {len(reported)} of {len(due.rows)}" if reported else "nothing found"
    holders = {display(each.requirement.duty_holder) for each in due.rows}
    who = holders.pop() if len(holders) == 1 else "as each says"
    return date, Said(what, tuple(citations)), Said(who), Said(said)


def _rules(dues: Sequence[Due]) -> Paragraph:
    """By which rules these dates were worked out; none is shown without."""
    rules: dict[str, list[str]] = defaultdict(list)
    for due in dues:
        deadline = due.first.requirement.deadline
        rule = deadline.rule if deadline.dates else "the date of a target, as stated"
        if rule:
            rules[rule.rstrip(".")].append(date_words(due.date))
    parts = [
        f"{', '.join(dict.fromkeys(dates))}: {_lowered(rule)}" for rule, dates in rules.items()
    ]
    return Paragraph(Said("How the dates were read. " + "; ".join(parts) + "."), "note")


def _lowered(rule: str) -> str:
    return rule[:1].lower() + rule[1:]


def _undated(desk: Desk) -> list[Block]:
    rows = [_undated_line(desk, group) for group in _undated_groups(desk)]
    if not rows:
        return []
    heads = ("What is required", "When, in the paper's words", "Why no date is shown")
    made: list[Block] = [Table("Without a date", heads, (0.5, 0.22, 0.28), tuple(rows[:MOST_ROWS]))]
    if len(rows) > MOST_ROWS:
        made.append(Paragraph(Said(f"{len(rows) - MOST_ROWS} more are in the register."), "note"))
    return made


def _undated_groups(desk: Desk) -> list[tuple[Filed, ...]]:
    """Rows with words on time but no date; many of one list with the same words together."""
    groups: dict[tuple[str, str], list[Filed]] = defaultdict(list)
    for row in rows_due(desk):
        deadline, recurrence = row.requirement.deadline, row.requirement.recurrence
        if dates_of(row) or deadline.kind == "none" or deadline.words is None:
            continue
        if deadline.kind == "recurring" and (recurrence is None or recurrence.every is None):
            continue  # "regularly" says nothing of when
        groups[row.entry.id, display(deadline.words.text).lower()].append(row)
    found: list[tuple[Filed, ...]] = []
    for rows in groups.values():
        found.extend([tuple(rows)] if len(rows) >= TOGETHER else [(row,) for row in rows])
    return found


def _undated_line(desk: Desk, rows: Sequence[Filed]) -> tuple[Said, ...]:
    first, deadline = rows[0], rows[0].requirement.deadline
    words = f"“{display(deadline.words.text)}”" if deadline.words else ""
    what = Said(desk.quoted(first, _WORDS), (desk.cite_row(first),))
    if len(rows) > 1:
        kind = first.requirement.kind.replace("_", " ")
        places = (desk.cite_row(first), desk.cite_row(rows[-1]))
        what = Said(f"{counted(len(rows), kind)}; each stands in section 5", places)
    return what, Said(words), Said(deadline.rule or "")
