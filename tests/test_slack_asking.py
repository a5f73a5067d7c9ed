"""The Slack bot over HTTP: signed requests in, what people see out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fakes.slack.web_api import FakeSlack
from tests.fakes.slack.workplace import Workplace, at_work

BOARD = "How often does Fernshire's Improvement Board meet?"
HOME = "home"


@pytest.fixture
def work(tmp_path: Path) -> Iterator[Workplace]:
    """A bot at work over the papers of two councils."""
    with FakeSlack() as slack, at_work(tmp_path / HOME, slack) as made:
        yield made


def test_a_mention_is_answered_in_its_thread(work: Workplace) -> None:
    """The answer stands under the question, with its mark and the sources' links."""
    asked = work.people.mention("U1", "C1", BOARD)
    work.send(asked)
    [said] = work.slack.new()
    work.idle()
    assert (said.channel, said.thread) == ("C1", asked.body["event"]["ts"])
    assert "[1]" in said.words
    assert "https://notices.example.org/" in json.dumps(said.blocks)


def test_a_question_delivered_three_times_is_answered_once(work: Workplace) -> None:
    """Slack delivers again what it thinks was not heard."""
    asked = work.people.mention("U1", "C1", BOARD)
    for retry in (None, 1, 2):
        work.send(asked, retry)
    work.idle()
    assert len(work.slack.said) == 1


def test_a_question_delivered_again_after_a_restart_is_not_answered_again(tmp_path: Path) -> None:
    """The event's id outlives the process."""
    with FakeSlack() as slack:
        with at_work(tmp_path / HOME, slack) as first:
            asked = first.people.mention("U1", "C1", BOARD)
            first.send(asked)
            first.idle()
        with at_work(tmp_path / HOME, slack) as second:
            second.send(asked, retry=1)
            second.idle()
        assert len(slack.said) == 1


def test_a_command_is_answered_to_its_asker_alone_and_can_be_shared(work: Workplace) -> None:
    """Nobody else sees the answer until the asker presses the button."""
    work.send(work.people.command("U1", "C1", BOARD))
    [whisper] = work.slack.new()
    assert whisper.to == "U1"
    work.send(work.people.presses("U1", whisper, whisper.button("share")))
    work.idle()
    assert [said.to for said in work.slack.said if said.channel == "C1"][-1] is None


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        (b"{}", {"secret": "another"}),
        (b"{}", {"at": "100"}),
        (b"{}", {"at": "soon"}),
        (b"\xff", {}),
        (b"[1]", {}),
        (b"{", {}),
        (b"", {}),
    ],
)
def test_what_slack_would_not_send_is_turned_away(
    work: Workplace, body: bytes, wrong: dict[str, str]
) -> None:
    """Forged, late and malformed requests get a 4xx, never a 5xx."""
    assert 400 <= work.raw(body, **wrong).status < 500


def test_an_event_that_the_bot_is_not_for_is_acknowledged(work: Workplace) -> None:
    """An unknown event gets 200 and no words."""
    event = {"type": "event_callback", "event_id": "Ev9", "event": {"type": "team_rename"}}
    assert work.raw(json.dumps(event).encode()).status == 200
    work.idle()
    assert not work.slack.said
