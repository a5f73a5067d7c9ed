"""By when a thing is to be done: dates, months, times counted from a day, meetings, at once.

A computed date is never given without its rule (``counted_times``). A month that is named without
a day stays a month. What cannot be computed (a day that is not stated, an event without a date)
says why.
"""

from __future__ import annotations

import re
from calendar import monthrange

from ingest.counted_times import counted_time
from ingest.dating import WrittenDate, date_chains
from ingest.documents import Deadline, Span
from ingest.due import Anchor, Due
from ingest.named_periods import dated_period, vague_period
from ingest.recurrences import Repeated, recurrence_in
from ingest.yearless import yearless

_MEETING = re.compile(
    r"\b(?:at|by|before)\s+(?:its|the|their)\s+"
    r"(?P<which>first|second|third|fourth|fifth|sixth|next|inaugural|final)\s+"
    r"(?:\w+\s+){0,3}meeting\b(?:\s+of\s+the\s+[A-Z][\w ]{2,40}?\b(?=[,.;)]|$))?",
    re.I,
)
_AT_ONCE = re.compile(
    r"\bwith\s+immediate\s+effect\b|\bimmediately\b"
    r"|\btake\s+immediate\s+(?:\w+\s+)?(?:action|steps)\b"
    r"|\bas\s+a\s+matter\s+of\s+urgency\b|\bforthwith\b|^\W*urgently\b",
    re.I,
)
_EVENT = re.compile(
    r"\b(?:once|until|when)\s+the\s+necessary\s+[^,.;]{5,80}"
    r"|\bonce\s+(?:the\s+|all\s+)?[^,.;]{5,80}?\b(?:has|have)\s+been\s+\w+"
    r"|\b(?:before|by)\s+the\s+end\s+of\s+(?:this|the)\s+(?:\w+\s+)?"
    r"(?:notice|intervention|period)\b",
    re.I,
)
_DUE = re.compile(
    r"(?:\b(?:by|before|no\s+later\s+than|not\s+later\s+than|until(?:\s+at\s+least)?|due|ending"
    r"|deadline(?:\s+(?:of|is|:))?|target\s+date:?|completed?\s+(?:by|in)|timescale:?)"
    r"|\bby\s+(?:the\s+)?(?:end|middle|start|beginning)\s+(?:of|in)?"
    r"|\b(?:to|for)\s+(?:the|its|a)\s+(?:\w+\s+){0,2}?meeting\s+(?:on|in|of)"
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
_BEGINS = re.compile(
    r"\b(?:start(?:s|ed|ing)?|commenc(?:e|es|ed|ing)|ongoing|beg[iau]n(?:s|ning)?)\s+"
    r"(?:from\s+|in\s+|on\s+)?(?:the\s+)?$|^\W*from\s+(?:the\s+)?$",
    re.I,
)
_FROM = re.compile(rf"{_BEGINS.pattern}|\bfrom\s+(?:the\s+)?$", re.I)
_GOES_ON = re.compile(r"\s*(?:onwards?\b|(?:[-–,]|and|then)\s*ongoing\b)", re.I)
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
_OCCASION = re.compile(  # "report to Ministers in March 2015", said of a duty
    r"(?:^\W*|\bto\s+)(?:report|meet|publish|hold|submit|convene|bring|present)\b(?!.*\w(?:ed|held)\s+(?:in|on)\s+$)",
    re.I,
)
_JOINED = re.compile(
    r"^\s*(?:,|and|,\s*and)?\s*(?:with\s+)?(?:an?\s+)?(?:[a-z]+\s+){0,6}?(?:held\s+)?"
    r"(?:in|at\s+the\s+end\s+of|on|by)\s+(?:the\s+)?$",
    re.I,
)


def due_in(text: str, anchor: Anchor, *, timed: bool = False) -> Due | None:
    """The deadline that a duty's words give; None where they give none.

    The firmest is taken: dates, then times counted from a day, meetings, at once, what recurs,
    and last events. ``timed`` is true of words that only say when (a column "By when", a heading
    "Within three months:"): every date in them is due, and their times count from the anchor.
    Words stand on one line.
    """
    for reader in (
        _dated, dated_period, yearless, counted_time, vague_period, _met, _at_once, _repeated,
        _awaited,
    ):  # fmt: skip
        found = reader(text, anchor, timed)
        if found is not None:
            return found
    return None


def dates_in(text: str, *, timed: bool = False) -> list[tuple[str, Span]]:
    """The dates of a text that are points in time to come (all, if ``timed``), with its words."""
    found: list[tuple[str, Span]] = []
    for chain in date_chains(text):
        before = text[: chain.span.start]
        begins = _FROM if timed else _BEGINS  # "monthly from April"
        goes_on = begins.search(before) or _GOES_ON.match(text, chain.span.end)
        if goes_on or not (timed or _is_due(text, before, chain.span, found)):
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
    return bool(_HELD_IN.search(before) and (_FUTURE.search(before) or _OCCASION.search(before)))


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


NO_DEADLINE = Deadline()
