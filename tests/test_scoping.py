"""The scope of a question: one council never answers for another, a caller only narrows."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.answers import Scope
from tests.corpora import (
    ELSEWHERE,
    NOWHERE,
    councils_of,
    many_councils,
    opened,
    quoted,
    sources,
    two_councils,
)

# What is asked of each council, and what stands in whose papers.
ASKED_OF_EACH = (
    ("How often does {}'s Improvement Board meet?", "six weeks", "four weeks"),
    ("How often must foster carers in {} be offered supervision?", "five weeks", "nine weeks"),
    ("Within what time must {} publish a recruitment strategy?", "two months", "three months"),
    ("What must each pathway plan in {} contain?", "second choice of home", "a map of the people"),
    ("Who was the lead inspector in {}?", "Tobias Renwick", "Imogen Castleford"),
    ("What needs to improve in {}?", "take-up of advocacy", "permanence of plans"),
)


@pytest.mark.parametrize(("question", "fernshire", "kelder"), ASKED_OF_EACH)
def test_papers_worded_alike_never_answer_for_each_other(
    question: str, fernshire: str, kelder: str
) -> None:
    """Each council's answer holds its own words, and no source of the other's."""
    for council, own, other in (("Fernshire", fernshire, kelder), ("Kelder", kelder, fernshire)):
        answer = two_councils().ask(question.format(council))
        assert answer.status == "answered"
        assert own in quoted(answer) and other not in answer.text
        assert councils_of(answer) == {council}
        assert answer.scope.councils == (council,)
        assert council in answer.scope.because


def test_what_one_council_alone_has_is_not_found_for_the_other() -> None:
    """Kelder has no respite budget, so Fernshire's is neither said nor shown."""
    answer = two_councils().ask("How much is the overnight respite budget in Kelder?")
    assert answer.status == "not_found"
    assert "410,000" not in answer.text
    assert councils_of(answer) <= {"Kelder"}


@pytest.mark.parametrize(
    "question",
    [
        "How often does {}'s Improvement Board meet?",
        "What must pathway plans in {} contain?",
        "What grade did Ofsted give {}?",
        "When was {}'s improvement notice issued?",
        "What needs to improve in {}?",
    ],
)
def test_a_council_that_no_document_is_of_is_said_to_be_missing(question: str) -> None:
    """Whatever is asked about it, no other council's papers are shown."""
    answer = two_councils().ask(question.format(NOWHERE))
    assert answer.status == "not_found"
    assert "hold nothing" in answer.text and NOWHERE in answer.text
    assert not answer.citations and not answer.nearest


def test_a_council_unknown_to_all_is_not_taken_for_another() -> None:
    """A name that neither the gazetteer nor a paper knows answers nothing."""
    answer = two_councils().ask("What grade did Ofsted give Marrowby?")
    assert answer.status == "not_found"


def test_a_row_about_a_council_may_be_read_in_another_councils_paper() -> None:
    """A table that compares councils answers for each, by its own row alone."""
    answer = two_councils().ask(f"How many days did adoption take in {ELSEWHERE}?")
    assert answer.status == "answered"
    heads, row = [citation.quote for citation in answer.citations]
    assert row == f"{ELSEWHERE}\t602\t35" and heads.startswith("Council\tDays")
    assert "471" not in answer.text and "538" not in answer.text


def test_in_a_table_of_councils_only_the_row_of_the_one_asked_about_is_quoted() -> None:
    """Its neighbours' figures are left out, and its columns are named."""
    answer = two_councils().ask("How many days did adoption take in Kelder?")
    assert quoted(answer).splitlines()[-1] == "Kelder\t471\t14"
    assert quoted(answer).startswith("Council\tDays")  # a figure means nothing without its head
    assert "Days: **471**" in answer.text
    assert "538" not in answer.text and "602" not in answer.text


def test_other_words_of_that_paper_say_nothing_about_a_council_in_its_table() -> None:
    """Only the row is about the council; the report around it is about another."""
    answer = two_councils().ask(f"What is the committee in {ELSEWHERE} asked to note?")
    assert "note the figures" not in quoted(answer)
    assert all(ELSEWHERE in citation.quote for citation in answer.nearest)


