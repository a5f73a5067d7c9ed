"""The scripted conversation with the Slack bot, checked message by message."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fakes import BagOfWords
from tests.slack_talk import Step, main, script, transcript

EXPECTED = Path(__file__).parent / "slack_talk.txt"


@pytest.fixture(scope="module")
def steps(tmp_path_factory: pytest.TempPathFactory) -> list[Step]:
    """The conversation, played once."""
    return list(script(tmp_path_factory.mktemp("talk") / "home", BagOfWords()))


def test_every_message_is_as_it_should_be(steps: list[Step]) -> None:
    """What people see, to the letter. After a change that is meant: read what is new, then
    put it in place with ``python -m tests.slack_talk tests/slack_talk.txt``."""
    assert transcript(steps) == EXPECTED.read_text(encoding="utf-8")


def test_each_question_is_answered_once_and_small_talk_not_at_all(steps: list[Step]) -> None:
    """Three deliveries and one more after a restart make one reply."""
    counts = {step.done: len(step.seen) for step in steps}
    first, *_ = counts
    assert counts[first] == 1
    assert counts["The bot is stopped and started; Slack delivers Ann's question again"] == 0
    assert counts["Ann in the thread: Thanks, I will put that in the minutes."] == 0


def test_the_demonstration_plays_it_all(capsys: pytest.CaptureFixture[str]) -> None:
    """``make slack-demo``, with the real model for words' meanings."""
    main([])
    played = capsys.readouterr().out
    assert "Ann presses [Helpful]" in played
    assert "Read as: Who chairs the Improvement Board in Kelder?" in played
