"""Nothing asked in Slack is lost, answered twice or left in silence, whatever goes wrong."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields
from pathlib import Path

import pytest

from assistant.answers import Answer
from assistant.service import Service
from assistant.slack.desk import FULL
from assistant.slack.jobs import Inbox, Job
from assistant.slack.ledger import open_ledger
from assistant.slack.places import Place
from assistant.slack.working import NOT_TAKEN, UNEXPECTED
from tests.fakes.slack.web_api import FakeSlack, Said, Trouble
from tests.fakes.slack.workplace import Workplace, at_work

BOARD = "How often does Fernshire's Improvement Board meet?"
HOME = "home"


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


def _answers(slack: FakeSlack) -> list[Said]:
    return [said for said in slack.said if "every six weeks" in said.words]


def test_where_slack_asks_for_patience_the_answer_comes_later(work: Workplace) -> None:
    """The wait that Slack names is kept, and one answer is posted."""
    work.slack.throttle("chat.postMessage", times=2, seconds=0)
    work.send(work.people.mention("U1", "C1", BOARD))
    work.idle()
    assert len(_answers(work.slack)) == len(work.slack.said) == 1


@pytest.mark.parametrize(
    "trouble",
    [
        Trouble(500, body="down"),
        Trouble(503),
        Trouble(200, body="<html>"),
        Trouble(200, body='{"ok": false, "error": "internal_error"}'),
        Trouble(500, after=True),
        Trouble(200, body="<html>", after=True),
    ],
)
def test_where_slack_is_out_of_order_one_answer_comes(work: Workplace, trouble: Trouble) -> None:
    """Also where it took the answer, and only its reply was lost: the bot looks first."""
    work.slack.trouble("chat.postMessage", trouble)
    work.send(work.people.mention("U1", "C1", BOARD))
    work.idle()
    assert len(_answers(work.slack)) == len(work.slack.said) == 1


def test_where_slack_refuses_the_answer_the_asker_is_told_alone(work: Workplace) -> None:
    """A channel that the bot may not write in: a direct message says so."""
    work.slack.channels_without_bot.add("C1")
    work.send(work.people.mention("U1", "C1", BOARD))
    work.idle()
    [said] = work.slack.said
    assert (said.to, said.words) == ("U1", NOT_TAKEN)


def test_a_command_can_be_answered_where_the_bot_is_not(work: Workplace) -> None:
    """A command brings its own way to answer."""
    work.slack.channels_without_bot.add("C1")
    work.send(work.people.command("U1", "C1", BOARD))
    work.idle()
    assert len(_answers(work.slack)) == 1


def test_an_expired_way_to_answer_is_gone_round(work: Workplace) -> None:
    """After half an hour Slack takes nothing there; the bot speaks in the channel instead."""
    work.slack.trouble("respond", Trouble(404, body="expired_url"))
    work.send(work.people.command("U1", "C1", BOARD))
    work.idle()
    [said] = _answers(work.slack)
    assert (said.to, said.way) == ("U1", "chat.postEphemeral")


def test_a_fault_of_its_own_is_owned_up_to_in_private(tmp_path: Path, slack: FakeSlack) -> None:
    """The asker alone hears that it went wrong, and nothing of what the fault said."""

    class Broken(Service):
        def ask(self, *_: object, **__: object) -> Answer:
            raise RuntimeError("secret")

    def broken(service: Service) -> Service:
        return Broken(**{each.name: getattr(service, each.name) for each in fields(service)})

    with at_work(tmp_path / HOME, slack, over=broken) as work:
        work.send(work.people.mention("U1", "C1", BOARD))
        work.idle()
        [said] = slack.said
        assert (said.to, said.words) == ("U1", UNEXPECTED)


def test_a_status_or_title_that_fails_costs_no_answer(work: Workplace) -> None:
    """They are ornaments."""
    for method in ("assistant.threads.setStatus", "assistant.threads.setTitle"):
        work.slack.decline(method, "missing_scope")
    work.send(work.people.message("U1", "D1", BOARD))
    work.idle()
    assert len(_answers(work.slack)) == 1


def test_at_the_bound_the_asker_is_told_and_may_ask_again(tmp_path: Path, slack: FakeSlack) -> None:
    """What is beyond the queue is said to be, and not kept; those within it are answered."""
    slack.throttle("chat.postMessage", seconds=1)  # the first question waits meanwhile
    with at_work(tmp_path / HOME, slack, queue=1) as work:
        work.send(work.people.mention("U1", "C1", BOARD))
        late = work.people.mention("U2", "C2", BOARD)
        work.send(late)
        work.idle()
        assert [said.to for said in slack.said if said.words == FULL] == ["U2"]
        work.send(late, retry=1)
        work.idle()
    assert Counter(said.channel for said in _answers(slack)) == {"C1": 1, "C2": 1}


def test_twenty_questions_at_once_are_all_answered(work: Workplace) -> None:
    """Each once, each in its own thread."""
    asked = [work.people.mention(f"U{n}", f"C{n % 5}", BOARD) for n in range(20)]
    with ThreadPoolExecutor(20) as at_once:
        list(at_once.map(work.send, asked))
    work.idle(30)
    threads = Counter(said.thread for said in _answers(work.slack))
    assert threads == {each.body["event"]["ts"]: 1 for each in asked}


def test_follow_ups_sent_fast_are_answered_in_order(work: Workplace) -> None:
    """What is said in one thread is read in the order in which it was said."""
    first = work.people.mention("U1", "C1", BOARD)
    root = first.body["event"]["ts"]
    work.send(first)
    for words in ("and Kelder's?", "and Fernshire's?"):
        work.send(work.people.mention("U1", "C1", words, root))
    work.idle()
    said = [each.words for each in work.slack.said]
    assert ["every six weeks" in words for words in said] == [True, False, True]


def test_two_processes_answer_each_question_once(tmp_path: Path, slack: FakeSlack) -> None:
    """Slack delivers to either of them, and again to the other."""
    with (
        at_work(tmp_path / HOME, slack) as one,
        at_work(tmp_path / HOME, slack) as other,
        ThreadPoolExecutor(16) as at_once,
    ):
        asked = [one.people.mention(f"U{n}", "C1", BOARD) for n in range(8)]
        done = [at_once.submit(one.send, each) for each in asked]
        done += [at_once.submit(other.send, each, 1) for each in asked]
        assert all(each.result().status == 200 for each in done)
        one.idle(30)
    assert Counter(said.thread for said in _answers(slack)) == {
        each.body["event"]["ts"]: 1 for each in asked
    }


def test_what_was_waiting_when_the_bot_stopped_is_answered_after_the_start(
    tmp_path: Path, slack: FakeSlack
) -> None:
    """A question that was acknowledged is kept, whatever happens then."""
    slack.throttle("chat.postMessage", seconds=30)
    with at_work(tmp_path / HOME, slack) as work:
        work.send(work.people.mention("U1", "C1", BOARD))
        slack.wait(lambda: not slack.troubled("chat.postMessage"))
    assert not slack.said
    with at_work(tmp_path / HOME, slack, ahead=60) as work:
        work.idle()
    assert len(_answers(slack)) == 1


@pytest.mark.parametrize("posted", [True, False])
def test_a_process_that_dies_while_it_posts_leaves_one_answer(
    tmp_path: Path, slack: FakeSlack, *, posted: bool
) -> None:
    """Whoever takes the job over sees in the thread whether the answer stands there."""
    with at_work(tmp_path / HOME, slack) as work:
        asked = work.people.mention("U1", "C1", BOARD)
        if posted:
            work.send(asked)
            work.idle()
    event = asked.body["event"]
    place = Place("C1", "U1", event["ts"])
    job = Job(asked.body["event_id"], "ask", place, {"question": BOARD, "opens": True})
    _left_behind(tmp_path / HOME, job)
    with at_work(tmp_path / HOME, slack, ahead=60) as work:
        work.idle()
    assert len(_answers(slack)) == 1


def _left_behind(home: Path, job: Job) -> None:
    """A job as a process leaves it that is killed between posting and putting that down."""
    ledger = open_ledger(home)
    with ledger.writing() as at:
        at.execute("DELETE FROM job")
    inbox = Inbox(ledger, 10)
    inbox.take(job)
    taken = inbox.next()
    assert taken
    inbox.sending(taken)
    ledger.close()


def test_a_finished_job_keeps_no_words(work: Workplace, tmp_path: Path) -> None:
    """A question may hold a child's details; only that it was answered is remembered."""
    work.send(work.people.mention("U1", "C1", BOARD))
    work.idle()
    with work.bot.ledger.reading() as at:
        rows = at.execute("SELECT * FROM job").fetchall()
    assert rows
    assert "Improvement Board" not in json.dumps(rows)


def test_the_log_holds_no_words(work: Workplace, caplog: pytest.LogCaptureFixture) -> None:
    """Neither of the question nor of the answer, at any level that is kept."""
    caplog.set_level("INFO")
    work.slack.decline("chat.postMessage", "not_in_channel")
    work.send(work.people.mention("U1", "C1", BOARD))
    work.idle()
    assert "not_in_channel" in caplog.text
    assert "Improvement Board" not in caplog.text
    assert "six weeks" not in caplog.text
