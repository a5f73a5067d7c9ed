"""The days that a question allows: before, after, in, between."""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange

from ingest.dating import date_chains

_BEFORE = re.compile(
    r"\b(by|before|until|up to|as (?:at|of)|on or before|on"
    r"|to)\s+(?:the\s+)?$",
    re.I,
)
_AFTER = re.compile(r"\b(after|from|since|following|on or after|beyond)\s+(?:the\s+)?$", re.I)
_IN = re.compile(r"\b(?:in|during|for)\s+$", re.I)
_IN_YEAR = re.compile(r"\b(?:in|during|for) ((?:19|20)\d\d)\b", re.I)


def bounds_of(text: str) -> tuple[str | None, str | None]:
    """The last and the first day that the question allows, as far as it says."""
    before = after = None
    for chain in date_chains(text):
        lead = text[: chain.span.start]
        first, last = _days(chain.dates[0].iso), _days(chain.dates[-1].iso)
        if first is None or last is None:
            continue
        if re.search(
            r"\bbetween\s+(?:the"
            r"\s+)?$",
            lead,
            re.I,
        ) or (chain.is_range and _IN.search(lead)):
            return last[1], first[0]
        if match := _AFTER.search(lead):
            inclusive = match[1].lower() in ("from", "on or after")
            after = first[0] if inclusive else _day_after(first[1])
        elif match := _BEFORE.search(lead):
            exclusive = match[1].lower() == "before"
            before = day_before(first[0]) if exclusive else first[1]
        elif _IN.search(lead):
            return last[1], first[0]
    year = _IN_YEAR.search(text)
    if year and before is None and after is None:
        return f"{year[1]}-12-31", f"{year[1]}-01-01"
    return before, after


def _days(iso: str | None) -> tuple[str, str] | None:
    """The first and last day that a date covers."""
    if iso is None or len(iso) < 7:
        return None
    if len(iso) == 10:
        return iso, iso
    return f"{iso}-01", f"{iso}-{monthrange(int(iso[:4]), int(iso[5:]))[1]:02}"


def day_before(iso: str) -> str:
    """The day before a day, both YYYY-MM-DD."""
    return (dt.date.fromisoformat(iso) - dt.timedelta(days=1)).isoformat()


def _day_after(iso: str) -> str:
    return (dt.date.fromisoformat(iso) + dt.timedelta(days=1)).isoformat()
