"""What sort of thing a question asks for, and whether a text really holds it.

The commonest false answer is a passage on the subject that lacks the very thing asked:
a number, a name, a date. These rules decide that; they never extract.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.evidence.passages import stem_line
from assistant.evidence.substance import counted_things
from assistant.question.attached import (
    SHARES,
    Placed,
    counted,
    counted_from,
    ends_sentence,
    is_age,
    share_worth,
)
from assistant.question.names import is_name
from assistant.question.nouns import Concept, Question, Want
from assistant.question.persons import beside_office, person_held, person_places, wants_name
from assistant.question.signs import (
    COUNT,
    MONTH_WORD,
    NUMBER_SPAN,
    NUMBERED,
    RANGE,
    SIGNS,
    TIME_UNIT,
    VAGUELY_OFTEN,
    YEAR_ALONE,
)
from assistant.question.times import YEAR
from ingest.councils import find_councils

__all__ = ["TIMELY", "holds", "is_name", "near", "typed", "wants_name"]

# Chosen on the development questions (docs/evaluation.md).
OCCASIONED = 0.5  # what a condition ("if", "once") or "regularly" is worth where a time is asked
REACH = 18  # words between a figure or a name and what it is the figure or the name of,
FAR_REACH = 32  # ... where it is said of the whole sentence: a time that opens it ("Within a day
# of a referral, ..."), or a figure right before what it counts ("261 children of those who ...")
COUNTED_WITHIN = 3  # words after a figure in which the thing stands that it counts
OPENING = 2  # words of a sentence that may stand before a time that opens it
NOT_DOING = 0.5  # what a name is worth that stands far from what the question asks who did
WHOLE_WITHIN = 2  # words after "all" or "both" in which the thing stands that is all counted
TELLING_WEIGHT = 0.1  # a concept that weighs less than this marks no place

# Words that only say what sort of thing is asked for; they tell nothing of what it is the sort of.
_WANT_WORDS = frozenset("phone telephone number email address name percentage date".split())

_PLACED = re.compile(r"^(?:in|at|across)$", re.I)
_WHOLE = re.compile(r"^(?:all|every|both)$", re.I)
_TIMES: tuple[Want, ...] = ("date", "duration", "frequency")
TIMELY: frozenset[Want] = frozenset({"date", "duration", "occasion"})

_TIME_ASKED = re.compile(
    rf"\bhow (?:many|long)\b.{{0,25}}{TIME_UNIT.pattern}"
    rf"|\bnumber of {TIME_UNIT.pattern}|\b(?:age|old|oldest|youngest)\b"
    r"|\bhow (?:far|much)\b.*\b(?:time|timescales?|length|duration|wait)\b",
    re.I,
)

_BY_WHEN = re.compile(
    r"\bby (?:when|(?:what|which) (?:date|day|month|time|year))\b|\bdeadlines?\b", re.I
)
_RHYTHM = re.compile(
    r"\b(?:every|each|once (?:every|an?|per)|twice (?:an?|per)) (?:other )?(?:[\w-]+ )??"
    r"(?:days?|weeks?|months?|quarters?|terms?|years?)\b"
    r"|\b(?:[\w]+-)?(?:daily|weekly|fortnightly|monthly|quarterly|termly|annually|yearly)\b",
    re.I,
)


def typed(question: Question) -> frozenset[Want]:
    """The sorts of thing asked for that can be looked for in a text: all but a yes or a no."""
    return question.wants - {"yes_no"}


def holds(question: Question, text: str, around: str = "", whole: str = "") -> float:
    """How well a text holds what is asked for: 1 all, 0 nothing, 1 when nothing special is.

    ``around`` are the headings and column heads that belong to the text; ``whole`` is the
    document's text, by which a name is told from words that merely have capitals.
    """
    wanted = typed(question)
    if not wanted:
        return 1.0
    text = re.sub(r"\s+", " ", text)  # a phrase may be broken by a line end or a fixed space
    text = _without_rhythm(question, text)
    met = sum(_holds(want, question, text, around, whole) for want in wanted)
    return met / len(wanted)


def _without_rhythm(question: Question, text: str) -> str:
    """A text as it can tell a deadline: how often a thing is done says by when of nothing."""
    return _RHYTHM.sub(_blank, text) if _BY_WHEN.search(question.text) else text


def _blank(found: re.Match[str]) -> str:
    """As many words of nothing, so that places stay what they were."""
    return re.sub(r"\S+", "-", found.group())


def _holds(want: Want, question: Question, text: str, around: str, whole: str) -> float:
    """1 where a text holds a thing of this sort, else 0; what says no time of its own is half."""
    if want == "occasion" and not any(SIGNS[each].search(text) for each in _TIMES):
        return OCCASIONED if SIGNS[want].search(text) else 0.0
    if want == "frequency" and not SIGNS[want].search(VAGUELY_OFTEN.sub(" ", text)):
        return OCCASIONED if SIGNS[want].search(text) else 0.0
    if want == "person":
        return person_held(question, text, around, whole)
    if want == "number":
        text = YEAR.sub(" ", text)  # a year counts nothing
    if want == "number" and _wholes(question, text.split()):
        return 1.0
    if want == "number" and counted(question) and SIGNS[want].search(text):
        return 1.0 if SIGNS[want].search(SHARES.sub(" ", text)) else OCCASIONED
    return float(_has(want, question, text, around))


def _wholes(question: Question, words: list[str]) -> list[int]:
    """Where all of what "how many" is asked of is counted, by word: "in all schools"."""
    if not counted(question):
        return []
    flat = _flat(words)
    things = {at for thing in counted_things(question) for at in _stands(thing, flat)}
    return [
        at
        for at, word in enumerate(words)
        if at
        and _PLACED.match(words[at - 1])
        and _WHOLE.match(word)
        and things & set(range(at + 1, at + 1 + WHOLE_WITHIN))
    ]


def _has(want: Want, question: Question, text: str, around: str) -> bool:
    if want == "council":
        return _council(question, text)
    if want == "level":
        return bool(SIGNS["level"].search(f"{around} {text}"))
    return bool(SIGNS[want].search(text))


def _council(question: Question, text: str) -> bool:
    """A council other than those in the question is named."""
    named = {council.name for council, _ in find_councils(text)} - set(question.councils)
    return bool(named)


def near(question: Question, text: str) -> float:
    """How much of the question stands close to the figure, time or name asked for, 0 to 1.

    The weighted share of its telling concepts within reach of the best such place, 1 when
    nothing with a place is asked for: a number elsewhere in the sentence counts something else.
    """
    words = text.split()
    places = _wanted_places(question, words)
    if places is None:
        return 1.0
    if not places:
        return 0.0
    told = _concept_places(question, words)
    whole = sum(concept.weight for concept, _ in told)
    if not whole:
        return 0.0
    if question.wants & TIMELY:
        places = [at for at in places if not counted_from(question, words, at, told)]
    doing = told[0][1] if wants_name(question) else None
    far = _far_reaching(question, words, places)
    beside = (
        _beside(
            at, beside_office(question, words, at, told), doing, FAR_REACH if at in far else REACH
        )
        * share_worth(question, words, at)
        for at in places
    )
    return max(beside, default=0.0) / whole


def _far_reaching(question: Question, words: list[str], places: Sequence[int]) -> set[int]:
    """The places that are said of their whole sentence."""
    if question.wants & {"duration", "date", "occasion"}:
        before = (range(max(0, at - OPENING), at) for at in places)
        opens = (
            at <= OPENING or any(ends_sentence(words[n]) for n in each)
            for at, each in zip(places, before, strict=True)
        )
        return {at for at, opening in zip(places, opens, strict=True) if opening}
    flat = _flat(words)
    counted = {at for thing in counted_things(question) for at in _stands(thing, flat)}
    return {at for at in places if any(0 < other - at <= COUNTED_WITHIN for other in counted)}


def _beside(place: int, told: Sequence[Placed], doing: list[int] | None, reach: int) -> float:
    """The weight of what stands within reach of a place; less for a name far from what was done."""
    near = sum(
        concept.weight for concept, at in told if any(abs(place - other) <= reach for other in at)
    )
    if doing is None or any(abs(place - other) <= REACH for other in doing):
        return near
    return near * NOT_DOING


def _wanted_places(question: Question, words: list[str]) -> list[int] | None:
    """Where the things asked for stand, by word; None when nothing with a place is asked for."""
    if question.wants & {"number", "percentage", "money"}:
        timed = bool(_TIME_ASKED.search(question.text))
        counts = [place for place in range(len(words)) if _counts(words, place, timed)]
        return counts + _wholes(question, words)
    line = _without_rhythm(question, " ".join(words))
    if wants_name(question):
        return person_places(question, words)
    timely: tuple[Want, ...] = ("frequency", "duration", "date", "phone", "email", "occasion")
    for want in timely:
        if want in question.wants:
            return [_place(line, match) for match in SIGNS[want].finditer(line)]
    return None


def _place(line: str, match: re.Match[str]) -> int:
    """The number of the word that a match begins in."""
    return line[: match.start()].count(" ")


def _counts(words: list[str], place: int, timed: bool) -> bool:
    """A number that counts or measures: no year, no date, no "section 47"; a time only if asked."""
    word = words[place]
    if not (COUNT.match(word) or "%" in word or "£" in word or NUMBER_SPAN.match(word)):
        return False
    if is_age(words, place) and not timed:
        return False
    before = words[place - 1] if place else ""
    after = " ".join(words[place + 1 : place + 3])  # "days", "working days"
    if RANGE.match(after.split(" ", 1)[0]) and place + 3 < len(words):
        after = " ".join(words[place + 3 : place + 5])  # "six to nine months"
    measured = "%" in word or "£" in word  # "in May 40% were late" names no day
    dated = (
        YEAR_ALONE.match(word)
        or MONTH_WORD.match(before)
        or MONTH_WORD.match(after.split(" ", 1)[0])
    )
    return (
        (measured or not dated)
        and not NUMBERED.match(before)
        and (timed or not TIME_UNIT.match(after))
    )


def _concept_places(question: Question, words: list[str]) -> list[Placed]:
    """Each telling concept of the question, and where it stands, by word."""
    flat = _flat(words)
    return [
        (concept, _stands(concept, flat))
        for concept in question.concepts
        if concept.weight >= TELLING_WEIGHT and concept.surface not in _WANT_WORDS
    ]


def _flat(words: list[str]) -> list[tuple[str, int]]:
    """The stems of words, each with its word's place."""
    return [(stem, place) for place, word in enumerate(words) for stem in stem_line(word).split()]


def _stands(concept: Concept, flat: list[tuple[str, int]]) -> list[int]:
    """The places of the words with which any way of a concept begins."""
    found: list[int] = []
    for way in concept.ways:
        size = len(way)
        found.extend(
            flat[at][1]
            for at in range(len(flat) - size + 1)
            if all(flat[at + step][0] == part for step, part in enumerate(way))
        )
    return found
