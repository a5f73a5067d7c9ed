"""The bench's own arithmetic: words within a budget, evidence held, percentiles."""

from __future__ import annotations

from pathlib import Path

import pytest

from eval.bench.running import files_of, percentile
from eval.bench.sharing import held, within
from eval.cases import Evidence
from tests.eval_answers import a_case

RANKING = [("000.txt", "one two three four"), ("000.txt", "five six seven eight")]


def test_a_ranking_is_cut_where_its_words_end() -> None:
    """Five words: all of the first text, one of the second."""
    assert within(RANKING, 5) == [("000.txt", "one two three four"), ("000.txt", "five")]
    assert within(RANKING, 4) == RANKING[:1]
    assert within(RANKING, None) == RANKING


def test_evidence_held_is_counted_at_an_equal_number_of_words() -> None:
    """One of two quotes in four words, both in eight; a question without evidence is left out."""
    gold = (Evidence("000", "one two three four"), Evidence("000", "five six seven eight"))
    cases = [a_case(evidence=gold), a_case(id="x2", answerable=False)]
    few, many = held(cases, [RANKING, []], 4), held(cases, [RANKING, []], 8)
    assert (few.quotes, few.all_quotes, few.words, few.questions) == (0.5, 0.0, 4.0, 1)
    assert (many.quotes, many.all_quotes, many.words) == (1.0, 1.0, 8.0)


def test_another_document_s_words_do_not_count() -> None:
    """The same words under another name are no evidence."""
    case = a_case(evidence=(Evidence("001", "one two three four"),))
    assert held([case], [RANKING], None).quotes == 0.0


@pytest.mark.parametrize(("share", "value"), [(0.5, 6.0), (0.95, 10.0), (0.0, 1.0)])
def test_percentiles_are_by_nearest_rank(share: float, value: float) -> None:
    """Of one to ten."""
    assert percentile([float(n) for n in range(10, 0, -1)], share) == value


def test_hidden_files_are_no_documents(tmp_path: Path) -> None:
    """Files come sorted, by their path inside the folder."""
    (tmp_path / "b").mkdir()
    for name in ("b/two.txt", "one.txt", ".hidden"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    assert [source for source, _ in files_of(tmp_path)] == ["b/two.txt", "one.txt"]
