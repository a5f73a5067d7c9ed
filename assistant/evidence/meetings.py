"""Which meeting a question means, by the day, month and year that it names."""

from __future__ import annotations

import re
from functools import cache

from assistant.question.nouns import Question
from assistant.question.times import MONTHS
from ingest.corpus import Entry

_SHORT = "|".join(name[:3] for name in MONTHS)
_DAY = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?=(?:{_SHORT})[a-z]*\b)", re.I)


def months_named(question: Question) -> set[int]:
    """The months that a question names, with or without a year, 1 to 12."""
    return {MONTHS.index(name) + 1 for name in MONTHS if _month(name).search(question.text)}


def days_named(question: Question) -> set[int]:
    """The days of a month that a question names, 1 to 31."""
    return {int(day) for day in _DAY.findall(question.text)}


def of_the_day(question: Question, entry: Entry) -> bool:
    """Whether a paper is of the year, month and day asked of, as far as the question names any."""
    on = entry.issued_on or ""
    asked_and_told = (
        (set(question.years), on[:4]),
        (months_named(question), on[5:7]),
        (days_named(question), on[8:10]),
    )
    return all(not asked or int(told or 0) in asked for asked, told in asked_and_told)


@cache
def _month(name: str) -> re.Pattern[str]:
    if name == "may":  # in small letters a verb, unless beside a number
        return re.compile(r"\bMay\b|\d(?:st|nd|rd|th)? may\b|\bmay \d")
    return re.compile(rf"\b{name[:3]}(?:{name[3:]}|t)?\b", re.I)
