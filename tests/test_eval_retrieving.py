"""Retrieval by itself: which passages are gold, and the standard measures on small rankings."""

from __future__ import annotations

import math

import pytest

from eval.cases import Evidence
from eval.retrieving import measure, relevant_stretches, retrieve
from tests.eval_answers import NOTICE, FakeSubject, a_case, sentences

REVIEW, BOARD, CHAIR = sentences("notice", "seeds/000_notice.txt", NOTICE)


def test_sentences_are_stretches_of_the_text() -> None:
    """The fake itself: every stretch is its text at its place."""
    for stretch in (REVIEW, BOARD, CHAIR):
        assert NOTICE[stretch.start : stretch.end] == stretch.quote
    assert BOARD.quote == "The board will meet every six weeks."


def test_gold_passages_share_half_of_the_shorter_s_trigrams() -> None:
    """From the gold document alone, whatever its folder."""
    gold = [Evidence("000", "board will meet every six weeks. The chair")]
    assert relevant_stretches(gold, [REVIEW, BOARD, CHAIR]) == {BOARD.key}
    assert relevant_stretches([Evidence("001", BOARD.quote)], [BOARD]) == frozenset()


def test_measures_are_ir_measures_own() -> None:
    """The one gold passage second: recall 1, precision 1/2, gain 1/log2(3)."""
    found = measure({"q": frozenset({"b"})}, {"q": {"a": 3.0, "b": 2.0, "c": 1.0}})
    assert found["R@5"] == 1.0
    assert found["AP@10"] == pytest.approx(0.5)
    assert found["nDCG@10"] == pytest.approx(1 / math.log2(3))


def test_a_question_without_results_counts_as_zero() -> None:
    """It is in the mean, not left out of it."""
    relevant = {"q": frozenset({"a"}), "r": frozenset({"a"})}
    assert measure(relevant, {"q": {"a": 1.0}})["R@10"] == 0.5


def test_a_ranking_is_measured_in_its_order() -> None:
    """The gold sentence comes second of two."""
    got = retrieve(a_case(), FakeSubject(ranking=[REVIEW, BOARD]))
    assert got.relevant == {BOARD.key}
    assert got.evidence == 1.0
    assert got.measures["AP@10"] == pytest.approx(0.5)


def test_evidence_is_the_share_of_gold_quotes_carried() -> None:
    """One of two."""
    gold = (Evidence("000", BOARD.quote), Evidence("000", CHAIR.quote))
    got = retrieve(a_case(evidence=gold), FakeSubject(ranking=[CHAIR]))
    assert got.evidence == 0.5
    assert got.measures["R@10"] == 0.5


def test_without_gold_evidence_nothing_is_measured() -> None:
    """Unscored is not zero."""
    for case in (a_case(evidence=()), a_case(answerable=False)):
        got = retrieve(case, FakeSubject(ranking=[BOARD]))
        assert (got.evidence, got.measures) == (None, {})


def test_gold_that_no_passage_carries_counts_as_zero() -> None:
    """A document that was not ingested, or read so badly, is not left out of the mean."""
    gold = (Evidence("009", "a passage of a paper that is not there"),)
    got = retrieve(a_case(evidence=gold), FakeSubject(ranking=[BOARD]))
    assert got.relevant == frozenset()
    assert (got.evidence, got.measures["R@20"], got.measures["AP@10"]) == (0.0, 0.0, 0.0)
