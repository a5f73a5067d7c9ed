"""Persons: whom a question asks for by name, and whether a text says it of the very person.

"Who is the Director?" wants a name that stands beside the office; "who chairs the meeting?" wants
a name too, but where the chair goes with an office ("chaired by the team manager") that is told.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.question.attached import Placed, ends_sentence
from assistant.question.names import NAME, is_name
from assistant.question.nouns import Question
from assistant.question.signs import CALLED_OFFICE, NAMED_OFFICE, ROLE

BESIDE_OFFICE = 8  # words between an office and the name of who holds it
OFFICE_WORDS = 1  # telling words after "who is", of which the office has one
DEPUTY_WITHIN = 60  # letters before a name in which a deputy's office stands
ACTS_WITHIN = 12  # words between what is done and the office that it is done by
BY_OFFICE = 0.5  # what an office that acts is worth where a name would be better

_IS_WHO = r"\bwho(?:'?s| is| was)\b"
_NOT_AN_OFFICE = (
    r"(?! (?:expected|required|to|responsible|accountable|in charge|allowed|asked|told|invited"
    r"|involved|running|managing|delivering|providing|doing|supposed|meant|eligible|entitled"
    r"|allocated|able|covered|affected|consulted|informed))"
)
_DOES = (
    r"\bwho (?:chairs?|chaired|led|leads|owns|presented|presents|wrote|signed|heads|headed"
    r"|attended|seconded|proposed|moved)\b"
)
_NAMED_WHO = re.compile(
    rf"{_IS_WHO}{_NOT_AN_OFFICE}|{NAMED_OFFICE.pattern}|{CALLED_OFFICE.pattern}|{_DOES}", re.I
)
_HOLDS_OFFICE = re.compile(
    rf"{_IS_WHO}{_NOT_AN_OFFICE}(?! \w+ing\b)|{NAMED_OFFICE.pattern}|{CALLED_OFFICE.pattern}", re.I
)
_OUGHT = re.compile(
    r"\b(?:must|should|shall|has to|have to|can|could|may|expected|required|responsible|include\w*|"
    r"allocated|if|when|where|while|once)\b",
    re.I,
)
_DEPUTY = re.compile(r"\b(?:vice|deputy)\b", re.I)
_DEPUTY_BEFORE = re.compile(r"\b(?:vice|deputy)[- ]\w+(?: \w+){0,2}(?:\W+| (?:is|was) )$", re.I)
_DEPUTY_AFTER = re.compile(
    r"(?: [A-Z][\w'’-]+){0,2}\W{1,3}(?:(?:is|was|be|as|elected|appointed|the)\W+){0,3}"
    r"(?:[Vv]ice|[Dd]eputy)[- ]\w+\b(?! ?:)"
)
_ACT = re.compile(r"\bwho (?P<act>chair|led|lead|own|present|wrote|sign|head|attend)\w*", re.I)
_LEADS = "le[ad]+|own|responsib|accountab|who|officer"  # what stands over who leads, in a table
_WAYS = {
    "led": "le[ad]+",
    "lead": "le[ad]+",
    "own": "own|le[ad]+",
    "wrote": "writ+e?n?|wrote|author",
}
_LEADING = frozenset({"led", "lead", "own"})


def wants_name(question: Question) -> bool:
    """Whether the question asks who somebody *is*, so that a role is at best half an answer."""
    named = "person" in question.wants and _NAMED_WHO.search(question.text)
    return bool(named) and not _OUGHT.search(question.text)


def person_held(question: Question, text: str, around: str, whole: str) -> float:
    """1 where a text has the person asked for, ``BY_OFFICE`` where an office acts, else 0.

    ``around`` are the headings and column heads over the text; ``whole`` is the document's text,
    by which a name is told from words that merely have capitals.
    """
    if not wants_name(question):
        return float(bool(ROLE.search(text) or NAME.search(text)))
    asked = question.text.lower()
    names = (found.group() for found in NAME.finditer(text) if not _deputys(question, found))
    if any(name.lower() not in asked and is_name(name, whole) for name in names):
        return 1.0
    if _acting(question, text.split()):
        return BY_OFFICE
    act = _act(question)
    if not act or not ROLE.search(text):
        return 0.0
    over = _LEADS if act in _LEADING else _WAYS.get(act, act)
    return BY_OFFICE if re.search(rf"\b(?:{over})\w*", around, re.I) else 0.0


def person_places(question: Question, words: Sequence[str]) -> list[int]:
    """Where a text names whom a question asks for, by word: names, else offices that act."""
    line = " ".join(words)
    named = (found for found in NAME.finditer(line) if not _deputys(question, found))
    names = [found.start() for found in named if is_name(found.group())]
    return [line[:start].count(" ") for start in names] or _acting(question, words)


def _deputys(question: Question, name: re.Match[str]) -> bool:
    """Whether a name is a deputy's or vice-chair's, where the question asks for no such."""
    if _DEPUTY.search(question.text):
        return False
    before, after = name.string[: name.start()], name.string[name.end() :]
    return bool(_DEPUTY_BEFORE.search(before[-DEPUTY_WITHIN:]) or _DEPUTY_AFTER.match(after))


def beside_office(
    question: Question, words: Sequence[str], place: int, told: Sequence[Placed]
) -> list[Placed]:
    """What is told of an office, as far as it stands beside the name at a place.

    A name in another sentence, or far off in the same, is another person's; so is one beside
    everything that is asked but the office itself.
    """
    if not _HOLDS_OFFICE.search(question.text):
        return list(told)
    beside = [
        (concept, [at for at in places if _together(words, place, at)]) for concept, places in told
    ]
    named = any(places for _, places in beside[:OFFICE_WORDS])
    return beside if named else []


def _together(words: Sequence[str], one: int, other: int) -> bool:
    first, last = sorted((one, other))
    return last - first <= BESIDE_OFFICE and not any(
        ends_sentence(words[at]) and not words[at].endswith(":") for at in range(first, last)
    )


def _act(question: Question) -> str:
    """What the person asked for does: "chair", "led", "sign"; "" where nothing is asked so."""
    found = _ACT.search(question.text)
    return found["act"].lower() if found else ""


def _acting(question: Question, words: Sequence[str]) -> list[int]:
    """Where an office is said to do what is asked: "is chaired by the team manager"."""
    act = _act(question)
    if not act:
        return []
    does = re.compile(rf"^\W*(?:{_WAYS.get(act, act)})(?:s|ed|en|ing)?\W*$", re.I)
    return [
        at
        for at, word in enumerate(words[:-1])
        if does.match(word)
        and words[at + 1].lower() == "by"
        and ROLE.search(" ".join(words[at + 2 : at + 2 + ACTS_WITHIN]))
    ]
