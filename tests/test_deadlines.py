"""Deadlines are computed by the corresponding-date rule, or not at all."""

from __future__ import annotations

import datetime as dt

import pytest

from ingest.deadlines import relative_deadlines, resolve


@pytest.mark.parametrize(
    ("words", "anchor", "expected"),
    [
        ("within one month of the date of this notice", (2012, 9, 24), (2012, 10, 24)),
        ("within four months after the date of this notice", (1978, 9, 30), (1979, 1, 30)),
        ("within 1 month of the issue of this notice", (2013, 1, 31), (2013, 2, 28)),
        ("within six weeks of publication of the report", (2020, 1, 1), (2020, 2, 12)),
        ("within 10 days beginning with the date of this notice", (2020, 1, 1), (2020, 1, 10)),
    ],
)
def test_a_relative_deadline_falls_on_the_corresponding_date(
    words: str, anchor: tuple[int, int, int], expected: tuple[int, int, int]
) -> None:
    """The same day of the later month, or its last day; the first day counts only if said."""
    (deadline,) = relative_deadlines(f"The plan must be agreed {words}.")
    assert resolve(deadline, dt.date(*anchor)) == dt.date(*expected)


@pytest.mark.parametrize(
    "words", ["every six weeks", "at its third meeting", "may be agreed", "within reach of"]
)
def test_other_words_are_no_relative_deadline(words: str) -> None:
    """Recurrences, meetings and the verb may are not read as dates."""
    assert relative_deadlines(f"The plan shall be reviewed {words} the board.") == []
