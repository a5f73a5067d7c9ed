"""Grades, inspectors and dates come from the register of judgements, complete."""

from __future__ import annotations

import pytest

from tests.corpora import quoted, sources, two_councils

OVERALL = "Overall effectiveness\t"


@pytest.mark.parametrize(
    ("question", "row"),
    [
        (
            "What was Fernshire's overall effectiveness judged to be in 2024?",
            f"{OVERALL}Requires improvement to be good",
        ),
        ("What overall grade did Ofsted give Fernshire in 2021?", f"{OVERALL}Inadequate"),
        ("how was kelder rated overall", f"{OVERALL}Good"),
        (
            "What grade did Kelder get for children in care?",
            "The experiences and progress of children in care\tRequires improvement to be good",
        ),
        (
            "What was the impact of leaders in Kelder judged to be?",
            "The impact of leaders on social work practice with children and families\tOutstanding",
        ),
        (
            "In 2024, what grade was given for help and protection in Fernshire?",
            "The experiences and progress of children who need help and protection\t"
            "Requires improvement to be good",
        ),
    ],
)
def test_a_grade_is_that_of_the_subject_and_year_asked_about(question: str, row: str) -> None:
    """One row of one report's table, and the inspection's dates in front."""
    answer = two_councils().ask(question)
    assert answer.status == "answered"
    assert [citation.quote for citation in answer.citations] == [row]
    assert f"**{row.split(chr(9))[1]}**" in answer.text


def test_a_grade_without_a_year_is_given_for_each_inspection() -> None:
    """Oldest first, each with its dates."""
    answer = two_councils().ask("What was Fernshire's overall grade?")
    assert [citation.document.source for citation in answer.citations] == [
        "fernshire-2021.txt",
        "fernshire-2024.txt",
    ]
    assert "1 March 2021 to 12 March 2021" in answer.text


def test_a_change_of_grade_is_said_first_and_shown_from_both_reports() -> None:
    """From what to what, then each grade with its inspection."""
    answer = two_councils().ask("Did Fernshire's overall grade change between 2021 and 2024?")
    assert answer.text.startswith("Yes: from inadequate to requires improvement to be good.")
    assert sources(answer) == {"fernshire-2021.txt", "fernshire-2024.txt"}


def test_better_in_one_year_than_before_is_read_against_the_inspection_before() -> None:
    """Though only one year is named; a year without an inspection is said to have none."""
    answer = two_councils().ask("Was Fernshire judged better in 2024 than before?")
    assert answer.text.startswith("Yes, better: from inadequate to requires improvement")
    assert sources(answer) == {"fernshire-2021.txt", "fernshire-2024.txt"}
    none = two_councils().ask("Was Fernshire judged better in 2023 than before?")
    assert none.status == "not_found"


def test_a_grade_that_stayed_is_said_to_have_stayed() -> None:
    """Children in care: good both times."""
    answer = two_councils().ask(
        "Is Fernshire's grade for children in care the same in 2024 as in 2021?"
    )
    assert answer.text.startswith("No change.")
    assert quoted(answer).count("children in care\tGood") == 2


def test_a_change_is_told_of_the_subject_asked_about() -> None:
    """The grade for children in care stayed; the overall grade is another matter."""
    answer = two_councils().ask(
        "Did Fernshire's grade for children in care change between 2021 and 2024?"
    )
    assert "children in care\tGood" in quoted(answer)
    assert "Overall" not in quoted(answer)


def test_a_change_cannot_be_told_from_one_inspection() -> None:
    """The one grade is no answer to whether it changed, and the text must say why."""
    answer = two_councils().ask("Has Kelder's overall grade changed?")
    assert answer.status in ("partial", "not_found")
    assert "one inspection" in answer.text


def test_the_grades_that_pass_a_bound_are_listed() -> None:
    """All of them, and no other."""
    answer = two_councils().ask("Which judgements of Fernshire in 2024 were good or better?")
    assert quoted(answer).count("\tGood") == len(answer.citations) == 2


def test_all_the_grades_are_given_when_all_are_asked_for() -> None:
    """Four rows of the table."""
    answer = two_councils().ask("What were all the grades of Kelder in 2023?")
    assert len(answer.citations) == 4


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("Who led the 2021 inspection of Fernshire?", "Marguerite Stannard"),
        ("Who was the lead inspector in Fernshire in 2024?", "Tobias Renwick"),
        ("who inspected kelder", "Imogen Castleford"),
        ("Which inspector led the inspection of Kelder?", "Imogen Castleford"),
    ],
)
def test_the_lead_inspector_is_that_of_the_inspection_asked_about(question: str, name: str) -> None:
    """Its line is shown, and the clause of the right report's front page is cited."""
    answer = two_councils().ask(question)
    assert f"“Lead inspector: {name}, His Majesty's Inspector”" in answer.text
    (citation,) = answer.citations
    assert citation.quote.startswith("Inspection dates:") and name in citation.quote


@pytest.mark.parametrize(
    ("question", "dates"),
    [
        ("On what dates was Fernshire inspected in 2021?", "1 March 2021 to 12 March 2021"),
        ("When was Kelder inspected?", "9 October 2023 to 20 October 2023"),
        ("What were the inspection dates in Fernshire in 2024?", "10 June 2024 to 21 June 2024"),
    ],
)
def test_the_dates_of_an_inspection_are_quoted_from_its_front_page(
    question: str, dates: str
) -> None:
    """The first day and the last."""
    answer = two_councils().ask(question)
    assert f"“Inspection dates: {dates}”" in answer.text
    assert dates in quoted(answer)


@pytest.mark.parametrize(
    "question",
    [
        "What grade did Ofsted give Fernshire in 2016?",
        "Who led the 2016 inspection of Fernshire?",
        "On what dates was Fernshire inspected in 2016?",
    ],
)
def test_an_inspection_that_is_not_held_is_not_answered_from_another(question: str) -> None:
    """What is asked for is said to be missing, and what is held is named."""
    answer = two_councils().ask(question)
    assert answer.status == "not_found"
    assert "no 2016 inspection of Fernshire" in answer.text
    assert "20 April 2021" in answer.text and "22 July 2024" in answer.text
    assert "Kelder" not in answer.text
    assert not answer.citations


def test_with_no_council_named_each_councils_inspection_is_answered() -> None:
    """Few enough to be told side by side, each labelled."""
    answer = two_councils().ask("Who led the inspection?")
    assert sources(answer) == {"fernshire-2021.txt", "fernshire-2024.txt", "kelder-2023.txt"}
    assert len(answer.statements) == 3


@pytest.mark.parametrize(
    ("question", "status", "begins"),
    [
        ("Which councils were judged inadequate?", "answered", "1 of the 3 inspection reports"),
        ("How many councils were judged outstanding?", "not_found", "0 of the 3 inspection"),
        ("Which councils were judged good in 1999?", "not_found", "The documents hold no"),
    ],
)
def test_which_councils_were_given_a_grade_is_answered_whole_with_the_count(
    question: str, status: str, begins: str
) -> None:
    """Every report of the corpus is looked at, and how many there are is said."""
    answer = two_councils().ask(question)
    assert (answer.status, answer.text.startswith(begins)) == (status, True)
