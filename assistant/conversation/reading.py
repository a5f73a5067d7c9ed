"""Conversation: one question after another, each read beside the one before it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answers import Answer
from assistant.conversation.followups import stand_alone
from assistant.conversation.turns import Before
from assistant.question.guarding import refusal
from assistant.question.vocabulary import given_names

_ITEM = re.compile(r"^\s*(?:[-*]|\d+[.)])\s+(.+)$", re.M)
_MARKER = re.compile(r"^\(?(?:[ivx]+|[a-z]|\d{1,2})[.)]\s+")
_ESCAPE = re.compile(r"\\([\\`*\[\]<])")
_MARKS = re.compile(r"(?:\[\d+\])+$")
_TITLED = re.compile(
    r"\b(?:Dame|Sir|Mr|Mrs|Ms|Miss|Dr|Professor|Lord|Lady|Baroness|Cllr|Councillor)\.? "
    r"(?:[A-Z][\w'’-]+ ?){1,3}"
)
_NAMED = re.compile(r"\b([A-Z][a-z]+)(?: [A-Z][\w'’-]+){1,2}")


def reading(question: str, last: Answer | None, known: Sequence[str]) -> str | None:
    """The question as it stands alone, after the answer given last; None where it does already.

    ``known`` are short names of the corpus's councils. The answer given is no evidence for
    the next one: only its question, the questions it offered, the points it listed and a
    person it named are looked at, to know what a word points to.
    """
    if last is None or not question.strip() or _unreadable(question):
        return None
    return stand_alone(question, before(last), known)


def before(answer: Answer) -> Before:
    """What a follow-up may point to in an answer."""
    return Before(
        answer.read_as or answer.question, answer.options, _items(answer.text), _person(answer)
    )


def remembered(turns: Sequence[tuple[str, str]], known: Sequence[str]) -> Answer | None:
    """A conversation as somebody else remembers it, as its last answer; None of no turns.

    ``turns`` are questions and the words of their answers, oldest first. Each question is read
    beside the one before it, as it was when it was asked.
    """
    last: Answer | None = None
    for question, words in turns:
        read_as = reading(question, last, known)
        last = Answer("", question, "answered", words, read_as=read_as)
    return last


def _unreadable(question: str) -> bool:
    """Whether it is no question at all; a bare number may choose from a list."""
    return bool(refusal(question)) and not question.strip(" .?").isdecimal()


def _items(text: str) -> tuple[str, ...]:
    """The points that an answer lists, without their marks."""
    found = (_MARKS.sub("", item.strip()).strip() for item in _ITEM.findall(text))
    return tuple(_MARKER.sub("", _ESCAPE.sub(r"\1", item)) for item in found)


def _person(answer: Answer) -> str:
    """The first person that the answer's quotations name; "" for none."""
    for citation in answer.citations:
        titled = _TITLED.search(citation.quote)
        if titled:
            return titled.group().strip()
        for match in _NAMED.finditer(citation.quote):
            if match[1].lower() in given_names():
                return match.group()
    return ""
