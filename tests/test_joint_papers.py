"""Papers of two councils as one, and names beside their offices."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.corpora import Desk, opened

PAPERS = {
    "joint.md": """# Kelder and Fernshire Joint Ferry Committee: terms of reference

Kelder Borough Council

The quorum of the ferry committee is five wardens of the two coasts.
""",
    "fernshire.md": """# Report on the buses of Fernshire

Fernshire County Council

The ferry committee was asked about buses, and a quorum was there.
""",
    "kelder.md": """# Report on the ferry contracts of Kelder

Kelder Borough Council

What the ferry contracts and the bus contracts are to be from the spring of this year is:

- the ferry contracts are to be shorter, and the crews are to be asked about them

- the bus contracts are to be longer

At present the crews of the ferry contracts and the bus contracts are paid £81,000.

Mr Sam Pike proposed, and Ms Kay Orme seconded, the motion on the ferry contracts.

A second motion on the ferry contracts was heard by the council and the members.

Harbour Director: Maura Dunn
""",
}


@pytest.fixture(scope="module")
def coasts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """An assistant over invented papers of a joint committee and of one of its councils."""
    folder: Path = tmp_path_factory.mktemp("joint")
    with opened(folder, PAPERS) as made:
        yield made


def test_two_councils_that_papers_name_as_one_are_one(coasts: Desk) -> None:
    """Their joint committee is no comparison of them."""
    answer = coasts.ask("What is the quorum of the Kelder and Fernshire ferry committee?")
    assert answer.status == "answered"
    assert "five wardens" in answer.statements[0].text


def test_who_seconded_a_motion_is_a_name(coasts: Desk) -> None:
    """A second motion was seconded by nobody."""
    answer = coasts.ask("Who seconded the motion on the ferry contracts in Kelder?")
    assert "Kay Orme" in answer.statements[0].text


def test_an_office_and_its_holder_may_be_parted_by_a_colon(coasts: Desk) -> None:
    """A list of contacts has no verbs."""
    answer = coasts.ask("Who is the harbour director in Kelder?")
    assert "Maura Dunn" in answer.text
