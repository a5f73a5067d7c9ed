"""Recommendations, plans' actions and committees' resolutions are rows too."""

from __future__ import annotations

from tests.requirement_papers import (
    EARLY_REPORT,
    MINUTES,
    PAPER,
    PLAN,
    REPORT,
    row,
    rows,
)


def test_a_report_s_list_of_what_must_improve_is_complete_and_ends_there() -> None:
    """Each point is a recommendation; the findings after the list are none."""
    found = rows("report.txt", REPORT)
    assert [each.quote.text for each in found] == [
        "The time that children wait for a mentor.",
        "The recording of family time.",
    ]
    assert {(each.kind, each.duty_holder, each.modality) for each in found} == {
        ("recommendation", "Council", "should")
    }


def test_a_timed_heading_times_its_points_from_publication() -> None:
    """Three months from 30 November end on the last day of February."""
    found = rows("early.txt", EARLY_REPORT)
    audit = row(found, "Fernshire safeguarding children board")
    assert audit.deadline.dates == ("2013-02-28",)
    assert "report of 30 November 2012" in (audit.deadline.rule or "")
    assert row(found, "Fernshire Council to ensure").deadline.kind == "immediate"


def test_the_body_named_at_the_head_of_a_recommendation_holds_it() -> None:
    """Standard names where there is one; else the name as it is printed."""
    found = rows("early.txt", EARLY_REPORT)
    holders = [each.duty_holder for each in found]
    assert holders == [
        "Council",
        "Fernshire Council and Fernshire Constabulary",
        "LSCB",
        "NHS Fernshire and Marrowby Hospital Trust",
    ]
    assert all(each.lead_in and each.lead_in.text.endswith("action.") for each in found)


def test_the_sentence_that_leads_to_actions_is_no_action() -> None:
    """ "should take the following action" is counted by nobody."""
    found = rows("early.txt", EARLY_REPORT)
    assert not [each for each in found if "following action" in each.quote.text]


def test_a_resolution_has_its_own_row_and_its_points_each_one() -> None:
    """With the date by which it is to be done."""
    found = rows("minutes.txt", MINUTES, "minutes")
    assert [each.kind for each in found] == ["resolution"] * 3
    letter = row(found, "RESOLVED that the Cabinet Member")
    assert (letter.duty_holder, letter.deadline.dates) == ("Cabinet Member", ("2024-06-07",))
    note = row(found, "that the Director provides")
    assert note.deadline.date == "2024-06-30"
    assert row(found, "that the Committee receives").deadline.kind == "recurring"


def test_what_a_committee_is_asked_to_do_is_a_recommendation() -> None:
    """Once, however often the paper prints it."""
    found = rows("paper.txt", PAPER + PAPER.partition("Recommendations")[2], "committee_report")
    assert [each.quote.text for each in found] == [
        "note the progress made",
        "ask the Cabinet to say by 30 September 2024 how the work will be paid for.",
    ]
    assert {each.kind for each in found} == {"recommendation"}
    assert found[1].deadline.date == "2024-09-30"


def test_a_plan_s_action_has_its_id_its_owner_and_its_date() -> None:
    """By the heads of the table; a month stays a month, and no owner is the council."""
    found = rows("plan.csv", PLAN, "improvement_plan")
    assert [(each.label, each.duty_holder, each.deadline.date) for each in found] == [
        ("1.1", "Principal Social Worker", "2024-08-31"),
        ("1.2", "Head of Quality", None),
        ("2.1", "Council", "2024-05"),
    ]
    assert found[0].quote.text == "Rewrite the plan template with young people"
    assert found[0].topic == "Plans"


def test_a_bulletin_obliges_nobody() -> None:
    """Its words are no row, whatever their verbs."""
    assert rows("bulletin.txt", "Staff must read this.\n", "bulletin") == ()


def test_what_is_only_noted_is_due_at_no_time() -> None:
    """A month that a noted thing speaks of is no deadline of the committee's."""
    text = (
        "Kelder Borough Council\nMinutes of the Cabinet\n16 May 2024\n\n"
        "RESOLVED that Cabinet notes that elections will be held in May 2026.\n\n"
        "RESOLVED that the Panel note the Annual Report on fostering.\n\n"
        "RESOLVED that the Director writes to each family by 7 June 2024.\n"
    )
    found = rows("minutes.txt", text, "minutes")
    assert [one.deadline.dates for one in found] == [(), (), ("2024-06-07",)]
    assert found[1].recurrence is None


def test_a_recommendation_of_one_line_that_is_set_as_a_heading_is_a_row() -> None:
    """And those after it do not hang on it."""
    text = (
        "Fernshire County Council\nInspection of services for children\n"
        "Inspection dates: 4 June 2015 to 15 June 2015\n\nRecommendations\n\n"
        "1. Improve the quality of chronologies so that each is up to date.\n"
        "2. The impact of training across partners requires closer analysis than it has had.\n"
        "3. Reduce the time that children wait for a mentor in every part of the county.\n"
    )
    found = rows("report.txt", text, "inspection_report")
    assert [one.label.strip(".") for one in found] == ["1", "2", "3"]


def test_a_series_in_a_recommendation_is_its_items_only_where_it_tells_contents() -> None:
    """Other series are how a sentence runs."""
    text = (
        "Fernshire County Council\nInspection of services for children\n\nRecommendations\n\n"
        "- Ensure that assessments, plans and reviews reflect what each child says.\n"
        "- Widen the annual review. This should include visits, audits and interviews.\n"
    )
    first, second = rows("report.txt", text, "inspection_report")
    assert first.items == ()
    assert [item.text for item in second.items] == ["visits", "audits", "interviews"]
