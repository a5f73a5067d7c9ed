"""What became of documents on their way in: jobs and their files, kept over a restart."""

from __future__ import annotations

import datetime as dt
import json
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from assistant.ledger import Ledger
from ingest.errors import NoticesError
from ingest.pipeline import Outcome

What = Literal["upload", "correction"]
JobStatus = Literal["waiting", "running", "done"]
FileStatus = Literal["waiting", "reading", "added", "replaced", "unchanged", "removed", "failed"]
KEEP_DAYS = 30
_MOST_SHOWN = 100

_SCHEMA = """
CREATE TABLE IF NOT EXISTS job (
    id TEXT PRIMARY KEY,
    number INTEGER NOT NULL UNIQUE,
    what TEXT NOT NULL,
    made_at TEXT NOT NULL,
    status TEXT NOT NULL,
    message TEXT NOT NULL,
    overrides TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS file (
    job TEXT NOT NULL REFERENCES job(id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    part INTEGER NOT NULL,
    name TEXT NOT NULL,
    status TEXT NOT NULL,
    message TEXT NOT NULL,
    document TEXT,
    PRIMARY KEY (job, number, part)
) WITHOUT ROWID;
"""


class UnknownJobError(NoticesError):
    """No job of that id is kept."""

    status = 404

    def __init__(self) -> None:
        super().__init__("There is no such upload (any more). The list of documents has the rest.")


@dataclass(frozen=True, slots=True)
class JobFile:
    """One file of a job: a file's name, or a document's place where it is corrected."""

    number: int
    name: str
    status: FileStatus = "waiting"
    message: str = ""
    document_id: str | None = None

    def as_json(self) -> dict[str, Any]:
        """The API's object; of a place, only the last part of its name is shown."""
        return {
            "name": self.name.rpartition("/")[2] if self.name.startswith("/") else self.name,
            "status": self.status,
            "message": self.message,
            "document_id": self.document_id,
        }


@dataclass(frozen=True, slots=True)
class Job:
    """Documents that are to be read, and what became of each."""

    id: str
    what: What
    made_at: str
    status: JobStatus
    message: str
    overrides: Mapping[str, str]
    files: tuple[JobFile, ...]

    def as_json(self) -> dict[str, Any]:
        """The API's object."""
        return {
            "id": self.id,
            "status": self.status,
            "message": self.message,
            "made_at": self.made_at,
            "files": [file.as_json() for file in self.files],
        }


class UploadLog:
    """One SQLite file of jobs; safe for many threads and processes."""

    def __init__(self, path: Path) -> None:
        """Open ``path``, made when it is not there. Raises LedgerError when it cannot be."""
        self._ledger = Ledger(path, _SCHEMA, "remove it: it only tells what became of uploads.")

    def close(self) -> None:
        """Let go of the file."""
        self._ledger.close()

    def add(
        self, what: What, names: Sequence[str], overrides: Mapping[str, str], job_id: str = ""
    ) -> Job:
        """A new job that waits its turn."""
        id_ = job_id or new_id()
        now = dt.datetime.now(dt.UTC)
        oldest = (now - dt.timedelta(days=KEEP_DAYS)).isoformat(timespec="seconds")
        with self._ledger.writing() as at:
            at.execute("DELETE FROM job WHERE status = 'done' AND made_at < ?", (oldest,))
            at.execute(
                "INSERT INTO job SELECT ?, 1 + coalesce(max(number), 0), ?, ?, 'waiting', '', ? "
                "FROM job",
                (id_, what, now.isoformat(timespec="seconds"), json.dumps(dict(overrides))),
            )
            at.executemany(
                "INSERT INTO file VALUES (?, ?, 0, ?, 'waiting', '', NULL)",
                [(id_, number, name) for number, name in enumerate(names, 1)],
            )
        return self.job(id_)

    def job(self, job_id: str) -> Job:
        """One job. Raises UnknownJobError if it is not kept."""
        found = self._jobs("WHERE id = ?", (job_id,))
        if not found:
            raise UnknownJobError
        return found[0]

    def jobs(self) -> list[Job]:
        """Those made last, newest first."""
        return self._jobs("ORDER BY number DESC LIMIT ?", (_MOST_SHOWN,))

    def next(self) -> Job | None:
        """The one that has waited longest, or was interrupted."""
        found = self._jobs("WHERE status <> 'done' ORDER BY number LIMIT 1", ())
        return found[0] if found else None

    def count(self, status: JobStatus) -> int:
        """How many jobs stand so."""
        with self._ledger.reading() as at:
            row = at.execute("SELECT count(*) FROM job WHERE status = ?", (status,)).fetchone()
        return int(row[0])

    def tell(self, job_id: str, status: JobStatus, message: str = "") -> None:
        """How a job stands now."""
        with self._ledger.writing() as at:
            at.execute(
                "UPDATE job SET status = ?, message = ? WHERE id = ?", (status, message, job_id)
            )

    def reading(self, job_id: str, number: int) -> None:
        """A file of a job is being read now."""
        with self._ledger.writing() as at:
            at.execute(
                "UPDATE file SET status = 'reading' WHERE job = ? AND number = ?", (job_id, number)
            )

    def finish(self, job_id: str, number: int, outcomes: Iterable[Outcome]) -> None:
        """What became of a file; of an archive, of everything in it."""
        rows = [
            (job_id, number, part, each.source, each.status, each.message, each.document_id)
            for part, each in enumerate(outcomes)
        ]
        with self._ledger.writing() as at:
            at.execute("DELETE FROM file WHERE job = ? AND number = ?", (job_id, number))
            at.executemany("INSERT INTO file VALUES (?, ?, ?, ?, ?, ?, ?)", rows)

    def _jobs(self, where: str, values: tuple[object, ...]) -> list[Job]:
        with self._ledger.reading() as at:
            rows = at.execute(
                f"SELECT id, what, made_at, status, message, overrides FROM job {where}",  # noqa: S608  # our own words
                values,
            ).fetchall()
            files = {
                row[0]: at.execute(
                    "SELECT number, name, status, message, document FROM file "
                    "WHERE job = ? ORDER BY number, part",
                    (row[0],),
                ).fetchall()
                for row in rows
            }
        return [_job(row, files[row[0]]) for row in rows]


def _job(row: tuple[Any, ...], files: Iterable[tuple[Any, ...]]) -> Job:
    id_, what, made_at, status, message, overrides = row
    told = json.loads(overrides)
    return Job(id_, what, made_at, status, message, told, tuple(JobFile(*file) for file in files))


def new_id() -> str:
    """An id that nobody can guess."""
    return secrets.token_hex(8)
