"""Councils, years and kinds side by side: each side from its own papers, and labelled."""

from __future__ import annotations

import re

import pytest

from assistant.answers import Answer
from tests.corpora import ELSEWHERE, NOWHERE, many_councils, quoted, two_councils


def by_council(answer: Answer) -> dict[str, str]:
    """What each council's side quotes, by the name in front of it."""
    return {
        re.sub(r"^\*\*.*?\*\* – ", "", statement.text).split(",")[0].split(":")[0]: " ".join(
            answer.citations[number - 1].quote for number in statement.citations
        )
        for statement in answer.statements
    }


@pytest.mark.parametrize(
    "question",
    [
        "Compare how often foster carers must be offered supervision in Fernshire and Kelder.",
        "Which council must offer foster carers supervision more often, Kelder or Fernshire?",
        "Does Kelder have to offer foster carers supervision as often as Fernshire?",
        "how often must foster carers have supervision in fernshire vs kelder",
    ],
)
def test_two_councils_are_answered_side_by_side(question: str) -> None:
    """Each side is labelled with its council and cites a paper of that council."""
    answer = two_councils().ask(question)
    assert answer.status == "answered"
    shown = by_council(answer)
    assert set(shown) == {"Fernshire", "Kelder"}
    assert "five weeks" in shown["Fernshire"] and "nine weeks" in shown["Kelder"]
    for citation in answer.citations:
        assert citation.document.councils[0] in answer.text
    assert set(answer.scope.councils) == {"Fernshire", "Kelder"}


def test_each_side_keeps_the_label_of_its_own_paper() -> None:
    """A statement that begins with a council cites papers of that council alone."""
    answer = two_councils().ask(
        "Compare within what time Fernshire and Kelder must publish a recruitment strategy."
    )
    for statement in answer.statements:
        for number in statement.citations:
            assert statement.text.startswith(answer.citations[number - 1].document.councils[0])


def test_a_side_without_an_answer_makes_the_answer_partial() -> None:
    """It is said whose papers do not say; the other side is answered."""
    answer = two_councils().ask("Compare the overnight respite budget of Fernshire and Kelder.")
    assert answer.status == "partial"
    assert "£410,000" in by_council(answer)["Fernshire"]
    assert "Kelder: the documents do not say" in answer.text


def test_a_council_without_papers_takes_nothing_from_the_other_side() -> None:
    """One side answers; the missing council is named, and nothing is quoted for it."""
    answer = two_councils().ask(
        f"Compare how often the Improvement Boards of Kelder and {NOWHERE} meet."
    )
    assert answer.status == "partial"
    shown = by_council(answer)
    assert "four weeks" in shown["Kelder"] and not shown[NOWHERE]


def test_when_no_side_has_an_answer_nothing_is_found() -> None:
    """Two silences are no comparison."""
    answer = two_councils().ask("Compare the colour of the minister's hat in Fernshire and Kelder.")
    assert answer.status == "not_found"
    assert not answer.citations


@pytest.mark.parametrize("count", [2, 3, 4, 5])
def test_as_many_councils_as_are_named_are_compared(count: int) -> None:
    """Every one is answered with its own figure."""
    figures = {
        "Aldermoor": "two weeks",
        "Kelder": "three weeks",
        "Marrowby": "four weeks",
        "Thornwick": "five weeks",
        "Wenlow": "seven weeks",
    }
    names = list(figures)[:count]
    listed = f"{', '.join(names[:-1])} and {names[-1]}"
    answer = many_councils().ask(
        f"Compare how often the Improvement Boards of {listed} must visit a children's home."
    )
    shown = by_council(answer)
    assert list(shown) == names
    assert all(figures[name] in shown[name] for name in names)


def test_all_of_the_notices_are_compared_when_they_are_asked_about_together() -> None:
    """ "Each of the notices" names every council that has one."""
    answer = many_councils().ask(
        "How often does each of the notices say that the Improvement Board must visit a home?"
    )
    assert len(by_council(answer)) == 5


def test_with_no_council_named_each_ones_answer_is_given_and_labelled() -> None:
    """Two councils' papers answer alike, so neither is chosen in silence."""
    answer = two_councils().ask("How often must foster carers be offered a supervision meeting?")
    assert answer.status == "answered"
    shown = by_council(answer)
    assert "five weeks" in shown["Fernshire"] and "nine weeks" in shown["Kelder"]


def test_with_no_council_named_a_fact_of_one_alone_is_its_answer() -> None:
    """The label says whose it is."""
    answer = two_councils().ask("What is the overnight respite budget?")
    assert answer.status == "answered"
    assert set(by_council(answer)) == {"Fernshire"}


def test_with_no_council_named_it_is_said_whose_paper_answers() -> None:
    """Each council may have a notice, and the one that answers speaks for itself alone."""
    answer = two_councils().ask("How much is the overnight respite budget?")
    assert set(by_council(answer)) == {"Fernshire"}
    assert answer.text.startswith("You named no council; this is from Fernshire.")
    named = two_councils().ask("How much is the overnight respite budget in Fernshire?")
    assert "You named no council" not in named.text


def test_too_many_councils_are_a_question_back_whose_options_are_answered() -> None:
    """Each option is the same question for one council, and answers it."""
    papers = many_councils()
    answer = papers.ask("How often must the Improvement Board visit a children's home?")
    assert answer.status == "clarify"
    assert not answer.citations
    assert len(answer.options) == 5
    for option in answer.options:
        told = papers.ask(option)
        assert told.status == "answered"
        assert len(told.scope.councils) == 1


def test_two_years_are_compared_from_their_own_reports() -> None:
    """Each figure comes from the report of its year, in order."""
    answer = two_councils().ask(
        "Compare how many children were waiting for a mentor in Fernshire in 2021 and 2024."
    )
    assert [citation.document.source for citation in answer.citations] == [
        "fernshire-2021.txt",
        "fernshire-2024.txt",
    ]
    assert "61 children" in answer.citations[0].quote
    assert "8 children" in answer.citations[1].quote


def test_two_councils_lists_are_compared_point_by_point() -> None:
    """The points are the answer; a lead-in that ends in a colon is none."""
    answer = two_councils().ask(
        "Compare what pathway plans must contain in Fernshire and in Kelder."
    )
    assert "a second choice of home" in quoted(answer)
    assert "a map of the people who matter" in quoted(answer)


def test_with_no_council_named_each_ones_list_is_given_or_a_question_is_put_back() -> None:
    """Two councils have such a list, so one list alone is a choice made in silence."""
    answer = two_councils().ask("What must each pathway plan contain?")
    both = "second choice of home" in quoted(answer) and "map of the people" in quoted(answer)
    assert both or answer.status == "clarify"


def test_in_a_comparison_each_side_has_its_own_row() -> None:
    """Kelder's paper holds both rows; the side of Kelder is Kelder's row."""
    answer = two_councils().ask("Compare how many days adoption took in Kelder and Fernshire.")
    assert "Kelder\t471" in by_council(answer)["Kelder"]
    assert "Fernshire" not in by_council(answer)["Kelder"]


def test_a_row_in_another_councils_paper_serves_a_comparison_too() -> None:
    """As it does when that council is asked about alone."""
    answer = two_councils().ask(f"Compare how many days adoption took in Kelder and {ELSEWHERE}.")
    assert "471" in quoted(answer) and "602" in quoted(answer)
