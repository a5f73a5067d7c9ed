"""Numbers, dates, bounds and frequencies in words, so that two texts can be compared."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.question.times import MONTHS

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_ORDINALS = {
    word: number
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(),
        1,
    )
}
_WORDS = {
    **{word: number for number, word in enumerate(_ONES)},
    **{word: number * 10 for number, word in enumerate(_TENS, 2)},
    **{
        f"{ten}-{one}": tens * 10 + ones
        for tens, ten in enumerate(_TENS, 2)
        for ones, one in enumerate(_ONES[:10])
        if ones
    },
    "hundred": 100,
    "half": 0.5,
    "quarter": 0.25,
    "dozen": 12,
}
_NUMBER = re.compile(
    rf"(?P<pound>£)?(?P<digits>\d[\d,]*(?:\.\d+)?)(?:st|nd|rd|th)?(?P<scale>k|m)?\b"
    rf"|\b(?P<word>{'|'.join(sorted(_WORDS, key=len, reverse=True))})\b"
    rf"|\b(?P<ordinal>{'|'.join(_ORDINALS)})\b",
    re.I,
)
_UNITS = {
    **{
        form: unit
        for unit in ("minute", "hour", "day", "week", "month", "year", "term", "pound")
        for form in (unit, f"{unit}s", f"{unit}'s", f"{unit}s'")
    },
    **dict.fromkeys(("%", "percent", "per cent"), "%"),
    **{
        f"{per} {point}": "point"
        for per in ("percentage", "percent", "per cent")
        for point in ("point", "points")
    },
}
_UNIT = re.compile(
    r"^\s*[-–]?\s*(?:(?:working|school|calendar|clear|full|consecutive)\s+)?"
    r"(%|(?:percentage|per ?cent) points?\b|per ?cent\b"
    r"|(?:minute|hour|day|week|month|year|term|pound)s?\b['’]?)",
    re.I,
)
_WORKING = re.compile(r"^\s*(working|school)\s", re.I)
_MONTH = re.compile(rf"\b({'|'.join(MONTHS)})\b(?=\W+(?:\d|$)|[\w ]*$)?", re.I)
_DATE = re.compile(
    rf"\b(\d{{1,2}})(?:st|nd|rd|th)?(?: of)? ({'|'.join(MONTHS)})(?:,? (\d{{4}}))?", re.I
)
_MONTH_YEAR = re.compile(rf"\b({'|'.join(MONTHS)}),? ((?:19|20)\d\d)\b", re.I)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_BOUNDS: tuple[tuple[str, str], ...] = (
    (
        r"\b(?:at least|no (?:fewer|less) than|not (?:fewer|less) than|a minimum of|minimum|or "
        r"more)\b",
        "least",
    ),
    (
        r"\b(?:at most|(?:no|not) more than|no longer than|up to|a maximum of|maximum|(?:no"
        r"|not) later than"
        r"|limit(?:ed)?|or (?:fewer|less))\b|\b(?:no|not)\b[^.;]{0,80}\b(?:more|longer|later) "
        r"than\b",
        "most",
    ),
    (r"(?<!no )(?<!not )\b(?:more|greater|longer|later) than\b|\bover \d|\bexceed\w*", "more"),
    (r"(?<!no )(?<!not )\b(?:less|fewer|sooner|earlier) than\b|\bunder \d|\bbelow\b", "less"),
    (r"\bwithin\b", "within"),
    (r"\bbefore\b|\bprior to\b", "before"),
    (r"\bafter\b(?! the date| publication)|\bfollowing\b", "after"),
    (r"\buntil\b", "until"),
    (
        rf"\bby (?:noon|midday|the end|\d{{1,2}}(?:st|nd|rd|th)? (?:of )?(?:{'|'.join(MONTHS)})"
        r"|\d{1,2}(?:[.:]\d\d)? ?[ap]m|(?:19|20)\d\d|january|february|march|april"
        r"|may|june|july|august|september|october|november|december)",
        "by",
    ),
    (r"\bsince\b", "since"),
)
_SAME = {
    "within": {"within", "most", "by"},
    "most": {"most", "within"},
    "by": {"by", "within", "before"},
}
_FREQUENCIES: tuple[tuple[str, str], ...] = (
    (r"\b(?:daily|(?:every|each|a|per) day)\b", "day"),
    (r"\b(?:weekly|(?:every|each|a|per) week)\b", "week"),
    (r"\b(?:fortnightly|(?:every|each|a|per) fortnight)\b", "fortnight"),
    (r"\b(?:monthly|(?:every|each|a|per) month|in any month)\b", "month"),
    (r"\b(?:quarterly|(?:every|each|a|per) quarter)\b", "quarter"),
    (r"\b(?:termly|(?:every|each|a|per) term)\b", "term"),
    (r"\b(?:annual(?:ly)?|yearly|(?:every|each|a|per) year)\b", "year"),
)


def amounts(text: str) -> frozenset[tuple[str, str]]:
    """Each number with its unit, and without one; each whole date and each month of a year.

    "six weeks" is ("6", "week") and ("6", ""); "14 March 2024" also ("14-3-2024", "date").
    """
    return frozenset(_numbers(text)) | frozenset(_dates(text))


def placed_amounts(text: str) -> Iterator[tuple[str, str, int, int]]:
    """Each date, year and number with its kind, its value, its start and its end.

    Kinds are ``date``, ``%``, ``pound``, ``count`` and ``time``.
    """
    taken: list[tuple[int, int]] = []
    for pattern in (_DATE, _MONTH_YEAR, _YEAR):
        for match in pattern.finditer(text):
            if not _within(match.start(), taken):
                taken.append(match.span())
                yield "date", " ".join(match.group().lower().split()), *match.span()
    for match in _NUMBER.finditer(text):
        unit = _UNIT.match(text[match.end() :])
        small = (match["word"] or match["ordinal"] or "").lower() in ("one", "second", "first")
        if _within(match.start(), taken) or (small and not unit):
            continue
        name = unit[1].lower().rstrip("'’") if unit else ""
        kind = "pound" if match["pound"] else _UNITS.get(name, name.rstrip("s")) or "count"
        value = _value(match)
        if kind in ("%", "point"):
            kind = "%"  # of one kind, if not the same
        elif kind not in ("pound", "count"):
            kind, value = "time", f"{value} {kind}"
        yield kind, value, match.start(), match.end() + (unit.end() if unit else 0)


def _within(at: int, taken: list[tuple[int, int]]) -> bool:
    return any(start <= at < end for start, end in taken)


def _numbers(text: str) -> Iterator[tuple[str, str]]:
    for match in _NUMBER.finditer(text):
        if (match["word"] or match["ordinal"] or "").lower() in ("one", "second", "first"):
            follows = _UNIT.match(text[match.end() :])
            if not follows:  # "one of them", "the second": they count nothing
                continue
        value = _value(match)
        yield value, ""
        unit = _UNIT.match(text[match.end() :])
        if match["pound"]:
            yield value, "pound"
        if unit:
            name = unit[1].lower().rstrip("'’")
            yield value, _UNITS.get(name, _UNITS.get(name.rstrip("s"), name))
        if _WORKING.match(text[match.end() :]):
            yield value, "working"


def _value(match: re.Match[str]) -> str:
    if match["word"]:
        return f"{_WORDS[match['word'].lower()]:g}"
    if match["ordinal"]:
        return f"{_ORDINALS[match['ordinal'].lower()]:g}"
    value = float(match["digits"].replace(",", "").rstrip("."))
    return f"{value * {'k': 1e3, 'm': 1e6}.get((match['scale'] or '').lower(), 1):.10g}"


def _dates(text: str) -> Iterator[tuple[str, str]]:
    for match in _DATE.finditer(text):
        month = MONTHS.index(match[2].lower()) + 1
        yield f"{int(match[1])}-{month}", "day"
        if match[3]:
            yield f"{int(match[1])}-{month}-{match[3]}", "date"
    for match in _MONTH_YEAR.finditer(text):
        yield f"{MONTHS.index(match[1].lower()) + 1}-{match[2]}", "month of"
    for name in MONTHS:
        capital = name.capitalize()  # "may" is a verb and "march" another
        if re.search(rf"\b{capital}\b(?= ?\d|$|[,.;)]| (?:and|or|to|until|each|every)\b)", text):
            yield name, "month"


def bounds(text: str) -> frozenset[str]:
    """Which ways a text bounds a number or time; ``most`` stands where ``within`` does too."""
    found = {name for pattern, name in _BOUNDS if re.search(pattern, text, re.I)}
    if "most" in found:
        found.discard("more")
    return frozenset(found | {same for name in found for same in _SAME.get(name, ())})


def frequencies(text: str) -> frozenset[str]:
    """How often, by its period: "monthly", "each month" and "a month" are one."""
    return frozenset(name for pattern, name in _FREQUENCIES if re.search(pattern, text, re.I))


def placed_frequencies(text: str) -> Iterator[tuple[str, int, int]]:
    """Each mention of a period by which something recurs: its name, its start and its end."""
    for pattern, name in _FREQUENCIES:
        for match in re.finditer(pattern, text, re.I):
            yield name, match.start(), match.end()
