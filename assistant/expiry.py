"""Answers do not stay for ever: what is older than the days allowed goes, at start and daily."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

from assistant.answer_log import AnswerLog
from ingest.errors import NoticesError

_DAY = 24 * 60 * 60.0
_log = logging.getLogger(__name__)


@contextmanager
def expiring(answers: AnswerLog, days: int, *, every: float = _DAY) -> Iterator[None]:
    """As long as this is open, answers older than ``days`` are taken out.

    Raises LedgerError if the first time fails; a later failure is logged and tried again.
    """
    answers.expire(days)
    stop = Event()
    thread = Thread(target=_again, args=(answers, days, every, stop), name="expiry", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def _again(answers: AnswerLog, days: int, every: float, stop: Event) -> None:
    while not stop.wait(every):
        try:
            answers.expire(days)
        except NoticesError as error:
            _log.error("old answers could not be taken out: %s", type(error).__name__)
