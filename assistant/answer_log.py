"""Answers given, kept for a while: to open one again by its link, and to judge it.

A question may hold a child's details, so nothing here is kept for ever: ``expire`` takes
out what is older than the days that the settings allow, and SQLite overwrites what it
deletes (``secure_delete``). Feedback goes with the answer that it judges.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from assistant.answers import Answer
from assistant.ledger import Ledger
from ingest.errors import NoticesError

Verdict = Literal["helpful", "unhelpful"]
MOST_COMMENT = 2_000  # characters

_SCHEMA = """
CREATE TABLE IF NOT EXISTS answer (
    id TEXT PRIMARY KEY,
    asked_at TEXT NOT NULL,
    body TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS answer_asked_at ON answer(asked_at);
CREATE TABLE IF NOT EXISTS feedback (
    answer TEXT PRIMARY KEY REFERENCES answer(id) ON DELETE CASCADE,
    given_at TEXT NOT NULL,
    verdict TEXT NOT NULL,
    comment TEXT NOT NULL
) WITHOUT ROWID;
"""


class UnknownAnswerError(NoticesError):
    """No answer of that id is kept."""

    status = 404

    def __init__(self) -> None:
        super().__init__(
            "This answer is not kept here (any more). Ask the question again to get it anew."
        )


@dataclass(frozen=True, slots=True)
class Feedback:
    """What a person said of an answer; ``asked_at`` and ``given_at`` are ISO, in UTC."""

    answer_id: str
    asked_at: str
    given_at: str
    verdict: Verdict
    comment: str
    answer: Answer

    def as_json(self) -> dict[str, Any]:
        """One line of the export, which the eval harness reads as a case."""
        return {
            "answer_id": self.answer_id,
            "asked_at": self.asked_at,
            "given_at": self.given_at,
            "question": self.answer.question,
            "scope": self.answer.scope.as_json(),
            "verdict": self.verdict,
            "comment": self.comment,
            "answer": self.answer.as_json(),
        }


class AnswerLog:
    """One SQLite file of answers and feedback; safe for many threads and processes."""

    def __init__(self, path: Path) -> None:
        """Open ``path``, made when it is not there.

        Raises LedgerError when it cannot be.
        """
        self._ledger = Ledger(path, _SCHEMA, "remove it: it holds only answers given before.")

    def close(self) -> None:
        """Let go of the file."""
        self._ledger.close()

    def keep(self, answer: Answer) -> None:
        """Keep an answer, so that its id can be opened and judged."""
        body = json.dumps(answer.as_json(), ensure_ascii=False)
        with self._ledger.writing() as at:
            at.execute("INSERT OR REPLACE INTO answer VALUES (?, ?, ?)", (answer.id, _now(), body))

    def answer(self, answer_id: str) -> Answer:
        """The answer as it was given.

        Raises UnknownAnswerError if it is not kept.
        """
        with self._ledger.reading() as at:
            row = at.execute("SELECT body FROM answer WHERE id = ?", (answer_id,)).fetchone()
        if row is None:
            raise UnknownAnswerError
        return Answer.of_json(json.loads(row[0]))

    def judge(self, answer_id: str, verdict: Verdict, comment: str = "") -> None:
        """Keep what a person says of an answer; the last word counts.

        Raises UnknownAnswerError if the answer is not kept.
        """
        with self._ledger.writing() as at:
            if not at.execute("SELECT 1 FROM answer WHERE id = ?", (answer_id,)).fetchone():
                raise UnknownAnswerError
            row = (answer_id, _now(), verdict, comment[:MOST_COMMENT])
            at.execute("INSERT OR REPLACE INTO feedback VALUES (?, ?, ?, ?)", row)

    def feedback(self) -> list[Feedback]:
        """All that was said, oldest first."""
        with self._ledger.reading() as at:
            rows = at.execute(
                "SELECT a.id, a.asked_at, f.given_at, f.verdict, f.comment, a.body "
                "FROM feedback f JOIN answer a ON a.id = f.answer ORDER BY f.given_at, a.id"
            ).fetchall()
        return [
            Feedback(id_, asked_at, given_at, verdict, comment, Answer.of_json(json.loads(body)))
            for id_, asked_at, given_at, verdict, comment, body in rows
        ]

    def expire(self, days: int) -> int:
        """Take out the answers older than ``days``, with their feedback; gives how many."""
        oldest = (dt.datetime.now(dt.UTC) - dt.timedelta(days=days)).isoformat(timespec="seconds")
        with self._ledger.writing() as at:
            return at.execute("DELETE FROM answer WHERE asked_at < ?", (oldest,)).rowcount


def _now() -> str:
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
