"""When the Slack bot speaks, and when it holds its tongue."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.corpora import MANY_COUNCILS
from tests.fakes.slack.people import Payload
from tests.fakes.slack.web_api import BOT, FakeSlack
from tests.fakes.slack.workplace import Workplace, at_work

BOARD = "How often does Fernshire's Improvement Board meet?"


@pytest.fixture
def work(tmp_path: Path) -> Iterator[Workplace]:
    """A bot at work over the papers of two councils."""
    with FakeSlack() as slack, at_work(tmp_path / "home", slack) as made:
        yield made


def _thread(work: Workplace, user: str = "U1", channel: str = "C1") -> Payload:
    """A question that was asked and answered in a channel's thread."""
    asked = work.people.mention(user, channel, BOARD)
    work.send(asked)
    work.idle()
    return asked


def _replies(work: Workplace, under: Payload, user: str, words: str, **more: Any) -> int:
    """How many messages somebody's words in the thread bring about."""
    before = len(work.slack.said)
    event = under.body["event"]
    work.send(work.people.message(user, event["channel"], words, event["ts"], more))
    work.idle()
    return len(work.slack.said) - before


def test_a_follow_up_in_its_thread_needs_no_mention(work: Workplace) -> None:
    """It is read beside the question before it, and says how."""
    asked = _thread(work)
    assert _replies(work, asked, "U1", "and Kelder's?") == 1
    assert "Read as: How often does" in work.slack.said[-1].words.replace("*", "")
    assert "Kelder" in work.slack.said[-1].words


@pytest.mark.parametrize("words", ["Thanks, that helps", "Good to know.", "Lovely", "+1"])
def test_what_asks_nothing_is_not_answered(work: Workplace, words: str) -> None:
    """Thanks get no answer."""
    assert _replies(work, _thread(work), "U1", words) == 0


def test_what_somebody_else_asks_is_between_people(work: Workplace) -> None:
    """A question of who never asked the bot is for a colleague."""
    asked = _thread(work)
    assert _replies(work, asked, "U2", "When is that, then?") == 0


def test_while_people_talk_the_bot_stays_out_until_it_is_mentioned(work: Workplace) -> None:
    """Once a second person speaks, a question is theirs; a mention brings the bot back."""
    asked = _thread(work)
    assert _replies(work, asked, "U2", "Shall we ask the chair?") == 0
    assert _replies(work, asked, "U1", "When do you see her?") == 0
    event = asked.body["event"]
    work.send(work.people.mention("U1", "C1", "And Kelder's board?", event["ts"]))
    work.idle()
    assert len(work.slack.said) == 2
    assert _replies(work, asked, "U1", "and Fernshire's?") == 1


def test_a_late_delivery_does_not_bring_the_bot_back_into_a_talk(work: Workplace) -> None:
    """What was asked before people began to talk says nothing of now."""
    asked = _thread(work)
    assert _replies(work, asked, "U2", "Shall we ask the chair?") == 0
    work.send(asked, retry=2)
    assert _replies(work, asked, "U1", "When do you see her?") == 0


def test_a_question_to_a_colleague_is_not_answered(work: Workplace) -> None:
    """Words with somebody's name in them are for that person."""
    assert _replies(work, _thread(work), "U1", "<@U2> when does it meet?") == 0


def test_a_thread_that_the_bot_is_not_in_is_left_alone(work: Workplace) -> None:
    """So is a channel's own flow of words."""
    work.send(work.people.message("U1", "C1", BOARD))
    work.send(work.people.message("U1", "C1", BOARD, "1700000000.000001"))
    work.idle()
    assert not work.slack.said


@pytest.mark.parametrize(
    "more",
    [
        {"subtype": "message_changed"},
        {"subtype": "message_deleted"},
        {"subtype": "channel_join"},
        {"bot_id": "B9"},
        {"edited": {"user": "U1", "ts": "1"}},
        {"hidden": True},
    ],
)
def test_edits_notices_and_bots_are_not_answered(work: Workplace, more: dict[str, Any]) -> None:
    """Not even in a direct message, where everything else is for the bot."""
    work.send(work.people.message("U1", "D1", BOARD, None, more))
    work.idle()
    assert not work.slack.said


