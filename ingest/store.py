"""The truth: one SQLite file with documents, their passages, the word index and the vectors.

Every visible change is one transaction. Readers see the state before or after it, never
between, and need no lock. Deleted content is overwritten (``secure_delete``), and
``shrink`` leaves none of it on the disk.
"""

from __future__ import annotations

import sqlite3
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ingest.errors import NoticesError

_FORMAT = 1
_SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

-- current: a file holds this version. searched: current, and no other document's twin.
CREATE TABLE document (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    location TEXT NOT NULL,
    source TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    media_type TEXT NOT NULL,
    part_of TEXT,
    part_number INTEGER,
    same_as TEXT,
    current INTEGER NOT NULL DEFAULT 0,
    searched INTEGER NOT NULL DEFAULT 0,
    likeness TEXT NOT NULL,
    description TEXT NOT NULL,
    pages INTEGER NOT NULL,
    clauses INTEGER NOT NULL,
    judgements TEXT NOT NULL,
    structure TEXT NOT NULL,
    text TEXT NOT NULL
);
CREATE INDEX document_location ON document(location);
CREATE INDEX document_part_of ON document(part_of);
CREATE INDEX document_likeness ON document(likeness);

-- Where a document was found. Twin files are one document with two places.
CREATE TABLE place (
    location TEXT PRIMARY KEY,
    source TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    document TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX place_document ON place(document);

-- What a person said of a file, over what was read from it.
CREATE TABLE override (
    location TEXT NOT NULL,
    field TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (location, field)
) WITHOUT ROWID;

CREATE TABLE passage (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    document INTEGER NOT NULL REFERENCES document(number) ON DELETE CASCADE,
    id TEXT NOT NULL,
    clause_id TEXT NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    prefix TEXT NOT NULL,
    words TEXT NOT NULL,
    hash BLOB NOT NULL
);
CREATE INDEX passage_document ON passage(document);
CREATE INDEX passage_id ON passage(id);
CREATE INDEX passage_hash ON passage(hash);

CREATE TABLE vector (
    number INTEGER PRIMARY KEY,
    passage INTEGER NOT NULL REFERENCES passage(number) ON DELETE CASCADE,
    embedder TEXT NOT NULL,
    value BLOB NOT NULL,
    UNIQUE (passage, embedder)
);

CREATE VIEW searched_passage AS
    SELECT p.number, p.words, p.prefix
    FROM passage p JOIN document d ON d.number = p.document WHERE d.searched;
CREATE VIRTUAL TABLE word USING fts5(
    words, prefix, content='searched_passage', content_rowid='number',
    tokenize='porter unicode61 remove_diacritics 2'
);
"""

# What later versions added. A corpus made before them gets it when it is next written to, and
# is read without it until then: what is in it can be made again from what is stored.
_ADDED = """
CREATE TABLE IF NOT EXISTS requirements (
    document INTEGER PRIMARY KEY REFERENCES document(number) ON DELETE CASCADE,
    made_by TEXT NOT NULL,
    rows TEXT NOT NULL
);
"""


class StoreError(NoticesError):
    """The corpus cannot be opened or written as it is."""


class NoCorpusError(StoreError):
    """There is no corpus here yet."""

    status = 404


class DiskFullError(StoreError):
    """There is no room to write. Nothing that was there is lost."""

    status = 507


class Store:
    """Connections to the one file: a pool that reads, and at most one that writes.

    Safe for many threads. Values of ``meta`` are text; a missing one reads as "".
    """

    def __init__(self, path: Path, *, writable: bool) -> None:
        self._path = path
        self._idle: deque[sqlite3.Connection] = deque()
        self._writer: sqlite3.Connection | None = None
        self._closed = False
        if writable:
            self._writer = self._prepare()
        elif not path.is_file():
            raise no_corpus(path.parent)
        else:
            with self.read() as at:
                _check_format(at, path)

    @contextmanager
    def read(self) -> Iterator[sqlite3.Connection]:
        """A connection on one unchanging state of the corpus."""
        at = self._borrow()
        try:
            at.execute("BEGIN")
            yield at
        except sqlite3.Error as error:
            raise _failure(error, self._path) from error
        finally:
            with suppress(sqlite3.Error):
                at.rollback()
            self._idle.append(at)
            if self._closed:
                self._drain()

    @contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """All of the block becomes visible at its end, or, if it raises, none of it."""
        assert self._writer is not None
        try:
            self._writer.execute("BEGIN IMMEDIATE")
            yield self._writer
            self._writer.execute("COMMIT")
        except sqlite3.Error as error:
            self._undo()
            raise _failure(error, self._path) from error
        except BaseException:
            self._undo()
            raise

    def shrink(self) -> bool:
        """Take what was deleted off the disk: index segments, free pages and the log.

        False if readers kept the log from being emptied; then it is to be done again.
        """
        assert self._writer is not None
        try:
            self._writer.execute("INSERT INTO word(word) VALUES ('optimize')")
            self._writer.execute("VACUUM")
            busy = self._writer.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        except sqlite3.Error as error:
            raise _failure(error, self._path) from error
        return not busy

    def merge(self) -> None:
        """Make the word index quick again after many changes, and empty the log."""
        assert self._writer is not None
        try:
            self._writer.execute("INSERT INTO word(word) VALUES ('optimize')")
            self._writer.execute("PRAGMA optimize").fetchall()
            self._writer.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        except sqlite3.Error as error:
            raise _failure(error, self._path) from error

    def check(self) -> list[str]:
        """What is wrong inside the file: broken pages, a word index unlike its passages."""
        assert self._writer is not None
        try:
            said = [found for (found,) in self._writer.execute("PRAGMA quick_check").fetchall()]
        except sqlite3.Error as error:
            return [_failure(error, self._path).user_message]
        problems = [f"The store is damaged: {found}." for found in said if found != "ok"]
        try:
            self._writer.execute("INSERT INTO word(word, rank) VALUES ('integrity-check', 1)")
        except sqlite3.Error:
            problems.append("The word index does not agree with the passages.")
        return problems

    def close(self) -> None:
        """Close every connection; those being read from close when they are done."""
        self._closed = True
        self._drain()
        if self._writer is not None:
            self._writer.close()
            self._writer = None

    def _undo(self) -> None:
        assert self._writer is not None
        with suppress(sqlite3.Error):  # a full disk may have ended the transaction already
            self._writer.rollback()

    def _borrow(self) -> sqlite3.Connection:
        try:
            return self._idle.pop()
        except IndexError:
            return self._connect("ro")

    def _drain(self) -> None:
        with suppress(IndexError):
            while True:
                self._idle.pop().close()

    def _connect(self, mode: str) -> sqlite3.Connection:
        try:
            at = sqlite3.connect(
                f"{self._path.resolve().as_uri()}?mode={mode}",
                uri=True,
                isolation_level=None,
                check_same_thread=False,
                timeout=30,
            )
            at.execute("PRAGMA foreign_keys = ON")
            at.execute("PRAGMA mmap_size = 268435456")
        except sqlite3.Error as error:
            raise _failure(error, self._path) from error
        return at

    def _prepare(self) -> sqlite3.Connection:
        at = self._connect("rwc")
        try:
            at.execute("PRAGMA journal_mode = WAL").fetchall()
            at.execute("PRAGMA synchronous = NORMAL")
            at.execute("PRAGMA secure_delete = ON").fetchall()
            if not at.execute("PRAGMA user_version").fetchone()[0]:
                at.executescript(f"BEGIN; {_SCHEMA} PRAGMA user_version = {_FORMAT}; COMMIT;")
            _check_format(at, self._path)
            at.executescript(_ADDED)
        except sqlite3.Error as error:
            at.close()
            raise _failure(error, self._path) from error
        return at


def meta(at: sqlite3.Connection, key: str) -> str:
    """One value of the corpus's own notes, "" if it was never set."""
    row = at.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    return str(row[0]) if row else ""


def set_meta(at: sqlite3.Connection, key: str, value: str) -> None:
    """Keep one value of the corpus's own notes."""
    at.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))


