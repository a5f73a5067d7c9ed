"""Dates as people and programs write them: 2012, 2012-09 or 2012-09-24, each a span of days."""

from __future__ import annotations

import calendar
import re

from ingest.errors import NoticesError

_DAY = re.compile(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?")


class PeriodError(NoticesError):
    """That is no date."""

    status = 400


def first_day(text: str) -> str:
    """The first day that a date covers: 2012 -> 2012-01-01. Raises PeriodError."""
    year, month, day = _day(text)
    return f"{year:04}-{month or 1:02}-{day or 1:02}"


def last_day(text: str) -> str:
    """The last day that a date covers: 2012-02 -> 2012-02-29. Raises PeriodError."""
    year, month, day = _day(text)
    month = month or 12
    return f"{year:04}-{month:02}-{day or calendar.monthrange(year, month)[1]:02}"


def _day(text: str) -> tuple[int, int, int]:
    """Year, month and day; 0 where not given."""
    found = _DAY.fullmatch(text.strip())
    if found:
        year, month, day = (int(part or 0) for part in found.groups())
        whole = year and (found[2] is None or month) and (found[3] is None or day)
        if whole and month <= 12 and day <= calendar.monthrange(year, month or 1)[1]:
            return year, month, day
    raise PeriodError("Write a date as 2012, 2012-09 or 2012-09-24.")
