"""Every wrong answer has exactly one stage at fault."""

from __future__ import annotations

from typing import Any

import pytest

from eval.cases import Case
from eval.faults import lay
from eval.metrics import judge
from tests.eval_answers import NOTICE, a_case, a_citation, a_document, an_answer

GOLD = {"quote": NOTICE, "document": a_document()}
CORPUS = [a_document(), a_document("bulletin", "seeds/002_b.eml", ("Kelder",), "bulletin")]


def stage(case: Case, answer: dict[str, Any], found: list[Any]) -> str | None:
    """The stage that an answer is laid to."""
    score = judge(case, answer, lambda _: NOTICE, CORPUS)
    fault = lay(case, answer, score, found, CORPUS)
    return fault.stage if fault else None


def scoped(councils: list[str], **given: Any) -> dict[str, Any]:
    """A scope as an answer shows it."""
    blank = {"councils": councils, "kinds": [], "from": None, "to": None, "because": ""}
    return {**blank, **given}


WRONG = an_answer("Every month.")
WITHHELD = an_answer("Not said.", status="not_found", citations=[])


def test_a_right_answer_has_no_fault() -> None:
    """Nothing to lay."""
    assert stage(a_case(), an_answer(), [GOLD]) is None


@pytest.mark.parametrize(
    "answer",
    [
        {**WITHHELD, "scope": scoped(["Kelder"])},
        {**WITHHELD, "scope": scoped([], kinds=["minutes"])},
        {**WITHHELD, "scope": scoped([], **{"from": "2014-01-01"})},
        {**WITHHELD, "scope": scoped([], to="2012-12-31")},
        an_answer("Which one?", status="clarify", citations=[], options=["a", "b"]),
        an_answer("Not here.", status="refused", citations=[]),
        an_answer("Monthly.", citations=[a_citation("The board", CORPUS[1])], scope=scoped([])),
    ],
)
def test_a_misread_question_is_understanding_s_fault(answer: dict[str, Any]) -> None:
    """A scope without the gold document, a needless question back, another council cited."""
    assert stage(a_case(), answer, [GOLD]) == "understanding"


def test_a_scope_that_admits_the_gold_is_not_at_fault() -> None:
    """Same kind, and dates around it: the evidence was there, the decision failed."""
    scope = scoped(["Fernshire"], kinds=["improvement_notice"], to="2013-03-04", **{"from": "2013"})
    assert stage(a_case(), {**WITHHELD, "scope": scope}, [GOLD]) == "decision"


def test_one_council_left_out_of_a_comparison_is_understanding_s_fault() -> None:
    """Both have gold documents; the scope admits only one."""
    case = a_case(
        kind="cross", councils=("Fernshire", "Kelder"), documents=("000", "002"), evidence=()
    )
    assert stage(case, WRONG, [GOLD]) == "understanding"


def test_evidence_not_retrieved_is_retrieval_s_fault() -> None:
    """Neither found nor cited nor shown as nearest."""
    assert stage(a_case(), WITHHELD, []) == "retrieval"
    assert stage(a_case(), {**WITHHELD, "nearest": [GOLD]}, []) == "decision"


def test_without_gold_quotes_the_must_includes_are_looked_for() -> None:
    """In what was retrieved from the gold documents alone."""
    case = a_case(evidence=(), documents=("000",))
    elsewhere = {"quote": NOTICE, "document": a_document(source="seeds/009_x.txt")}
    assert stage(case, WITHHELD, [elsewhere]) == "retrieval"
    assert stage(case, WITHHELD, [GOLD]) == "decision"


def test_evidence_found_but_not_told_is_composing_s_fault() -> None:
    """The answer was given and lacks the item, or is too long."""
    assert stage(a_case(), WRONG, [GOLD]) == "composing"
    assert stage(a_case(), an_answer("six weeks " * 100), [GOLD]) == "composing"


def test_answering_the_unanswerable_is_decision_s_fault() -> None:
    """Unless it strayed from its own scope."""
    case = a_case(answerable=False, must_include=(), evidence=())
    stray = an_answer(citations=[a_citation("The board", CORPUS[1])])
    assert stage(case, an_answer(), [GOLD]) == "decision"
    assert stage(case, stray, [GOLD]) == "understanding"


def test_a_refusal_that_says_too_much_is_composing_s_fault() -> None:
    """The decision was right."""
    case = a_case(answerable=False, must_include=(), must_not_include=("78%",))
    answer = an_answer("Not said; elsewhere 78%.", status="not_found")
    assert stage(case, answer, [GOLD]) == "composing"


def test_a_failure_is_laid_to_composing() -> None:
    """So that the four counts add up to all wrong answers."""
    assert stage(a_case(), an_answer("KeyError", status="error"), []) == "composing"
