"""Socket Mode: the bot calls Slack, over a real WebSocket, as itself and as a process."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from assistant.slack.bot import SlackAwayError, SlackSetupError
from assistant.slack.socket_mode import connected
from tests.fakes.slack.people import People
from tests.fakes.slack.socket_mode import FakeSocketMode
from tests.fakes.slack.web_api import APP_TOKEN, BOT_TOKEN, SECRET, FakeSlack
from tests.fakes.slack.workplace import Workplace, at_work
from tests.serving import copied

BOARD = "How often does Fernshire's Improvement Board meet?"
HOME = "home"
RUN = """
import sys
from assistant.cli import main
from tests.fakes import BagOfWords
sys.exit(main(sys.argv[1:], embedder=BagOfWords()))
"""


@pytest.fixture(scope="module")
def slack() -> Iterator[FakeSlack]:
    """A workspace."""
    with FakeSlack() as made:
        yield made


@pytest.fixture(scope="module")
def socket(slack: FakeSlack) -> Iterator[FakeSocketMode]:
    """Its Socket Mode, which is on."""
    with FakeSocketMode() as made:
        slack.socket_url = made.url
        yield made


@pytest.fixture(scope="module")
def work(
    tmp_path_factory: pytest.TempPathFactory, slack: FakeSlack, socket: FakeSocketMode
) -> Iterator[Workplace]:
    """A bot that is connected."""
    home = tmp_path_factory.mktemp("socket") / HOME
    with at_work(home, slack) as made, connected(made.bot, pings=0.5):
        socket.connected()
        yield made


@pytest.fixture(autouse=True)
def _fresh(slack: FakeSlack) -> None:
    """Each test sees only what is said from its start on."""
    slack.said.clear()


def test_a_question_is_acknowledged_and_answered(
    work: Workplace, slack: FakeSlack, socket: FakeSocketMode
) -> None:
    """The same listeners as in HTTP mode."""
    envelope = socket.send(work.people.mention("U1", "C1", BOARD))
    socket.acknowledgement(envelope)
    [said] = slack.new()
    assert "every six weeks" in said.words


def test_commands_buttons_and_dialogues_come_that_way_too(
    work: Workplace, slack: FakeSlack, socket: FakeSocketMode
) -> None:
    """Also what is answered in the acknowledgement itself."""
    people = work.people
    help_ = socket.acknowledgement(socket.send(people.command("U1", "C1", "help")))
    assert "/notices" in help_["text"]
    names = socket.acknowledgement(socket.send(people.types_council("UADMIN", "kel")))
    assert [each["value"] for each in names["options"]] == ["Kelder"]
    socket.acknowledgement(socket.send(people.command("U1", "C1", BOARD)))
    [whisper] = slack.new()
    pressed = people.presses("U1", whisper, whisper.button("share"))
    socket.acknowledgement(socket.send(pressed))
    work.idle()
    assert [said.to for said in slack.said] == ["U1", None]


def test_an_envelope_delivered_again_is_answered_once(
    work: Workplace, slack: FakeSlack, socket: FakeSocketMode
) -> None:
    """Each delivery is acknowledged; one answer comes."""
    asked = work.people.mention("U1", "C1", BOARD)
    for retry in (None, 1, 2):
        socket.acknowledgement(socket.send(asked, retry=retry))
    work.idle()
    assert len(slack.said) == 1


def test_a_connection_that_slack_drops_is_made_again(
    work: Workplace, slack: FakeSlack, socket: FakeSocketMode
) -> None:
    """Slack closes connections every few hours."""
    socket.drop()
    socket.connected()
    socket.send(work.people.mention("U1", "C1", BOARD))
    assert len(slack.new(seconds=20)) == 1


def test_two_connected_processes_answer_once(
    work: Workplace, slack: FakeSlack, socket: FakeSocketMode
) -> None:
    """Slack may deliver an event to each; the corpus folder is what they share."""
    home = work.bot.settings.home_path
    with at_work(home, slack) as other, connected(other.bot, pings=0.5):
        socket.connected(2)
        asked = [work.people.mention(f"U{n}", "C1", BOARD) for n in range(6)]
        for each in asked:
            for to in (0, 1):
                socket.acknowledgement(socket.send(each, to=to))
        work.idle(30)
    assert Counter(said.thread for said in slack.said) == {
        each.body["event"]["ts"]: 1 for each in asked
    }


@pytest.mark.parametrize("wrong", ["SLACK_APP_TOKEN", "SLACK_BOT_TOKEN"])
def test_a_token_that_slack_does_not_accept_is_named(tmp_path: Path, wrong: str) -> None:
    """What to do stands in the message."""
    with FakeSlack() as slack, at_work(tmp_path / HOME, slack) as work:
        if wrong == "SLACK_APP_TOKEN":
            slack.decline("apps.connections.open", "invalid_auth")
        else:
            slack.token_accepted = False
        with pytest.raises(SlackSetupError) as caught, connected(work.bot):
            pass
        assert wrong in caught.value.user_message


def test_a_slack_that_cannot_be_reached_is_said_to_be(tmp_path: Path) -> None:
    """No traceback, and no waiting for ever."""
    with FakeSlack() as gone:
        pass
    with (
        at_work(tmp_path / HOME, gone) as work,
        pytest.raises(SlackAwayError),
        connected(work.bot),
    ):
        pass


@contextmanager
def _process(home: Path, **environment: str) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-c", RUN, "slack", "--home", str(home)]
    env = {**os.environ, **environment}
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=env) as process:
        try:
            yield process
        finally:
            if process.poll() is None:
                process.kill()


def test_notices_slack_answers_until_it_is_told_to_stop(
    tmp_path: Path, slack: FakeSlack, socket: FakeSocketMode
) -> None:
    """A process of its own: connects, answers, finishes, ends with 0."""
    home = copied(tmp_path / HOME)
    tokens = {
        "SLACK_BOT_TOKEN": BOT_TOKEN,
        "SLACK_APP_TOKEN": APP_TOKEN,
        "SLACK_SIGNING_SECRET": SECRET,
        "NOTICES_SLACK_API": slack.url,
    }
    with _process(home, **tokens) as process:
        assert process.stderr is not None
        first = process.stderr.readline()
        assert "Connected to Slack" in first, first + process.stderr.read()
        socket.connected()
        socket.send(People(slack).mention("U1", "C1", BOARD))
        [said] = slack.new(seconds=30)
        process.send_signal(signal.SIGTERM)
        rest = process.stderr.read()
        assert process.wait(30) == 0
    assert "every six weeks" in said.words
    assert re.search(r"Stopped\.", rest)
    assert "Improvement Board" not in rest


def test_notices_slack_without_a_token_says_what_to_do(tmp_path: Path) -> None:
    """Before anything slow."""
    with _process(copied(tmp_path / HOME), SLACK_BOT_TOKEN="") as process:
        assert process.stderr is not None
        assert "SLACK_BOT_TOKEN is not set" in process.stderr.read()
        assert process.wait(30) == 2
