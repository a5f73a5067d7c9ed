"""The grammar of written dates: days, months, lists and ranges that share a month or year.

Pure functions over text. Nothing is guessed: a date without a year keeps none, and
"may" or "march" count as months only where a number or a capital says so.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from ingest.documents import Precision, Span

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
_NUMERALS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_ROMAN = {numeral: number for number, numeral in enumerate(_NUMERALS, start=1)}
_LOOK_ALIKES = str.maketrans(
    {"]": "1", "[": "1", "I": "1", "l": "1", "|": "1", "!": "1", "O": "0", "o": "0"}
)

_MONTH = r"(?:" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_YEAR = r"(?:19|20)\d\d(?!\d)"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:\s?(?:st|nd|rd|th)\b)?(?!\d)"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_DATED = rf"(?P<day>{_DAY})(?:\s*(?:of\s+)?(?P<month>{_MONTH}),?(?:\s*(?P<year>{_YEAR}))?)?"
_AMERICAN = rf"(?P<month>{_MONTH})\s+(?P<day>{_DAY}),\s*(?P<year>{_YEAR})"
_MONTHLY = rf"(?P<month>{_MONTH}),?(?:\s+(?:of\s+)?(?P<year>{_YEAR}))?"
_ITEMS = tuple(re.compile(_WEEKDAY + form, re.IGNORECASE) for form in (_AMERICAN, _DATED, _MONTHLY))
_START = re.compile(rf"(?<![\w.£/-]){_WEEKDAY}(?:the\s+)?(?:{_DAY}|{_MONTH})", re.IGNORECASE)
_LINK = re.compile(
    r"\s*(?:(to|until|and|or|&|,\s*and|,)(?=\s)\s+|([-–—])\s*)(?:the\s+)?", re.IGNORECASE
)
_NUMERIC = re.compile(
    r"(?<![\w.£/-])(?P<day>0?[1-9]|[12]\d|3[01])(?P<mark>\s?[./-]\s?)(?P<month>0?[1-9]|1[0-2])"
    r"(?P=mark)(?P<year>(?:19|20)\d\d|\d\d)(?![\w/])(?!\.\d)"
)
_ISO = re.compile(
    r"(?<![\d-])(?P<year>(?:19|20)\d\d)-(?P<month>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01])(?!\d)"
)


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date as far as it is written; the span covers its own words."""

    year: int | None
    month: int | None
    day: int | None
    span: Span

    @property
    def iso(self) -> str | None:
        """YYYY-MM-DD, YYYY-MM or YYYY; None without a year."""
        if self.year is None:
            return None
        parts = [f"{self.year:04d}"]
        if self.month is not None:
            parts.append(f"{self.month:02d}")
            if self.day is not None:
                parts.append(f"{self.day:02d}")
        return "-".join(parts)

    @property
    def precision(self) -> Precision:
        """How exact the date is."""
        if self.day is not None and self.month is not None:
            return "day"
        return "month" if self.month is not None else "year"


@dataclass(frozen=True, slots=True)
class DateChain:
    """Dates written together ("5 to 16 March 2012"), with the words that join them."""

    dates: tuple[WrittenDate, ...]
    links: tuple[str, ...]
    span: Span

    @property
    def is_range(self) -> bool:
        """Two dates joined by "to" or a dash."""
        return len(self.dates) == 2 and self.links[0] in {"to", "until", "-"}


def date_chains(text: str, start: int = 0, end: int | None = None) -> Iterator[DateChain]:
    """Every date of ``text[start:end]`` in order, those written together kept together."""
    stop = len(text) if end is None else end
    place = start
    while place < stop:
        found = _first(text, place, stop)
        if found is None:
            return
        begin, chain = found
        if chain is None:
            place = begin + 1
        else:
            yield chain
            place = chain.span.end


def written_dates(text: str, start: int = 0, end: int | None = None) -> list[WrittenDate]:
    """Every date of ``text[start:end]``, in order."""
    return [date for chain in date_chains(text, start, end) for date in chain.dates]


def _first(text: str, place: int, stop: int) -> tuple[int, DateChain | None] | None:
    matches = [
        match for form in (_START, _NUMERIC, _ISO) if (match := form.search(text, place, stop))
    ]
    if not matches:
        return None
    first = min(matches, key=lambda match: (match.start(), -match.end()))
    if first.re is _START:
        return first.start(), _chain(text, first.start(), stop)
    return first.start(), _numeric_chain(text, first)


