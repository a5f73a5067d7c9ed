"""What the options of the command line accept."""

from __future__ import annotations

import argparse

import pytest

from assistant.cli.parsing import date, first_day, kind, last_day


@pytest.mark.parametrize(
    ("given", "first", "last"),
    [
        ("2012", "2012-01-01", "2012-12-31"),
        ("2012-02", "2012-02-01", "2012-02-29"),
        ("2013-02", "2013-02-01", "2013-02-28"),
        (" 2012-09-24 ", "2012-09-24", "2012-09-24"),
    ],
)
def test_a_date_covers_its_whole_year_or_month(given: str, first: str, last: str) -> None:
    """--from takes the first day and --to the last, so that both ends are included."""
    assert first_day(given) == first
    assert last_day(given) == last
    assert date(given) == given.strip()


@pytest.mark.parametrize(
    "given", ["", "24/09/2012", "2012-13", "2012-02-30", "2012-00", "0000", "20120924"]
)
def test_what_is_no_date_is_refused_with_the_right_form(given: str) -> None:
    """The message shows how a date is written."""
    with pytest.raises(argparse.ArgumentTypeError, match="2012-09-24"):
        last_day(given)


@pytest.mark.parametrize(
    "given", ["improvement_notice", "Improvement Notice", "improvement-notice"]
)
def test_a_kind_may_be_written_as_words(given: str) -> None:
    """However the words are joined."""
    assert kind(given) == "improvement_notice"


def test_an_unknown_kind_is_refused_with_the_known_ones() -> None:
    """The message lists what may be said."""
    with pytest.raises(argparse.ArgumentTypeError, match="inspection_report"):
        kind("notices")