def test_a_callers_council_holds_for_a_question_that_names_none() -> None:
    """The scope shows that the caller set it."""
    answer = two_councils().ask("How often does the Improvement Board meet?", Scope(("Kelder",)))
    assert "four weeks" in quoted(answer)
    assert councils_of(answer) == {"Kelder"}
    assert answer.scope.councils == ("Kelder",) and "caller" in answer.scope.because
    graded = two_councils().ask("What was the overall grade?", Scope(("Kelder",)))
    assert "Good" in quoted(graded) and sources(graded) == {"kelder-2023.txt"}


def test_a_question_cannot_widen_a_callers_scope() -> None:
    """It is said that the scope leaves the council out; nothing of it is shown."""
    answer = two_councils().ask(
        "How often does the Improvement Board of Fernshire meet?", Scope(("Kelder",))
    )
    assert answer.status == "not_found"
    assert "does not include Fernshire" in answer.text
    assert not answer.citations and not answer.nearest


@pytest.mark.parametrize(
    "question",
    [
        "Compare how often the Improvement Boards of Fernshire and Kelder meet.",
        "How often do both councils' Improvement Boards meet?",
        "Which of the notices says how often the Improvement Board meets?",
        "Who led the inspection?",
        "What was the overall grade?",
        "What needs to improve?",
        "How many days did adoption take in Fernshire?",
    ],
)
def test_no_way_of_asking_reaches_beyond_a_callers_council(question: str) -> None:
    """Comparisons, registers and "each of the notices" stay inside."""
    answer = two_councils().ask(question, Scope(("Kelder",)))
    assert councils_of(answer) <= {"Kelder"}
    for words in ("six weeks", "Renwick", "Stannard", "advocacy", "538"):
        assert words not in answer.text


def test_a_side_that_the_scope_leaves_out_is_not_said_to_be_silent() -> None:
    """Its documents were not looked at, so nothing can be said of what they say."""
    answer = two_councils().ask(
        "Compare how often the Improvement Boards of Fernshire and Kelder meet.",
        Scope(("Kelder",)),
    )
    assert "four weeks" in quoted(answer)
    assert "Fernshire: the documents do not say" not in answer.text


def test_guidance_is_outside_a_scope_of_one_council() -> None:
    """A caller who asks for Kelder's papers gets no others."""
    answer = two_councils().ask("How quickly does the scrutineer decide?", Scope(("Kelder",)))
    assert answer.status == "not_found"
    assert sources(answer) <= {"kelder-notice.md", "kelder-2023.txt", "kelder-compared.txt"}


def test_a_scope_of_a_council_without_papers_finds_nothing() -> None:
    """And says so, as when the question names it."""
    answer = two_councils().ask("How often does the board meet?", Scope(("Marrowby",)))
    assert answer.status == "not_found" and "Marrowby" in answer.text


@pytest.mark.parametrize(
    ("scope", "source", "figure"),
    [
        (Scope(from_date="2024-01-01"), "fernshire-2024.txt", "8 children"),
        (Scope(to_date="2021-12-31"), "fernshire-2021.txt", "61 children"),
        (Scope(from_date="2021-04-20", to_date="2021-04-20"), "fernshire-2021.txt", "61 children"),
    ],
)
def test_a_callers_dates_are_kept_and_include_their_ends(
    scope: Scope, source: str, figure: str
) -> None:
    """What was issued outside them is not searched."""
    answer = two_councils().ask("How many children were waiting for a mentor in Fernshire?", scope)
    assert figure in quoted(answer)
    assert sources(answer) == {source}


def test_a_callers_kind_is_kept() -> None:
    """A fact of the notice is not found in inspection reports."""
    scope = Scope(kinds=("inspection_report",))
    answer = two_councils().ask("How often does Fernshire's Improvement Board meet?", scope)
    assert answer.status == "not_found"
    assert {each.document.kind for each in answer.nearest} <= {"inspection_report"}


