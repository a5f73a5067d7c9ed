"""Requirements with a date or a rhythm as a calendar that Outlook and Google can import (RFC 5545).

An event a date: all day, with a UID that stays the same while the words stand, and a reminder.
A month without a day is one event over the whole month. What recurs and says from when carries
an RRULE. What has no date is in no calendar; nothing is guessed.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from icalendar import Alarm, Calendar, Event, vRecur

from assistant.answer.quoting import display, label
from assistant.periods import last_day
from assistant.registers.requirements import RequirementRow
from ingest.documents import Recurrence

_PRODUCT = "-//Notice Assistant//Requirements//EN"
_DOMAIN = "notice-assistant"
_SUMMARY = 90
_REMINDER = dt.timedelta(days=-14)
_RULES = {"day": "DAILY", "week": "WEEKLY", "month": "MONTHLY", "year": "YEARLY"}
# Working days fall on no fixed rhythm of the calendar, nor do meetings.


@dataclass(frozen=True, slots=True)
class _Due:
    """One entry: ``days`` are its first and last; ``recurs`` only on the last date of a row."""

    row: RequirementRow
    date: str
    recurs: Recurrence | None

    @property
    def days(self) -> tuple[dt.date, dt.date]:
        first = self.date if len(self.date) == 10 else f"{self.date}-01"
        return dt.date.fromisoformat(first), dt.date.fromisoformat(last_day(self.date))


def calendar_bytes(rows: Sequence[RequirementRow], service: str) -> bytes:
    """The dated rows as one iCalendar file, in order of date."""
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "Requirements")
    for due in sorted(_dues(rows), key=lambda one: (one.date, one.row.requirement.id)):
        calendar.add_component(_event(due, service))
    return bytes(calendar.to_ical())


def _dues(rows: Sequence[RequirementRow]) -> Iterator[_Due]:
    """Every date of every row, but for rows and deadlines that a person rejected."""
    for row in rows:
        said = (row.confirmed, row.deadline_confirmed)
        if any(each is not None and each.verdict == "rejected" for each in said):
            continue
        dates = row.requirement.deadline.dates
        for date in dates:
            last = date == max(dates)
            yield _Due(row, date, row.requirement.recurrence if last else None)


def _event(due: _Due, service: str) -> Event:
    each, citation = due.row.requirement, due.row.citation
    first, last = due.days
    event = Event()
    event.add("uid", f"{each.id}-{due.date}@{_DOMAIN}")
    event.add("dtstamp", _stamp(due))
    event.add("dtstart", first)
    event.add("dtend", last + dt.timedelta(days=1))
    event.add("summary", _summary(due.row))
    event.add("description", _description(due.row, f"{service.rstrip('/')}{citation.url}"))
    event.add("url", f"{service.rstrip('/')}{citation.url}")
    event.add("transp", "TRANSPARENT")
    event.add("categories", [each.kind.replace("_", " ")])
    rule = _rule(due.recurs)
    if rule is not None:
        event.add("rrule", rule)
    event.add_component(_alarm(due.row))
    return event


def _stamp(due: _Due) -> dt.datetime:
    """The same each time, so that a calendar made twice from one corpus is the same file."""
    issued = due.row.entry.issued_on or due.date
    day = dt.date.fromisoformat(last_day(issued) if len(issued) > 4 else f"{issued}-12-31")
    return dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC)


def _rule(recurrence: Recurrence | None) -> vRecur | None:
    if recurrence is None or recurrence.every is None or recurrence.unit not in _RULES:
        return None
    if recurrence.times > 1:
        return None
    return vRecur(freq=_RULES[recurrence.unit], interval=recurrence.every)


def _summary(row: RequirementRow) -> str:
    each = row.requirement
    words = display(each.quote.text)
    short = words if len(words) <= _SUMMARY else words[:_SUMMARY].rsplit(" ", 1)[0] + "…"
    return f"{each.council or row.entry.title}: {short}"


def _description(row: RequirementRow, link: str) -> str:
    each = row.requirement
    parts = [
        display(each.lead_in.text) if each.lead_in else "",
        display(each.quote.text),
        *(f"- {display(item.text)}" for item in each.items),
        f"Who: {each.duty_holder} ({each.modality.replace('_', ' ')})",
        f"By when: {display(each.deadline.words.text)}" if each.deadline.words else "",
        f"Rule: {each.deadline.rule}" if each.deadline.rule else "",
        f"Source: {re.sub(r'[*]', '', label(row.entry))}, {row.citation.clause}",
        link,
    ]
    return "\n".join(part for part in parts if part)


def _alarm(row: RequirementRow) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", _summary(row))
    alarm.add("trigger", _REMINDER)
    return alarm
