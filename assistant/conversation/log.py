"""Conversations, kept for a while: which answers followed each other, and no more.

Only ids and times stand here. What was asked and answered stands in the answers' file
(``answer_log``), and a follow-up to an answer that is no longer kept there begins anew.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from pathlib import Path

from assistant.ledger import Ledger

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


class ConversationLog:
    """One SQLite file of conversations; safe for many threads and processes."""

    def __init__(self, path: Path) -> None:
        """Open ``path``, made when it is not there.

        Raises LedgerError when it cannot be.
        """
        advice = "remove it: it holds only which questions followed each other."
        self._ledger = Ledger(path, _SCHEMA, advice)

    def close(self) -> None:
        """Let go of the file."""
        self._ledger.close()

    @staticmethod
    def begun() -> str:
        """The id of a new conversation, which nobody can guess."""
        return uuid.uuid4().hex

    def add(self, conversation: str, answer_id: str) -> None:
        """Put an answer at the end of a conversation."""
        with self._ledger.writing() as at:
            at.execute(
                "INSERT INTO turn(conversation, answer, asked_at) VALUES (?, ?, ?)",
                (conversation, answer_id, _ago(0)),
            )

    def answers(self, conversation: str) -> Sequence[str]:
        """The ids of a conversation's answers, oldest first; none where it is not known."""
        with self._ledger.reading() as at:
            rows = at.execute(
                "SELECT answer FROM turn WHERE conversation = ? ORDER BY number", (conversation,)
            ).fetchall()
        return [row[0] for row in rows]

    def conversations(self) -> Sequence[str]:
        """The ids of every conversation, the one used last first."""
        with self._ledger.reading() as at:
            rows = at.execute(
                "SELECT conversation FROM turn GROUP BY conversation ORDER BY max(number) DESC"
            ).fetchall()
        return [row[0] for row in rows]

    def idle(self, days: int) -> Sequence[str]:
        """The conversations in which nothing was asked for more than ``days`` days."""
        with self._ledger.reading() as at:
            rows = at.execute(
                "SELECT conversation FROM turn GROUP BY conversation HAVING max(asked_at) < ?",
                (_ago(days),),
            ).fetchall()
        return [row[0] for row in rows]

    def remove(self, conversation: str) -> None:
        """Forget which answers followed each other; what is deleted is overwritten."""
        with self._ledger.writing() as at:
            at.execute("DELETE FROM turn WHERE conversation = ?", (conversation,))


def _ago(days: int) -> str:
    return (dt.datetime.now(dt.UTC) - dt.timedelta(days=days)).isoformat(timespec="microseconds")
