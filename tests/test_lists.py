"""Lists are given whole: the lead-in once, every numbered point with its own citation.

The lead-in's citation is of the whole list, so that it opens with all its points marked.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.answers import Answer
from ingest.corpus import Corpus
from tests.corpora import ELSEWHERE, councils_of, desk, fill, quoted, two_councils, write
from tests.fakes import BagOfWords

LEAD_IN = "The Council must make sure that each pathway plan contains the following:"
POINTS = (
    "(a) the hopes of the young person, in their own words;",
    "(b) the name of the personal adviser;",
    "(c) where the young person will live, with:",
    "(i) the rent, and who pays it; and",
    "(ii) a second choice of home;",
    "(d) the money that comes in each week; and",
    "(e) the day of the next review.",
)


def quotes(answer: Answer) -> list[str]:
    """The quotations in the order of their numbers."""
    return [citation.quote for citation in answer.citations]


@pytest.mark.parametrize(
    "question",
    [
        "What must each pathway plan in Fernshire contain?",
        "List what Fernshire's pathway plans have to contain.",
        "what should a pathway plan include in fernshire",
    ],
)
def test_a_list_is_given_whole_and_in_order(question: str) -> None:
    """The lead-in, each point and each point below a point, however it is asked for."""
    answer = two_councils().ask(question)
    assert answer.status == "answered"
    assert quotes(answer)[0].startswith(LEAD_IN)
    assert quotes(answer)[1 : len(POINTS) + 1] == list(POINTS)


def test_a_list_inside_a_list_is_given_once() -> None:
    """It is part of the list that holds it."""
    answer = two_councils().ask("List what Fernshire's pathway plans have to contain.")
    assert answer.text.count("a second choice of home") == 1


def test_the_lead_in_is_printed_once_and_each_point_on_a_line_of_its_own() -> None:
    """Nested points stand with the point that they belong to."""
    text = two_councils().ask("What must each pathway plan in Fernshire contain?").text
    assert text.count("contains the following") == 1
    lines = [line for line in text.splitlines() if line.startswith("- ")]
    assert len(lines) == 5
    nested = [line for line in text.splitlines() if line.startswith("  - ")]
    assert "(i) the rent" in nested[0] and "(ii) a second choice" in nested[1]


def test_every_point_has_a_citation_of_its_own() -> None:
    """A reader can open the third point without searching through the rest."""
    answer = two_councils().ask("What must each pathway plan in Kelder contain?")
    assert [len(statement.citations) for statement in answer.statements] == [1, 1, 1, 1]
    assert len({citation.url for citation in answer.citations}) == 4
    assert [citation.clause for citation in answer.citations[1:]] == [
        f"Help for children, point 2, item ({mark})" for mark in "abc"
    ]


def test_a_list_that_a_page_end_tears_is_one_list() -> None:
    """The points behind the page's foot belong to it, and the foot does not."""
    answer = two_councils().ask("What must each pathway plan in Fernshire contain?")
    assert "the day of the next review" in quoted(answer)
    assert "Page 1" not in answer.text and "Page 1" not in quoted(answer)


def test_nothing_is_said_to_be_cut_where_nothing_was() -> None:
    """ "[…]" stands for words left out; between a point and its own points there are none."""
    answer = two_councils().ask("What must each pathway plan in Kelder contain?")
    assert "[…]" not in answer.text


def test_nothing_is_said_to_be_cut_between_a_point_and_its_own_points() -> None:
    """They stand one after another in the document."""
    answer = two_councils().ask("What must each pathway plan in Fernshire contain?")
    assert "(i) the rent" in answer.text
    assert "[…]" not in answer.text


def test_what_must_improve_is_the_inspections_own_list() -> None:
    """Counted and complete, of the latest inspection when no year is named."""
    answer = two_councils().ask("What needs to improve in Fernshire?")
    whole, *points = quotes(answer)
    assert points == [
        "The take-up of advocacy by disabled children.",
        "The recording of private fostering.",
    ]
    assert all(point in whole for point in points)
    assert "(2 points)" in answer.text


def test_the_year_says_whose_list_of_improvements_is_meant() -> None:
    """The inspection of 2021 had three points."""
    answer = two_councils().ask("What did the 2021 inspection say needs to improve in Fernshire?")
    assert quotes(answer)[1:] == [
        "The time that children wait for a mentor.",
        "The quality of chronologies.",
        "The oversight of unregistered homes.",
    ]


def test_a_list_of_improvements_is_narrowed_to_the_topic_asked_about() -> None:
    """Only what concerns advocacy."""
    answer = two_councils().ask("What needs to improve about advocacy in Fernshire?")
    assert quotes(answer) == ["The take-up of advocacy by disabled children."]


def test_an_inspection_that_is_not_held_has_no_list() -> None:
    """The year is named, and what is held; another year's list is not given."""
    answer = two_councils().ask("What needed to improve in Fernshire's 2019 inspection?")
    assert answer.status == "not_found"
    assert "no 2019 inspection of Fernshire" in answer.text
    assert "20 April 2021" in answer.text and "22 July 2024" in answer.text


def test_what_must_improve_with_no_council_named_is_each_ones_list() -> None:
    """Or a question back; never a clause that has nothing to do with it."""
    answer = two_councils().ask("What do inspectors say needs to improve?")
    both = "take-up of advocacy" in quoted(answer) and "permanence of plans" in quoted(answer)
    assert both or answer.status == "clarify"


def test_words_that_only_ask_narrow_no_list_of_improvements() -> None:
    """ "Everything they told the council to do" is all of it."""
    answer = two_councils().ask("List everything Ofsted told Fernshire to improve in 2021.")
    assert "(3 points)" in answer.text


def test_what_two_councils_must_improve_is_told_of_each() -> None:
    """Neither answers for the other."""
    answer = two_councils().ask("What needs to improve in Fernshire and Kelder?")
    assert councils_of(answer) == {"Fernshire", "Kelder"}
    assert "advocacy" in answer.text and "family time" in answer.text


def test_a_council_without_such_a_list_is_named_as_silent() -> None:
    """The answer is partial and says so."""
    answer = two_councils().ask(f"What needs to improve in Fernshire and {ELSEWHERE}?")
    assert answer.status == "partial"
    assert f"{ELSEWHERE}: the documents hold no such list." in answer.text


def test_headings_that_a_sentence_announces_are_its_list(tmp_path: Path) -> None:
    """Three are announced and asked for, and three headings come next."""
    papers = {
        "thresholds.md": "# Thresholds guidance\n\nFernshire County Council\n\n## Deciding\n\n"
        "The 3 key tests for deciding are:\n\n"
        "## History\n\nA history of help that failed weighs much.\n\n"
        "## Willingness\n\nA family may be willing.\n\n"
        "## Effect on the child\n\nThe effect weighs most.\n\n"
        "## Contacts\n\nThe hub answers the telephone.\n"
    }
    fill(tmp_path / "home", write(tmp_path / "papers", papers))
    with Corpus.open(tmp_path / "home", BagOfWords()) as corpus:
        answer = desk(corpus).ask("What are the 3 main tests for deciding in Fernshire?")
    items = [line for line in answer.text.splitlines() if line.startswith("- ")]
    assert [item.split(" [")[0] for item in items] == [
        "- History",
        "- Willingness",
        "- Effect on the child",
    ]
