"""Every wrong answer laid to exactly one stage: the first one that could not have gone right."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from eval.cases import Case, same_document
from eval.metrics import ANSWERED, RECALLED, WITHHELD, Score
from eval.wording import covered

Stage = Literal["understanding", "retrieval", "decision", "composing"]
STAGES: tuple[Stage, ...] = ("understanding", "retrieval", "decision", "composing")
Answer = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Fault:
    """The stage at fault and, in words, why it is laid there."""

    stage: Stage
    because: str


def lay(
    case: Case, answer: Answer, score: Score, found: Sequence[Answer], documents: Sequence[Answer]
) -> Fault | None:
    """The one stage at fault; None for a right answer.

    ``found`` are the passages that retrieval ranks first (citation shape: ``quote`` and
    ``document``); ``documents`` are the corpus's, in CONTRACT's ``document`` shape.
    """
    if score.correct:
        return None
    if answer["status"] == "error":
        return Fault("composing", "the service failed")
    if not case.answerable:
        return _of_unanswerable(answer, score)
    because = _misread(case, answer, score, documents)
    if because:
        return Fault("understanding", because)
    because = _not_found(case, answer, found)
    if because:
        return Fault("retrieval", because)
    if answer["status"] not in ANSWERED:
        return Fault("decision", "the evidence was found, and the answer withheld")
    return Fault("composing", "the evidence was found, and the text does not carry it")


def _of_unanswerable(answer: Answer, score: Score) -> Fault:
    if answer["status"] in WITHHELD:
        return Fault("composing", "rightly withheld, but the text says what it must not")
    if score.outside_scope:
        return Fault("understanding", "answered from outside the scope")
    return Fault("decision", "answered what the documents do not say")


def _misread(case: Case, answer: Answer, score: Score, documents: Sequence[Answer]) -> str | None:
    """Why the question was not understood, or None."""
    if answer["status"] in ("clarify", "refused"):
        return f"status {answer['status']}: the question was clear"
    scope = answer["scope"]
    missing = _left_out(case, scope, documents)
    if missing:
        return f"the scope leaves out {', '.join(missing)}"
    shut = _shut_out(case, scope, documents)
    if shut:
        return shut
    if score.wrong_council:
        return "cites another council's document"
    if score.wrong_year:
        return "cites another year's document"
    return None


def _left_out(case: Case, scope: Answer, documents: Sequence[Answer]) -> list[str]:
    """The case's councils whose gold documents the scope does not admit."""
    allowed = set(scope["councils"])
    if not allowed:
        return []
    if allowed.isdisjoint(case.local_councils):
        return list(case.local_councils)
    barred = [each for each in _gold(case, documents) if allowed.isdisjoint(each["councils"])]
    return sorted({name for each in barred for name in each["councils"]} & set(case.local_councils))


def _shut_out(case: Case, scope: Answer, documents: Sequence[Answer]) -> str | None:
    """Why the scope's kinds or dates exclude every gold document, or None."""
    gold = _gold(case, documents)
    if not gold:
        return None
    if scope["kinds"] and all(each["kind"] not in scope["kinds"] for each in gold):
        return f"the scope admits only {', '.join(scope['kinds'])}"
    dated = [each["issued"] for each in gold if each["issued"]]
    if len(dated) == len(gold) and not any(_within(day, scope) for day in dated):
        return f"the scope's dates ({scope['from']} to {scope['to']}) leave the documents out"
    return None


def _within(day: str, scope: Answer) -> bool:
    """Whether a date of any precision can lie inside the scope's dates."""
    first, last = scope["from"], scope["to"]
    return not (first and day < first[: len(day)]) and not (last and day > last)


def _not_found(case: Case, answer: Answer, found: Sequence[Answer]) -> str | None:
    """Why retrieval is at fault, or None: what was found, cited or shown as nearest counts."""
    seen = [*found, *answer["citations"], *answer["nearest"]]
    if case.evidence:
        absent = [
            gold.doc
            for gold in case.evidence
            if covered(gold.quote, _quotes(gold.doc, seen)) < RECALLED
        ]
        return (
            f"{len(absent)} of {len(case.evidence)} gold passages not retrieved" if absent else None
        )
    text = " ".join(each["quote"] for each in seen if _from_gold(case, each))
    absent_items = [p for p in case.must_include if not re.search(p, text, re.I | re.S)]
    return "the gold documents' words were not retrieved" if absent_items else None


def _quotes(doc: str, seen: Sequence[Answer]) -> list[str]:
    return [each["quote"] for each in seen if same_document(doc, each["document"]["source"])]


def _from_gold(case: Case, each: Answer) -> bool:
    source = each["document"]["source"]
    return not case.documents or any(same_document(doc, source) for doc in case.documents)


def _gold(case: Case, documents: Sequence[Answer]) -> list[Answer]:
    return [
        each
        for each in documents
        if any(same_document(doc, each["source"]) for doc in case.gold_documents)
    ]
