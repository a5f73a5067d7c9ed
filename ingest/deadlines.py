"""By when a thing is to be done: dates, months, times counted from a day, meetings, at once.

A computed date is never given without its rule. Months are counted by the
corresponding-date rule (Dodds v Walker [1981] 1 WLR 1027): the same day of the later
month, or its last day where it has none. "of", "from" and "after" leave the first day
out; "beginning with" counts it. A month that is named without a day stays a month. What
cannot be computed (a day that is not stated, an event without a date) says why.
"""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from dataclasses import dataclass

from dateutil.relativedelta import relativedelta

from ingest.dating import WrittenDate, date_chains
from ingest.documents import Deadline, DeadlineKind, Span
from ingest.recurrences import COUNT, NUMBERS, UNIT, Repeated, count_of, recurrence_in, unit_of

_RELATIVE = re.compile(
    rf"\bwithin\s+(?P<count>{COUNT})\s+(?P<unit>day|week|month|year)s?\s+"
    r"(?P<link>of|from|after|beginning\s+with)\s+(?:the\s+)?"
    r"(?P<anchor>(?:date|issue|issuing|publication|receipt|signing)(?:\s+of)?(?:\s+(?:this|the"
    r"|that))?"
    r"(?:\s+(?:further\s+)?(?:improvement\s+)?(?:notice|report|plan))?"
    r"|(?:issuing\s+)?this\s+(?:improvement\s+)?notice)",
    re.I,
)
_OWN_DATE = re.compile(
    r"^(?:the\s+)?(?:(?:date|issue|issuing|publication|signing)\b"
    r"(?!.*\b(?:plan|strategy|inspection)\b).*"
    r"|(?:issuing\s+)?this\s+(?:\w+\s+){0,2}(?:notice|report|plan|direction))$",
    re.I,
)
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
_MEETING = re.compile(
    r"\b(?:at|by|before)\s+(?:its|the|their)\s+(?P<which>first|second|third|fourth|fifth|sixth"
    r"|next|"
    r"inaugural|final)\s+(?:\w+\s+){0,3}meeting\b(?:\s+of\s+the\s+[A-Z][\w ]{2,40}?\b(?=[,.;)]"
    r"|$))?",
    re.I,
)
_AT_ONCE = re.compile(
    r"\bwith\s+immediate\s+effect\b|\bimmediately\b|\btake\s+immediate\s+(?:\w+\s+)?(?:action"
    r"|steps)\b"
    r"|\bas\s+a\s+matter\s+of\s+urgency\b|\bforthwith\b|^\W*urgently\b",
    re.I,
)
_EVENT = re.compile(
    r"\b(?:once|until|when)\s+the\s+necessary\s+[^,.;]{5,80}|\bonce\s+(?:the\s+"
    r"|all\s+)?[^,.;]{5,80}?"
    r"\b(?:has|have)\s+been\s+\w+"
    r"|\b(?:before|by)\s+the\s+end\s+of\s+(?:this|the)\s+(?:\w+\s+)?(?:notice|intervention"
    r"|period)\b",
    re.I,
)
_DUE = re.compile(
    r"(?:\b(?:by|before|no\s+later\s+than|not\s+later\s+than|until|due|ending"
    r"|deadline(?:\s+(?:of|is|:))?|target\s+date:?|completed?\s+(?:by|in)|timescale:?)"
    r"|\bby\s+(?:the\s+)?(?:end|middle|start|beginning)\s+(?:of|in)?"
    r"|\b(?:at|before)\s+the\s+end\s+of|\bend\s+of)\s*(?:the\s+)?$",
    re.I,
)
_HELD_IN = re.compile(
    r"\b(?:in|on|during|from|at\s+the\s+end\s+of)\s*(?:the\s+)?(?:early\s+|late\s+|mid[- ])?$", re.I
)
_PAST = re.compile(
    r"\b(?:published|dated|issued|revised|updated|judged|inspected|undertaken|carried\s+out"
    r"|approved|agreed"
    r"|received|reported|signed|since|as\s+at|as\s+of|baseline|in\s+the\s+year\s+to"
    r"|year\s+ended|held)\s+"
    r"(?:(?:in|on|of|from|to|by|at)\s+)*(?:the\s+)?(?:\d+\s+)?$"
    r"|\b(?:inspection|report|letter|notice|meetings?|minutes|guidance|act|regulations)\s+"
    r"(?:(?:of|from|dated|held\s+(?:on|in))\s+)?(?:the\s+)?(?:\d+\s+)?$",
    re.I,
)
_TO_BE = re.compile(r"\bbe\s+(?:\w+\s+)?$", re.I)  # "to be agreed by" is yet to come
_CUE = re.compile(
    r"\b(?:by|before|no\s+later\s+than|not\s+later\s+than|until|in|on|from|at|during"
    r"|due)\s+(?:the\s+)?"
    r"(?:(?:end|start|middle|beginning)\s+(?:of\s+)?)?(?:the\s+)?$",
    re.I,
)
_END_OF = re.compile(r"\bend\s+(?:of\s+)?(?:the\s+)?$", re.I)
_FUTURE = re.compile(
    r"\b(?:will|shall|should|must|is\s+to|are\s+to|expect\w*|to\s+be|review)\b", re.I
)
_JOINED = re.compile(r"^\s*(?:,|and"
                     r"|,\s*and)?\s*(?:with\s+)?(?:an?\s+)?(?:[a-z]+\s+){0,6}?(?:held"
                     r"\s+)?(?:in|at\s+the\s+"
                     r"end\s+of|on|by)\s+(?:the\s+)?$", re.I)  # fmt: skip


