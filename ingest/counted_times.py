"""Times counted from a day: "within one month of the date of this notice", "after six months".

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
from ingest.due import Anchor, Due
from ingest.recurrences import COUNT, NUMBERS, UNIT, count_of, unit_of

_RELATIVE = re.compile(
    rf"\bwithin\s+(?P<count>{COUNT})\s+(?P<unit>day|week|month|year)s?\s+"
    r"(?P<link>of|from|after|beginning\s+with)\s+(?:the\s+)?"
    r"(?P<anchor>(?:date|issue|issuing|publication|receipt|signing)(?:\s+of)?(?:\s+(?:this|the"
    r"|that))?"
    r"(?:\s+(?:further\s+)?(?:improvement\s+)?(?:notice|report|plan))?"
    r"|(?:issuing\s+)?this\s+(?:improvement\s+)?notice)",
    re.I,
)
_PAPER = (
    r"(?P<which{0}>this|the|that)\s+(?:further\s+|improvement\s+|statutory\s+){{0,2}}"
    r"(?P<paper{0}>notice|direction|report|letter|plan)\b"
)
_OWN_DATE = re.compile(
    r"(?:the\s+)?(?:(?:date\s+of\s+)?(?:its\s+|the\s+)?(?:issue|issuing|publication|signing)|date)\b"
    rf"(?:\s+(?:of\s+)?{_PAPER.format('')}|(?!\s+(?:of|on|that|when)\b))|{_PAPER.format(2)}",
    re.I,
)
# What a paper may be called in its own words, by what its times count from.
_NAMES = {
    "the notice": ("notice", "direction", "letter"),
    "the report": ("report", "letter"),
    "the plan": ("plan",),
    "the paper": ("report", "letter", "plan"),
}
_COUNTS = rf"(?:{COUNT})(?:\s*(?:,|and|or)\s*(?:again\s+after\s+)?(?:{COUNT}))*"
_TIME = re.compile(
    rf"\b(?P<how>within|after|in|no\s+later\s+than|not\s+more\s+than)\s+(?P<counts>{_COUNTS})\s+"
    rf"(?P<unit>{UNIT})s?(?P<possessive>['’])?(?=\W|$)"
    r"(?:\s+(?P<link>of|from|after|beginning\s+with|following)\s+(?P<anchor>[^,.;:()]{3,90}))?"
    rf"|\b(?P<counts2>{_COUNTS})\s+(?P<unit2>{UNIT})s?\s+(?P<link2>after|from|following)\s+"
    r"(?P<anchor2>[^,.;:()]{3,90})",
    re.I,
)
_AGAIN = re.compile(
    rf"\b(?:and\s+)?again\s+(?:after|in)\s+(?P<counts>{_COUNTS})\s+(?P<unit>{UNIT})s?\b", re.I
)
_BEFORE = re.compile(  # "at six months and at twelve months from ..."
    rf"\b(?P<counts>{_COUNTS})\s+(?P<unit>{UNIT})s?\s*(?:,\s*)?(?:and\s+)(?:again\s+)?(?:at\s+|after\s+)?$",
    re.I,
)
_LONGEST_ORIGIN = 90  # characters
_ANY_PAPER = Anchor(None, "")


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
        begun = text[match.start("anchor") : match.start("anchor") + _LONGEST_ORIGIN]
        if not _own(" ".join(begun.split()), _ANY_PAPER):
            continue
        words = match["count"].lower()
        count = NUMBERS.get(words) or (1 if words in ("a", "an") else int(words))
        inclusive = match["link"].lower().startswith("beginning")
        anchor = re.sub(r"\s+", " ", match["anchor"]).lower()
        found.append(
            RelativeDeadline(count, match["unit"].lower(), inclusive, anchor, Span(*match.span()))
        )
    return found


def resolve(deadline: RelativeDeadline, anchor: dt.date) -> dt.date:
    """The last day of the period that ``deadline`` counts from ``anchor``."""
    ends = anchor + _period(deadline.count, deadline.unit)
    return ends - dt.timedelta(days=1) if deadline.inclusive else ends


def counted_time(text: str, anchor: Anchor, timed: bool) -> Due | None:
    """The deadline that a text's times give, counted by rule or saying why not; None without one.

    ``timed`` is true of words that only say when: they count from the anchor unless they say else.
    """
    for match in _TIME.finditer(text):
        due = _counted_from(text, match, anchor, timed)
        if due is not None:
            return due
    return None


def _counted_from(text: str, match: re.Match[str], anchor: Anchor, timed: bool) -> Due | None:
    origin = _origin(match)
    if not origin and not _is_time(text, match):
        return None
    if origin and not _own(origin, anchor):
        span = Span(match.start(), match.start() + len(match.group().rstrip()))
        said = f"Counted from {_short(origin)}, whose date is not stated."
        return Due("relative", span, (), said)
    times = _beside(text, match, anchor)
    span = Span(match.start(), max(end for _, end in times))
    if not timed and not any(_origin(one) for one, _ in times):
        return Due("relative", span, (), "The words do not say what it is counted from.")
    return _computed(times, span, anchor)


def _computed(times: list[tuple[re.Match[str], int]], span: Span, anchor: Anchor) -> Due:
    unit = unit_of(times[0][0]["unit"] or times[0][0]["unit2"] or "day")
    if anchor.day is None or len(anchor.day) != 10:
        return Due("relative", span, (), f"{anchor.reason}.")
    if unit == "working day":
        said = f"Counted in working days from {anchor.words}; holidays are not known."
        return Due("relative", span, (), said)
    inclusive = (times[0][0]["link"] or "").lower().startswith("beginning")
    numbers = sorted({number for match, _ in times for number in _numbers(match)})
    dates = tuple(_counted(anchor.day, number, unit, inclusive) for number in numbers)
    which = "Corresponding date" if unit in ("month", "year") else f"{numbers[-1]} {unit}s"
    named = any(_origin(match) for match, _ in times)
    since = "" if named else ", since the words name no other day"
    return Due("relative", span, dates, f"{which}, counted from {anchor.words}{since}.")


def _beside(text: str, first: re.Match[str], anchor: Anchor) -> list[tuple[re.Match[str], int]]:
    """The times of a text that count from the document's own day in the first's unit, each with
    where its words end."""
    unit = unit_of(first["unit"] or first["unit2"])
    found = []
    place = first.start()
    while (match := _TIME.search(text, place)) is not None:
        end = match.start() + len(_own_words(match, anchor))
        place = max(end, match.start() + 1)
        origin = _origin(match)
        alike = unit_of(match["unit"] or match["unit2"]) == unit
        if alike and (_own(origin, anchor) if origin else _is_time(text, match)):
            found.append((match, end))
    before = _BEFORE.search(text[: first.start()])
    if before is not None and unit_of(before["unit"]) == unit:
        found.append((before, first.start()))
    for match in _AGAIN.finditer(text, first.end()):
        if all(match.start() >= end or match.start() < one.start() for one, end in found):
            found.append((match, match.end()))
    return found


def _numbers(match: re.Match[str]) -> list[int]:
    named = match.groupdict()
    counts = named.get("counts") or named.get("counts2") or ""
    return [count_of(one) for one in re.findall(rf"\b(?:{COUNT})\b", counts, re.I)]


def _origin(match: re.Match[str]) -> str:
    named = match.groupdict()
    return " ".join((named.get("anchor") or named.get("anchor2") or "").split())


def _own(origin: str, anchor: Anchor) -> str:
    """The words that name the paper's own day at the head of what a time is counted from; ""
    where that is another day ("the date of the referral", "publication of the strategy")."""
    match = _OWN_DATE.match(origin)
    if match is None:
        return ""
    which = (match["which"] or match["which2"] or "this").lower()
    paper = (match["paper"] or match["paper2"] or "").lower()
    others = paper and which != "this" and paper not in _NAMES.get(anchor.name, (paper,))
    return "" if others else match.group().rstrip()


def _own_words(match: re.Match[str], anchor: Anchor) -> str:
    """The match cut after the words of the document's own date."""
    named = match.groupdict()
    origin = named.get("anchor") or named.get("anchor2") or ""
    whole = match.group()
    if not origin:
        return whole.rstrip()
    own = _own(origin, anchor)
    return whole[: len(whole) - len(origin)] + own if own else whole.rstrip()


def _is_time(text: str, match: re.Match[str]) -> bool:
    """Whether a time without a beginning is by when, rather than how long something lasts."""
    how = (match.groupdict().get("how") or "").lower()
    if how.startswith(("within", "no", "not")):
        return not re.search(r"\b(?:another|second|repeat\w*|re-?referr\w*|previous)\b", text, re.I)
    before = text[: match.start()]
    review = re.search(r"\b(?:review\w*|place|report\w*|progress)\b", before, re.I)
    return how == "after" and review is not None


def _counted(day: str, number: int, unit: str, inclusive: bool) -> str:
    ends = dt.date.fromisoformat(day) + _period(number, unit)
    return (ends - dt.timedelta(days=1) if inclusive else ends).isoformat()


def _short(words: str) -> str:
    parts = words.split()
    return " ".join(parts[:10])


def _period(count: int, unit: str) -> relativedelta:
    """A count of a unit, as calendar time."""
    return relativedelta(
        days=count if unit == "day" else 0,
        weeks=count if unit == "week" else 0,
        months=count if unit == "month" else 0,
        years=count if unit == "year" else 0,
    )
