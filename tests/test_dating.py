"""The grammar of written dates."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.dating import date_chains, hand_date, written_dates, years_in


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on 31st May 2012", ["2012-05-31"]),
        ("the 3rd of May, 2012", ["2012-05-03"]),
        ("Tuesday, 9th April, 2019, at 2.30 pm", ["2019-04-09"]),
        ("24.9.12", ["2012-09-24"]),
        ("11-4-2022", ["2022-04-11"]),
        ("1/06/2015 – 25/06/2015", ["2015-06-01", "2015-06-25"]),
        ("2025-03-13", ["2025-03-13"]),
        ("in May 2012", ["2012-05"]),
        ("September 2012 and March 2013", ["2012-09", "2013-03"]),
        ("5th and 16th March 2013", ["2013-03-05", "2013-03-16"]),
        ("11 to 15 November 2024", ["2024-11-11", "2024-11-15"]),
        ("23 April–18 May 2018", ["2018-04-23", "2018-05-18"]),
        ("24 November - 17 December 2015", ["2015-11-24", "2015-12-17"]),
        ("30 November to 4 January 2016", ["2015-11-30", "2016-01-04"]),
        ("by 30th June and the 31st December 2012", ["2012-06-30", "2012-12-31"]),
        ("January 2015, January 2022, \nFebruary 2025", ["2015-01", "2022-01", "2025-02"]),
    ],
)
def test_dates_are_read_as_they_are_written(text: str, expected: list[str]) -> None:
    """Lists and ranges share the month or year that stands to their right."""
    assert [date.iso for date in written_dates(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "you may 2012 times",
        "the march of progress",
        "(Pages 35 - 102)",
        "paragraphs 10 and 11 of the order",
        "paragraph 1.3 of the plan",
        "0300 123 1231",
        "within one month of the date of this notice",
        "every six weeks",
    ],
)
def test_what_is_no_date_gives_none(text: str) -> None:
    """Verbs, page ranges, numbering, telephone numbers and terms are left alone."""
    assert written_dates(text) == []


def test_a_date_without_a_year_keeps_none() -> None:
    """The day and month are known; the year is not guessed."""
    (date,) = written_dates("due by 30 June, at the latest")
    assert (date.day, date.month, date.year, date.iso) == (30, 6, None, None)


def test_a_range_says_so_and_its_span_covers_its_words() -> None:
    """Two dates joined by a dash are a range; joined by "and" they are not."""
    text = "inspected 5 – 16 March 2012, reviewed 1 and 2 May 2012"
    first, second = date_chains(text)
    assert first.is_range and not second.is_range
    assert first.span.cut(text) == "5 – 16 March 2012"
    assert second.span.cut(text) == "1 and 2 May 2012"


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("24 . 9 . 12", "2012-09-24"),
        ("3. vii - 1]", "2011-07-03"),
        ("1O.xii.11", "2011-12-10"),
        ("l2/O3/2O12", "2012-03-12"),
        ("3. vii - 45", None),
        ("31 . 2 . 12", None),
        ("A. N. Officer", None),
        ("", None),
    ],
)
def test_a_scanned_hand_is_read_where_it_fits_the_other_years(
    field: str, expected: str | None
) -> None:
    """Look-alikes are digits, Roman numerals months; a year that does not fit is none."""
    date = hand_date(field, 0, len(field), {2010, 2011, 2012})
    assert (date.iso if date else None) == expected


def test_years_are_those_written_in_full() -> None:
    """Part of a longer number is no year."""
    assert years_in("from 2011 to 2013, ref 20123, call 020122") == {2011, 2013}


@given(st.text(max_size=200))
def test_any_text_is_read_without_error_and_spans_stay_inside(text: str) -> None:
    """Whatever the text, chains are in order, inside it, and never overlap."""
    place = 0
    for chain in date_chains(text):
        assert place <= chain.span.start < chain.span.end <= len(text)
        place = chain.span.end


@given(st.dates())
def test_every_real_day_is_read_back(day: object) -> None:
    """ISO in, ISO out, for the years that documents name."""
    iso = str(day)
    if "1900" <= iso[:4] <= "2099":
        assert [date.iso for date in written_dates(f"on {iso}.")] == [iso]