@dataclass(frozen=True, slots=True)
class RelativeDeadline:
    """The words of a deadline counted from another date. ``span`` is in the text given."""

    count: int
    unit: str
    inclusive: bool
    anchor: str
    span: Span


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


def relative_deadlines(text: str) -> list[RelativeDeadline]:
    """Every deadline in a text that is counted from the date of the document or its like."""
    found = []
    for match in _RELATIVE.finditer(text):
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


def due_in(text: str, anchor: Anchor, *, timed: bool = False) -> Due | None:
    """The deadline that a duty's words give; None where they give none.

    The firmest is taken: dates, then times counted from a day, meetings, at once, what recurs,
    and last events. ``timed`` is true of words that only say when (a column "By when", a heading
    "Within three months:"): every date in them is due, and their times count from the anchor.
    Words stand on one line.
    """
    for reader in (_dated, _timed, _met, _at_once, _repeated, _awaited):
        found = reader(text, anchor, timed)
        if found is not None:
            return found
    return None


def dates_in(text: str, *, timed: bool = False) -> list[tuple[str, Span]]:
    """The dates of a text that are points in time to come (all, if ``timed``), with its words."""
    found: list[tuple[str, Span]] = []
    for chain in date_chains(text):
        before = text[: chain.span.start]
        if not timed and not _is_due(text, before, chain.span, found):
            continue
        for date in chain.dates:
            iso = _iso(date, text)
            if iso and len(iso) > 4:
                found.append((iso, date.span))
    return found


def _is_due(text: str, before: str, span: Span, found: list[tuple[str, Span]]) -> bool:
    past = _PAST.search(before)
    if past and not _TO_BE.search(before[: past.start()]):
        return False
    if _DUE.search(before):
        return True
    if found and _JOINED.match(text[found[-1][1].end : span.start]):
        return True
    return bool(_HELD_IN.search(before) and _FUTURE.search(before))


def _dated(text: str, anchor: Anchor, timed: bool) -> Due | None:
    found = dates_in(text, timed=timed)
    if not found:
        return None
    dates = tuple(dict.fromkeys(iso for iso, _ in found))
    first, last = found[0][1], found[-1][1]
    start = _cue(text, first.start)
    day = len(max(dates)) == 10
    return Due(
        "date" if day else "month", Span(start, last.end), dates, _date_rule(dates, text, found)
    )


def _date_rule(dates: tuple[str, ...], text: str, found: list[tuple[str, Span]]) -> str:
    ended = any(_END_OF.search(text[: span.start]) for _, span in found)
    parts = []
    if ended:
        parts.append("the end of a month is read as its last day")
    if any(len(date) == 7 for date in dates):
        parts.append("a month is named, no day")
    if not parts:
        parts.append("the date is stated")
    if len(dates) > 1:
        parts.append("the last of the dates is the final one")
    said = "; ".join(parts)
    return f"{said[0].upper()}{said[1:]}."


