"""What a channel is about, and what may be said only in private."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fakes.slack.web_api import FakeSlack, Said
from tests.fakes.slack.workplace import Workplace, at_work

HOME = "home"
BOARD = "How often must the Improvement Board meet?"
FERNSHIRES = "How often must Fernshire's Improvement Board meet?"
NOTICE = "fernshire-notice*; FERNSHIRE-20*"


@pytest.fixture
def slack() -> Iterator[FakeSlack]:
    """A workspace."""
    with FakeSlack() as made:
        yield made


@pytest.fixture
def work(tmp_path: Path, slack: FakeSlack) -> Iterator[Workplace]:
    """A bot at work over the papers of two councils."""
    with at_work(tmp_path / HOME, slack) as made:
        yield made


def _asked(work: Workplace, channel: str, words: str, thread: str | None = None) -> Said:
    """The reply to a mention, or to a direct message."""
    before = len(work.slack.said)
    if channel.startswith("D"):
        work.send(work.people.message("U1", channel, words, thread))
    else:
        work.send(work.people.mention("U1", channel, words, thread))
    work.idle()
    return work.slack.said[before]


def _bind(work: Workplace, channel: str, councils: list[str], kinds: list[str]) -> Said:
    work.send(work.people.command("UADMIN", channel, "settings"))
    work.idle()
    view = work.slack.views[-1]
    before = len(work.slack.said)
    work.send(work.people.saves("UADMIN", view, councils, kinds))
    work.idle()
    return work.slack.said[before]


def test_a_bound_channel_means_its_council_and_says_so(work: Workplace) -> None:
    """Elsewhere the same question is for both councils."""
    assert "Fernshire" in _bind(work, "C1", ["Fernshire"], []).words
    here, elsewhere = _asked(work, "C1", BOARD), _asked(work, "C2", BOARD)
    assert "every six weeks" in here.words
    assert "Kelder" not in here.words
    assert "as this channel is set" in here.words
    assert "Kelder" in elsewhere.words
    assert "as this channel is set" not in elsewhere.words


def test_a_question_that_names_another_council_means_that(work: Workplace) -> None:
    """The binding is a default; what is asked for goes before it, also in a follow-up."""
    _bind(work, "C1", ["Fernshire"], [])
    reply = _asked(work, "C1", "How often must Kelder's Improvement Board meet?")
    assert "every four weeks" in reply.words
    assert "as this channel is set" not in reply.words
    follow_up = _asked(work, "C1", "Who chairs it?", reply.thread)
    assert "Kelder" in follow_up.words
    assert "Whitcombe" not in follow_up.words


def test_a_channel_can_be_bound_to_kinds_alone_and_set_free_again(work: Workplace) -> None:
    """Saving nothing takes the binding off."""
    _bind(work, "C1", [], ["inspection_report"])
    assert "every six weeks" not in _asked(work, "C1", FERNSHIRES).words
    assert "every document" in _bind(work, "C1", [], []).words
    assert "every six weeks" in _asked(work, "C1", FERNSHIRES).words


def test_a_binding_outlives_a_restart(tmp_path: Path, slack: FakeSlack) -> None:
    """It is kept in the bot's file."""
    with at_work(tmp_path / HOME, slack) as work:
        _bind(work, "C1", ["Fernshire"], [])
    with at_work(tmp_path / HOME, slack) as work:
        assert "as this channel is set" in _asked(work, "C1", BOARD).words


def test_only_administrators_set_a_channel(work: Workplace) -> None:
    """Neither by opening the dialogue, nor by sending one that was never opened."""
    work.send(work.people.command("U1", "C1", "settings"))
    forged = {"callback_id": "settings", "private_metadata": "C1", "type": "modal"}
    work.send(work.people.saves("U1", forged, ["Fernshire"], []))
    work.idle()
    assert not work.slack.views
    assert all("Only an administrator" in said.words for said in work.slack.said)
    assert [said.to for said in work.slack.said] == ["U1", "U1"]
    assert "Kelder" in _asked(work, "C1", BOARD).words