def _check_format(at: sqlite3.Connection, path: Path) -> None:
    found = at.execute("PRAGMA user_version").fetchone()[0]
    if not found:
        raise no_corpus(path.parent)
    if found != _FORMAT:
        raise StoreError(
            f"The corpus in {path.parent} has format {found}; this version reads format "
            f"{_FORMAT}. Ingest the documents into a new folder (--home)."
        )


def no_corpus(home: Path) -> NoCorpusError:
    """The error to raise where nothing was ever ingested."""
    return NoCorpusError(
        f"There is no corpus in {home}. "
        "Make one first: notices ingest PATH (or name its folder with --home)."
    )


def disk_full(home: Path) -> DiskFullError:
    """The error to raise when the disk that holds a corpus has no room left."""
    return DiskFullError(
        f"The disk that holds {home} is full. Nothing that was there is lost. "
        "Make room and run the same command again; it goes on where it stopped."
    )


def _failure(error: sqlite3.Error, path: Path) -> StoreError:
    """What SQLite says, as something that a person can act on."""
    code = getattr(error, "sqlite_errorname", None) or ""
    if code.startswith("SQLITE_FULL") or "disk is full" in str(error):
        return disk_full(path.parent)
    if code.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
        return StoreError(
            f"{path} is damaged or is not a corpus. See what is wrong with notices doctor; then "
            "restore it from a copy, or move it away and ingest the documents again."
        )
    if code.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM")):
        return StoreError(
            f"{path} cannot be opened or written. Check its permissions and its folder's."
        )
    if code.startswith("SQLITE_BUSY"):
        return StoreError("The corpus stayed busy for 30 seconds. Try again.")
    return StoreError(f"The corpus in {path.parent} could not be used ({code or 'SQLite'}).")
