"""Days as clients write them: 2012, 2012-09 or 2012-09-24."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Callable
from typing import Annotated, TypeAlias

from pydantic import AfterValidator, StringConstraints

PATTERN = r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"


def first_day(text: str) -> str:
    """The first day that it covers: 2012 -> 2012-01-01. Raises ValueError."""
    parts = _parts(text)
    return dt.date(parts[0], *[*parts[1:], 1, 1][:2]).isoformat()


def last_day(text: str) -> str:
    """The last day that it covers: 2012-02 -> 2012-02-29. Raises ValueError."""
    year, *rest = _parts(text)
    month = rest[0] if rest else 12
    dt.date(year, month, 1)  # a month that there is
    day = rest[1] if len(rest) > 1 else calendar.monthrange(year, month)[1]
    return dt.date(year, month, day).isoformat()


def _parts(text: str) -> list[int]:
    return [int(part) for part in text.split("-")]


def _told(read: Callable[[str], str]) -> Callable[[str], str]:
    def validated(text: str) -> str:
        try:
            return read(text)
        except ValueError:
            message = "there is no such day; write it as 2012, 2012-09 or 2012-09-24"
            raise ValueError(message) from None

    return validated


_Written = StringConstraints(pattern=PATTERN, max_length=10)
FirstDay: TypeAlias = Annotated[str, _Written, AfterValidator(_told(first_day))]
LastDay: TypeAlias = Annotated[str, _Written, AfterValidator(_told(last_day))]
