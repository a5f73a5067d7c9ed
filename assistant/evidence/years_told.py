"""The year that is asked about, and the year that a passage is of.

A figure of another year is a wrong answer in the right words: the paper must be of the year, or the
passage must name it. "The 2025 conference" is of that year whatever the paper is of.
"""

from __future__ import annotations

import re

from assistant.question.nouns import Question
from assistant.question.scoping import years_of
from assistant.question.times import years
from assistant.question.vocabulary import fold
from ingest.corpus import Entry

OF_ALL_YEARS = 1.2  # what a passage is worth that sets all the years asked about side by side
OF_OTHER_YEAR = 0.8  # what a passage is worth that tells of the thing of other years alone

# "Since 2018" and "by 2026" bound a time, in which another year may lie.
_BOUND = re.compile(
    r"\b(?:since|after|before|from|until|till|by|between|over)\b(?: \w+){0,3} (?:19|20)\d\d\b"
)
# "The 2025 conference"; a year before the name of a paper is the paper's.
_OF_THING = re.compile(
    r"\b(?:the|our|this) (?:19|20)\d\d (?!(?:\w+ ){0,2}(?:reports?|inspections?|visits?|notices?|"
    r"guidance|bulletins?|newsletters?|editions?|versions?|minutes|papers?|documents?|plans?|"
    r"polic(?:y|ies)|strateg(?:y|ies)|kcsie|working together)\b)"
)


def of_another_year(question: Question, entry: Entry, words: str, around: str) -> bool:
    """Whether years are asked about that neither the paper is of nor the passage names."""
    asked = set(question.years)
    if not asked or not years_of(entry) or _BOUND.search(fold(question.text)):
        return False
    if asked & years_of(entry):
        return thing_of_another_year(question, words)
    return not asked & set(years(fold(f"{words} {around}")))


def years_worth(question: Question, words: str) -> float:
    """What words are worth for the years that they tell of: all that are asked, or others alone."""
    if len(question.years) > 1 and set(question.years) <= set(years(fold(words))):
        return OF_ALL_YEARS
    return OF_OTHER_YEAR if thing_of_another_year(question, words) else 1.0


def thing_of_another_year(question: Question, words: str) -> bool:
    """Whether a thing of one year is asked about, and a passage names other years alone."""
    if not question.years or not _OF_THING.search(fold(question.text)):
        return False
    told = set(years(fold(words)))
    return bool(told) and not told & set(question.years)
