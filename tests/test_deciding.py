"""Is there an answer at all? Near misses are not found, and the nearest passages are shown."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from assistant.answers import Scope
from ingest.corpus import Corpus
from tests.corpora import Desk, councils_of, desk, fill, opened, quoted, two_councils, write
from tests.fakes import BagOfWords

NEAR_MISSES = (
    # a number asked for, where the passage on the subject states none
    ("How many cases may a social worker hold in Kelder?", "time to think about their cases"),
    ("How many cases can each social worker in Kelder have?", "time to think about their cases"),
    # a name asked for, where only a role is stated
    ("Who chairs the Improvement Board in Kelder?", "chaired by an independent person"),
    ("Who is the personal adviser in Fernshire?", "the name of the personal adviser"),
    # money asked for, where none is
    ("How much are foster carers in Kelder paid?", "Foster carers must be offered"),
    # a share asked for, where there is a count
    ("What percentage of children were waiting for a mentor in Kelder?", "27 children"),
)


@pytest.mark.parametrize(("question", "near"), NEAR_MISSES)
def test_a_passage_on_the_subject_without_the_thing_asked_for_is_no_answer(
    question: str, near: str
) -> None:
    """It is shown as the nearest passage, with the reason, and nothing is stated."""
    answer = two_councils().ask(question)
    assert answer.status == "not_found"
    assert not answer.citations and not answer.statements
    assert any(near in citation.quote for citation in answer.nearest)
    assert answer.reasons


@pytest.mark.parametrize(
    ("question", "holds"),
    [
        ("How many cases may a social worker hold in Fernshire?", "17 cases"),
        ("Who chairs the Improvement Board in Fernshire?", "Dame Orla Whitcombe"),
        ("How much is the overnight respite budget in Fernshire?", "£410,000"),
        ("How many children were waiting for a mentor in Kelder?", "27 children"),
        ("What percentage of children in Fernshire had dental checks?", "93%"),
    ],
)
def test_where_the_thing_asked_for_is_stated_it_is_given(question: str, holds: str) -> None:
    """The same questions, where there is an answer."""
    answer = two_councils().ask(question)
    assert answer.status == "answered"
    assert holds in quoted(answer)


@pytest.mark.parametrize(
    "question",
    [
        "What is the airspeed of a swallow?",
        "Who won the cup final?",
        "How do I bake bread?",
        "How many zebras live in Fernshire?",
        "What is the capital of Denmark?",
        "qwxz plomf vrint?",
    ],
)
def test_what_no_paper_is_about_is_not_found(question: str) -> None:
    """However the words fall, the documents do not say."""
    answer = two_councils().ask(question)
    assert answer.status == "not_found"
    assert "do not say" in answer.text
    assert not answer.citations


def test_the_nearest_passages_are_few_and_inside_the_scope() -> None:
    """At most three, numbered, each of the council asked about."""
    answer = two_councils().ask("How many zebras live in Kelder?")
    assert [citation.number for citation in answer.nearest] == [1, 2, 3]
    assert councils_of(answer) == {"Kelder"}
    assert "Kelder" in answer.text


def test_confidence_is_a_share_and_higher_where_there_is_an_answer() -> None:
    """A reader may sort by it."""
    sure = two_councils().ask("How much is the overnight respite budget in Fernshire?").confidence
    unsure = two_councils().ask("How many zebras live in Fernshire?").confidence
    assert sure is not None and unsure is not None
    assert 0 <= unsure < sure <= 1


def test_an_empty_scope_is_no_answer_and_no_error() -> None:
    """Nothing was issued in that time."""
    answer = two_councils().ask(
        "How often does the board meet?", Scope(from_date="1990-01-01", to_date="1990-12-31")
    )
    assert answer.status == "not_found"
    assert not answer.nearest


def test_the_most_that_is_allowed_is_a_number() -> None:
    """Kelder's notice sets no limit; that there must be time to think is no answer."""
    answer = two_councils().ask("What is the most cases that a social worker may hold in Kelder?")
    assert answer.status == "not_found"


def test_the_name_of_somebody_is_a_name() -> None:
    """ "An independent person" is nobody's name."""
    answer = two_councils().ask("What is the name of the chair of Kelder's Improvement Board?")
    assert answer.status == "not_found"


def test_a_caption_is_no_answer_to_how_many() -> None:
    """The table's row has the figure; its caption has only the table's number."""
    answer = two_councils().ask(
        "How many days from coming into care to a first night with adopters in Kelder?"
    )
    assert "471" in quoted(answer)


def test_a_cell_answers_what_the_head_of_its_column_says() -> None:
    """ "Children adopted" stands over the 14 of Kelder's row."""
    answer = two_councils().ask("How many children were adopted in Kelder?")
    assert answer.status == "answered"
    assert quoted(answer).splitlines() == ["Council\tDays\tChildren adopted", "Kelder\t471\t14"]


