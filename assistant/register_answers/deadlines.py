"""Deadlines: every date that falls within what is asked, with its words and its rule."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from assistant.answer.drafts import Draft
from assistant.answer.quoting import Line, Quotation, date_words, display, label, shortened, shown
from assistant.periods import last_day
from assistant.register_answers.asked import Asked
from assistant.register_answers.bounds import day_before
from assistant.register_answers.wording import (
    FEW,
    LISTED,
    LONG,
    SHORT,
    begun,
    by_document,
    counted,
    holder_words,
    lowered,
    quotation_of,
)
from assistant.registers.requirements import RequirementRow
from ingest.corpus import Entry
from ingest.deadlines import dates_in

Dated: TypeAlias = tuple[RequirementRow, str]
"""A row and one of its deadline's dates."""


def deadlines_told(
    asked: Asked, main: Sequence[RequirementRow], others: Sequence[RequirementRow]
) -> Draft | None:
    """Every date that falls within what is asked, with the words and the rule it is read by."""
    dated = sorted(within(asked, main), key=lambda one: (last_day(one[1]), one[1]))
    elsewhere = within(asked, others)
    undated = [row for row in main if not row.requirement.deadline.dates]
    open_ended = not asked.before and not asked.after
    if not dated and not elsewhere and not (asked.passed or (undated and open_ended)):
        return None
    opening = _opening(asked, main, dated)
    if asked.only_next:
        dated, elsewhere = _next_of(dated, elsewhere)
    lines = [
        Line(_date_words(row, date, len(dated)), (quotation_of(row),), "term")
        for row, date in dated
    ]
    if asked.passed and not dated:
        lines += _first_to_come(main)
    lines += reckonings([row for row, _ in dated])
    lines += _without_date(undated, listed=open_ended)
    lines += [_elsewhere(entry, pairs) for entry, pairs in _pairs_by_document(elsewhere)]
    return Draft(tuple(lines), opening, confidence=LISTED)


def deadline_words(row: RequirementRow) -> str:
    dates = row.requirement.deadline.dates
    if not dates:
        return _undated_words(row)
    words = [f"**{date_words(date)}** (“{_words_of_date(row, date)}”)" for date in dates]
    return f"{'; '.join(words)} – {holder_words(row)}“{begun(row, LONG)}”"


def _first_to_come(rows: Sequence[RequirementRow]) -> list[Line]:
    """The earliest of the dates where none has passed: what the count rests on."""
    dates = [(row, date) for row in rows for date in row.requirement.deadline.dates]
    if not dates:
        return []
    row, date = min(dates, key=lambda one: last_day(one[1]))
    said = f"The first is {date_words(date)}: “{begun(row, SHORT)}”"
    return [Line(said, (quotation_of(row),), "said"), *reckonings([row])]


def _next_of(dated: list[Dated], elsewhere: list[Dated]) -> tuple[list[Dated], list[Dated]]:
    """Of each, what falls on the first day that anything does."""
    first = min(last_day(date) for _, date in (*dated, *elsewhere))
    return (
        [one for one in dated if last_day(one[1]) == first],
        [one for one in elsewhere if last_day(one[1]) == first],
    )


def _without_date(rows: Sequence[RequirementRow], *, listed: bool) -> list[Line]:
    """The deadlines that no date can be worked out for: each, or how many."""
    if listed:
        return [Line(_undated_words(row), (quotation_of(row),), "term") for row in rows]
    if not rows:
        return []
    has = "has" if len(rows) == 1 else "have"
    said = f"{counted(len(rows), 'more deadline')} there {has} no date that can be worked out."
    return [Line(said, tuple(quotation_of(row) for row in rows), "said")]


def reckonings(rows: Sequence[RequirementRow]) -> list[Line]:
    """Each rule that a date was worked out by, once, with the date that it counts from."""
    rules: dict[tuple[str, str], RequirementRow] = {}
    for row in rows:
        deadline = row.requirement.deadline
        if deadline.kind == "relative" and deadline.rule:
            rules.setdefault((row.entry.id, deadline.rule), row)
    return [
        Line(f"How the date is reckoned: {lowered(rule)}.", _issued(row), "said")
        for (_, rule), row in rules.items()
    ]


