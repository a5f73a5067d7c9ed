"""Tables of targets, titles printed as points, and what a thing is to be, in a notice."""

from __future__ import annotations

from tests.requirement_papers import NOTICE, row, rows

_TITLED = """IMPROVEMENT NOTICE

To: Kelder Borough Council ("the Council")
Issued by: the Department for Education, on behalf of the Secretary of State

1. The Council must secure improvements in the following areas:

a) Chronologies and visits

By 31 March 2024, 80% of chronologies should be brought up to date in ten days (from a baseline \
of 57%).

Every visit must be written up on the day.

b) Leadership

The Chief Executive will chair a monthly meeting of team managers.

2. The Improvement Board

Kelder must set up a board within four weeks of the date of this notice.

Performance measures

Indicator\tBaseline (March 2023)\tTarget by December 2023\tTarget by March 2024
Chronologies up to date in ten days\t62%\t75%\t85%
Visits in time\t70%\tto be agreed\t95% (cumulative)

Date: 1 September 2023
"""


def test_a_title_printed_as_a_point_is_the_topic_of_what_follows() -> None:
    """It obliges nobody; its lead-in names the holder of paragraphs that name none."""
    found = rows("titled.txt", _TITLED)
    assert not [each for each in found if each.quote.text.startswith("Chronologies and")]
    share = row(found, "By 31 March 2024")
    assert (share.topic, share.duty_holder) == ("Chronologies and visits", "Council")
    assert (share.modality, share.deadline.date) == ("should", "2024-03-31")
    assert row(found, "Every visit").topic == "Chronologies and visits"
    chaired = row(found, "The Chief Executive")
    assert (chaired.topic, chaired.duty_holder) == ("Leadership", "Chief Executive")
    assert row(found, "Kelder must set up").topic == "The Improvement Board"


def test_a_share_that_must_be_reached_is_a_measure() -> None:
    """Its figure, its date and where it stood, without a word such as "increase"."""
    measure = row(rows("titled.txt", _TITLED), "By 31 March 2024").measure
    assert measure is not None
    assert (measure.metric, measure.baseline) == ("chronologies", "57%")
    assert [(target.value, target.by) for target in measure.targets] == [("80%", "2024-03-31")]


def test_a_table_of_targets_is_a_measure_a_row() -> None:
    """Figures with the dates of their columns; a cell without a figure is no target."""
    found = rows("titled.txt", _TITLED)
    first, second = row(found, "Chronologies up to date"), row(found, "Visits in time")
    assert first.measure is not None
    assert first.measure.baseline == "62% (March 2023)"
    assert [(t.value, t.by) for t in first.measure.targets] == [
        ("75%", "2023-12"),
        ("85%", "2024-03"),
    ]
    assert [item.text for item in first.items] == ["75%", "85%"]
    assert (first.deadline.kind, first.deadline.dates) == ("month", ("2023-12", "2024-03"))
    assert "table" in (first.deadline.rule or "")
    assert second.measure is not None
    assert [(t.value, t.by, t.basis) for t in second.measure.targets] == [
        ("95% (cumulative)", "2024-03", "cumulative")
    ]


def test_what_a_thing_is_to_be_is_told_by_items() -> None:
    """Each phrase says one thing of it; what follows a closed series is a member too."""
    text = NOTICE.replace(
        "Putting in place a forum for carers once the necessary staff have been appointed.",
        "Writing a staffing plan informed by the pay review - based on caseloads, and includes "
        "clear rules on leave.\n- Making each manager aware of the rules that bind "
        "whoever sits in the room as a guest at any time and the duties, powers and pay and the "
        "bodies that they sit on.",
    )
    plan = row(rows("items.txt", text), "Writing a staffing plan")
    assert [item.text for item in plan.items] == [
        "informed by the pay review",
        "based on caseloads",
        "clear rules on leave",
    ]
    aware = row(rows("items.txt", text), "Making each manager")
    assert [item.text for item in aware.items] == [
        "the rules that bind whoever sits in the room as a guest at any time",
        "the duties, powers and pay",
        "the bodies that they sit on",
    ]
