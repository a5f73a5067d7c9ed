"""A notice's duties are found whole: holder, verb, items, deadline, measure; nothing invented."""

from __future__ import annotations

import pytest

from ingest.documents import Requirement
from tests.requirement_papers import NOTICE, row, rows


def _notice() -> tuple[Requirement, ...]:
    return rows("notice.txt", NOTICE)


def test_a_point_carries_the_lead_in_with_its_holder_and_verb() -> None:
    """The words of duty stand lines above the point."""
    first = row(_notice(), "mend the faults")
    assert first.lead_in is not None
    assert first.lead_in.text == "The Council must work with its partners to take action to:"
    assert (first.duty_holder, first.modality) == ("Council with partners", "must")
    assert (first.kind, first.label) == ("notice_measure", "(i)")


def test_a_point_is_split_where_another_duty_begins() -> None:
    """Another holder, a report of its own, or what can be missed alone is its own row."""
    found = _notice()
    assert row(found, "Ensuring that each chronology").quote.text.endswith("monthly")
    assert row(found, "that all visits").modality == "must"
    sampled = row(found, "The share of chronologies")
    assert (sampled.kind, sampled.duty_holder) == ("board", "Improvement Board")
    assert (sampled.modality) == "should"
    report = row(found, "A report of the sampling")
    assert (report.kind, report.monitored_by) == ("reporting", "Improvement Board")
    considered = row(found, "the Council must consider")
    assert (considered.duty_holder, considered.modality) == ("Council", "must")


def test_what_only_tells_more_of_a_duty_is_its_item() -> None:
    """ "The framework should include" adds to the framework, and is no duty beside it."""
    framework = row(_notice(), "Writing a supervision framework")
    assert [item.text for item in framework.items] == ["group sessions", "a log of decisions"]
    assert not [each for each in _notice() if each.quote.text.startswith("The framework")]


def test_the_points_under_a_duty_are_its_items() -> None:
    """A numbered list of contents belongs to the row that leads to it."""
    plans = row(_notice(), "Ensuring that all pathway plans")
    assert [item.text for item in plans.items] == [
        "A map of who matters", "Money matters", "Where to live",
    ]  # fmt: skip


def test_a_measure_has_its_baseline_and_each_target_with_its_basis() -> None:
    """In-month and cumulative figures are not the same figure."""
    measured = row(_notice(), "Increasing the percentage")
    assert measured.measure is not None
    assert measured.measure.metric == "return interviews held in time"
    assert measured.measure.baseline == "41% (2018-19)"
    assert [(t.value, t.by, t.basis) for t in measured.measure.targets] == [
        ("60%", "2020-03", "in-month figure"),
        ("75%", "2020-10", "cumulative figure for the year"),
    ]
    assert measured.deadline.kind == "month"
    assert measured.deadline.dates == ("2020-03", "2020-10")


@pytest.mark.parametrize(
    ("begins", "kind", "holder", "modality"),
    [
        ("We expect the Council", "board", "Council", "expected"),
        ("An official of", "board", "DfE", "will"),
        ("The Improvement Plan should", "board", "Council with partners", "should"),
        ("The Chair should", "reporting", "Chair", "should"),
        ("followed by progress reports", "reporting", "Chair", "should"),
        ("Formal reviews", "review", "Not stated", "will"),
        ("Reviews may", "consequence", "Not stated", "may"),
        ("The Secretary of State", "consequence", "Ministers", "may"),
    ],
)
def test_a_clause_outside_the_list_has_its_own_kind_holder_and_verb(
    begins: str, kind: str, holder: str, modality: str
) -> None:
    """Board, reporting, review and consequence are told apart; who is not named is not guessed."""
    found = row(_notice(), begins)
    assert (found.kind, found.duty_holder, found.modality) == (kind, holder, modality)


def test_the_grounds_and_the_signature_oblige_nobody() -> None:
    """What the notice rests on is no row, nor who signed it."""
    said = " ".join(each.quote.text for each in _notice())
    assert "Children's social care" not in said
    assert "31 August" not in said


@pytest.mark.parametrize(
    ("begins", "kind", "dates", "words"),
    [
        ("Within one month", "relative", ("2019-09-30",), "corresponding date"),
        ("Formal reviews", "relative", ("2020-02-29", "2020-08-31"), "corresponding date"),
        ("The Improvement Plan", "ordinal_meeting", (), "second meeting"),
        ("We expect", "recurring", (), "every 5 weeks"),
        ("Putting in place", "relative", (), "not stated"),
        ("followed by", "recurring", (), "every 4 months"),
        ("An official of", "none", (), ""),
    ],
)
def test_a_deadline_is_computed_by_its_rule_or_says_why_not(
    begins: str, kind: str, dates: tuple[str, ...], words: str
) -> None:
    """A month later than 31 August is 30 September; an event without a date has none."""
    deadline = row(_notice(), begins).deadline
    assert (deadline.kind, deadline.dates) == (kind, dates)
    assert words in (deadline.rule or "").lower()
    assert deadline.date == max(dates, default=None)


def test_an_undated_notice_has_no_computed_date() -> None:
    """Nothing is counted from a day that the notice does not bear."""
    undated = rows("undated.txt", NOTICE.replace("Date: 31 August 2019", "Date:"))
    deadline = row(undated, "Within one month").deadline
    assert (deadline.kind, deadline.date) == ("relative", None)
    assert "no full date" in (deadline.rule or "")