def _cue(text: str, start: int) -> int:
    """Where the words before a date begin that make it a deadline ("by", "at the end of")."""
    match = _CUE.search(text[max(0, start - 40) : start])
    return start - len(match.group()) if match else start


def _iso(date: WrittenDate, text: str) -> str | None:
    """The date, the end of a month as its last day."""
    iso = date.iso
    if date.year is None or date.month is None or date.precision != "month":
        return iso
    if _END_OF.search(text[: date.span.start]):
        return f"{iso}-{monthrange(date.year, date.month)[1]:02}"
    return iso


def _timed(text: str, anchor: Anchor, timed: bool) -> Due | None:
    for match in _TIME.finditer(text):
        due = _counted_from(text, match, anchor, timed)
        if due is not None:
            return due
    return None


def _counted_from(text: str, match: re.Match[str], anchor: Anchor, timed: bool) -> Due | None:
    origin = _origin(match)
    if not origin and not _is_time(text, match):
        return None
    if origin and not _is_own(origin):
        span = Span(match.start(), match.start() + len(match.group().rstrip()))
        said = f"Counted from {_short(origin)}, whose date is not stated."
        return Due("relative", span, (), said)
    times = _beside(text, match)
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


def _beside(text: str, first: re.Match[str]) -> list[tuple[re.Match[str], int]]:
    """The times of a text that count from the document's own day in the first's unit, each with
    where its words end."""
    unit = unit_of(first["unit"] or first["unit2"])
    found = []
    place = first.start()
    while (match := _TIME.search(text, place)) is not None:
        end = match.start() + len(_own_words(match))
        place = max(end, match.start() + 1)
        origin = _origin(match)
        alike = unit_of(match["unit"] or match["unit2"]) == unit
        if alike and (_is_own(origin) if origin else _is_time(text, match)):
            found.append((match, end))
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


def _is_own(origin: str) -> bool:
    return bool(_OWN_DATE.match(origin) or _OWN_DATE.match(_head(origin)))


def _own_words(match: re.Match[str]) -> str:
    """The match cut after the words of the document's own date."""
    named = match.groupdict()
    origin = named.get("anchor") or named.get("anchor2") or ""
    whole = match.group()
    if not origin:
        return whole.rstrip()
    return whole[: len(whole) - len(origin)] + _head(origin)


def _head(origin: str) -> str:
    """The anchor's own words, before what follows them in the sentence."""
    match = re.match(
        r"(?:the\s+)?(?:date|issue|issuing|publication|receipt|signing)(?:\s+of)?(?:\s+(?:this"
        r"|the|that))?"
        r"(?:\s+(?:further\s+)?(?:improvement\s+)?(?:notice|report|direction|plan))?"
        r"|(?:issuing\s+)?(?:this|the)\s+(?:further\s+)?(?:improvement\s+)?notice",
        origin,
        re.I,
    )
    return match.group().rstrip() if match else origin


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


def _met(text: str, anchor: Anchor, timed: bool) -> Due | None:
    match = _MEETING.search(text)
    if match is None:
        return None
    which = match["which"].lower()
    return Due(
        "ordinal_meeting", Span(*match.span()), (), f"The {which} meeting; its date is not stated."
    )


def _at_once(text: str, anchor: Anchor, timed: bool) -> Due | None:
    match = _AT_ONCE.search(text)
    return (
        Due("immediate", Span(*match.span()), (), "At once; no date is stated.") if match else None
    )


def _repeated(text: str, anchor: Anchor, timed: bool) -> Due | None:
    found = recurrence_in(text)
    return Due("recurring", found.span, (), recurring_rule(found)) if found else None


def recurring_rule(found: Repeated) -> str:
    """Why a thing that recurs has no date."""
    recurrence = found.recurrence
    if recurrence.every is None and not recurrence.words.startswith("every"):
        return "Frequency not stated."
    said = recurrence.words
    return f"{said[0].upper()}{said[1:]}; no day to begin from is stated."


def _awaited(text: str, anchor: Anchor, timed: bool) -> Due | None:
    match = _EVENT.search(text)
    if match is None:
        return None
    said = "Depends on an event whose date is not stated."
    return Due("relative", Span(*match.span()), (), said)


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


def _day_words(iso: str | None) -> str:
    if iso is None:
        return "an unknown date"
    day = dt.date.fromisoformat(iso)
    return f"{day.day} {day:%B %Y}"


NO_DEADLINE = Deadline()
