"""A day or month whose year is not printed ("before the end of November").

Minutes and plans leave out the year of what is soon. It is the first such day after the
paper's own, and the rule says so; what would lie far off, or a paper without a day, stays
unresolved.
"""

from __future__ import annotations

import datetime as dt
import re
from calendar import month_name, monthrange

from ingest.documents import Span
from ingest.due import Anchor, Due

_SOON = 275  # days: what lies further off was hardly meant without its year
_MONTHS = {name: number for number, name in enumerate(month_name) if name}
_NAMED = re.compile(
    r"\b(?:[Bb]y|[Bb]efore|[Nn]o\s+later\s+than|[Nn]ot\s+later\s+than)\s+(?:the\s+)?"
    r"(?P<end>end\s+of\s+)?(?:(?P<day>[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?\s+(?:of\s+)?)?"
    rf"(?P<month>{'|'.join(_MONTHS)})\b(?!\s*,?\s*(?:\d|of\s+(?:the|each|every|next)\b|each\b|every\b))"
    r"(?!\s+[A-Z])"
)


def yearless(text: str, anchor: Anchor, timed: bool) -> Due | None:
    """The day or month that words name without a year; None where they name none so."""
    match = _NAMED.search(text)
    if match is None:
        return None
    span = Span(*match.span())
    day = _first(match, anchor)
    if day is None:
        return Due("relative", span, (), "The year is not stated.")
    exact = bool(match["day"] or match["end"])
    named = f"{day.day} {day:%B}" if exact else match["month"]
    rule = f"The year is not stated: the first {named} after {anchor.words}."
    if match["end"] and not match["day"]:
        rule += " The end of a month is read as its last day."
    return Due("date" if exact else "month", span, (day.isoformat()[: 10 if exact else 7],), rule)


def _first(match: re.Match[str], anchor: Anchor) -> dt.date | None:
    """The first such day after the anchor's, the last of a month for the month itself."""
    if anchor.day is None or len(anchor.day) != 10:
        return None
    since, month = dt.date.fromisoformat(anchor.day), _MONTHS[match["month"]]
    for year in (since.year, since.year + 1):
        last = monthrange(year, month)[1]
        day = dt.date(year, month, min(int(match["day"] or last), last))
        if day > since:
            return day if (day - since).days <= _SOON else None
    return None
