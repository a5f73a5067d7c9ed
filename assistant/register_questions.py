"""What a question asks of the register of requirements: a list, a count, deadlines, targets.

Only questions about the whole of something are for the register ("all deadlines", "how many
requirements", "which are due before"); a single fact is found better in the text itself.
"""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from dataclasses import dataclass
from typing import Literal

from assistant.questions import Concept, Question
from ingest.dating import date_chains
from ingest.documents import RequirementKind

Sought = Literal["deadlines", "requirements", "targets"]

_DEADLINES = re.compile(
    r"\bdeadlines\b|\bnext deadline\b|\bdue dates\b|\boverdue\b"
    r"|\b(?:what|which|how many|list|everything|anything)\b.{0,60}?\b(?:is|are|was|were|falls?"
    r"|fell|came|"
    r"comes?|becomes?) (?:now |also )?due\b",
    re.I,
)
_WHOLE = re.compile(
    r"\b(?:list|all|every|each|how many|count|which|show|give me|complete|what are"
    r"|what were)\b",
    re.I,
)
_NOUNS: tuple[tuple[str, str, tuple[RequirementKind, ...]], ...] = (
    (r"\b(?:requirements|obligations|duties)\b", "requirement", ()),
    (r"\b(?:how many things|everything that)\b.*\b(?:must|should|has to|have to|needs? to)\b",
     "requirement", ()),
    (r"\bmeasures\b(?=.*\bnotice\b)|\bnotice\b.*\bmeasures\b", "measure", ("notice_measure",)),
    (r"\b(?:actions|objectives)\b(?=.*\bplan\b)|\bplan\b.*\b(?:actions|objectives)\b", "action",
     ("plan_action",)),
    (r"\bhow many\b.*\brecommendations\b", "recommendation", ("recommendation",)),
    (r"\bresolutions\b", "resolution", ("resolution",)),
)  # fmt: skip
_TARGETS = re.compile(r"\b(?:what|which|list|all|how many)\b.{0,30}\btargets\b", re.I)
_HOLDERS: tuple[tuple[str, str], ...] = (
    (r"improvement board|board", "Improvement Board"), (r"chair", "Chair"), (r"lscb", "LSCB"),
    (r"ministers?|secretary of state", "Ministers"), (r"department|dfe", "DfE"),
)  # fmt: skip
_ASKED_OF = (
    r"\b(?:must|should|shall|will|does|do|has) (?:[\w'’]+ )?(?:the )?(?:{0})\b"
    r"|\b(?:for|of|on) (?:the |(?:[\w-]+ ){{0,4}}?[\w-]+['’]s? )(?:{0})\b\W*$"
)
_HOW_MANY = re.compile(r"\bhow many\b|\bcount\b|\bnumber of\b", re.I)
_PASSED = re.compile(r"\b(?:passed|overdue|missed|expired|gone|already due)\b", re.I)
_NEXT = re.compile(r"\bnext\b", re.I)
_BEFORE = re.compile(
    r"\b(by|before|until|up to|as (?:at|of)|on or before|on"
    r"|to)\s+(?:the\s+)?$",
    re.I,
)
_AFTER = re.compile(r"\b(after|from|since|following|on or after|beyond)\s+(?:the\s+)?$", re.I)
_IN = re.compile(r"\b(?:in|during|for)\s+$", re.I)
_IN_YEAR = re.compile(r"\b(?:in|during|for) ((?:19|20)\d\d)\b", re.I)
_GENERIC = re.compile(
    r"^(?:requir\w*|obligat\w*|dut(?:y|ies)|measures?|actions?|objectives?|recommend\w*|resol\w*|"
    r"deadlines?|due|dates?|passed|overdue|missed|next|list|all|every|each|many|count|complete"
    r"|full|"
    r"improv\w*|notices?|plans?|councils?|board|chair|lscb|set|made?|give|given|things?|"
    r"must|should|pass|county|borough|city|held|there|inspect\w*|ofsted|reports?|committee|targets?|reach|hit|meet|met|council'?s|"
    r"children'?s?|services?|still|yet|already|come|\d+|january|february|march|april|may|june|"
    r"july|august|september|october|november|december|minister\w*|department|safeguarding)$",
    re.I,
)
_LEAST_WEIGHT = 0.1
BY_WHEN = re.compile(
    r"\bby when\b|\bby what date\b"
    r"|\bwhen (?:must|should|shall|does|do|is|are|will|has|have)\b",
    re.I,
)
_ASKING = re.compile(r"^(?:due|deadlines?|dates?|when|by|must|should|council)$", re.I)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is sought; ``before`` and ``after`` are days (YYYY-MM-DD) and count as within.

    ``count`` is true where only the number is asked for; ``topic`` is what the rows are to speak
    of; ``kinds`` are () for all.
    """

    sought: Sought
    noun: str
    kinds: tuple[RequirementKind, ...] = ()
    before: str | None = None
    after: str | None = None
    count: bool = False
    passed: bool = False
    only_next: bool = False
    holder: str | None = None
    topic: tuple[Concept, ...] = ()


def asked_of(question: Question) -> Asked | None:
    """What a question asks of the register; None when it is not one for it."""
    text = question.text
    holder, counted = _holder(text), bool(_HOW_MANY.search(text))
    topic = tuple(
        c
        for c in question.concepts
        if c.weight > _LEAST_WEIGHT and not all(_GENERIC.match(w) for w in c.surface.split())
    )
    if _DEADLINES.search(text):
        before, after = _bounds(text)
        passed = bool(_PASSED.search(text)) and before is not None
        only = bool(_NEXT.search(text)) and after is not None
        return Asked(
            "deadlines", "deadline", (), before, after, counted, passed, only, holder, topic
        )
    if _TARGETS.search(text):
        return Asked("targets", "target", (), holder=holder, topic=topic)
    if not _WHOLE.search(text):
        return None
    for pattern, noun, kinds in _NOUNS:
        if re.search(pattern, text, re.I):
            return Asked("requirements", noun, kinds, count=counted, holder=holder, topic=topic)
    return None


def topic_of(question: Question) -> tuple[Concept, ...]:
    """What a question on one deadline is about: all its words but those that ask."""
    return tuple(
        c
        for c in question.concepts
        if c.weight > _LEAST_WEIGHT and not all(_ASKING.match(w) for w in c.surface.split())
    )


def _holder(text: str) -> str | None:
    for words, name in _HOLDERS:
        if re.search(_ASKED_OF.format(words), text, re.I):
            return name
    return None


def _bounds(text: str) -> tuple[str | None, str | None]:
    """The last and the first day that the question allows, as far as it says."""
    before = after = None
    for chain in date_chains(text):
        lead = text[: chain.span.start]
        first, last = _days(chain.dates[0].iso), _days(chain.dates[-1].iso)
        if first is None or last is None:
            continue
        if re.search(
            r"\bbetween\s+(?:the"
            r"\s+)?$",
            lead,
            re.I,
        ) or (chain.is_range and _IN.search(lead)):
            return last[1], first[0]
        if match := _AFTER.search(lead):
            inclusive = match[1].lower() in ("from", "on or after")
            after = first[0] if inclusive else _day_after(first[1])
        elif match := _BEFORE.search(lead):
            exclusive = match[1].lower() == "before"
            before = day_before(first[0]) if exclusive else first[1]
        elif _IN.search(lead):
            return last[1], first[0]
    year = _IN_YEAR.search(text)
    if year and before is None and after is None:
        return f"{year[1]}-12-31", f"{year[1]}-01-01"
    return before, after


def _days(iso: str | None) -> tuple[str, str] | None:
    """The first and last day that a date covers."""
    if iso is None or len(iso) < 7:
        return None
    if len(iso) == 10:
        return iso, iso
    return f"{iso}-01", f"{iso}-{monthrange(int(iso[:4]), int(iso[5:]))[1]:02}"


def day_before(iso: str) -> str:
    """The day before a day, both YYYY-MM-DD."""
    return (dt.date.fromisoformat(iso) - dt.timedelta(days=1)).isoformat()


def _day_after(iso: str) -> str:
    return (dt.date.fromisoformat(iso) + dt.timedelta(days=1)).isoformat()
