"""Minutes, plans and responses in layouts of councils' own lose no row."""

from __future__ import annotations

import pytest

from ingest.deadlines import due_in
from ingest.due import Anchor
from tests.requirement_papers import row, rows

DECIDED = """KELDER BOROUGH COUNCIL

CABINET

MINUTES OF A MEETING held in the Council Chamber on Wednesday 13 October 2021

PRESENT: Councillor R Ashdown (Leader); Councillors P Bex and T Corrie

CAB.21/44 CHILDREN'S SERVICES

The Director presented the report.

DECISION

1. To approve the plan at Appendix A.
2. To delegate to the Director the setting up of an improvement board before the end of November.

Reason for decision: the inspection found weaknesses.

CAB.21/45 FOSTERING

Decision: That the allowances be raised by 4% from 1 April 2022.

CAB.21/46 SHORT BREAKS

ACTION: Head of Commissioning to publish the offer by 30 November 2021.

CAB.21/47 CARE LEAVERS

Recommended to Council:

- That council tax be waived for care leavers until the age of 25.
- That the scheme be reviewed every second year.
"""

CARDS = """Kelder Borough Council
Children's Social Care Improvement Plan
Updated 14 February 2020

OBJECTIVE 1 - Leaders know what is going on

Action 1.1: Hold a weekly meeting on performance, chaired by the Director.
Owner: Director of Children's Services
Deadline: 28 February 2020
Success measure: Minutes show decisions.

Action 1.2: Publish a scorecard that members can read.
Owner: Performance Manager
Deadline: From March 2020
Success measure: Members use it.
"""

PANEL = """FERNSHIRE COUNTY COUNCIL

CHILDREN'S SCRUTINY COMMITTEE - 9 MARCH 2023

REPORT OF THE TASK AND FINISH GROUP ON AGENCY SOCIAL WORKERS

SUMMARY

Recommendation 1
That the Cabinet Member sets a target for the share of agency social workers.

Recommendation 2
That exit interviews are held with each social worker who leaves by the end of September 2023.

WHAT WE FOUND

Recommendation 1
was the hardest to agree.
"""

RESPONSE = """<!doctype html><html lang="en"><head><title>Cabinet response</title></head><body>
<h1>Fernshire County Council</h1>
<h2>Cabinet response to the report of the Children's Scrutiny Committee, 17 May 2023</h2>
<table>
<tr><th>Scrutiny recommendation</th><th>Accepted?</th><th>Cabinet response and actions to be taken
</th><th>Officer</th><th>Start date</th><th>Finish</th></tr>
<tr><td>1. Set a target</td><td>Yes</td><td>Set a target of ten per cent</td><td>Head of Resources
</td><td>1 May 2023</td><td>30 June 2023</td></tr>
<tr><td>2. Hold exit interviews</td><td>Yes</td><td>Hold an interview with each leaver</td><td>
Workforce Lead</td><td>Now</td><td>30 September 2023</td></tr>
</table></body></html>
"""

LOG = """Kelder Safeguarding Children Partnership

Executive Group

Notes of the meeting on 4 July 2022

Attendance: Dana Ferris (Chair), Owen Pike, Lena Strand

2. Neglect strategy

Owen gave an update. Action: none was needed before the summer.

Action: Owen to circulate the final strategy by 18 July 2022.
Action: All partners to name a neglect champion by the next meeting.

Action log

Ref\tAction\tWho\tBy\tRAG
22/07/1\tBring the audit of strategy discussions\tLS\t26/09/2022\tAmber
22/07/2\tWrite to the head teachers again\tOP\t30/09/2022\tGreen
"""


NUMBERED = """# Kelder Borough Council Children's Services: Rapid Improvement Plan

Approved 3 March 2021

## Workstream A: Quality of practice

1. Run a practice week in each team. **Who:** Team managers **When:** by June 2021
2. Audit thirty cases. **Who:** Quality Manager **When:** monthly from April 2021
3. Inspectors liked the practice week.
"""

TRACKER = """Kelder Borough Council
Overview and Scrutiny Committee, 21 November 2017
Recommendation tracker

Meeting date\tRecommendation made\tResponsible officer\tResponse
19 September 2017\tThat return interviews be counted by ward\tHead of Safeguarding\tBegun
17 October 2017\tThat a campaign be run by March 2018\tFostering Manager\tPlanned
"""

BOARD = """FERNSHIRE COUNTY COUNCIL

CORPORATE PARENTING BOARD

Minutes of the meeting on 6 June 2018

Present: Councillors Ames (Chair), Bolt, Crane

12. HOUSING FOR CARE LEAVERS

RECOMMENDED TO CABINET

(a) That a deposit scheme for care leavers be set up by 1 October 2018.
(b) That the scheme be written up once a year.

13. PERFORMANCE

AP1: DCS to break the figure down by team.
"""


