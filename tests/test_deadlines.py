"""Deadlines are computed by the corresponding-date rule, or not at all."""

from __future__ import annotations

import datetime as dt

import pytest

from ingest.counted_times import relative_deadlines, resolve
from ingest.deadlines import due_in
from ingest.due import Anchor
from ingest.recurrences import recurrence_in


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


NOTICE_DAY = Anchor("2019-08-21", "the notice")


@pytest.mark.parametrize(
    ("words", "kind", "dates"),
    [
        ("must be settled by 19 November 2021", "date", ("2021-11-19",)),
        ("should aim for all of it by April 2022", "month", ("2022-04",)),
        ("one more review at the end of June 2020", "date", ("2020-06-30",)),
        ("a review will be held by the end of February 2016", "date", ("2016-02-29",)),
        (
            "should be sent figures in April 2021, October 2021 and April 2022",
            "month",
            ("2021-04", "2021-10", "2022-04"),
        ),
        (
            "will be held in May 2020, later reviews will be held in October 2020 with a "
            "last review in February 2021",
            "month",
            ("2020-05", "2020-10", "2021-02"),
        ),
        ("within one month of the issue of the notice", "relative", ("2019-09-21",)),
        ("within six weeks of the date of this notice", "relative", ("2019-10-02",)),
        (
            "checks will be made after four and eight months of the date of this notice",
            "relative",
            ("2019-12-21", "2020-04-21"),
        ),
        (
            "which will take place after four and eight months with another review planned "
            "within 15 months of issuing this notice",
            "relative",
            ("2019-12-21", "2020-04-21", "2020-11-21"),
        ),
        (
            "will review progress six months after the date of this notice and again after "
            "twelve months",
            "relative",
            ("2020-02-21", "2020-08-21"),
        ),
        ("within 20 working days of the child coming into care", "relative", ()),
        ("decisions are made within one working day", "relative", ()),
        ("once the necessary improvements have been made", "relative", ()),
        ("before the end of this notice", "relative", ()),
        ("approved by the Board at its third meeting", "ordinal_meeting", ()),
        ("take immediate action to clear the backlog", "immediate", ()),
        ("will meet once every 6 weeks", "recurring", ()),
        ("reported at each meeting of the Board", "recurring", ()),
        ("are reviewed on a regular basis", "recurring", ()),
    ],
)
def test_every_way_of_saying_when_is_read(words: str, kind: str, dates: tuple[str, ...]) -> None:
    """Dates where the words give them, by rule; a reason in a sentence where they do not."""
    due = due_in(words, NOTICE_DAY)
    assert due is not None
    assert (due.kind, due.dates) == (kind, dates)
    assert (due.rule or "").endswith(".")


@pytest.mark.parametrize(
    "words",
    [
        "as the report published in November 2010 found",
        "the scorecard dated May 2012",
        "may be considered",
        "in line with statutory guidance revised in February 2011",
        "falls from 31% in the year to December 2023",
        "Working Together 2010",
        "the Children Act 1989",
        "another referral within twelve months",
        "meetings held on 6 May 2024 were discussed",
    ],
)
def test_a_date_that_is_past_or_no_date_is_no_deadline(words: str) -> None:
    """What was published, judged or measured then is not due then."""
    assert due_in(words, NOTICE_DAY) is None


def test_nothing_is_counted_from_a_day_that_is_not_known() -> None:
    """A notice with a month for its date, or none, leaves the deadline open and says why."""
    for day in (None, "2019-08"):
        due = due_in("within one month of the date of this notice", Anchor(day, "the notice"))
        assert due is not None
        assert (due.date, due.rule) == (None, "Notice bears no full date to count from.")


def test_a_hand_written_date_is_said_to_be_one() -> None:
    """The rule says how the day that it counts from is known."""
    due = due_in("within one month of the date of this notice", Anchor("2019-08-21", "it", "hand"))
    assert due is not None and "handwritten" in (due.rule or "")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("at least once every ten working days", "every 10 working days"),
        ("twice a year", "twice a year"),
        ("quarterly", "every 3 months"),
        ("each month", "monthly"),
        ("every six weeks", "every 6 weeks"),
        ("at every meeting", "at each meeting"),
        ("report annually", "yearly"),
    ],
)
def test_a_rhythm_is_read_in_standard_words(words: str, said: str) -> None:
    """However it is put."""
    found = recurrence_in(words)
    assert found is not None
    assert found.recurrence.words == said


@pytest.mark.parametrize("words", ["£30 a week", "a year on", "everybody", "the annual budget"])
def test_other_words_are_no_rhythm(words: str) -> None:
    """A price, a time past and an adjective say nothing of how often a thing is to be done."""
    assert recurrence_in(words) is None


@pytest.mark.parametrize(
    ("words", "dates", "rule"),
    [
        ("End of Q3 2019/20", ("2019-12-31",), "The third quarter of the financial year 2019/20"),
        ("2019-20 Q4", ("2020-03-31",), "ends on 31 March 2020"),
        ("third quarter of 2012/13", ("2012-12-31",), "1 April to 31 March"),
        ("by the start of Q2 2013/14", ("2013-07-01",), "begins on 1 July 2013"),
        ("by the end of the 2015/16 financial year", ("2016-03-31",), "ends on 31 March 2016"),
        ("by the end of this financial year", ("2020-03-31",), "in which the notice of 21 August"),
        ("by the end of 2016", ("2016-12-31",), "read as its last day"),
    ],
)
def test_quarters_and_financial_years_are_dated_by_their_rule(
    words: str, dates: tuple[str, ...], rule: str
) -> None:
    """The year runs from 1 April to 31 March, and the rule says so."""
    due = due_in(words, NOTICE_DAY, timed=True)
    assert due is not None and (due.kind, due.dates) == ("date", dates)
    assert rule in (due.rule or "")


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("autumn term 2016", "School terms differ"),
        ("by the end of the academic year", "School years differ"),
        ("by the end of the municipal year", "annual meeting"),
        ("Summer 2017", "season"),
        ("Q3 2019", "calendar or financial"),
        ("2019/20", "no day in it"),
    ],
)
def test_periods_without_dates_of_their_own_say_why(words: str, reason: str) -> None:
    """Terms, council years, seasons and quarters of a bare year have no date."""
    due = due_in(words, NOTICE_DAY, timed=True)
    assert due is not None and (due.kind, due.dates) == ("relative", ())
    assert reason in (due.rule or "")


@pytest.mark.parametrize(
    "words", ["spending in Q3 2014/15 was high", "the budget for 2014/15", "From October 2011"]
)
def test_a_period_that_is_only_told_of_or_begun_is_no_deadline(words: str) -> None:
    """A past quarter, a budget's year and a start oblige nobody by a day."""
    due = due_in(words, NOTICE_DAY, timed=words.startswith("From"))
    assert due is None or due.dates == ()


@pytest.mark.parametrize(
    "words",
    [
        "within two weeks of the date of referral",
        "within one month of the issue of a care order",
        "within three months of publication of the report",
        "within 10 days of receipt of this notice",
    ],
)
def test_a_time_from_another_things_day_is_not_counted_from_the_notice(words: str) -> None:
    """The day of a referral, of an order or of another paper is not the notice's own."""
    due = due_in(f"The Council must act {words}.", NOTICE_DAY)
    assert due is not None and due.dates == ()
    assert "whose date is not stated" in (due.rule or "")
