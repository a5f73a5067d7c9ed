"""Persons' names, told from the bodies and titles that are written with capitals too."""

from __future__ import annotations

import re

from assistant.question.times import MONTHS
from assistant.question.vocabulary import given_names, stop_words
from ingest.councils import find_councils

_HONORIFICS = "Cllr|Councillor|Dr|Mrs?|Ms|Miss|Rev|Sir|Dame|Lord|Lady|Prof(?:essor)?"
NAME = re.compile(
    rf"\b(?:{_HONORIFICS})\b\.? [A-Z][a-z]+|"
    r"\b[A-Z][a-z]+(?:-[A-Z][a-z]+)? (?:[A-Z]\.? )?[A-Z][a-z]+(?:[-'’][A-Z]?[a-z]+)?\b"
    r"(?! (?:Panel|Board|Council|Committee|Group|Team|Plan|Services?|Partnership|Trust|Forum|Hub|"
    r"Unit|Programme|Framework|Strategy|Project|Scheme)\b)"
)
_TITLE = re.compile(rf"^(?:{_HONORIFICS}|HMI)\b")
_BODY_WORDS = re.compile(
    r"\b(?:Board|Council|Committee|Plan|Notice|Service|Services|Children|Safeguarding|Improvement|"
    r"Team|Local|Authority|Independent|County|Education|Health|Care|Social|Secretary|State|"
    r"Department|Partnership|Trust|Chair|Director|Head|Working|Together|Young|People|Corporate|"
    r"Looked|After|Task|Group|Select|Lead|Member|Cabinet|Assessment|Review|Reviewing|Officer|"
    r"England|Ofsted|Act|Hall|House|Road|Street|School|College|University|Police|Force|Court|"
    r"Executive|Stakeholder|Commissioning|Report|Annual|Foundation|Centre|Hub|Unit|Strategy|"
    r"Strategic|Project|Programme|Panel|Forum|Standards|Framework|Public|National|Royal|City|"
    r"Borough|Family|Families|Early|Help|Protection|Child|Conference|Good|Practice)\b"
)
_COMMON_ENDING = re.compile(
    r"(?:er|or|ers|ors|ion|ions|ment|ments|ing|ship|ance|ence|ity|al|ive|ies|ness|ism|ist)$"
)


def is_name(name: str, whole: str = "") -> bool:
    """A person's name: a title or a usual first name in front; or two words of a shape that
    names have, no body's words among them, the last nowhere in ``whole`` in lower case."""
    words = name.split()
    if _TITLE.match(name):
        return len(words) > 1
    if _BODY_WORDS.search(name) or _no_person(words):
        return False
    if words[0].lower() in given_names():
        return True
    last = words[-1].lower()
    return not _COMMON_ENDING.search(last) and not re.search(
        rf"(?<![\w-]){re.escape(last)}(?![\w-])", whole
    )


def _no_person(words: list[str]) -> bool:
    """A sentence's first word before a name of its own ("Since August"), or a place's name."""
    lowered = [word.lower() for word in words]
    if lowered[0] in stop_words() or any(word in MONTHS for word in lowered[1:]):
        return True
    return bool(find_councils(" ".join(words)))
