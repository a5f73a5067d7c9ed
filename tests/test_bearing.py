"""What is cited for a statement: the list with its lead-in, the row with its heads, the clause."""

from __future__ import annotations

from pathlib import Path

from assistant.answers import Answer
from ingest.corpus import Corpus
from tests.corpora import desk, fill, two_councils, write
from tests.fakes import BagOfWords


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


def test_a_short_list_without_numbers_is_cited_as_one_passage(tmp_path: Path) -> None:
    """Its points mean nothing without the lead-in that they stand under."""
    papers = {
        "guidance.md": "# Visits: practice guidance\n\nA record of a visit must include:\n\n"
        "- the day of the visit\n\n- who was seen\n\n- what was agreed\n"
    }
    fill(tmp_path / "home", write(tmp_path / "papers", papers))
    with Corpus.open(tmp_path / "home", BagOfWords()) as corpus:
        answer = desk(corpus).ask("What must a record of a visit include?")
    (whole,) = cited(answer)
    assert all(words in whole for words in ("must include", "who was seen", "what was agreed"))
    assert [statement.citations for statement in answer.statements] == [(1,)] * 4


def test_each_duty_of_a_notices_short_list_is_cited_by_itself(tmp_path: Path) -> None:
    """A point of a notice is to be met, and opened, by itself."""
    papers = {
        "notice.md": "# Improvement notice\n\nTo: Kelder Borough Council\n\n"
        "Issued by the Department for Education\n\nA record of a visit must include:\n\n"
        "- the day of the visit\n\n- who was seen\n\n- what was agreed\n"
    }
    fill(tmp_path / "home", write(tmp_path / "papers", papers))
    with Corpus.open(tmp_path / "home", BagOfWords()) as corpus:
        answer = desk(corpus).ask("What must a record of a visit include in Kelder?")
    assert [statement.citations for statement in answer.statements] == [(1,), (2,), (3,), (4,)]
    assert "who was seen" in cited(answer)[0]
    assert cited(answer)[2].strip(" -") == "who was seen"


def test_a_list_under_a_bare_heading_is_cited_whole_and_each_point_by_itself() -> None:
    """That there are two points is borne by the list; each point says something by itself."""
    answer = two_councils().ask("What needs to improve in Fernshire?")
    whole, *points = cited(answer)
    assert len(points) == 2 and all(point in whole for point in points)
    assert [statement.citations for statement in answer.statements] == [(1,), (2,), (3,)]


def test_a_date_that_is_reckoned_from_is_cited_alone() -> None:
    """The words around a date bear nothing."""
    answer = two_councils().ask("By what date must Fernshire publish a recruitment strategy?")
    assert "14 March 2024" in cited(answer)
