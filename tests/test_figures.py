"""Figures of one thing that are told one after another are given together."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.corpus import Corpus
from tests.corpora import Desk, desk, fill, opened, quoted, write
from tests.fakes import BagOfWords

REPORT = """# Visits in Fernshire

Fernshire County Council

## Timeliness

The service has a new rota for cars, which staff like and which works well in most of the towns.
In May 40% of visits were late, and staff said that the roads were to blame for most of this. By
June the share of late visits had fallen to 31%, after the rota for cars was changed once more. The
office now has 12 desks, which is more than were asked for when the plan for the move was agreed.
"""


@pytest.fixture
def report(tmp_path: Path) -> Iterator[Desk]:
    """An assistant over one invented report."""
    with opened(tmp_path, {"visits.md": REPORT}) as made:
        yield made


def test_a_figure_is_given_with_the_one_that_follows_it(report: Desk) -> None:
    """The first alone would mislead."""
    answer = report.ask("What percentage of visits in Fernshire were late?")
    assert "40%" in answer.text and "31%" in answer.text


def test_a_figure_of_something_else_does_not_come_along(report: Desk) -> None:
    """The desks are no visits."""
    answer = report.ask("What percentage of visits in Fernshire were late?")
    assert "12 desks" not in answer.text
    assert "12 desks" in quoted(report.ask("How many desks does the office in Fernshire have?"))


DAYS = """# Notes for Fernshire

Fernshire County Council

## Sending a note

A note on a burst pipe must be sent within five days.

## The way in

A note on a burst pipe is sent through a page that is open 24 hours; no post is read on a Sunday.

## Who reads it

A note on a burst pipe is read by a clerk.
"""


def test_a_clause_without_what_is_asked_for_does_not_follow(tmp_path: Path) -> None:
    """A clerk is no number of days."""
    fill(tmp_path / "home", write(tmp_path / "papers", {"notes.md": DAYS}))
    with Corpus.open(tmp_path / "home", BagOfWords()) as corpus:
        answer = desk(corpus).ask("How many days may Fernshire take for a note on a burst pipe?")
    assert "five days" in answer.text
    assert "clerk" not in answer.text


COUNTS = """# Calls to Fernshire

Fernshire County Council

## Calls

The front desk takes 640 calls and letters in a month, and most of the calls are soon over.

Only 23% of the calls reported a leak in the roof of a house.

## Wardens

The visiting school has 9 lamps and 30 chairs, and was painted in 2019.
"""


@pytest.fixture
def counts(tmp_path: Path) -> Iterator[Desk]:
    """An assistant over one invented paper of figures."""
    with opened(tmp_path, {"calls.md": COUNTS}) as made:
        yield made


def test_a_share_tells_how_many_of_a_whole(counts: Desk) -> None:
    """The number of all of them does not."""
    answer = counts.ask("How many of the calls to Fernshire reported a leak in a roof?")
    assert "23%" in answer.text


def test_figures_of_other_things_count_nothing_that_is_not_named(counts: Desk) -> None:
    """Lamps and chairs are no wardens."""
    answer = counts.ask("How many nurses does the visiting school in Fernshire have?")
    assert answer.status == "not_found"


def test_a_year_is_no_number_of_things(counts: Desk) -> None:
    """What is counted goes before a sentence with a year."""
    answer = counts.ask("How many lamps does the visiting school in Fernshire have?")
    assert "9 lamps" in quoted(answer)


def test_two_papers_with_other_figures_in_like_words_are_both_given(tmp_path: Path) -> None:
    """Which of them holds is not for the answer to choose."""
    told = "the mentoring service helped {} people who live in the county."
    rest = "\n\n".join(
        f"{each} was talked about at length." for each in ("Parking", "Heating", "Lunch", "Paint")
    )
    papers = {
        "fernshire-a.md": "# Fernshire County Council: report on mentoring\n\n"
        f"In October 2024 {told.format(320)}\n\n{rest}\n",
        "fernshire-b.md": "# Fernshire County Council: transfer of mentoring\n\n"
        f"In January 2025 {told.format(355)}\n\n{rest}\n",
    }
    with opened(tmp_path, papers) as made:
        answer = made.ask("How many people did Fernshire's mentoring service help?")
        assert "320" in answer.text and "355" in answer.text
