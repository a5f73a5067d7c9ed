"""A figure, a time and a year are said of the thing that is asked about, or they are no answer."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.corpus import Corpus
from tests.corpora import Desk, desk, fill, quoted, write
from tests.fakes import BagOfWords

GUIDANCE = """# Meetings about children: practice guidance

Published by the National Forum for Safeguarding Practice on 2 October 2023.

## Meetings

The first family conference must be held within nine working days of a planning discussion.

A planning discussion takes place immediately where a child may have been hurt.

The school letter must be sent out within four weeks of the mentor's visit to the family home.

A log may show where a child was.

A log helps a worker to identify any immediate concerns for a child's safety.

A log is opened on the day on which a child goes missing, within two hours.

## Stopping a home

When a compliance notice runs out, Ofsted will visit the home within six working days.
"""
REPORT = """Marrowby Borough Council

Inspection of children's social care services

Inspection dates: 3 June 2024 to 14 June 2024

The experiences and progress of children in care: good

A mentor is found for young people who live in lodgings and for young people under 18.

At the time of the inspection 47 young people lived in lodgings and 212 had a mentor.

Of young people in lodgings 35% go to college.

A mentor for every young person is the aim, and 81% of them are content with the mentor.

Reviews of plans were late for 26% of children in lodgings.

Published by Ofsted on 22 July 2024
"""
NOTICE = """IMPROVEMENT NOTICE

To: Kelder Borough Council ("the Council")

Issued by: the Department for Education, on behalf of the Secretary of State

1. The Improvement Board will meet every four weeks.

2. The Council must carry out its review of fostering by the end of January 2026.

Date: 5 May 2024
"""
ANNUAL = """Wenlow Borough Council

Annual report on mentors, 13 March 2025

The mentors' conference was held on 4 June 2024 at the Corn Exchange and heard from carers.

## Looking ahead

The mentors' conference will be held on 17 June 2025 at the Guildhall.
"""


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """An assistant over guidance, a report, a notice and an annual report."""
    folder: Path = tmp_path_factory.mktemp("attaching")
    made = {
        "guidance.md": GUIDANCE,
        "marrowby-report.txt": REPORT,
        "kelder-notice.txt": NOTICE,
        "wenlow-annual.md": ANNUAL,
    }
    fill(folder / "home", write(folder / "papers", made))
    return desk(Corpus.open(folder / "home", BagOfWords()))


def test_the_time_of_another_meeting_counted_from_this_one_is_not_its_own(papers: Desk) -> None:
    """The conference's limit is counted from the discussion, and says nothing of when that is."""
    answer = papers.ask("How fast must a planning discussion be held?")
    assert "nine working days" not in answer.text
    assert "immediately" in quoted(answer)


def test_the_time_of_the_meeting_itself_is_given_whatever_it_is_counted_from(papers: Desk) -> None:
    """Asked of the conference, or of it after the discussion, the limit is the answer."""
    for asked in (
        "How soon must the first family conference take place?",
        "How soon after a planning discussion must the first family conference take place?",
    ):
        answer = papers.ask(asked)
        assert answer.text.startswith("**within nine working days**"), answer.text


def test_no_time_is_put_first_that_is_only_counted_from_the_thing_asked(papers: Desk) -> None:
    """When the mentor visits is not said; four weeks are the letter's."""
    answer = papers.ask("How soon is the mentor's visit?")
    assert "**" not in answer.text.split("\n")[0][:4]
    assert answer.status == "not_found"


def test_an_age_counts_nobody(papers: Desk) -> None:
    """The age in "under 18" is no number of young people."""
    answer = papers.ask(
        "Marrowby: how many young people live in lodgings and how many have a mentor?"
    )
    assert "under 18" not in quoted(answer)


def test_how_many_is_answered_with_a_count_before_a_share(papers: Desk) -> None:
    """81% are not how many."""
    answer = papers.ask("How many young people in Marrowby had a mentor they were content with?")
    assert "212" in answer.citations[0].quote, answer.text


def test_a_share_of_something_is_a_percentage(papers: Desk) -> None:
    """Asked for the share, the words about the subject without one do not answer."""
    answer = papers.ask("Marrowby: share of young people in lodgings who go to college")
    assert answer.text.startswith("**35%**")


def test_a_figure_of_another_year_is_no_answer(papers: Desk) -> None:
    """The report is of 2024 and names no 2019; asked of its own year it answers."""
    asked = "What percentage of reviews of plans in lodgings were late in Marrowby in {}?"
    assert papers.ask(asked.format(2019)).status == "not_found"
    assert "26%" in quoted(papers.ask(asked.format(2024)))


def test_the_year_of_a_thing_is_looked_for_in_the_passage(papers: Desk) -> None:
    """A paper of 2025 tells of both years' conferences."""
    asked = "Where was Wenlow's mentors' conference held, the {} mentors' conference?"
    assert "Guildhall" in quoted(papers.ask(asked.format(2025)))
    assert "Guildhall" not in quoted(papers.ask(asked.format(2024)))


@pytest.mark.parametrize(
    "asked",
    [
        "by wen does Kelder hav to do its review",
        "wen shud Kelder do its review pls",
        "Wen does kelder hav 2 do its review of fostering n by wat date",
    ],
)
def test_phone_spellings_are_read_as_the_words_that_they_stand_for(
    papers: Desk, asked: str
) -> None:
    """The asking words decide what is looked for, however they are spelt."""
    answer = papers.ask(asked)
    assert answer.status == "answered"
    assert "January 2026" in quoted(answer)


def test_another_kind_of_notice_means_no_improvement_notice(papers: Desk) -> None:
    """A compliance notice is found in the paper that tells of it."""
    asked = "After a compliance notice runs out, how soon does Ofsted visit the home?"
    answer = papers.ask(asked)
    assert "six working days" in quoted(answer)
    assert "improvement notice" not in answer.text


def test_may_in_small_letters_is_no_month(papers: Desk) -> None:
    """A log that "may show" something has no date."""
    answer = papers.ask("When must a log be opened?")
    assert "within two hours" in answer.citations[0].quote
    assert "may show" not in quoted(answer)


def test_immediate_concerns_tell_no_time(papers: Desk) -> None:
    """Pressing concerns are no answer to how soon they are to be identified."""
    answer = papers.ask("How soon must a worker identify concerns for a child's safety?")
    assert answer.status == "not_found"
