"""What a deadline is before it is cut from its document, and the day that times count from."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from ingest.documents import DeadlineKind, Span


@dataclass(frozen=True, slots=True)
class Anchor:
    """What times are counted from where no other day is named.

    ``day`` is ISO, or None where the document bears no full date; ``name`` says what it is
    ("the notice"), and ``how`` how the day is known ("hand": off a scanned hand). ``days`` are
    the days that it bears where these are several and none is said to be the one.
    """

    day: str | None
    name: str
    how: str = "stated"
    days: tuple[str, ...] = ()

    @property
    def reason(self) -> str:
        """Why nothing can be counted from it."""
        name = self.name.removeprefix("the ").capitalize()
        if self.days:
            said = " and ".join(_day_words(day) for day in self.days)
            return f"{name} bears the dates {said}, and does not say which to count from"
        return f"{name} bears no full date to count from"

    @property
    def words(self) -> str:
        """ "the notice of 24 September 2012 (read from a handwritten date)"."""
        known = {"hand": " (read from a handwritten date)", "file name": " (the file's date)"}
        return f"{self.name} of {_day_words(self.day)}{known.get(self.how, '')}"


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline as read from a text, before it is cut from its document."""

    kind: DeadlineKind
    span: Span
    dates: tuple[str, ...] = ()
    rule: str | None = None

    @property
    def date(self) -> str | None:
        """The last of the dates."""
        return max(self.dates, default=None)


def _day_words(iso: str | None) -> str:
    if iso is None:
        return "an unknown date"
    day = dt.date.fromisoformat(iso)
    return f"{day.day} {day:%B %Y}"