def test_its_own_words_are_not_answered(work: Workplace) -> None:
    """Slack delivers the bot's messages to the bot, too."""
    work.send(work.people.message(BOT, "D1", BOARD, None, {"bot_id": "BNOTICES"}))
    work.idle()
    assert not work.slack.said


def test_a_mention_delivered_as_two_events_is_answered_once(work: Workplace) -> None:
    """In a thread that the bot is in, a mention is also a message of the channel."""
    asked = _thread(work)
    root = asked.body["event"]["ts"]
    mention = work.people.mention("U1", "C1", "and Kelder's?", root)
    twin = work.people.message("U1", "C1", f"<@{BOT}> and Kelder's?", root)
    twin.body["event"]["ts"] = mention.body["event"]["ts"]
    work.send(twin)
    work.send(mention)
    work.idle()
    assert len(work.slack.said) == 2


def test_a_mention_without_a_question_says_how_to_ask(work: Workplace) -> None:
    """A bare mention is not left in silence."""
    work.send(work.people.mention("U1", "C1", ""))
    work.idle()
    assert len(work.slack.said) == 1


def test_the_agent_view_shows_prompts_a_status_and_a_title(work: Workplace) -> None:
    """Prompts come without a thread, which Slack would let fail without a word."""
    work.send(work.people.opens("U1", "D1"))
    work.send(work.people.message("U1", "D1", BOARD))
    work.idle()
    [prompts] = work.slack.called("assistant.threads.setSuggestedPrompts")
    assert "thread_ts" not in prompts
    assert work.slack.called("assistant.threads.setStatus")
    [title] = work.slack.called("assistant.threads.setTitle")
    assert title["title"] == BOARD


def test_another_tab_of_its_home_brings_nothing(work: Workplace) -> None:
    """Only the Messages tab has prompts."""
    work.send(work.people.opens("U1", "D1", "home"))
    work.idle()
    assert not work.slack.called("assistant.threads.setSuggestedPrompts")


@pytest.mark.parametrize("words", ["", "help"])
def test_a_command_without_a_question_explains_itself(work: Workplace, words: str) -> None:
    """In the acknowledgement, so that it needs no queue."""
    assert "/notices" in work.send(work.people.command("U1", "C1", words)).body


def test_a_choice_pressed_twice_is_answered_once(tmp_path: Path) -> None:
    """Two presses of the same button are one choice."""
    with FakeSlack() as slack, at_work(tmp_path / "home", slack, papers=MANY_COUNCILS) as work:
        words = "How often must the board visit a children's home?"
        work.send(work.people.mention("U1", "C1", words))
        [which] = slack.new()
        for _ in range(2):
            work.send(work.people.presses("U1", which, which.button("clarify:2")))
        work.idle()
        assert len(slack.said) == 2
        assert "Asked:" in slack.said[1].words


def test_feedback_reaches_the_answers_file(work: Workplace) -> None:
    """What the evaluation exports is what people pressed."""
    work.send(work.people.mention("U1", "C1", BOARD))
    [said] = work.slack.new()
    answer = said.button("words")["value"]
    feedback = said.button("feedback")
    work.send(work.people.presses("U1", said, feedback, f"unhelpful:{answer}"))
    work.idle()
    [judged] = work.service.answers.feedback()
    assert (judged.answer.id, judged.verdict) == (answer, "unhelpful")


def test_the_words_are_shown_to_who_pressed_alone(work: Workplace) -> None:
    """Every quotation, whole."""
    work.send(work.people.mention("U1", "C1", BOARD))
    [said] = work.slack.new()
    work.send(work.people.presses("U2", said, said.button("words")))
    work.idle()
    assert work.slack.said[-1].to == "U2"
    answer = work.service.answers.answer(said.button("words")["value"])
    assert answer.citations[0].quote.strip() in work.slack.said[-1].words


def test_an_answer_no_longer_kept_says_so(work: Workplace) -> None:
    """A button of long ago does not stay silent."""
    work.send(work.people.mention("U1", "C1", BOARD))
    [said] = work.slack.new()
    work.service.answers.remove([said.button("words")["value"]])
    work.send(work.people.presses("U1", said, said.button("words")))
    work.idle()
    assert work.slack.said[-1].to == "U1"
    assert "answer" in work.slack.said[-1].words
