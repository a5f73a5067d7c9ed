"""Deadlines counted from a date: "within one month of the date of this notice".

A computed date is never given without its rule. Months are counted by the
corresponding-date rule (Dodds v Walker [1981] 1 WLR 1027): the same day of the later
month, or its last day where it has none. "of", "from" and "after" leave the first day
out; "beginning with" counts it.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from dateutil.relativedelta import relativedelta

from ingest.documents import Span

_NUMBERS = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen twenty".split()
    )
}
_COUNT = "|".join([*_NUMBERS, r"\d{1,3}", "an?"])
_RELATIVE = re.compile(
    rf"\bwithin\s+(?P<count>{_COUNT})\s+(?P<unit>day|week|month|year)s?\s+"
    r"(?P<link>of|from|after|beginning\s+with)\s+(?:the\s+)?"
    r"(?P<anchor>(?:date|issue|issuing|publication|receipt|signing)(?:\s+of)?(?:\s+(?:this|the|that))?"
    r"(?:\s+(?:further\s+)?(?:improvement\s+)?(?:notice|report|plan))?|(?:issuing\s+)?this\s+(?:improvement\s+)?notice)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class RelativeDeadline:
    """The words of a deadline counted from another date. ``span`` is in the text given."""

    count: int
    unit: str
    inclusive: bool
    anchor: str
    span: Span


def relative_deadlines(text: str) -> list[RelativeDeadline]:
    """Every deadline in a text that is counted from the date of the document or its like."""
    found = []
    for match in _RELATIVE.finditer(text):
        words = match["count"].lower()
        count = _NUMBERS.get(words) or (1 if words in ("a", "an") else int(words))
        inclusive = match["link"].lower().startswith("beginning")
        anchor = re.sub(r"\s+", " ", match["anchor"]).lower()
        found.append(
            RelativeDeadline(count, match["unit"].lower(), inclusive, anchor, Span(*match.span()))
        )
    return found


def resolve(deadline: RelativeDeadline, anchor: dt.date) -> dt.date:
    """The last day of the period that ``deadline`` counts from ``anchor``."""
    ends = anchor + _period(deadline)
    return ends - dt.timedelta(days=1) if deadline.inclusive else ends


def _period(deadline: RelativeDeadline) -> relativedelta:
    """The deadline's count in its unit, as calendar time."""
    return relativedelta(
        days=deadline.count if deadline.unit == "day" else 0,
        weeks=deadline.count if deadline.unit == "week" else 0,
        months=deadline.count if deadline.unit == "month" else 0,
        years=deadline.count if deadline.unit == "year" else 0,
    )
