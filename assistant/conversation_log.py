"""Conversations, kept for a while: which answers followed each other, and no more.

Only ids and times stand here. What was asked and answered stands in the answers' file
(``answer_log``); a turn whose answer is no longer kept there is forgotten here too.
SQLite overwrites what it deletes (``secure_delete``).
"""

from __future__ import annotations

import datetime as dt
import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

from ingest.errors import NoticesError

_SCHEMA = """
CREATE TABLE IF NOT EXISTS turn (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    conversation TEXT NOT NULL,
    answer TEXT NOT NULL,
    asked_at TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS turn_conversation ON turn(conversation, number);
CREATE INDEX IF NOT EXISTS turn_asked_at ON turn(asked_at);
"""


class ConversationLogError(NoticesError):
    """The file of conversations cannot be read or written."""


class ConversationLog:
    """One SQLite file of conversations; safe for many threads and processes."""

    def __init__(self, path: Path) -> None:
        """Open ``path``, made when it is not there.

        Raises ConversationLogError when it cannot be.
        """
        self._path = path
        self._lock = Lock()
        with self._failing():
            self._at = sqlite3.connect(path, timeout=30.0, check_same_thread=False)
            self._at.execute("PRAGMA journal_mode = WAL")
            self._at.execute("PRAGMA secure_delete = ON")
            self._at.executescript(_SCHEMA)

    def close(self) -> None:
        """Let go of the file."""
        self._at.close()

    @staticmethod
    def begun() -> str:
        """The id of a new conversation: nobody can guess another's."""
        return uuid.uuid4().hex

    def add(self, conversation: str, answer_id: str) -> None:
        """Put an answer at the end of a conversation."""
        with self._at_work() as at:
            at.execute(
                "INSERT INTO turn(conversation, answer, asked_at) VALUES (?, ?, ?)",
                (conversation, answer_id, _before(0)),
            )

    def answers(self, conversation: str) -> tuple[str, ...]:
        """The ids of a conversation's answers, oldest first; none where it is not known."""
        with self._at_work() as at:
            rows = at.execute(
                "SELECT answer FROM turn WHERE conversation = ? ORDER BY number", (conversation,)
            ).fetchall()
        return tuple(row[0] for row in rows)

    def conversations(self) -> tuple[str, ...]:
        """The ids of every conversation, the one used last first."""
        with self._at_work() as at:
            rows = at.execute(
                "SELECT conversation FROM turn GROUP BY conversation ORDER BY max(number) DESC"
            ).fetchall()
        return tuple(row[0] for row in rows)

    def remove(self, conversation: str) -> tuple[str, ...]:
        """Forget a conversation; gives the ids of its answers, for whoever keeps them."""
        answers = self.answers(conversation)
        with self._at_work() as at:
            at.execute("DELETE FROM turn WHERE conversation = ?", (conversation,))
        return answers

    def expired(self, days: int) -> tuple[str, ...]:
        """The conversations in which nothing was asked for ``days`` days."""
        with self._at_work() as at:
            rows = at.execute(
                "SELECT conversation FROM turn GROUP BY conversation HAVING max(asked_at) < ?",
                (_before(days),),
            ).fetchall()
        return tuple(row[0] for row in rows)

    @contextmanager
    def _at_work(self) -> Iterator[sqlite3.Connection]:
        with self._lock, self._failing(), self._at:
            yield self._at

    @contextmanager
    def _failing(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise ConversationLogError(
                f"The file {self._path.name} in the corpus folder cannot be read or written. Check "
                "the disk and its permissions; if the file is damaged, remove it: it holds only "
                "which questions followed each other."
            ) from error


def _before(days: int) -> str:
    return (dt.datetime.now(dt.UTC) - dt.timedelta(days=days)).isoformat(timespec="seconds")
