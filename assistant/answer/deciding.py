"""Is there enough to answer? One calibrated judgement from several readable signals."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from assistant.answer.conditions import (
    another_actor,
    another_subject,
    no_duty,
    unaveraged,
    undated,
    undone,
    unended,
    ungraded,
    unmet,
)
from assistant.answer.mentioning import only_mentioned
from assistant.evidence.facts import STATED, Excerpt
from assistant.evidence.passages import coverage, missing_concepts, pairs, stem_line
from assistant.evidence.substance import CONTACTS, counted_things
from assistant.evidence.years_told import of_another_year
from assistant.question.nouns import Question
from assistant.question.times import names_a_month
from assistant.question.wants import typed

# A logistic model of the signals, fitted on the development questions, and the confidence from
# which it answers; docs/evaluation.md tells how both were chosen.
_WEIGHTS = {
    "bias": -3.76,
    "covered": 0.71,
    "clause": 0.69,
    "inside": 0.73,
    "pairs": 0.4,
    "dense": 0.32,
    "strength": 0.1,
    "held": 0.57,
    "near": 0.69,
    "missing": -0.39,
    "named": 0.33,
}
ANSWER_FROM = 0.23
# Where no figure, name or time is asked for, a passage on the subject is more of an answer: of nine
# more questions answered five were right, and no question without an answer was answered.
ACCOUNT_FROM = 0.19

# When a reason against an answer is named: the thing asked for is held less than this, a word
# weighing more than this is absent.
HALF_HELD = 0.5
TURNED_ON = 0.7

# What vetoes an answer: the thing asked for stands with less than this of the question beside it;
# nothing found is even as like the question as this (answers on the development questions are at
# least 0.31 alike, questions on something else about 0.1).
BESIDE_IT = STATED
BESIDE_ENOUGH = 0.4  # from here on it stands beside it as well as one could ask
LIKE = 0.16
FULLY_COVERED = 0.9  # ... unless this much of it stands in the clause: a row is like no question
# With no council named, what one council's paper must be at least, if it shares no neighbouring
# words: this much alike, or covering this much of the question.
ALIKE, WELL_COVERED = 0.4, 0.7

SHORTEST_NAME = 3  # letters of a proper name

_SET_THING = re.compile(
    r"\bwhat(?:'?s| is| was| are| were)\b.{0,40}?"
    r"\b(?P<thing>targets?|quotas?|allowances?|ratios?)\b",
    re.I,
)
_NO_SUBJECT = "what must hold it is not named here"
_NO_ACTOR = "whom it asks about is not named here"
_ANOTHER = frozenset({_NO_SUBJECT, _NO_ACTOR})

_SHARE = re.compile(r"\d\s?%|\bper ?cent\b", re.I)
_MUST = re.compile(r"\b(?:must|shall|should|will|is (?:to|required to)|ensure)\b", re.I)
_PROPER = re.compile(r"(?<=[a-z,’'] )[A-Z][A-Za-z]+")
_NAMED_THING = re.compile(
    r"(?<=[a-z,’'] )[A-Z][a-z]+(?:[ -](?:(?:of|and|for|the|to) )?[A-Z][a-z]+)+"
)
_SENTENCE_STARTS = frozenset({"Ofsted", "England", "The", "What", "Council", "DfE"})


@dataclass(frozen=True, slots=True)
class Decision:
    """``confidence`` that the excerpt answers, 0 to 1, and the reasons against in words.

    ``barred``: it answers another question than this one, and so does the list that it is of;
    ``of_another``: because it is on another body or thing.
    """

    answers: bool
    confidence: float
    reasons: tuple[str, ...]
    signals: dict[str, float]
    barred: bool = False
    of_another: bool = False


def signals(question: Question, ranked: Sequence[Excerpt]) -> dict[str, float]:
    """The signals of the best excerpt, each about 0 to 1."""
    top = ranked[0]
    whole = f"{top.clause_words} {top.around}"
    absent = missing_concepts(question.concepts, whole)
    asked = pairs(question.plain)
    shared = asked & pairs(whole)
    return {
        "covered": top.covered,
        "clause": coverage(question.concepts, top.clause_words, top.around),
        "inside": top.inside,
        "pairs": len(shared) / len(asked) if asked else 1.0,
        "dense": top.evidence.dense,
        "strength": top.evidence.strength,
        "held": top.held,
        "near": min(1.0, top.near / BESIDE_ENOUGH),
        "missing": max((c.weight for c in absent), default=0.0),
        "named": _named(question, whole),
    }


def _named(question: Question, text: str) -> float:
    """Share of the proper names of the question that stand in the text; 1 with none."""
    names = {
        word for word in _PROPER.findall(question.text) if len(word) >= SHORTEST_NAME
    } - _SENTENCE_STARTS
    names = {name for name in names if not any(name in council for council in question.councils)}
    if not names:
        return 1.0
    return sum(1 for name in names if name.lower() in text.lower()) / len(names)


def _unnamed(question: Question, ranked: Sequence[Excerpt]) -> bool:
    """Whether the question names a thing by capitals that nothing found names."""
    named = (match.group() for match in _NAMED_THING.finditer(question.text))
    names = [stem_line(name) for name in named if not names_a_month(name)]
    names = [name for name in names if not any(stem_line(c) in name for c in question.councils)]
    if not names:
        return False
    lines = [stem_line(f"{each.clause_words} {each.around}") for each in ranked]
    return all(not any(name in line for line in lines) for name in names)


def _unset(question: Question, best: Excerpt) -> bool:
    """Whether something that papers call by its name is asked for ("the target", "the allowance"),
    and the passage does not name it; a share that must be reached is a target."""
    asked = _SET_THING.search(question.text)
    if asked is None:
        return False
    whole = f"{best.clause_words} {best.around}"
    if stem_line(asked["thing"]) in stem_line(whole):
        return False
    must_reach = _SHARE.search(best.clause_words) and _MUST.search(whole)
    return not (asked["thing"].lower().startswith("target") and must_reach)


def _uncounted(question: Question, best: Excerpt) -> bool:
    """Whether "how many" of a thing is asked, and neither the passage nor what stands over it
    names the thing: its figures count something else."""
    counted = counted_things(question)
    whole = f"{best.clause_words} {best.around}"
    return bool(counted) and len(counted) == len(missing_concepts(counted, whole))


def _anybodys(question: Question, best: Excerpt, found: dict[str, float]) -> bool:
    """Whether one council's paper would answer a question that names none, on scattered words.

    It shares no two neighbouring words with the question and is little alike to it: any other
    council's paper may be meant as well.
    """
    if question.councils or not best.evidence.entry.councils:
        return False
    return not found["pairs"] and found["dense"] < ALIKE and found["covered"] < WELL_COVERED


def decide(question: Question, ranked: Sequence[Excerpt]) -> Decision:
    """Whether the best excerpt answers the question."""
    if not ranked:
        return Decision(False, 0.0, ("nothing was found",), {})
    found = signals(question, ranked)
    total = _WEIGHTS["bias"] + sum(_WEIGHTS[name] * value for name, value in found.items())
    confidence = 1 / (1 + math.exp(-total))
    reasons = []
    if found["held"] < HALF_HELD or ranked[0].near < BESIDE_IT:
        reasons.append("no " + " or ".join(sorted(typed(question))) + " is stated")
    if found["missing"] > TURNED_ON:
        reasons.append("words that the question turns on are not there")
    a_line = bool(question.wants & CONTACTS)  # a name with its number is like no question
    unlike = found["dense"] < LIKE and found["clause"] < FULLY_COVERED and not a_line
    if unlike:
        reasons.append("nothing here is like the question")
    # A passage on the subject without the very thing asked for is the commonest false answer.
    stated = found["held"] > 0 and ranked[0].near >= BESIDE_IT
    vetoes = list(_vetoes(question, ranked, found))
    reasons.extend(vetoes)
    least = ANSWER_FROM if typed(question) - {"level"} else ACCOUNT_FROM
    answers = confidence >= least and stated and not unlike and not vetoes
    return Decision(
        answers, confidence, tuple(reasons), found, bool(vetoes), bool(_ANOTHER & {*vetoes})
    )


# What the best excerpt alone is enough to see, in the order in which the reasons are given.
_VETOES: tuple[tuple[Callable[[Question, Excerpt], bool], str], ...] = (
    (only_mentioned, "what is asked about is mentioned, and what it found is not told"),
    (unmet, "the span of time that is asked about is not there"),
    (undone, "who does what is asked about is not told"),
    (unended, "no end of it is told"),
    (unaveraged, "no average is given"),
    (undated, "when it was is not told"),
    (no_duty, "what was found is told, and no duty"),
    (another_subject, _NO_SUBJECT),
    (another_actor, _NO_ACTOR),
    (ungraded, "no judgement is told"),
    (_uncounted, "what is to be counted is not there"),
    (_unset, "no such figure is set here"),
)


def _vetoes(
    question: Question, ranked: Sequence[Excerpt], found: dict[str, float]
) -> Iterator[str]:
    """Each reason for which the best excerpt answers another question than this one."""
    top = ranked[0]
    if _unnamed(question, ranked):
        yield "what the question names is named nowhere"
    yield from (reason for stands, reason in _VETOES if stands(question, top))
    if _anybodys(question, top, found):
        yield "no council is named, and nothing here is plainly what is asked"
    if of_another_year(question, top.evidence.entry, top.clause_words, top.around):
        yield "nothing of the year that is asked about tells it"