def test_a_thing_named_by_its_capitals_must_be_named_where_it_is_answered() -> None:
    """Words of its kind are no answer about it."""
    plain = two_councils().ask("How often must foster carers in Fernshire be offered a meeting?")
    named = two_councils().ask(
        "How often must foster carers in Fernshire be offered a Bright Harbours meeting?"
    )
    assert (plain.status, named.status) == ("answered", "not_found")
    assert "named nowhere" in " ".join(named.reasons)


def test_a_judgement_is_never_answered_from_a_paper_that_gives_none(tmp_path: Path) -> None:
    """ "The Graded Care Profile" and its list of signs judge nobody."""
    signs = "- hunger\n- clothes that are dirty\n- a home without heating\n"
    papers = write(
        tmp_path / "papers",
        {
            "neglect.md": "# Practice bulletin to staff\n\nKelder Borough Council\n\n## Neglect\n\n"
            f"The Graded Care Profile is used in Kelder. Signs of neglect are:\n\n{signs}"
        },
    )
    fill(tmp_path / "home", papers)
    with closing(Corpus.open(tmp_path / "home", BagOfWords())) as corpus:
        asked = desk(corpus)
        answer = asked.ask("What grade did Ofsted give Kelder?")
        assert asked.ask("What are the signs of neglect in Kelder?").status == "answered"
    assert answer.status == "not_found" and "no judgement is told" in answer.reasons


NOTICE = """# Improvement notice to Kelder Borough Council

12 May 2021

## Improvement Board

The chair must send a report to the Minister every three months.

## Child protection plans

Child protection plans must contain:

- the risks to the child
- what must change
- who will visit

## Improvement Plan

The Improvement Plan must set out:

- each action and who is to take it
- what it costs

90% of assessments must be finished within ten days by December 2021.
"""


@pytest.fixture(scope="module")
def notice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """One notice, with duties of one body and contents of two plans."""
    folder = tmp_path_factory.mktemp("notice")
    with opened(folder, {"notice.md": NOTICE}) as made:
        yield made


def test_a_duty_of_another_body_is_no_answer(notice: Desk) -> None:
    """How often the chair must report says nothing of the Lead Member."""
    assert "every three months" in notice.ask("How often must Kelder's chair report?").text
    answer = notice.ask("How often must Kelder's Lead Member report to the Minister?")
    assert answer.status == "not_found" and "whom it asks about is not named here" in answer.reasons


def test_the_contents_of_another_thing_are_no_answer(notice: Desk) -> None:
    """What child protection plans must contain says nothing of adoption plans."""
    asked = "What must Kelder's {} include?"
    assert notice.ask(asked.format("adoption plans")).status == "not_found"
    both = quoted(notice.ask(asked.format("plans")))
    assert "who will visit" in both and "what it costs" in both
    one = quoted(notice.ask(asked.format("Improvement Plan")))
    assert "who will visit" not in one and "what it costs" in one


def test_a_share_that_must_be_reached_is_a_target(notice: Desk) -> None:
    """Whether or not the paper calls it one."""
    assert "90%" in quoted(
        notice.ask("What is Kelder's target for assessments finished within ten days?")
    )
    assert notice.ask("What is Kelder's target for foster carers?").status == "not_found"


def test_an_average_is_no_other_figure_of_the_same_thing(tmp_path: Path) -> None:
    """How many were taken on is no average caseload."""
    papers = {
        "kelder-a.md": "# Kelder Borough Council: workforce\n\n"
        "Taking on 12 people has made social worker caseloads smaller.\n",
        "fernshire-a.md": "# Fernshire County Council: workforce\n\n"
        "Social worker caseloads range from 14 to 19 cases.\n",
    }
    with opened(tmp_path, papers) as made:
        asked = "what is the avg social worker caseload in {}?"
        assert made.ask(asked.format("Kelder")).status == "not_found"
        assert "14 to 19" in quoted(made.ask(asked.format("Fernshire")))


def test_a_line_of_contact_details_answers_though_it_is_like_no_question(tmp_path: Path) -> None:
    """And another person's line with a like name does not."""
    paper = """# Fernshire County Council: report on hubs

Report author: Ben Sherrin, telephone number 01632 960 101 or by letter.

Ben Waters, General Counsel
01632 960 202
"""
    with opened(tmp_path, {"fernshire-hubs.md": paper}) as made:
        answer = made.ask("whats the phone number for Ben Waters")
        assert "960 202" in answer.text and "960 101" not in answer.text


def test_two_councils_of_one_partnership_are_not_compared(tmp_path: Path) -> None:
    """The second is only whom the first works with."""
    papers = {
        "kelder-p.md": "# Kelder Borough Council: leadership\n\n"
        "The partnership of Kelder Borough Council with Fernshire County Council was set up for "
        "five years.\n",
        "fernshire-p.md": "# Fernshire County Council: mentors\n\nMentors are paid by the hour.\n",
    }
    with opened(tmp_path, papers) as made:
        answer = made.ask("How long was Kelder's partnership with Fernshire set up for?")
        assert answer.status == "answered" and "five years" in quoted(answer)