def _numeric_chain(text: str, match: re.Match[str]) -> DateChain | None:
    date = _number_date(match)
    if date is None:
        return None
    link = _LINK.match(text, date.span.end)
    if link is not None and (other := match.re.match(text, link.end())) is not None:
        later = _number_date(other)
        if later is not None:
            return DateChain((date, later), (_link_word(link),), Span(match.start(), other.end()))
    return DateChain((date,), (), date.span)


def _number_date(match: re.Match[str]) -> WrittenDate | None:
    year = int(match["year"])
    if year < 100:
        year += 2000
    return _real(WrittenDate(year, int(match["month"]), int(match["day"]), Span(*match.span())))


def _chain(text: str, begin: int, stop: int) -> DateChain | None:
    items: list[WrittenDate] = []
    links: list[str] = []
    place = begin
    while (item := _item(text, place, stop)) is not None:
        items.append(item)
        link = _LINK.match(text, item.span.end, stop)
        if link is None:
            break
        links.append(_link_word(link))
        place = link.end()
    return _resolved(items, links)


def _item(text: str, place: int, stop: int) -> WrittenDate | None:
    for form in _ITEMS:
        match = form.match(text, place, stop)
        if match is None:
            continue
        parts = match.groupdict()
        day = re.match(r"\d+", parts.get("day") or "")
        month = parts["month"]
        if day is None and not (month or "").istitle() and not (month or "").isupper():
            continue
        end = match.end()
        while text[end - 1] in ",. \n\t":
            end -= 1
        return WrittenDate(
            int(parts["year"]) if parts["year"] else None,
            _MONTHS[month.lower().rstrip(".")] if month else None,
            int(day.group()) if day else None,
            Span(match.start(), end),
        )
    return None


def _resolved(items: list[WrittenDate], links: list[str]) -> DateChain | None:
    """Months and years filled from the right; what stays without a month is cut off."""
    while items and items[-1].month is None:
        items.pop()
    if not items:
        return None
    filled = [items[-1]]
    for item in reversed(items[:-1]):
        filled.insert(0, _filled(item, filled[0]))
    real = [date for date in map(_real, filled) if date is not None]
    if len(real) != len(filled) or not _is_dated(real):
        return None
    return DateChain(
        tuple(real), tuple(links[: len(real) - 1]), Span(real[0].span.start, real[-1].span.end)
    )


def _filled(item: WrittenDate, later: WrittenDate) -> WrittenDate:
    month = item.month if item.month is not None else later.month
    year = item.year
    if year is None and later.year is not None:
        crossing = month is not None and later.month is not None and month > later.month
        year = later.year - 1 if crossing else later.year
    return replace(item, month=month, year=year)


def _is_dated(dates: list[WrittenDate]) -> bool:
    """A month alone is a date only with a year: "in May", "March" and "may" are not."""
    return all(date.day is not None or date.year is not None for date in dates)


def _real(date: WrittenDate) -> WrittenDate | None:
    if date.day is None or date.month is None:
        return date
    return date if date.day <= monthrange(date.year or 2000, date.month)[1] else None


def _link_word(link: re.Match[str]) -> str:
    word = (link[1] or link[2]).lower().replace("–", "-").replace("—", "-")
    return word.replace("&", "and").replace(",", "and") if word != "until" else word


def hand_date(text: str, start: int, end: int, years: Iterable[int]) -> WrittenDate | None:
    """A date from a signature field that was read off a scanned hand ("27. ix - 1]").

    Look-alikes of 1 and 0 are read as digits, small Roman numerals as months. The year
    must fit the other ``years`` of the document (from the earliest to one after the
    latest); without a fit there is no date.
    """
    field = text[start:end]
    marks = list(re.finditer(r"[^\s./\-–—,]+", field))
    if len(marks) != 3:
        return None
    day, month, year = (mark.group() for mark in marks)
    numbers = (_digits(day), _ROMAN.get(month.lower()) or _digits(month), _digits(year))
    if numbers[0] is None or numbers[1] is None or numbers[2] is None:
        return None
    full = numbers[2] + 2000 if numbers[2] < 100 else numbers[2]
    known = list(years)
    if known and not min(known) <= full <= max(known) + 1:
        return None
    if not (1 <= numbers[1] <= 12 and numbers[0] >= 1):
        return None
    span = Span(start + marks[0].start(), start + marks[2].end())
    return _real(WrittenDate(full, numbers[1], numbers[0], span))


def _digits(mark: str) -> int | None:
    number = mark.translate(_LOOK_ALIKES)
    return int(number) if number.isdigit() and len(number) in {1, 2, 4} else None


def years_in(text: str) -> set[int]:
    """The years that a text names in full, from 1990 on."""
    return {int(year) for year in re.findall(r"(?<!\d)(?:199|20\d)\d(?!\d)", text)}
