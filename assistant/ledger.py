"""A small SQLite file of its own in the corpus folder, for many threads and processes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

from ingest.errors import NoticesError

_PATIENCE = 30.0  # seconds to wait while another process writes


class LedgerError(NoticesError):
    """The file cannot be read or written."""


class Ledger:
    """One connection, used by one thread at a time; what is deleted is overwritten.

    ``advice`` is what a person is told to do when the file is damaged.
    """

    def __init__(self, path: Path, schema: str, advice: str) -> None:
        """Open ``path``, made for its owner alone when it is not there.

        Raises LedgerError when it cannot be.
        """
        self._path = path
        self._advice = advice
        self._lock = Lock()
        with self._failing():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch(mode=0o600)
            self._at = sqlite3.connect(path, timeout=_PATIENCE, check_same_thread=False)
            self._at.execute("PRAGMA journal_mode = WAL")
            self._at.execute("PRAGMA synchronous = NORMAL")  # whole after a crash; quicker
            self._at.execute("PRAGMA secure_delete = ON")
            self._at.execute("PRAGMA foreign_keys = ON")
            self._at.executescript(schema)

    def close(self) -> None:
        """Let go of the file; waits for the thread that is using it."""
        with self._lock:
            self._at.close()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """The connection, to look something up. Raises LedgerError."""
        with self._lock, self._failing():
            yield self._at

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """The connection inside one transaction, which no other process writes beside: what is
        read in it still holds when it is written. Raises LedgerError."""
        with self._lock, self._failing(), self._at:
            self._at.execute("BEGIN IMMEDIATE")
            yield self._at

    def settle(self) -> None:
        """Write all changes to the file itself: what is deleted is in no log beside it either."""
        with self._lock, self._failing():
            self._at.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    @contextmanager
    def _failing(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            raise LedgerError(
                f"The file {self._path.name} in the corpus folder cannot be read or written. Check "
                f"the disk and its permissions; if the file is damaged, {self._advice}"
            ) from error
