"""The direct answer, first: the very words asked for, where a clause holds just one such.

"Every six weeks." stands in front of the clause that says so. It is cut from that clause,
never made; where the clause holds two figures of the sort, or one that is not plainly said of the
thing asked, none is put first.
"""

from __future__ import annotations

import re

from assistant.evidence.facts import Excerpt
from assistant.question.nouns import Question, Want
from assistant.question.wants import near

_NUMBER = (
    r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty)"
)
ATTACHED = 0.3  # how much of the question must stand by the phrase, in its own sentence

_SENTENCE = re.compile(r"(?<=[.;?!])\s+(?=[A-Z(“‘])")
_PERIOD = r"(?:day|week|fortnight|month|quarter|term|year)"
_PHRASES: tuple[tuple[Want, re.Pattern[str]], ...] = (
    (
        "frequency",
        re.compile(
            rf"\b(?:at least )?(?:once |twice )?(?:every|each|a|per) (?:{_NUMBER} )?{_PERIOD}s?\b"
            rf"|\b(?:at least )?(?:(?:{_NUMBER}|bi|twice)[- ]?)?"
            r"(?:annually|monthly|weekly|fortnightly|daily|quarterly|termly|yearly)\b",
            re.I,
        ),
    ),
    ("email", re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")),
    ("phone", re.compile(r"\b0\d{2,4}[ )]*\d{3,4}(?: ?\d{3,4})?\b")),
    ("money", re.compile(r"£\d[\d,]*(?:\.\d+)?(?: ?(?:k|m|bn|million|billion)\b)?", re.I)),
    ("percentage", re.compile(r"\b\d+(?:\.\d+)?(?: ?%| per ?cent\b)", re.I)),
    (
        "duration",
        re.compile(
            rf"\b(?:within )?{_NUMBER} (?:working |school |calendar )?"
            r"(?:hour|day|week|month|year)s?\b",
            re.I,
        ),
    ),
)


def headline(question: Question, excerpt: Excerpt) -> str:
    """The one phrase of the sort asked for in an excerpt, as printed; "" with none or several."""
    words = re.sub(r"\s+", " ", excerpt.span_words)
    for want, pattern in _PHRASES:
        if want not in question.wants:
            continue
        found = {
            match.group().strip().lower(): match.group().strip()
            for match in pattern.finditer(words)
        }
        said = next(iter(found.values())) if len(found) == 1 else ""
        return said if said and _attached(question, excerpt, words, said) else ""
    return ""


def _attached(question: Question, excerpt: Excerpt, words: str, said: str) -> bool:
    """Whether the sentence with the phrase says it of what is asked; heads tell that of a row."""
    if excerpt.clause.kind == "row":
        return True
    sentences = (each for each in _SENTENCE.split(words) if said.lower() in each.lower())
    return any(near(question, each) >= ATTACHED for each in sentences)
