"""Dates are worked out by a stated rule from stated parts, or said to be unknown."""

from __future__ import annotations

import pytest

from tests.corpora import quoted, sources, two_councils


@pytest.mark.parametrize(
    "question",
    [
        "By what date must Fernshire publish a recruitment strategy?",
        "What is the deadline for Fernshire to publish its recruitment strategy?",
        "by when must fernshire publish a recruitment strategy",
    ],
)
def test_a_deadline_counted_from_the_notice_is_worked_out(question: str) -> None:
    """The date, the rule, and citations of the words and of the notice's date."""
    answer = two_councils().ask(question)
    assert answer.status == "answered"
    assert "**14 May 2024**" in answer.text
    assert "corresponding-date rule" in answer.text
    assert "Within two months of the date of this notice" in answer.citations[0].quote
    assert answer.citations[1].quote == "Date: 14 March 2024"
    assert sources(answer) == {"fernshire-notice.txt"}


def test_the_clause_stands_before_the_date_that_is_made_of_it() -> None:
    """What the notice says comes first; what was reckoned bears the marks of both its parts."""
    answer = two_councils().ask("By what date must Fernshire publish a recruitment strategy?")
    assert [statement.citations for statement in answer.statements] == [(1,), (1, 2)]


def test_when_must_asks_for_the_date_too() -> None:
    """The plainest way of asking for a deadline."""
    answer = two_councils().ask("When must Fernshire publish a recruitment strategy?")
    assert "14 May 2024" in answer.text


def test_a_deadline_in_an_undated_notice_stays_unresolved() -> None:
    """The words are quoted, and it is said why there is no date; none is made up."""
    answer = two_councils().ask("By what date must Kelder publish a recruitment strategy?")
    assert answer.status == "answered"
    assert "Within three months of the date of this notice" in quoted(answer)
    assert "cannot be worked out" in answer.text
    assert "202" not in answer.text


def test_no_date_is_reckoned_when_none_is_asked_for() -> None:
    """ "What must be published" is answered by the clause alone."""
    answer = two_councils().ask("What must Fernshire publish about recruitment?")
    assert "recruitment strategy" in quoted(answer)
    assert "14 May" not in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "When was Fernshire's improvement notice issued?",
        "On what date was the notice to Fernshire signed?",
        "What is the date of the Fernshire improvement notice?",
    ],
)
def test_the_date_of_a_notice_is_quoted_from_it(question: str) -> None:
    """The date as printed, at its place."""
    answer = two_councils().ask(question)
    assert answer.status == "answered"
    assert "**14 March 2024**" in answer.text
    assert quoted(answer) == "14 March 2024"


def test_the_date_of_an_undated_notice_is_said_to_be_missing() -> None:
    """Nothing is inferred from other papers."""
    answer = two_councils().ask("When was Kelder's improvement notice issued?")
    assert answer.status == "not_found"
    assert "No date is given in Kelder, improvement notice" in answer.text
    assert not answer.citations


def test_the_date_of_a_report_is_that_of_its_year() -> None:
    """Of two reports, the one asked about."""
    answer = two_councils().ask("When was Fernshire's 2021 inspection report published?")
    assert quoted(answer) == "20 April 2021"


def test_with_no_council_named_each_notices_date_is_told() -> None:
    """Fernshire's date, and that Kelder's notice has none; or a question back."""
    answer = two_councils().ask("When was the improvement notice issued?")
    told = "14 March 2024" in quoted(answer) and "No date" in answer.text
    assert told or answer.status == "clarify"


def test_the_days_from_inspection_to_publication_are_counted() -> None:
    """12 March to 20 April 2021 is 39 days; both dates are cited."""
    answer = two_councils().ask(
        "How long was it from the 2021 inspection of Fernshire to its publication?"
    )
    assert "**39 days**" in answer.text
    assert "20 April 2021" in quoted(answer) and "12 March 2021" in quoted(answer)