def test_the_dialogue_offers_the_corpuss_councils_and_shows_what_is_set(work: Workplace) -> None:
    """Names are suggested while an administrator types."""
    options = json.loads(work.send(work.people.types_council("UADMIN", "kel")).body)["options"]
    assert [each["value"] for each in options] == ["Kelder"]
    _bind(work, "C1", ["Kelder"], ["improvement_notice"])
    work.send(work.people.command("UADMIN", "C1", "settings"))
    work.idle()
    shown = json.dumps(work.slack.views[-1])
    assert '"initial_options"' in shown
    assert "Kelder" in shown


@pytest.mark.parametrize(
    "question",
    [
        FERNSHIRES,
        BOARD,
        "What must Fernshire's plans include?",
        "List all requirements of Fernshire's improvement notice",
        "How many requirements does Fernshire's notice set?",
        "What was Fernshire's overall effectiveness judged to be?",
        "Compare how often Fernshire's and Kelder's Improvement Boards must meet",
        "When was Fernshire's improvement notice issued?",
        "By when must Fernshire publish a recruitment strategy?",
        "Which councils were judged inadequate?",
        "Was Fernshire judged better in 2024 than in 2021?",
        "What has been done about Fernshire's recommendations?",
    ],
)
def test_a_restricted_paper_is_used_in_private_alone(
    tmp_path: Path, slack: FakeSlack, question: str
) -> None:
    """Nothing of it stands in a channel, however it is asked for, and nobody is left waiting."""
    with at_work(tmp_path / HOME, slack, restricted=NOTICE) as work:
        said = _asked(work, "C1", question)
    assert said.to is None
    shown = json.dumps(said.blocks) + said.text
    assert "Fernshire, improvement notice" not in shown
    assert "Fernshire, inspection report" not in shown
    assert "every six weeks" not in shown


def test_in_private_a_restricted_paper_answers(tmp_path: Path, slack: FakeSlack) -> None:
    """A direct message and a command are seen by one person."""
    with at_work(tmp_path / HOME, slack, restricted=NOTICE) as work:
        assert "every six weeks" in _asked(work, "D1", FERNSHIRES).words
        work.send(work.people.command("U1", "C1", FERNSHIRES))
        work.idle()
        whisper = work.slack.said[-1]
        assert whisper.to == "U1"
        assert "every six weeks" in whisper.words


def test_an_answer_with_a_restricted_paper_cannot_be_shared(
    tmp_path: Path, slack: FakeSlack
) -> None:
    """The button says why; the channel sees nothing."""
    with at_work(tmp_path / HOME, slack, restricted=NOTICE) as work:
        work.send(work.people.command("U1", "C1", FERNSHIRES))
        [whisper] = slack.new()
        work.send(work.people.presses("U1", whisper, whisper.button("share")))
        work.idle()
        assert slack.said[-1].to == "U1"
        assert "not shared" in slack.said[-1].words


def test_the_words_of_a_private_answer_are_no_ground_for_a_public_one(
    tmp_path: Path, slack: FakeSlack
) -> None:
    """A thread's conversation is apart from what one person was told in it alone."""
    with at_work(tmp_path / HOME, slack, restricted=NOTICE) as work:
        public = _asked(work, "C1", "How often must Kelder's Improvement Board meet?")
        work.send(work.people.command("U1", "C1", "Who chairs Fernshire's Improvement Board?"))
        work.idle()
        follow_up = _asked(work, "C1", "and when?", public.thread)
        assert "Fernshire" not in follow_up.words
        assert "Whitcombe" not in follow_up.words


def test_a_conversations_id_tells_nobody_where_it_is(work: Workplace) -> None:
    """Whoever asks over HTTP cannot go on in a thread of Slack's by guessing its id."""
    answer = work.service.answers.answer(_asked(work, "C1", BOARD).button("words")["value"])
    assert answer.conversation_id
    assert "C1" not in answer.conversation_id


def test_each_person_has_a_conversation_of_their_own_with_the_command(work: Workplace) -> None:
    """ "/notices and Kelder's?" follows that person's question, not a colleague's."""
    for user, words in (("U1", FERNSHIRES), ("U2", "and Kelder's?"), ("U1", "and Kelder's?")):
        work.send(work.people.command(user, "C1", words))
        work.idle()
    others, own = work.slack.said[-2:]
    assert "Read as" not in others.words
    assert "Read as" in own.words
    assert "every four weeks" in own.words
