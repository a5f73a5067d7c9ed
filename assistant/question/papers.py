"""Which kinds of paper a question names, and in which it says that the answer stands."""

from __future__ import annotations

import re

# "A compliance notice", "14 days' notice": no improvement notice of a council is meant.
_NOT_OF_A_COUNCIL = (
    "compliance,enforcement,requirements,restriction,suspension,cancellation,penalty,eviction,"
    "removal,court,legal,public,privacy,short,days,days',weeks,weeks',months,months',much,give,"
    "given,without,sufficient,reasonable"
).split(",")
_OTHER_NOTICE = "".join(rf"(?<!\b{word} )" for word in _NOT_OF_A_COUNCIL)

_KINDS: tuple[tuple[str, str], ...] = (
    (rf"{_OTHER_NOTICE}\bnotices?\b(?! of| period)", "improvement_notice"),
    (r"\bbulletins?\b|\bnewsletters?\b", "bulletin"),
    (
        r"\bthresholds? (doc\w*|guid\w*|matri\w+|of needs?)|\b(threshold|needs) matrix\b"
        r"|^(?:\W*\w+){0,3}\W*\bthresholds\b\W*$|\bthresholds - ",
        "thresholds_guidance",
    ),
    (r"\bscorecards?\b", "scorecard"),
    (r"(?<!many )(?<!\d )\b(?:minutes|mins)\b", "minutes"),
    (r"\bimprovement plan\b|\baction plan\b", "improvement_plan"),
    (r"\bofsted\b|\binspect(?:ion|ors?|ed)\b|\bilacs\b", "inspection_report"),
)

_SAID_IN = re.compile(
    r"\b(?:in|under|by|within|per|according to|from) (?!an? )(?:[\w'&-]+ ){0,5}"
    r"(?P<a>notice|bulletin)\b"
    r"|\b(?P<b>notice|bulletin) (?:say|require|set|ask|want|expect|mention|tell|demand)s?\b"
    r"|^(?:the )?(?:[\w'&-]+ ){1,3}(?P<c>notice|bulletin) ?[-:,] "
    r"|(?<!and )(?<!and the )(?P<d>notice|bulletin)\W*$",
    re.I,
)
_PAPERS = {"notice": "improvement_notice", "bulletin": "bulletin"}


def kinds(folded: str) -> tuple[str, ...]:
    """The kinds of document that are named."""
    return tuple(kind for pattern, kind in _KINDS if re.search(pattern, folded))


def said_in(folded: str) -> str:
    """The kind of paper in which the answer is said to stand: "under the notice"; "" if none."""
    named = kinds(folded)
    found = _SAID_IN.search(folded)
    if found is None or len(named) != 1:
        return ""
    kind = _PAPERS[next(each for each in found.groups() if each).lower()]
    return kind if kind in named else ""