@pytest.mark.parametrize(
    ("year", "own", "other"), [(2021, "61 children", "8 children"), (2024, "8 children", "61 chil")]
)
def test_the_year_says_which_report_is_meant(year: int, own: str, other: str) -> None:
    """The report of another year is not quoted."""
    answer = two_councils().ask(
        f"How many children were waiting for a mentor in the {year} inspection of Fernshire?"
    )
    assert own in quoted(answer) and other not in quoted(answer)
    assert sources(answer) == {f"fernshire-{year}.txt"}


def test_what_only_another_years_report_says_is_not_found() -> None:
    """The share of dental checks stands in the report of 2024 alone."""
    answer = two_councils().ask(
        "What share of children had dental checks in the 2021 inspection of Fernshire?"
    )
    assert answer.status == "not_found"
    assert sources(answer) == {"fernshire-2021.txt"}


def test_a_fact_of_an_inspection_that_is_not_held_is_not_taken_from_another() -> None:
    """As with grades: the year is said to be missing, and what is held is named."""
    answer = two_councils().ask(
        "How many children were waiting for a mentor in the 2019 inspection of Fernshire?"
    )
    assert answer.status == "not_found"
    assert "2019" in answer.text


def test_a_paper_of_a_kind_that_a_council_lacks_is_said_to_be_missing() -> None:
    """Kelder has no thresholds document, and Fernshire has no bulletin."""
    for question, kind in (
        ("What does the thresholds document of Kelder say about visits?", "thresholds document"),
        ("What does Fernshire's bulletin say about visits?", "bulletin"),
    ):
        answer = two_councils().ask(question)
        assert answer.status == "not_found"
        assert f"hold no {kind}" in answer.text


def test_what_other_papers_tell_of_a_notice_that_is_not_held_is_given(tmp_path: Path) -> None:
    """When it came and how it ended; what it obliges to, it says itself alone."""
    report = """# Inspection of Thornwick Council children's services

An improvement notice came to Thornwick in May 2012.

The improvement notice was lifted in February 2014.

Adopters wait for ten months. Social workers hold 17 cases each.
"""
    with opened(tmp_path, {"thornwick-inspection-report.md": report}) as made:
        for asked, told in (
            ("When did Thornwick get its improvement notice?", "May 2012"),
            ("what date was thornwick's improvement notice lifted", "February 2014"),
        ):
            assert told in quoted(made.ask(asked))
        for asked in (
            "What must Thornwick do under its improvement notice?",
            "How many cases does Thornwick's improvement notice say social workers hold?",
        ):
            answer = made.ask(asked)
            assert answer.status == "not_found"
            assert "hold no improvement notice of Thornwick" in answer.text


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("How often must the Improvement Board visit a children's home in Thornwick?", "five"),
        ("how often must wenlow's improvement board visit a children's home", "seven"),
        ("How often must ALDERMOOR's Improvement Board visit a children's home?", "two"),
    ],
)
def test_councils_that_no_gazetteer_holds_are_told_apart(question: str, figure: str) -> None:
    """A council is known by its papers, in any case."""
    answer = many_councils().ask(question)
    assert quoted(answer).endswith(f"every {figure} weeks.")
    assert len(answer.citations) == 1


@pytest.mark.parametrize(
    ("question", "holds"),
    [
        ("When was the improvement notice issued?", "14 March 2024"),
        ("What needs to improve?", "take-up of advocacy"),
    ],
)
def test_a_callers_council_is_as_good_as_one_that_the_question_names(
    question: str, holds: str
) -> None:
    """ "What needs to improve?" with the scope Fernshire is a question about Fernshire."""
    answer = two_councils().ask(question, Scope(("Fernshire",)))
    assert answer.status == "answered"
    assert holds in quoted(answer)


def test_each_council_of_a_callers_scope_is_answered() -> None:
    """As when the question names both."""
    answer = two_councils().ask(
        "How often must foster carers be offered a supervision meeting?",
        Scope(("Fernshire", "Kelder")),
    )
    assert "five weeks" in quoted(answer) and "nine weeks" in quoted(answer)
