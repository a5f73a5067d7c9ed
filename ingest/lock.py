"""One writer at a time, by a lock that dies with its process.

The kernel holds the lock (``flock``), so a killed process leaves none behind; what the
file says is only for people. Not for network file systems without ``flock``.
"""

from __future__ import annotations

import fcntl
import json
import os
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from ingest.errors import NoticesError

_PAUSE = 0.02


class LockedError(NoticesError):
    """Somebody else is writing this corpus."""

    status = 409


class WriterLock:
    """The right to write one corpus, held from construction to ``close``.

    Raises LockedError, saying who holds the lock and since when, if another does.
    """

    def __init__(self, path: Path) -> None:
        self._file: IO[str] = path.open("a+", encoding="utf-8")
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            message = _who(self._file)
            self._file.close()
            raise LockedError(message) from None
        since = datetime.now().astimezone().isoformat(timespec="seconds")
        holder = {"pid": os.getpid(), "host": socket.gethostname(), "since": since}
        self._file.truncate(0)
        self._file.write(json.dumps(holder))
        self._file.flush()

    def close(self) -> None:
        """Let the next writer in."""
        if not self._file.closed:
            self._file.truncate(0)
            self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


class Gate:
    """Keeps readers out of files that a writer is changing.

    Many may pass together (``passing``); a writer shuts the gate behind them. Whoever
    finds it shut is told at once and never waits.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._shut: IO[str] | None = None

    def shut(self, timeout: float = 30.0) -> None:
        """Wait until those inside are out (they stay for milliseconds), then keep all out."""
        file = self._path.open("a+", encoding="utf-8")
        until = time.monotonic() + timeout
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() > until:
                    file.close()
                    raise LockedError(
                        "Other processes keep searching this corpus without a pause. "
                        "Stop them, or try again in a minute."
                    ) from None
                time.sleep(_PAUSE)
            else:
                self._shut = file
                return

    def open(self) -> None:
        """Let everybody pass again."""
        if self._shut is not None:
            self._shut.close()
            self._shut = None

    @contextmanager
    def passing(self) -> Iterator[bool]:
        """True inside the block if it may be passed, False if a writer has shut it."""
        if self._shut is not None:  # our own: we are the writer
            yield True
            return
        try:
            file = self._path.open("r", encoding="utf-8")
        except OSError:  # no writer has ever been here, or nothing may be read here
            yield False
            return
        with file:
            try:
                fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except BlockingIOError:
                yield False
            else:
                yield True


def _who(file: IO[str]) -> str:
    file.seek(0)
    try:
        holder = json.loads(file.read())
        who = f"process {holder['pid']} on {holder['host']}, since {holder['since']}"
    except (ValueError, KeyError, TypeError):  # caught between taking the lock and signing it
        who = "another process, since a moment ago"
    return (
        f"This corpus is being written by {who}. "
        "Wait until it is done and try again; questions can be asked meanwhile."
    )
