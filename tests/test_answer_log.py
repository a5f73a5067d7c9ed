"""Answers kept for a while, and what people said of them."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.answer_log import MOST_COMMENT, AnswerLog, UnknownAnswerError
from assistant.answers import Answer
from assistant.expiry import expiring
from assistant.ledger import LedgerError
from tests.command_line import CommandLine
from tests.corpora import two_councils

QUESTION = "How often must Kelder's Improvement Board meet?"


@pytest.fixture
def log(tmp_path: Path) -> Iterator[AnswerLog]:
    """A log of its own."""
    made = AnswerLog(tmp_path / "answers.sqlite3")
    yield made
    made.close()


def answer() -> Answer:
    """A real answer over the two councils' papers."""
    return two_councils().assistant.ask(QUESTION)


def _age(path: Path, answer_id: str, days: int) -> None:
    """Make an answer look as old as that."""
    then = (dt.datetime.now(dt.UTC) - dt.timedelta(days=days)).isoformat(timespec="seconds")
    at = sqlite3.connect(path)
    with at:
        at.execute("UPDATE answer SET asked_at = ? WHERE id = ?", (then, answer_id))
    at.close()


def test_an_answer_is_given_back_as_it_was(log: AnswerLog) -> None:
    """Citations, scope, decision and all."""
    given = answer()
    log.keep(given)
    assert log.answer(given.id) == given
    assert log.answer(given.id).citations


def test_what_was_never_answered_is_unknown(log: AnswerLog) -> None:
    """To open and to judge."""
    with pytest.raises(UnknownAnswerError):
        log.answer("nothing")
    with pytest.raises(UnknownAnswerError):
        log.judge("nothing", "helpful")
    assert log.feedback() == []


def test_the_last_word_on_an_answer_counts(log: AnswerLog) -> None:
    """One piece of feedback an answer, with the answer that it judges."""
    given = answer()
    log.keep(given)
    log.judge(given.id, "helpful")
    log.judge(given.id, "unhelpful", "Two dates are missing." + "x" * MOST_COMMENT)
    (said,) = log.feedback()
    assert (said.answer_id, said.verdict, said.answer) == (given.id, "unhelpful", given)
    assert len(said.comment) == MOST_COMMENT
    line = said.as_json()
    assert line["question"] == QUESTION
    assert line["answer"]["citations"] == [each.as_json() for each in given.citations]


def test_what_is_older_than_the_days_allowed_goes_with_its_feedback(
    log: AnswerLog, tmp_path: Path
) -> None:
    """What is younger stays."""
    old, new = answer(), answer()
    for each in (old, new):
        log.keep(each)
        log.judge(each.id, "helpful")
    _age(tmp_path / "answers.sqlite3", old.id, 31)
    _age(tmp_path / "answers.sqlite3", new.id, 29)
    assert log.expire(30) == 1
    assert [each.answer_id for each in log.feedback()] == [new.id]
    with pytest.raises(UnknownAnswerError):
        log.answer(old.id)


def test_what_has_gone_is_not_on_the_disk(log: AnswerLog, tmp_path: Path) -> None:
    """A question may hold a name that nobody is to find again."""
    given = replace(answer(), question="Who visits Quillfeather Marrow?")
    log.keep(given)
    log.judge(given.id, "helpful", "about Quillfeather")
    _age(tmp_path / "answers.sqlite3", given.id, 2)
    assert any(b"Quillfeather" in file.read_bytes() for file in tmp_path.glob("answers.sqlite3*"))
    log.expire(1)
    for file in tmp_path.glob("answers.sqlite3*"):
        assert b"Quillfeather" not in file.read_bytes(), file.name


def test_answers_expire_at_the_start_and_then_again_and_again(
    log: AnswerLog, tmp_path: Path
) -> None:
    """As long as the service runs."""
    first, second = answer(), answer()
    path = tmp_path / "answers.sqlite3"
    log.keep(first)
    _age(path, first.id, 2)
    with expiring(log, 1, every=0.01):
        with pytest.raises(UnknownAnswerError):
            log.answer(first.id)
        log.keep(second)
        _age(path, second.id, 2)
        until = time.monotonic() + 20
        while time.monotonic() < until and _kept(log, second.id):
            time.sleep(0.01)
        assert not _kept(log, second.id)


def _kept(log: AnswerLog, answer_id: str) -> bool:
    try:
        log.answer(answer_id)
    except UnknownAnswerError:
        return False
    return True


def test_many_threads_keep_their_answers_at_once(log: AnswerLog) -> None:
    """None is lost."""
    given = answer()
    made = [replace(given, id=f"answer-{number}") for number in range(40)]
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(log.keep, made))
    assert all(log.answer(each.id) == each for each in made)


def test_a_file_that_is_damaged_is_named(tmp_path: Path) -> None:
    """With what to do."""
    (tmp_path / "answers.sqlite3").write_bytes(b"nonsense " * 1000)
    with pytest.raises(LedgerError) as raised:
        AnswerLog(tmp_path / "answers.sqlite3")
    assert "answers.sqlite3" in raised.value.user_message


def test_the_command_exports_one_json_object_a_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Which another program reads without knowing this one."""
    notices = CommandLine(tmp_path / "home", capsys)
    empty = notices("feedback")
    assert (empty.code, empty.out) == (0, "")
    given = [answer(), answer()]
    log = AnswerLog(tmp_path / "home" / "answers.sqlite3")
    for each in given:
        log.keep(each)
        log.judge(each.id, "unhelpful", "Not\nwhat I asked")
    log.close()
    lines = [json.loads(line) for line in notices("feedback").out.splitlines()]
    assert {line["answer_id"] for line in lines} == {each.id for each in given}
    assert {line["comment"] for line in lines} == {"Not\nwhat I asked"}
