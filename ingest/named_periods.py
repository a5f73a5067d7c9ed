"""Deadlines that name a period: "the end of Q3 2019/20", "this financial year", "autumn term 2016".

A financial year runs from 1 April to 31 March (Interpretation Act 1978, Schedule 1), so that its
quarters have dates. School terms and years, council years and seasons have no dates of their own,
and a quarter of one bare year may be of either sort of year: these stay unresolved and say why.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.documents import Span
from ingest.due import Anchor, Due

_YEARS = r"(?P<{0}>(?:20)?\d\d)\s*[/–-]\s*(?:20)?(?P<{0}_next>\d\d)(?!\d)"
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4, "last": 4}
_NUMBER = rf"(?:q|qtr\.?|quarter)\s?(?P<number>[1-4])|(?P<word>{'|'.join(_ORDINALS)})\s+quarter"
_OF = r"\s*(?:of|in|,|-|–)?\s*(?:the\s+)?(?:financial\s+year\s+)?\(?(?:fy\s*)?"
_CUE = (
    r"(?P<cue>\b(?:by|before|no\s+later\s+than|until|during|in|at|from|due|within)\s+)?(?:the\s+)?"
    r"(?P<edge>(?:end|start|beginning|close)\s+(?:of\s+)?(?:the\s+)?)?"
)
_QUARTER = re.compile(
    rf"{_CUE}(?:\b(?:{_NUMBER}){_OF}{_YEARS.format('year')}\)?"
    rf"|\b{_YEARS.format('before')}\s*,?\s*\(?(?:q|qtr\.?|quarter)\s?(?P<after>[1-4])\b\)?)",
    re.I,
)
_YEAR = re.compile(
    rf"{_CUE}(?:(?:financial\s+year|\bfy)\s*(?:of\s+)?\(?{_YEARS.format('year')}\)?"
    rf"|\b{_YEARS.format('before')}\s+financial\s+year"
    r"|(?P<named>this|the|current|the\s+current|same)?\s*\bfinancial\s+year(?:[-\s]end)?)",
    re.I,
)
_CALENDAR = re.compile(
    r"(?P<cue>\b(?:by|before|at)\s+)?(?:the\s+)?(?P<edge>end\s+of\s+(?:the\s+)?(?:calendar\s+year\s+)?)"
    r"(?P<year>20\d\d)(?![\d/–-])",
    re.I,
)
_VAGUE: tuple[tuple[str, str], ...] = (
    (r"(?:autumn|spring|summer|michaelmas|lent|school|this|next|current)\s+(?:half\s+)?term\b"
     r"(?:\s+(?:of\s+)?20\d\d(?:\s*[/–-]\s*\d\d)?)?|half[\s-]term\b(?:\s+20\d\d)?",
     "School terms differ from place to place; their dates are not stated."),
    (r"(?:academic|school)\s+year\b(?:\s+(?:of\s+)?20\d\d\s*[/–-]\s*(?:20)?\d\d)?"
     r"|20\d\d\s*[/–-]\s*(?:20)?\d\d\s+(?:academic|school)\s+year",
     "School years differ from place to place; their dates are not stated."),
    (r"(?:municipal|council|civic)\s+year\b(?:\s+20\d\d\s*[/–-]\s*(?:20)?\d\d)?",
     "A council's year turns at its annual meeting, whose date is not stated."),
    (r"(?:early\s+|late\s+)?(?:spring|summer|autumn|winter)\s+(?:of\s+)?20\d\d\b",
     "A season is named, no date."),
    (r"(?:q|qtr\.?|quarter\s?)[1-4](?:\s+(?:of\s+)?20\d\d(?!\s*[/–-]\s*\d))?\b"
     r"|(?:first|second|third|fourth|final)\s+quarter(?:\s+(?:of\s+)?20\d\d(?!\s*[/–-]\s*\d))?\b",
     "The words do not say of which year, calendar or financial, the quarter is."),
    (r"20\d\d\s*[/–-]\s*(?:20)?\d\d(?!\d)",
     "A year of two halves is named, no day in it."),
)  # fmt: skip
_VAGUE_CUE = (
    r"(?:\b(?:by|before|no\s+later\s+than|during|in|within)\s+|\bfor\s+)(?:the\s+)?"
    r"(?:(?:end|start|beginning|middle)\s+of\s+)?(?:the\s+)?"
)


@dataclass(frozen=True, slots=True)
class _Named:
    """A period's edge as a day, the words that name it, and the rule."""

    day: str
    span: Span
    rule: str


