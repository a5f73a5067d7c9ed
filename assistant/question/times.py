"""The years and months that a question names."""

from __future__ import annotations

import re

MONTHS = (
    "january february march april may june july august september october november december".split()
)
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_SHORT_MONTHS = [month[:3] for month in MONTHS]
_MONTH_AND_YEAR = re.compile(rf"\b({'|'.join(_SHORT_MONTHS)})[a-z]*\.? ((?:19|20)\d\d)\b")
_YEAR_SPAN = re.compile(r"\b(20\d\d)[-/](\d{1,2})\b")
_MONTH_YEAR = re.compile(
    rf"\b(?:{'|'.join(MONTHS)}|sept|{'|'.join(_SHORT_MONTHS)})\.? (?=(?:19|20)\d\d\b)", re.I
)
_ANY_MONTH = re.compile(rf"\b(?:{'|'.join(MONTHS)}|sept|{'|'.join(_SHORT_MONTHS)})\b", re.I)
_SINCE = re.compile(
    rf"\b(?:since|after) (?:the )?(?:(?:{'|'.join(MONTHS)}|sept|{'|'.join(_SHORT_MONTHS)}) )?"
    r"(?P<year>(?:19|20)\d\d)\b"
)
_AT_END = re.compile(
    r"\b(?:(?:at|by|from|to|until|in) )?(?:the )?(?:end|start|beginning|middle|mid|early|late)"
    r"(?: of)?(?= [a-z]+ \d{4}|\s+of (?:the )?year)"
    r"|\b(?:at|by|from|to|until) the (?:end|start|beginning) of(?=\s+(?:the )?year)",
    re.I,
)


def years(folded: str) -> tuple[int, ...]:
    """The years of a folded question, ascending; "2010-11" is 2010 and 2011."""
    return tuple(sorted({int(year) for year in YEAR.findall(folded)} | _span_years(folded)))


def _span_years(folded: str) -> set[int]:
    """The second year of a school or financial year: 2008-9, 2010-11, 2011/12."""
    found = set()
    for first, last in _YEAR_SPAN.findall(folded):
        century = int(first) // 100 * 100
        second = century + int(last) if len(last) == 2 else int(first) // 10 * 10 + int(last)
        if second == int(first) + 1:
            found.add(second)
    return found


def since(folded: str) -> int | None:
    """The year from which on a question asks: "since 2020", "after August 2020"."""
    found = _SINCE.search(folded)
    return int(found["year"]) if found else None


def months(folded: str) -> tuple[str, ...]:
    """Months with their year: "june 2015" is 2015-06."""
    return tuple(
        f"{year}-{_SHORT_MONTHS.index(month) + 1:02d}"
        for month, year in _MONTH_AND_YEAR.findall(folded)
    )


def names_a_month(words: str) -> bool:
    """Whether a month stands among some words: "April-Nov" names a time and no thing."""
    return bool(_ANY_MONTH.search(words))


def names_month(months: tuple[str, ...], words: str) -> bool:
    """Whether a text names one of these months (YYYY-MM) with its year: "at 21 June 2017"."""
    return bool(set(months) & set(_months_of(words)))


def _months_of(words: str) -> tuple[str, ...]:
    return months(re.sub(r"\s+", " ", words).lower())


def without_times(text: str) -> str:
    """The text without the years and months that only say which document is meant."""
    spans = _YEAR_SPAN.sub(" ", _MONTH_YEAR.sub(" ", _AT_END.sub(" ", text)))
    return YEAR.sub(" ", spans)
