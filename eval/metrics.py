"""The measures of one answer: each a plain function of a case and the answer's JSON.

The answer is read in its public form (CONTRACT's Answer), so that what is judged is what
people get. A measure that does not apply to a question is None and counts nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from eval.cases import Case, Evidence, same_document
from eval.wording import alike, count_words, covered, without_marks

ANSWERED = ("answered", "partial")
WITHHELD = ("not_found", "clarify", "refused")
RECALLED = 0.8  # share of a gold quote's trigrams that must be cited
SUPPORTED = 0.5  # share of the shorter's trigrams that a cited quote shares with gold
WORDS_AT_LEAST = 120
WORDS_PER_GOLD_WORD = 3
WORDS_BEYOND = 60

Answer = Mapping[str, Any]
StoredText = Callable[[str], str | None]  # document id -> its canonical text


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many; kept as counts, so that shares can be pooled."""

    part: int
    whole: int

    @property
    def value(self) -> float | None:
        """0 to 1, or None where there was nothing to count."""
        return self.part / self.whole if self.whole else None


@dataclass(frozen=True, slots=True)
class Score:
    """Everything measured on one answer; ``reasons`` say in words why it is not right."""

    correct: bool
    reasons: tuple[str, ...]
    items: Share
    citation_recall: Share
    citation_precision: Share
    verbatim: Share
    wrong_council: bool | None
    wrong_year: bool | None
    outside_scope: bool
    unanswerable_answered: bool | None
    answerable_refused: bool | None
    asked_back: bool | None


def word_limit(case: Case) -> int:
    """How many words the text of an answer may have."""
    by_gold = WORDS_PER_GOLD_WORD * count_words(case.gold_answer) + WORDS_BEYOND
    return max(case.budget, WORDS_AT_LEAST, by_gold)


def found_items(case: Case, answer: Answer) -> tuple[bool, ...]:
    """For each ``must_include`` whether the text has it."""
    text = without_marks(str(answer["text"]))
    return tuple(_found(pattern, text) for pattern in case.must_include)


def faults_of_text(case: Case, answer: Answer) -> tuple[str, ...]:
    """Why the answer is not right, in words; empty for a right one (answer accuracy)."""
    status = str(answer["status"])
    text = without_marks(str(answer["text"]))
    forbidden = tuple(
        f"says what it must not: /{pattern}/"
        for pattern in case.must_not_include
        if _found(pattern, text)
    )
    if not case.answerable:
        wrong = () if status in WITHHELD else (f"status {status}, but the documents do not say",)
        return wrong + forbidden
    if case.kind == "ambiguous" and status == "clarify" and answer.get("options"):
        return ()
    if status not in ANSWERED:
        return (f"status {status}, but the documents do say",)
    missing = tuple(
        f"does not say: /{pattern}/"
        for pattern, there in zip(case.must_include, found_items(case, answer), strict=True)
        if not there
    )
    words, limit = count_words(text), word_limit(case)
    long = (f"too long: {words} words, {limit} allowed",) if words > limit else ()
    return missing + forbidden + long


def citation_recall(case: Case, answer: Answer) -> Share:
    """Gold quotes of whose trigrams enough stand in the quotes cited from their document."""
    if not case.answerable:
        return Share(0, 0)
    hits = [_is_cited(gold, answer["citations"]) for gold in case.evidence]
    return Share(sum(hits), len(hits))


def citation_precision(case: Case, answer: Answer) -> Share:
    """Cited quotes that are alike to a gold or ``also`` quote of their own document."""
    gold = (*case.evidence, *case.also)
    if not case.answerable or not case.evidence:
        return Share(0, 0)
    hits = [any(_supports(each, cited) for each in gold) for cited in answer["citations"]]
    return Share(sum(hits), len(hits))


def verbatim(answer: Answer, stored_text: StoredText) -> Share:
    """Cited quotes that are, to the letter, ``text[start:end]`` of their document."""
    hits = []
    for cited in answer["citations"]:
        text = stored_text(cited["document"]["id"])
        hits.append(
            text is not None and text[cited["start"] : cited["end"]] == cited["quote"] != ""
        )
    return Share(sum(hits), len(hits))


def _letters(name: str) -> str:
    """A council's name by its letters alone: "Stoke On Trent" is Stoke-on-Trent."""
    return "".join(letter for letter in name.lower() if letter.isalpha())


def wrong_council(case: Case, answer: Answer) -> bool | None:
    """Whether an answerable question got a citation from a document of another council.

    National documents have no council and are never wrong; a document of several councils
    is wrong only when none of them is the question's.
    """
    if not case.answerable:
        return None
    allowed = {_letters(name) for name in case.councils}
    return any(
        cited["document"]["councils"]
        and allowed.isdisjoint(_letters(name) for name in cited["document"]["councils"])
        for cited in answer["citations"]
    )


def wrong_year(case: Case, answer: Answer, documents: Sequence[Answer]) -> bool | None:
    """Whether a citation is from the right series but another year.

    Asked only of answerable questions that name a year and whose gold documents are known:
    a citation is wrong when its document is not gold and shares kind and council with one
    that is. ``documents`` are the corpus's, each in CONTRACT's ``document`` shape.
    """
    if not case.answerable or not re.search(r"\b(?:19|20)\d\d\b", case.question):
        return None
    gold = [each for each in documents if _is_gold(case, each["source"])]
    if not gold:
        return None
    return any(
        not _is_gold(case, cited["document"]["source"])
        and any(_same_series(cited["document"], each) for each in gold)
        for cited in answer["citations"]
    )


def outside_scope(answer: Answer) -> bool:
    """Whether a citation's councils lie outside the scope that the answer itself states."""
    scope = set(answer["scope"]["councils"])
    return bool(scope) and any(
        cited["document"]["councils"] and scope.isdisjoint(cited["document"]["councils"])
        for cited in answer["citations"]
    )


def judge(
    case: Case, answer: Answer, stored_text: StoredText, documents: Sequence[Answer] = ()
) -> Score:
    """All measures of one answer."""
    status = str(answer["status"])
    reasons = faults_of_text(case, answer)
    hits = found_items(case, answer) if case.answerable else ()
    return Score(
        correct=not reasons,
        reasons=reasons,
        items=Share(sum(hits), len(hits)),
        citation_recall=citation_recall(case, answer),
        citation_precision=citation_precision(case, answer),
        verbatim=verbatim(answer, stored_text),
        wrong_council=wrong_council(case, answer),
        wrong_year=wrong_year(case, answer, documents),
        outside_scope=outside_scope(answer),
        unanswerable_answered=None if case.answerable else status in ANSWERED,
        answerable_refused=status == "not_found" if case.answerable else None,
        asked_back=status == "clarify" if case.answerable and case.kind != "ambiguous" else None,
    )


def _found(pattern: str, text: str) -> bool:
    return re.search(pattern, text, re.I | re.S) is not None


def _is_cited(gold: Evidence, citations: Sequence[Answer]) -> bool:
    quotes = [c["quote"] for c in citations if gold.stands_in(c["document"]["source"])]
    return covered(gold.quote, quotes) >= RECALLED


def _supports(gold: Evidence, cited: Answer) -> bool:
    there = gold.stands_in(cited["document"]["source"])
    return there and alike(gold.quote, cited["quote"]) >= SUPPORTED


def _is_gold(case: Case, source: str) -> bool:
    return any(same_document(doc, source) for doc in case.gold_documents)


def _same_series(one: Answer, other: Answer) -> bool:
    shared = not set(one["councils"]).isdisjoint(other["councils"])
    return shared and one["kind"] == other["kind"]
