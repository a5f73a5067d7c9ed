"""The direct answer stands first where a clause holds just one, in the clause's own words."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.corpora import opened, quoted, two_councils


@pytest.mark.parametrize(
    "question",
    [
        "How often does Fernshire's Improvement Board meet?",
        "How often does Kelder's Improvement Board meet?",
    ],
)
def test_a_direct_answer_is_cut_from_the_clause_that_it_stands_before(question: str) -> None:
    """What is in bold at the start stands in the quotation."""
    answer = two_councils().ask(question)
    first = answer.text.split("**")
    assert first[0] == "" and first[1] in " ".join(quoted(answer).split())


def test_where_a_clause_holds_two_such_none_is_put_first() -> None:
    """Choosing between two figures would be a claim that nothing checks."""
    answer = two_councils().ask("What must each pathway plan in Kelder contain?")
    assert not answer.text.startswith("**")


def test_an_interval_is_put_first_whole(tmp_path: Path) -> None:
    """ "Six monthly" is not monthly."""
    paper = "# Kelder board\n\nA six monthly note on the board goes to the minister.\n"
    with opened(tmp_path, {"kelder-board.md": paper}) as made:
        answer = made.ask("How often does a note on Kelder's board go to the minister?")
        assert answer.text.startswith("**six monthly**")
