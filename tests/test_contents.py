"""What a plan must hold is said in lists and in sentences of other clauses: all of it is given."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.corpus import Corpus
from tests.corpora import Desk, councils_of, desk, fill, quoted, write
from tests.fakes import BagOfWords

FERNSHIRE = """IMPROVEMENT NOTICE

To: Fernshire County Council ("the Council")

Practice

1. The Council must make sure that all pathway plans and care plans include the following:

(a) the hopes of the young person;

(b) a list of risks; and

(c) the day of the next review.

2. Supervision must take place every three weeks and be written down on the same day.

Governance

3. The Council should look again at its training programme. The first aim of that programme is to
build on what has been learnt from families. The Recovery Plan needs to set out measures of impact,
how quality is assured, and what good looks like after a year.

4. The Recovery Plan should be agreed with partners, and go to the Board at its second meeting.

Date: 14 March 2024
"""

KELDER = """IMPROVEMENT NOTICE

To: Kelder Borough Council ("the Council")

Practice

1. The Council must make sure that all pathway plans include the following:

(a) a map of the people who matter; and

(b) a visit every fortnight.

2. The Recovery Plan must identify a lead officer for each action.

Date: 2 May 2024
"""

STATED = "The Recovery Plan needs to set out measures of impact"


@pytest.fixture
def notices(tmp_path: Path) -> Iterator[Desk]:
    """An assistant over one notice of each council."""
    papers = write(tmp_path / "papers", {"fernshire.txt": FERNSHIRE, "kelder.txt": KELDER})
    fill(tmp_path / "home", papers)
    with Corpus.open(tmp_path / "home", BagOfWords()) as corpus:
        yield desk(corpus)


def test_every_plan_is_answered_for_and_no_other_council(notices: Desk) -> None:
    """The list whole, then the sentence on another plan inside a clause on training."""
    answer = notices.ask("what must Fernshire's plans include?")
    said = quoted(answer)
    for part in ("the hopes of the young person", "a list of risks", "the next review", STATED):
        assert part in said
    assert said.index("a list of risks") < said.index(STATED)
    assert "training programme" not in said
    assert councils_of(answer) == {"Fernshire"}


def test_one_plan_is_not_answered_with_the_contents_of_another(notices: Desk) -> None:
    """The list is of other plans."""
    said = quoted(notices.ask("what must Fernshire's Recovery Plan include?"))
    assert STATED in said
    assert "a list of risks" not in said


def test_the_plans_of_a_list_are_answered_with_the_list(notices: Desk) -> None:
    """And not with what another plan must hold."""
    said = quoted(notices.ask("what must a pathway plan include in Fernshire?"))
    assert "a list of risks" in said
    assert STATED not in said


def test_a_list_of_something_else_is_no_answer(notices: Desk) -> None:
    """Nothing says what a budget must include; the list of plans' contents is not brought."""
    answer = notices.ask("what must Fernshire's budget include?")
    assert "a list of risks" not in quoted(answer)


def test_with_no_council_named_each_notices_list_is_given(notices: Desk) -> None:
    """Labelled with its council: none answers for the other."""
    answer = notices.ask("what must a pathway plan include?")
    assert councils_of(answer) == {"Fernshire", "Kelder"}
    said = quoted(answer)
    assert "a list of risks" in said and "a visit every fortnight" in said
    labels = [each.text for each in answer.statements if "include the following" in each.text]
    assert [label.split(",")[0] for label in labels] == ["Fernshire", "Kelder"]
