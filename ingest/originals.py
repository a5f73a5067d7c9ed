"""The bytes of PDFs as they came in, so that a page can be shown as it was printed.

One file a content, named by its SHA-256, in a folder of the corpus. Written before the
document's transaction: a process killed between the two leaves a file that no document
names, and the next opening for writing takes it out.
"""

from __future__ import annotations

import errno
import os
import sqlite3
from contextlib import suppress
from pathlib import Path

from ingest.reading.detecting import PDF
from ingest.store import disk_full

_FULL = (errno.ENOSPC, errno.EDQUOT)
_BLANK = bytes(1 << 20)


class Originals:
    """The originals of one corpus. Reading needs no lock; only the writer keeps and removes."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._folder = home / "originals"

    def path(self, sha256: str) -> Path | None:
        """Where the bytes of that hash are, or None if they are not kept."""
        path = self._folder / sha256
        return path if sha256.isalnum() and path.is_file() else None

    def keep(self, sha256: str, media_type: str, data: bytes) -> None:
        """Keep a PDF's bytes; other types are shown from their text alone.

        Raises DiskFullError when there is no room.
        """
        if media_type != PDF or self.path(sha256):
            return
        beside = self._folder / f"{sha256}.new"
        try:
            self._folder.mkdir(exist_ok=True)
            with beside.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            beside.replace(self._folder / sha256)
        except OSError as error:
            beside.unlink(missing_ok=True)
            if error.errno in _FULL:
                raise disk_full(self._home) from error
            raise

    def sweep(self, at: sqlite3.Connection) -> None:
        """Take out what no stored version came from; it is overwritten first."""
        held = {sha256 for (sha256,) in at.execute("SELECT DISTINCT sha256 FROM document")}
        for path in self._folder.glob("*"):
            if path.name not in held:
                with suppress(OSError):  # another try is made when next opened for writing
                    _overwrite(path)
                    path.unlink()


def _overwrite(path: Path) -> None:
    left = path.stat().st_size
    with path.open("r+b") as file:
        while left > 0:
            left -= file.write(_BLANK[:left])
        file.flush()
        os.fsync(file.fileno())
