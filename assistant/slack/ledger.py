"""The file in which the bot keeps what must outlive a restart, shared by its processes.

One SQLite file in the corpus folder: jobs (by the id under which Slack delivered them),
requests seen, threads that the bot is in, and what channels are bound to. The words of a
job are removed as soon as it is done; SQLite overwrites what it deletes.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

from ingest.errors import NoticesError

FILE_NAME = "slack.sqlite3"

_SCHEMA = """
CREATE TABLE IF NOT EXISTS job (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    message TEXT UNIQUE,
    task TEXT NOT NULL,
    lane TEXT NOT NULL,
    urgent INTEGER NOT NULL,
    body TEXT NOT NULL,
    state INTEGER NOT NULL DEFAULT 0,
    sending INTEGER NOT NULL DEFAULT 0,
    attempts INTEGER NOT NULL DEFAULT 0,
    owner TEXT NOT NULL DEFAULT '',
    due REAL NOT NULL,
    received REAL NOT NULL
);
CREATE INDEX IF NOT EXISTS job_open ON job(urgent DESC, number) WHERE state < 2;
CREATE INDEX IF NOT EXISTS job_lane ON job(lane, number) WHERE state < 2;
CREATE INDEX IF NOT EXISTS job_received ON job(received);
CREATE TABLE IF NOT EXISTS request (
    signature TEXT PRIMARY KEY,
    received REAL NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS thread (
    channel TEXT NOT NULL,
    thread TEXT NOT NULL,
    askers TEXT NOT NULL,
    talk INTEGER NOT NULL,
    used REAL NOT NULL,
    PRIMARY KEY (channel, thread)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS binding (
    channel TEXT PRIMARY KEY,
    councils TEXT NOT NULL,
    kinds TEXT NOT NULL,
    bound_by TEXT NOT NULL
) WITHOUT ROWID;
"""


class LedgerError(NoticesError):
    """The bot's file cannot be read or written."""

    status = 503


class Ledger:
    """The open file; safe for many threads and processes."""

    def __init__(self, path: Path) -> None:
        """Open ``path``, made when it is not there.

        Raises LedgerError when it cannot be.
        """
        self._path = path
        self._lock = Lock()
        with self._failing():
            self._at = sqlite3.connect(path, timeout=10.0, check_same_thread=False)
            self._at.execute("PRAGMA journal_mode = WAL")
            self._at.execute("PRAGMA synchronous = NORMAL")
            self._at.execute("PRAGMA secure_delete = ON")
            self._at.executescript(_SCHEMA)

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._at.close()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """The connection, to read; one thread at a time."""
        with self._lock, self._failing():
            yield self._at

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """The connection inside one transaction, which is this process's alone."""
        with self._lock, self._failing(), self._at:
            self._at.execute("BEGIN IMMEDIATE")
            yield self._at

    @contextmanager
    def _failing(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise LedgerError(
                f"The file {self._path.name} in the corpus folder cannot be read or written. "
                "Check the disk and its permissions."
            ) from error
