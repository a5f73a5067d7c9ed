"""The threads that the bot is in, and whether people talk there among themselves."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass

from assistant.ledger import Ledger

KEPT = 30 * 86_400.0  # seconds after the last answer; then a mention is needed again


@dataclass(frozen=True, slots=True)
class Thread:
    """``askers`` are the people who asked the bot there; ``talk`` is true from when anyone
    else speaks until the bot is mentioned again."""

    askers: frozenset[str]
    talk: bool


class Threads:
    """Every thread in which the bot answered, by channel and first message."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def find(self, channel: str, thread: str) -> Thread | None:
        """The thread as it stands, None where the bot is not in it."""
        with self._ledger.reading() as at:
            row = at.execute(
                "SELECT askers, talk FROM thread WHERE channel = ? AND thread = ?",
                (channel, thread),
            ).fetchone()
        return Thread(frozenset(json.loads(row[0])), bool(row[1])) if row else None

    def join(self, channel: str, thread: str, asker: str) -> None:
        """Put down that ``asker`` speaks with the bot there."""
        with self._ledger.writing() as at:
            row = at.execute(
                "SELECT askers FROM thread WHERE channel = ? AND thread = ?", (channel, thread)
            ).fetchone()
            askers = sorted({asker, *(json.loads(row[0]) if row else ())})
            at.execute(
                "INSERT OR REPLACE INTO thread VALUES (?, ?, ?, 0, ?)",
                (channel, thread, json.dumps(askers), time.time()),
            )

    def overheard(self, channel: str, thread: str) -> None:
        """Put down that people talk there among themselves."""
        with self._ledger.writing() as at:
            at.execute(
                "UPDATE thread SET talk = 1 WHERE channel = ? AND thread = ?", (channel, thread)
            )

    def expire(self) -> None:
        """Leave the threads of long ago."""
        with self._ledger.writing() as at:
            at.execute("DELETE FROM thread WHERE used < ?", (time.time() - KEPT,))