def _issued(row: RequirementRow) -> tuple[Quotation, ...]:
    """Where the row's document states its date; the row itself where it is not in the text."""
    issued = row.entry.issued
    if issued is None or issued.span is None:
        return (quotation_of(row),)
    clause = row.library.clause_at(row.entry.id, issued.span.start)
    return (Quotation(row.entry.id, clause.id if clause else "", (issued.span,)),)


def within(asked: Asked, rows: Sequence[RequirementRow]) -> list[Dated]:
    return [
        (row, date)
        for row in rows
        for date in row.requirement.deadline.dates
        if (asked.before is None or last_day(date) <= asked.before)
        and (asked.after is None or last_day(date) >= asked.after)
    ]


def _opening(asked: Asked, main: Sequence[RequirementRow], dated: Sequence[Dated]) -> str:
    """How many, of how many, of which paper, and how they are counted."""
    every = sum(len(row.requirement.deadline.dates) for row in main)
    papers = " and ".join(label(entry) for entry, _ in by_document(main))
    months = any(len(date) == 7 for _, date in dated)
    rule = " A month counts to its last day." if months and asked.before else ""
    if asked.passed and not every:
        return f"No deadline in {papers} has a date that can be worked out."
    if asked.passed:
        met = " Whether they were met is another question."
        return (
            f"**{len(dated)} of {every}** dates set in {papers} had passed by "
            f"{date_words(asked.before)}.{rule}{met}"
        )
    if asked.only_next:
        return f"The next after {date_words(day_before(asked.after or ''))}:"
    if asked.before or asked.after:
        return f"{papers}: **{len(dated)} of {every}** dates fall {_span_words(asked)}.{rule}"
    undated = sum(not row.requirement.deadline.dates for row in main)
    more = f", and {counted(undated, 'deadline')} without a date" if undated else ""
    return f"{papers}: **{counted(every, 'date')}**{more}."


def _span_words(asked: Asked) -> str:
    if asked.before and asked.after:
        return f"from {date_words(asked.after)} to {date_words(asked.before)}"
    if asked.after:
        return f"on or after {date_words(asked.after)}"
    return f"on or before {date_words(asked.before)}"


def _date_words(row: RequirementRow, date: str, count: int) -> str:
    size = SHORT if count <= FEW else SHORT // 2
    said = _words_of_date(row, date)
    words = f" (“{said}”)" if said else ""
    return f"**{date_words(date)}**{words} – {holder_words(row)}“{begun(row, size)}”"


def _words_of_date(row: RequirementRow, date: str) -> str:
    """The words that give the date: the deadline's own, or the item's that holds it."""
    each = row.requirement
    deadline = each.deadline
    words = deadline.words
    if words is None:
        return ""
    if deadline.kind in ("date", "month"):
        held = (words, *each.items)
        words = next((w for w in held if date in dict(dates_in(w.text, timed=True))), words)
    return shown(shortened(display(words.text), SHORT))


def _undated_words(row: RequirementRow) -> str:
    deadline = row.requirement.deadline
    words = shown(display(deadline.words.text)) if deadline.words else ""
    return f"no date (“{words}”; {lowered(deadline.rule)}) – “{begun(row, SHORT)}”"


def _elsewhere(entry: Entry, pairs: Sequence[Dated]) -> Line:
    days = sorted({date for _, date in pairs}, key=last_day)
    dates = ", ".join(date_words(day) for day in days)
    said = f"Also {label(entry)}: {counted(len(pairs), 'date')} ({dates})."
    return Line(said, tuple(quotation_of(row) for row, _ in pairs), "said")


def _pairs_by_document(
    pairs: Sequence[Dated],
) -> list[tuple[Entry, list[Dated]]]:
    found: dict[str, list[Dated]] = {}
    for row, date in pairs:
        found.setdefault(row.entry.id, []).append((row, date))
    return [(each[0][0].entry, each) for each in found.values()]
