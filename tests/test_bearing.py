"""What is cited for a statement: the list with its lead-in, the row with its heads, the clause."""

from __future__ import annotations

from assistant.answers import Answer
from tests.corpora import two_councils


def cited(answer: Answer) -> list[str]:
    """The quotations cited, in order."""
    return [citation.quote for citation in answer.citations]


def test_a_sentence_is_shown_and_its_clause_is_cited() -> None:
    """The next sentence may hedge the one that is shown."""
    answer = two_councils().ask("Who chairs Fernshire's Improvement Board?")
    (quote,) = cited(answer)
    assert "every six weeks" in quote and "Dame Orla Whitcombe" in quote


def test_a_lead_in_is_cited_with_its_whole_list_and_each_point_by_itself() -> None:
    """The lead-in opens the list, a point the point; what is shown is what is cited."""
    answer = two_councils().ask("What must each pathway plan in Kelder contain?")
    whole, *points = cited(answer)
    assert len(points) == 3 and all(point in whole for point in points)
    assert [statement.citations for statement in answer.statements] == [(1,), (2,), (3,), (4,)]


def test_a_date_that_is_reckoned_from_is_cited_alone() -> None:
    """The words around a date bear nothing."""
    answer = two_councils().ask("By what date must Fernshire publish a recruitment strategy?")
    assert "14 March 2024" in cited(answer)