def dated_period(text: str, anchor: Anchor, timed: bool) -> Due | None:
    """The days of the quarters and years that words name, by their rule; None without one.

    ``timed`` is true of words that only say when; else a word such as "by" must stand before.
    """
    found = [one for one in _all(text, anchor) if one is not None]
    found = [one for one in found if timed or _is_due(text, one.span)]
    if not found:
        return None
    last = max(found, key=lambda one: one.day)
    days = tuple(dict.fromkeys(one.day for one in found))
    span = Span(min(one.span.start for one in found), max(one.span.end for one in found))
    return Due("date", span, days, last.rule)


def vague_period(text: str, anchor: Anchor, timed: bool) -> Due | None:
    """A period without dates of its own, with the reason; None where none is named."""
    for pattern, reason in _VAGUE:
        match = re.search(rf"{_VAGUE_CUE}(?:{pattern})", text, re.I)
        if match is None and timed:
            match = re.search(rf"\b(?:{pattern})", text, re.I)
        if match is not None and not (pattern.startswith("20") and not timed):
            return Due("relative", Span(*match.span()), (), reason)
    return _yearless(text, anchor, timed)


def _yearless(text: str, anchor: Anchor, timed: bool) -> Due | None:
    """ "This financial year" in a paper without a date."""
    for match in _YEAR.finditer(text):
        unknown = not (match["year"] or match["before"]) and anchor.day is None
        if unknown and (timed or match["cue"] or match["edge"]):
            return Due("relative", Span(*match.span()), (), f"{anchor.reason}.")
    return None


def _all(text: str, anchor: Anchor) -> Iterator[_Named | None]:
    taken: list[Span] = []
    for match in _QUARTER.finditer(text):
        taken.append(Span(*match.span()))
        yield _quarter(match)
    for match in _YEAR.finditer(text):
        if all(match.end() <= one.start or match.start() >= one.end for one in taken):
            yield _financial_year(match, anchor)
    for match in _CALENDAR.finditer(text):
        day, span = f"{match['year']}-12-31", Span(*match.span())
        yield _Named(day, span, "The end of a year is read as its last day.")


def _quarter(match: re.Match[str]) -> _Named | None:
    begins = _first_year(match)
    if begins is None:
        return None
    written = match["number"] or match["after"]
    number = int(written) if written else _ORDINALS[match["word"].lower()]
    first = dt.date(begins + (number == 4), (1, 4, 7, 10)[number % 4], 1)
    after = dt.date(first.year + (first.month == 10), (first.month + 3 - 1) % 12 + 1, 1)
    opens = _opens(match)
    day = first if opens else after - dt.timedelta(days=1)
    which = ("first", "second", "third", "fourth")[number - 1]
    rule = (
        f"The {which} quarter of the financial year {_years(begins)} (1 April to 31 March) "
        f"{'begins' if opens else 'ends'} on {day.day} {day:%B %Y}."
    )
    return _Named(day.isoformat(), Span(*match.span()), rule)


def _financial_year(match: re.Match[str], anchor: Anchor) -> _Named | None:
    begins, since = _first_year(match), ""
    if match["year"] is None and match["before"] is None:
        if anchor.day is None or len(anchor.day) != 10:
            return None
        issued = dt.date.fromisoformat(anchor.day)
        begins = issued.year - ((issued.month, issued.day) < (4, 1))
        since = f", in which {anchor.words} falls,"
    if begins is None:
        return None
    opens = _opens(match)
    if since and opens:
        return None  # the start of the year at hand lies behind; of which year is not said
    day = dt.date(begins, 4, 1) if opens else dt.date(begins + 1, 3, 31)
    verb = "begins on 1 April" if opens else "ends on 31 March"
    rule = f"The financial year {_years(begins)}{since} {verb} {day.year}."
    return _Named(day.isoformat(), Span(*match.span()), rule)


def _first_year(match: re.Match[str]) -> int | None:
    """The year in which a year of two halves begins; None where the second does not follow."""
    name = "year" if match["year"] else "before" if match["before"] else None
    if name is None:
        return None
    begins = int(match[name]) % 100 + 2000
    return begins if (begins + 1) % 100 == int(match[f"{name}_next"]) else None


def _opens(match: re.Match[str]) -> bool:
    return (match["edge"] or "").lower().startswith(("start", "beginning"))


def _years(begins: int) -> str:
    return f"{begins}/{(begins + 1) % 100:02}"


def _is_due(text: str, span: Span) -> bool:
    """Whether the words make the period's end a time to come ("by", "the end of")."""
    said = span.cut(text)
    before = text[max(0, span.start - 24) : span.start]
    if re.search(r"\b(?:since|in|from|during|of|for|to)\s+(?:the\s+)?$", before, re.I):
        return False
    return bool(
        re.match(r"(?:by|before|no\s+later\s+than|until|due|at)\s", said, re.I)
        or re.match(r"(?:the\s+)?end\s", said, re.I)
    )
