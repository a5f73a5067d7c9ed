"""Lists are found by what leads them in: a heading, a short lead-in, numbers of their own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.corpora import Desk, opened, quoted

PROTOCOL = """# Fernshire missing children protocol

## Reporting

Ask friends and neighbours first. If a child is missing still, ring the police on 101.

The police will need:

- the name and date of birth of the child;
- a recent photograph; and
- what the child was wearing.

Friends who say where the child was should be thanked.

## Concerns about conduct

A minor concern about conduct is one that falls short of the harm test. Minor concerns about
conduct must be written down by the manager in the register of concerns.

Examples of such behaviour could include:

- letting one resident off every rule;
- giving lifts in a private car; and
- making jokes that hurt.

When a minor concern about conduct is written down, the manager should speak to:

- the person who raised it; and
- any witnesses.

## The mentoring standards

The mentoring standards are:

Standard 1 Mentors listen first.

Standard 2 A mentor rings within a week.

Standard 3 Mentors are trained before they begin.

## Reasons for calling in the mentors decision

Reason one: The decision breaks the budget.

The budget was set in March and has no line for mentors.

Reason two: The families were not asked.

Nobody wrote to the families.

The paper names one way alone.

## Reason three: No other way was weighed.

Nobody was asked for another.

## Reason four: The paper came late.

It was sent two days before the meeting.

## Annual report

The reviewing manager writes an annual report for the panel. It should make reference to:

- how many reviews were late; and
- what children said of their reviews.
"""


@pytest.fixture(scope="module")
def protocol(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """One paper whose lists are led in each in its own way."""
    with opened(tmp_path_factory.mktemp("led"), {"fernshire-protocol.md": PROTOCOL}) as made:
        yield made


@pytest.mark.parametrize(
    ("question", "points"),
    [
        (
            "ringing the police about a missing child in Fernshire, what info will they need",
            ("date of birth", "recent photograph", "wearing"),
        ),
        (
            "minor concern about conduct in Fernshire, give me some examples",
            ("every rule", "private car", "jokes that hurt"),
        ),
        (
            "what are the mentoring standards in Fernshire",
            ("listen first", "within a week", "trained before"),
        ),
        (
            "what reasons were given in Fernshire for calling in the mentors decision?",
            ("breaks the budget", "not asked", "No other way", "came late"),
        ),
        (
            "writing Fernshire's annual report for the panel, what needs to be in it",
            ("reviews were late", "children said"),
        ),
    ],
)
def test_a_list_is_found_by_what_leads_it_in(
    protocol: Desk, question: str, points: tuple[str, ...]
) -> None:
    """Its points share no word with the question, and none of them is left out."""
    answer = protocol.ask(question)
    assert answer.status == "answered"
    assert all(point in quoted(answer) for point in points)


def test_a_list_of_something_else_is_not_given_for_examples(protocol: Desk) -> None:
    """Whom to speak to about a concern is no example of one."""
    answer = protocol.ask("minor concern about conduct in Fernshire, give me some examples")
    assert "any witnesses" not in quoted(answer)


def test_an_excerpt_does_not_end_in_the_lead_in_of_something_else(tmp_path: Path) -> None:
    """Unless that gives a figure, which may be the one asked for."""
    paper = """# Fernshire County Council: children in care

By May 2024 64 mentors had been trained. They live in all parts of the county. Of this number:

- 4 live abroad.

There were 212 foster carers in May 2024. That is fewer than the 230 of May 2023:

- most of them in the north.
"""
    with opened(tmp_path, {"fernshire-care.md": paper}) as made:
        answer = made.ask("How many mentors were trained in Fernshire by May 2024?")
        assert "64" in answer.text and "Of this number" not in answer.text
        answer = made.ask("How many foster carers were there in Fernshire in May 2024?")
        assert "212" in answer.text and "230" in answer.text