@pytest.mark.parametrize(
    "dates",
    ["Date: 31 August 2019\nDate: 4 October 2019", "Signed\nDate of issue: 4 October 2019\n"
     "Dated: 31 August 2019"],
)  # fmt: skip
def test_a_notice_of_two_dates_has_no_computed_date(dates: str) -> None:
    """Which of them is meant is not guessed; what is stated stays."""
    found = rows("two-dates.txt", NOTICE.replace("Date: 31 August 2019", dates))
    deadline = row(found, "Within one month").deadline
    assert (deadline.kind, deadline.date) == ("relative", None)
    assert "31 August 2019 and 4 October 2019" in (deadline.rule or "")
    assert row(found, "Increasing the percentage").deadline.dates == ("2020-03", "2020-10")


def test_a_date_given_twice_is_one_date() -> None:
    """Two signatures of one day leave nothing open."""
    twice = NOTICE.replace("Date: 31 August 2019", "Date: 31 August 2019\nDate: 31 August 2019")
    assert row(rows("twice.txt", twice), "Within one month").deadline.date == "2019-09-30"


def test_a_person_s_word_settles_which_date_counts() -> None:
    """A date told at ingestion goes before both."""
    text = NOTICE.replace("Date: 31 August 2019", "Date: 31 August 2019\nDate: 4 October 2019")
    deadline = row(rows("told.txt", text, issued="2019-10-04"), "Within one month").deadline
    assert deadline.date == "2019-11-04"


def test_a_notice_of_a_day_to_come_is_counted_from_that_day() -> None:
    """The rule names the day, so that a slip of the pen is seen."""
    future = NOTICE.replace("31 August 2019", "31 August 2091")
    deadline = row(rows("future.txt", future), "Within one month").deadline
    assert deadline.date == "2091-09-30"
    assert "31 August 2091" in (deadline.rule or "")


def test_a_day_that_is_no_day_dates_nothing() -> None:
    """There is no 31 February to count from."""
    wrong = NOTICE.replace("31 August 2019", "31 February 2019")
    assert row(rows("wrong.txt", wrong), "Within one month").deadline.date is None


def test_a_row_keeps_its_id_while_the_document_stands() -> None:
    """Read twice, the same ids; each row its own."""
    rows.cache_clear()
    again = rows("elsewhere.txt", NOTICE)
    ids = [each.id for each in _notice()]
    assert ids == [each.id for each in again]
    assert len(set(ids)) == len(ids)


def test_recurrence_is_kept_beside_a_date() -> None:
    """A first date and a rhythm are two facts."""
    text = NOTICE.replace(
        "The Chair should provide a first report to the Minister, followed by progress reports "
        "every four months.",
        "The Chair must report to the Minister within three months of the date of this notice, "
        "and every two months from then on.",
    )
    found = row(rows("both.txt", text), "The Chair must report")
    assert found.deadline.dates == ("2019-11-30",)
    assert found.recurrence is not None
    assert (found.recurrence.every, found.recurrence.unit) == (2, "month")


DIRECTION = """STATUTORY DIRECTION TO KELDER BOROUGH COUNCIL UNDER SECTION 497A(4B)

NOW THEREFORE:

4. Pursuant to the Act, the Secretary of State directs the Council as follows:

a. To comply with any instructions of the Commissioner and give such help as they may require;

b. To co-operate with the Commissioner by allowing access: i) to any premises; ii) to any \
document; and iii) to any employee.

5. The Commissioner is expected to report to the Secretary of State by 1 December 2018.

Date: 1 September 2018
"""


def test_what_ministers_direct_is_the_council_s_duty() -> None:
    """Each point below "as follows"; what the sentence marks are its items."""
    first, second, third = rows("direction.txt", DIRECTION, "improvement_notice")
    assert [first.duty_holder, first.modality, second.modality] == ["Council", "must", "must"]
    assert [item.text for item in second.items] == [
        "to any premises",
        "to any document",
        "to any employee",
    ]
    assert (third.duty_holder, third.kind) == ("Commissioner", "reporting")


DATED_LEADS = """IMPROVEMENT NOTICE

To: Kelder Borough Council
Date of issue: 12 March 2013

Measures

2. To comply with this notice, the Council must by 31 May 2013:

2.1 appoint an independent chair for its board;
2.2 recruit to all vacant posts of team managers; and
2.3 publish a strategy for its workforce.

3. By September 2013 the Council is required to:

(a) bring the average caseload of social workers down to eighteen;
(b) raise the percentage of visits made within 10 working days from 54% to 75%.
"""


def test_a_lead_in_that_says_by_when_times_each_point_below_it() -> None:
    """Points numbered under their paragraph's number too; "within ten days" is what is measured."""
    found = rows("notice.txt", DATED_LEADS, "improvement_notice")
    assert [(one.label, one.deadline.dates) for one in found] == [
        ("2.1", ("2013-05-31",)),
        ("2.2", ("2013-05-31",)),
        ("2.3", ("2013-05-31",)),
        ("(a)", ("2013-09",)),
        ("(b)", ("2013-09",)),
    ]
    assert found[2].quote.text == "publish a strategy for its workforce."
