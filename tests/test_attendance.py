"""Who chaired a meeting, was there, or sent apologies is told by the head of its minutes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.corpora import Desk, opened, quoted


def minutes(day: str, present: str, apologies: str) -> str:
    """Minutes of one meeting of an invented panel."""
    return f"""KELDER BOROUGH COUNCIL

FAMILIES PANEL

MINUTES of a meeting of the Families Panel held in the Old Mill, Kelder, on {day}.

PRESENT: {present}

ALSO PRESENT: Ann Brook, Cabinet Member for Families.

IN ATTENDANCE: Tom Vale (Clerk)

# Apologies for absence

(Item 1)

Apologies were received from {apologies}.

# Election of a Vice-Chair

(Item 2)

RESOLVED that Mr D Marsh be elected Vice-Chair of the Families Panel from the spring.

# Visits

(Item 3)

The panel noted that 14 families had been visited.
"""


PAPERS = {
    "june.md": minutes(
        "12 June 2024", "Ida Reed (Chair), Bo Shaw (Vice-Chair), Lee Hart", "Mr Fox"
    ),
    "july.md": minutes(
        "10 July 2024", "Sam Pike (Chair), Bo Shaw (Vice-Chair), Kay Orme", "Ms Dunn"
    ),
    "rules.md": "# Meetings: practice guidance\n\nA meeting on a plan must have a chair.\n",
}


@pytest.fixture(scope="module")
def panel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """An assistant over the minutes of two meetings of one panel."""
    folder: Path = tmp_path_factory.mktemp("minutes")
    with opened(folder, PAPERS) as made:
        yield made


def test_the_chair_of_a_meeting_is_named(panel: Desk) -> None:
    """Not who was elected to something at it."""
    answer = panel.ask("Who chaired Kelder's Families Panel on 12 June 2024?")
    assert answer.text.startswith("**Ida Reed**")
    assert quoted(answer) == "PRESENT: Ida Reed (Chair)"


def test_the_vice_chair_of_a_meeting_is_named(panel: Desk) -> None:
    """Beside the chair stands another office."""
    answer = panel.ask("who was vice chair at the families panel in july 2024")
    assert answer.text.startswith("**Bo Shaw**")


def test_those_present_are_given_with_those_in_attendance(panel: Desk) -> None:
    """Minutes list them apart; who was there is all of them."""
    said = quoted(panel.ask("Who attended the Families Panel in Kelder on 10 July 2024?"))
    assert all(name in said for name in ("Sam Pike", "Kay Orme", "Ann Brook", "Tom Vale"))
    assert "Ida Reed" not in said


def test_apologies_are_those_of_the_meeting_asked_about(panel: Desk) -> None:
    """A month without a year tells which meeting is meant."""
    said = quoted(panel.ask("who sent apologies to the kelder families panel in june"))
    assert "Mr Fox" in said and "Ms Dunn" not in said


def test_with_no_time_named_the_last_meeting_is_meant(panel: Desk) -> None:
    """Who chairs a panel now is told by its latest minutes."""
    assert "Sam Pike" in panel.ask("Who chairs the Families Panel in Kelder?").text


def test_a_meeting_that_there_are_no_minutes_of_is_answered_by_no_other(panel: Desk) -> None:
    """The day is part of the question."""
    answer = panel.ask("Who chaired Kelder's Families Panel on 4 March 2024?")
    assert "Ida Reed" not in answer.text and "Sam Pike" not in answer.text


def test_a_chair_of_some_other_sort_of_meeting_is_not_read_from_minutes(panel: Desk) -> None:
    """Guidance tells who chairs meetings in general."""
    answer = panel.ask("Who was at the strategy meeting?")
    assert "Sam Pike" not in answer.text


def test_a_day_without_minutes_is_said_to_have_none(panel: Desk) -> None:
    """Other papers that name the day tell nothing of who was in the chair."""
    answer = panel.ask("who chaired kelders families panel on 9 May 2024?")
    assert answer.status == "not_found" and "no minutes" in answer.text
