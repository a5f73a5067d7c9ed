"""What people said of register rows: confirmed or rejected, by whom and when.

A confirmation is kept beside the corpus, not in it, so that reading the papers anew does
not lose it. It holds for the words that were looked at: a row is found again by its words
in the same document (the same bytes, or the same file with other bytes), and where the
words have changed, the confirmation no longer shows.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from ingest.errors import NoticesError

Verdict = Literal["confirmed", "rejected"]
FILE_NAME = "confirmations.sqlite3"
MOST_NAME, MOST_NOTE = 200, 2_000  # characters

_SCHEMA = """
CREATE TABLE IF NOT EXISTS confirmation (
    words TEXT NOT NULL,
    places TEXT NOT NULL,
    row_id TEXT NOT NULL,
    verdict TEXT NOT NULL,
    said_by TEXT NOT NULL,
    said_at TEXT NOT NULL,
    note TEXT NOT NULL,
    PRIMARY KEY (words, places)
) WITHOUT ROWID;
"""


class ConfirmationError(NoticesError):
    """What is to be kept says too little: no name, or nothing that it is said of."""

    status = 400


class ConfirmationFileError(NoticesError):
    """The file of confirmations cannot be read or written."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where words stand: a document by its bytes (``document_id``) and by its file."""

    document_id: str
    source: str
    part_number: int | None = None

    def same(self, other: Place) -> bool:
        """The same bytes wherever they lie, or the same file whatever its bytes."""
        by_file = (self.source, self.part_number) == (other.source, other.part_number)
        return by_file or self.document_id == other.document_id


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a confirmation is said of: words (hashed), and the places where they stand."""

    words: str
    places: tuple[Place, ...]

    @classmethod
    def of(cls, sort: str, words: Iterable[str], places: Sequence[Place]) -> Stamp:
        """The stamp of a row ("requirement", "deadline", "link", "judgement") by its words.

        White space and case do not count.
        """
        folded = "\n".join(" ".join(each.lower().split()) for each in (sort, *words))
        return cls(hashlib.sha256(folded.encode()).hexdigest(), tuple(places))

    def same(self, other: Stamp) -> bool:
        """Whether the same words stand in the same places."""
        return (
            self.words == other.words
            and len(self.places) == len(other.places)
            and all(a.same(b) for a, b in zip(self.places, other.places, strict=True))
        )


@dataclass(frozen=True, slots=True)
class Confirmation:
    """What one person said of one row; ``at`` is ISO, in UTC."""

    verdict: Verdict
    by: str
    at: str
    note: str = ""

    def as_json(self) -> dict[str, Any]:
        """The contract's ``confirmed`` object."""
        said = {"verdict": self.verdict, "by": self.by, "at": self.at}
        return {**said, "note": self.note} if self.note else said


def said_json(confirmation: Confirmation | None) -> dict[str, Any] | None:
    """The contract's ``confirmed``, null where nobody said anything."""
    return confirmation.as_json() if confirmation else None


class Confirmations:
    """One SQLite file in the corpus folder, made by the first confirmation."""

    def __init__(self, home: Path) -> None:
        """``home`` is the corpus folder; nothing is opened yet."""
        self._path = home / FILE_NAME

    def keep(self, stamp: Stamp, row_id: str, verdict: Verdict, by: str, note: str = "") -> None:
        """Keep what a person says of a row; the last word counts.

        Raises:
            ConfirmationError: no name is given.
            ConfirmationFileError: the file cannot be written.
        """
        name = " ".join(by.split())
        if not name:
            raise ConfirmationError("Say who confirms this: --by NAME.")
        now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
        row = (
            stamp.words,
            _dumped(stamp),
            row_id,
            verdict,
            name[:MOST_NAME],
            now,
            note[:MOST_NOTE],
        )
        with self._open() as at, at:
            for places, _ in _held(at, stamp):
                at.execute(
                    "DELETE FROM confirmation WHERE words = ? AND places = ?", (stamp.words, places)
                )
            at.execute("INSERT INTO confirmation VALUES (?, ?, ?, ?, ?, ?, ?)", row)

    def forget(self, stamp: Stamp) -> bool:
        """Take back what was said of a row; whether there was anything."""
        if not self._path.exists():
            return False
        with self._open() as at, at:
            held = _held(at, stamp)
            for places, _ in held:
                at.execute(
                    "DELETE FROM confirmation WHERE words = ? AND places = ?", (stamp.words, places)
                )
        return bool(held)

    @property
    def mark(self) -> str:
        """Another string whenever something was said or taken back."""
        try:
            found = self._path.stat()
        except OSError:
            return ""
        return f"{found.st_mtime_ns}-{found.st_size}"

    def all(self) -> Said:
        """All that is kept, to look rows up in.

        Raises ConfirmationFileError if the file is there and cannot be read.
        """
        if not self._path.exists():
            return Said(())
        with self._open() as at:
            rows = at.execute(
                "SELECT words, places, verdict, said_by, said_at, note FROM confirmation"
            ).fetchall()
        return Said(
            (Stamp(words, _loaded(places)), Confirmation(verdict, by, said_at, note))
            for words, places, verdict, by, said_at, note in rows
        )

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        try:
            with closing(sqlite3.connect(self._path, timeout=30.0)) as at:
                at.execute("PRAGMA secure_delete = ON")
                at.executescript(_SCHEMA)
                yield at
        except sqlite3.Error as error:
            raise ConfirmationFileError(
                f"The file {self._path.name} in the corpus folder cannot be read or written. Check "
                "the disk and its permissions; it holds what people confirmed and rejected."
            ) from error


class Said:
    """Confirmations at hand, looked up by what they are said of."""

    def __init__(self, held: Iterable[tuple[Stamp, Confirmation]] = ()) -> None:
        self._held: dict[str, list[tuple[Stamp, Confirmation]]] = {}
        for stamp, confirmation in held:
            self._held.setdefault(stamp.words, []).append((stamp, confirmation))

    def __len__(self) -> int:
        return sum(len(each) for each in self._held.values())

    def of(self, stamp: Stamp) -> Confirmation | None:
        """What was said of this row, None where nothing was."""
        known = self._held.get(stamp.words, ())
        return next((said for other, said in known if other.same(stamp)), None)


def _held(at: sqlite3.Connection, stamp: Stamp) -> list[tuple[str, Stamp]]:
    rows = at.execute("SELECT places FROM confirmation WHERE words = ?", (stamp.words,)).fetchall()
    known = [(places, Stamp(stamp.words, _loaded(places))) for (places,) in rows]
    return [(places, other) for places, other in known if other.same(stamp)]


def _dumped(stamp: Stamp) -> str:
    return json.dumps([[p.document_id, p.source, p.part_number] for p in stamp.places])


def _loaded(places: str) -> tuple[Place, ...]:
    return tuple(Place(*each) for each in json.loads(places))
