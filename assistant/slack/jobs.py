"""Jobs: what Slack delivered, taken once, kept until it is done, by whichever process."""

from __future__ import annotations

import json
import os
import socket
import sqlite3
import time
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from assistant.ledger import Ledger
from assistant.slack.places import Place

Taken = Literal["taken", "known", "full"]

LEASE = 20.0  # seconds without a sign of life after which another process takes a job over
KEPT = 7 * 86_400.0  # seconds for which an id is remembered; Slack delivers again within hours
_WAITING, _RUNNING, _DONE = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Job:
    """One thing to do. ``id`` is what Slack calls it: a second delivery has the same.

    ``message`` names the message that it answers, which Slack may deliver as two events
    (a mention is also a message of its channel). ``urgent`` jobs are small and go first.
    ``sending`` is true where an earlier try may have posted already.
    """

    id: str
    task: str
    place: Place
    words: dict[str, Any] = field(default_factory=dict)
    message: str | None = None
    urgent: bool = False
    number: int = 0
    sending: bool = False
    attempts: int = 0


class Inbox:
    """The jobs of all processes that share one ledger."""

    def __init__(self, ledger: Ledger, bound: int, clock: Callable[[], float] = time.time) -> None:
        """``bound`` is how many jobs that are not urgent may wait."""
        self._ledger = ledger
        self._clock = clock
        self._bound = bound
        self._owner = f"{socket.gethostname()}:{os.getpid()}:{uuid.uuid4().hex[:8]}"

    def take(self, job: Job) -> Taken:
        """Keep a job, once: "known" when it was delivered before, "full" at the bound.

        A job that found the queue full is not kept, and may be delivered again.
        """
        now = self._clock()
        body = json.dumps({"place": job.place.as_json(), "words": job.words})
        with self._ledger.writing() as at:
            seen = at.execute(
                "SELECT 1 FROM job WHERE id = ? OR message = ?", (job.id, job.message)
            ).fetchone()
            if seen:
                return "known"
            if not job.urgent and self._waiting(at) >= self._bound:
                return "full"
            at.execute(
                "INSERT INTO job (id, message, task, lane, urgent, body, due, received) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (job.id, job.message, job.task, job.place.lane, job.urgent, body, now, now),
            )
        return "taken"

    def next(self) -> Job | None:
        """The job to do now, this process's for as long as it gives signs of life.

        The oldest of its lane, urgent ones first; None when nothing is due.
        """
        now = self._clock()
        with self._ledger.writing() as at:
            row = at.execute(
                "UPDATE job SET state = ?, owner = ?, due = ?, attempts = attempts + 1 "
                "WHERE number = (SELECT number FROM job AS j WHERE state < ? AND due <= ? "
                "AND (urgent OR NOT EXISTS (SELECT 1 FROM job AS e WHERE e.lane = j.lane "
                "AND e.number < j.number AND e.state < ? AND NOT e.urgent)) "
                "ORDER BY urgent DESC, number LIMIT 1) "
                "RETURNING number, id, task, urgent, body, sending, attempts",
                (_RUNNING, self._owner, now + LEASE, _DONE, now, _DONE),
            ).fetchone()
        return _job(row) if row else None

    def alive(self, jobs: Sequence[Job]) -> None:
        """A sign of life for the jobs that this process is at."""
        numbers = [(self._clock() + LEASE, job.number, self._owner) for job in jobs]
        with self._ledger.writing() as at:
            at.executemany("UPDATE job SET due = ? WHERE number = ? AND owner = ?", numbers)

    def sending(self, job: Job) -> None:
        """Put down that its reply is about to be posted."""
        with self._ledger.writing() as at:
            at.execute("UPDATE job SET sending = 1 WHERE number = ?", (job.number,))

    def again(self, job: Job, seconds: float, *, unsent: bool) -> None:
        """Do it once more later; ``unsent`` when it is sure that nothing was posted."""
        with self._ledger.writing() as at:
            at.execute(
                "UPDATE job SET state = ?, owner = '', due = ?, sending = sending AND ? "
                "WHERE number = ?",
                (_WAITING, self._clock() + seconds, not unsent, job.number),
            )

    def done(self, job: Job) -> None:
        """It is done: its words are removed, its id is remembered."""
        with self._ledger.writing() as at:
            at.execute(
                "UPDATE job SET state = ?, body = '', owner = '' WHERE number = ?",
                (_DONE, job.number),
            )

    def waiting(self) -> int:
        """How many jobs are not done, urgent ones included."""
        with self._ledger.reading() as at:
            row = at.execute("SELECT count(*) FROM job WHERE state < ?", (_DONE,)).fetchone()
        return int(row[0])

    def expire(self) -> None:
        """Forget the ids of long ago."""
        with self._ledger.writing() as at:
            at.execute(
                "DELETE FROM job WHERE state = ? AND received < ?", (_DONE, self._clock() - KEPT)
            )

    @staticmethod
    def _waiting(at: sqlite3.Connection) -> int:
        row = at.execute("SELECT count(*) FROM job WHERE state < ? AND NOT urgent", (_DONE,))
        return int(row.fetchone()[0])


def _job(row: tuple[Any, ...]) -> Job:
    number, id_, task, urgent, body, sending, attempts = row
    kept = json.loads(body)
    return Job(
        id=id_,
        task=task,
        place=Place.of_json(kept["place"]),
        words=kept["words"],
        urgent=bool(urgent),
        number=number,
        sending=bool(sending),
        attempts=attempts,
    )
