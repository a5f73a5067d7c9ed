"""How often a thing is to be done: "every six weeks", "monthly", "at each meeting"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.documents import Recurrence, Span, Unit

NUMBERS = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen twenty".split()
    )
}
COUNT = "|".join([*sorted(NUMBERS, key=len, reverse=True), r"\d{1,3}", "an?"])
UNIT = r"(?:working|calendar|school|business)?\s*(?:day|week|month|year)"
_TIMES = {"once": 1, "twice": 2, "three times": 3, "four times": 4}
_ADVERBS: dict[str, tuple[int, Unit]] = {
    "daily": (1, "day"), "weekly": (1, "week"), "fortnightly": (2, "week"),
    "monthly": (1, "month"), "bi-monthly": (2, "month"), "bimonthly": (2, "month"),
    "quarterly": (3, "month"), "termly": (4, "month"), "half-yearly": (6, "month"),
    "six-monthly": (6, "month"), "six monthly": (6, "month"), "6-monthly": (6, "month"),
    "6 monthly": (6, "month"), "three-monthly": (3, "month"), "six-weekly": (6, "week"),
    "six weekly": (6, "week"), "bi-annually": (6, "month"), "biannually": (6, "month"),
    "yearly": (1, "year"), "annually": (1, "year"), "annual": (1, "year"),
}  # fmt: skip
_SINGLE: dict[str, tuple[int, Unit]] = {
    "day": (1, "day"), "week": (1, "week"), "fortnight": (2, "week"), "month": (1, "month"),
    "quarter": (3, "month"), "year": (1, "year"), "meeting": (1, "meeting"),
    "working day": (1, "working day"), "term": (4, "month"),
}  # fmt: skip
_FORMS = re.compile(
    r"(?:at\s+least\s+|no\s+less\s+than\s+|a\s+minimum\s+of\s+)?"
    r"(?:(?P<times>once|twice|three\s+times|four\s+times)\s+)?"
    rf"(?:(?:in\s+)?every\s+(?P<count>{COUNT})(?P<upto>\s+(?:to|or)\s+(?:{COUNT}))?\s+(?P<unit>{UNIT})s\b"
    r"|(?:(?:at|for|in|on)\s+)?(?P<each>each|every)\s+(?:\w+\s+)?"
    r"(?P<single>working\s+day|day|week|fortnight|month|quarter|term|year|meeting)\b(?!['’]s)"
    r"|(?<=\s)(?P<per>a|an|per|in\s+each|each)\s+(?P<per_unit>day|week|fortnight|month|quarter"
    r"|term|year)\b"
    rf"|\b(?P<adverb>{'|'.join(sorted(map(re.escape, _ADVERBS), key=len, reverse=True))})\b)",
    re.I,
)
_REGULAR = re.compile(
    r"\bon\s+a\s+regular\s+basis\b|\bregular\s+(?:auditing|audits?|reports?|reviews?)\b"
    r"(?:\s+arrangements)?"
    r"|\b(?:audit|review|report|meet)\w*\s+(?:\w+\s+)?regularly\b|\bregularly\s+"
    r"(?:audit|review|report|meet)\w*",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Repeated:
    """A recurrence and where its words stand in the text given."""

    recurrence: Recurrence
    span: Span


def recurrence_in(text: str) -> Repeated | None:
    """The first recurrence of a text; one without a frequency only when there is no other."""
    for match in _FORMS.finditer(text):
        made = _recurrence(match)
        if made is not None:
            return Repeated(made, Span(*match.span()))
    regular = _REGULAR.search(text)
    if regular is None:
        return None
    return Repeated(Recurrence("regularly; frequency not stated"), Span(*regular.span()))


def count_of(words: str) -> int:
    """A number in words or figures; "a" is one."""
    folded = words.lower()
    return NUMBERS.get(folded) or (1 if folded in ("a", "an") else int(folded))


def unit_of(words: str) -> Unit:
    """ "working day", "day", "week", "month" or "year"; school and business days are working."""
    folded = " ".join(words.lower().split())
    if folded.endswith("day"):
        working = folded.split()[0] in ("working", "school", "business")
        return "working day" if working else "day"
    if folded.endswith("week"):
        return "week"
    return "month" if folded.endswith("month") else "year"


def _recurrence(match: re.Match[str]) -> Recurrence | None:
    times = _TIMES[" ".join(match["times"].lower().split())] if match["times"] else 1
    if match["count"]:
        every, unit = count_of(match["count"]), unit_of(match["unit"])
        if match["upto"]:  # no one rhythm, so none is given
            most = count_of(match["upto"].split()[-1])
            return Recurrence(f"every {every} to {most} {unit}s")
    elif match["single"]:
        every, unit = _SINGLE[" ".join(match["single"].lower().split())]
    elif match["per_unit"]:
        if not match["times"]:  # "£30 a week", "a year on"
            return None
        every, unit = _SINGLE[match["per_unit"].lower()]
    else:
        if not _tells(match):
            return None
        every, unit = _ADVERBS[match["adverb"].lower()]
    return Recurrence(recurrence_words(every, unit, times), every, unit, times)


def _tells(match: re.Match[str]) -> bool:
    """Whether "annual" and the like say how often a thing is done: of a review or report."""
    if match["adverb"].lower() != "annual":
        return True
    return bool(
        re.match(
            r"\s+(?:report|review|audit|update|survey|conversation)",
            match.string[match.end() :],
            re.I,
        )
    )


def recurrence_words(every: int, unit: Unit, times: int = 1) -> str:
    """ "every 6 weeks", "monthly", "twice a year", "at each meeting"."""
    if unit == "meeting":
        return "at each meeting"
    if times > 1:
        often = {2: "twice", 3: "three times", 4: "four times"}[times]
        return f"{often} a {unit}" if every == 1 else f"{often} every {every} {unit}s"
    named = {(1, "day"): "daily", (1, "week"): "weekly", (1, "month"): "monthly",
             (3, "month"): "every 3 months", (1, "year"): "yearly"}.get((every, unit))  # fmt: skip
    return named or (f"every {unit}" if every == 1 else f"every {every} {unit}s")
