"""Duties asked for: whether words that might answer lay down a duty, or only tell what is."""

from __future__ import annotations

import re

from assistant.question.nouns import Question

# What tells only how things were is worth this, where a duty is asked for: enough for a duty on
# the same thing to go before it. No development question turns on it.
FOUND_ONLY = 0.7

_DUTY_ASKED = re.compile(
    r"\b(?:must|should|shall|obliged|expected to|required to|(?:have|has|had|needs?|needed) to)\b"
    r"(?! improve|\W*(?:$|\?))",
    re.I,
)
_DUTY = re.compile(
    r"\b(?:must|should|shall|ought to|(?:is|are|was|were|be) (?:expected|required|asked) to|"
    r"recommends?|recommended that|it is recommended)\b"
    r"|(?<!what )(?<!what it )(?<!what they )(?<!\ba )(?<!the )(?<!any )(?<!no )"
    r"\b(?:needs?|has|have) to (?!happen\b)(?!be known\b)",
    re.I,
)
_DUTIES_HEADED = re.compile(
    r"\b(?:needs? to improve|areas? for (?:improvement|development|priority action)|"
    r"priority action|"
    r"recommend\w*|what needs|next steps|within (?:three|six) months|immediately:?$|to do)\b",
    re.I,
)


def found_only(question: Question, kind: str, words: str, around: str) -> bool:
    """Whether a duty is asked for, and a document of this kind tells what is.

    "What must plans include?" is not answered by how plans were. An inspection report sets
    duties only where it says so, or under a heading of what is to be done.
    """
    if kind != "inspection_report" or not _DUTY_ASKED.search(question.text):
        return False
    return not (_DUTY.search(words) or _DUTIES_HEADED.search(around))


def duty_worth(question: Question, kind: str, words: str, around: str) -> float:
    """What words are worth as an answer, for the duty in them: 1, or FOUND_ONLY."""
    return FOUND_ONLY if found_only(question, kind, words, around) else 1.0