def test_what_stands_under_decision_is_resolved() -> None:
    """As points under a head, or in one line after the word; its reason is none."""
    found = rows("minutes.txt", DECIDED, "minutes")
    assert [(each.kind, each.quote.text.split()[-1]) for each in found] == [
        ("resolution", "A."),
        ("resolution", "November."),
        ("resolution", "2022."),
        ("recommendation", "25."),
        ("recommendation", "year."),
        ("resolution", "2021."),
    ]
    assert row(found, "That council tax").duty_holder == "Council"
    assert row(found, "That the allowances").quote.text.startswith("That")


def test_a_marked_action_has_who_takes_it_and_by_when() -> None:
    """ "ACTION: Head of Commissioning to publish ..."; what only speaks of an action is none."""
    offer = row(rows("minutes.txt", DECIDED, "minutes"), "Head of Commissioning")
    assert (offer.duty_holder, offer.deadline.dates) == ("Head of Commissioning", ("2021-11-30",))
    noted = rows("notes.txt", LOG, "minutes")
    assert [each.duty_holder for each in noted] == ["Owen", "All partners", "LS", "OP"]
    assert [each.deadline.dates for each in noted[2:]] == [("2022-09-26",), ("2022-09-30",)]


def test_a_plan_s_cards_are_actions_with_their_owner_and_deadline() -> None:
    """A card's lines below the action; what only starts in March is due at no time."""
    found = rows("plan.txt", CARDS, "improvement_plan")
    assert [(e.label, e.duty_holder, e.deadline.dates) for e in found] == [
        ("1.1", "Director of Children's Services", ("2020-02-28",)),
        ("1.2", "Performance Manager", ()),
    ]
    assert found[1].quote.text == "Publish a scorecard that members can read."


def test_a_numbered_action_may_hold_its_owner_and_time_in_its_line() -> None:
    """ "monthly from April" begins then; what has neither is no action."""
    found = rows("plan.md", NUMBERED, "improvement_plan")
    assert [(e.label, e.quote.text.split()[-1], e.duty_holder) for e in found] == [
        ("1.", "team.", "Team managers"),
        ("2.", "cases.", "Quality Manager"),
    ]
    assert [e.deadline.dates for e in found] == [("2021-06",), ()]


def test_a_tracker_s_rows_are_not_due_on_the_day_of_the_meeting() -> None:
    """The day on which a thing was asked is no day by which it is due."""
    found = rows("tracker.txt", TRACKER, "committee_report")
    assert [each.deadline.dates for each in found] == [(), ("2018-03",)]


def test_a_board_recommends_under_a_head_of_its_own() -> None:
    """Without a colon; and an action point by its number."""
    found = rows("board.txt", BOARD, "minutes")
    assert [(e.kind, e.duty_holder, e.label) for e in found] == [
        ("recommendation", "Cabinet", "(a)"),
        ("recommendation", "Cabinet", "(b)"),
        ("resolution", "DCS", "1"),
    ]


def test_a_recommendation_is_headed_by_its_number() -> None:
    """A sentence that begins so and goes on to tell is none."""
    found = rows("panel.txt", PANEL, "committee_report")
    assert [(each.label, each.duty_holder) for each in found] == [
        ("1", "Cabinet Member"),
        ("2", "Not stated"),
    ]
    assert found[1].deadline.dates == ("2023-09-30",)


def test_a_response_to_scrutiny_holds_actions() -> None:
    """By what the council says it will do, not by what was asked; due at the end, not the start."""
    found = rows("response.html", RESPONSE, "committee_report")
    assert [(each.quote.text, each.deadline.dates) for each in found] == [
        ("Set a target of ten per cent", ("2023-06-30",)),
        ("Hold an interview with each leaver", ("2023-09-30",)),
    ]


@pytest.mark.parametrize(
    ("words", "dates", "reason"),
    [
        ("set up a board before the end of November", ("2021-11-30",), "first 30 November after"),
        ("write to parents by 5 January", ("2022-01-05",), "first 5 January after"),
        ("publish it by March", ("2022-03",), "first March after"),
        ("publish it by 12 October", (), "The year is not stated."),
        ("publish it by the end of November 2022", ("2022-11-30",), "last day"),
        ("have it written by May Corrie", None, None),
        ("publish it by March each year", None, None),
    ],
)
def test_a_day_without_its_year_is_the_first_after_the_paper_s(
    words: str, dates: tuple[str, ...] | None, reason: str | None
) -> None:
    """With the rule; what would lie nearly a year off stays open."""
    found = due_in(words, Anchor("2021-10-13", "the paper"))
    assert (found.dates if found and found.kind != "recurring" else None) == dates
    assert reason is None or (found and reason in (found.rule or ""))


def test_without_a_day_of_the_paper_s_own_no_year_is_guessed() -> None:
    """The words are kept, and why they are open."""
    found = due_in("publish it by 12 October", Anchor(None, "the paper"))
    assert found and (found.kind, found.dates) == ("relative", ())


@pytest.mark.parametrize(
    "words", ["From June 2022", "Started June 2022", "June 2022 onwards", "June 2022 - ongoing"]
)
def test_a_start_is_no_deadline(words: str) -> None:
    """In a column "by when" too."""
    found = due_in(words, Anchor("2022-05-01", "the plan"), timed=True)
    assert found is None or not found.dates
