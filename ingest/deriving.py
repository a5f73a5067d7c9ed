"""The register's rows in the store: made with each document, made again when the rules change.

They are derived from what is stored, so that a corpus from before them, or from other rules, is
never refused and never read again from its files: a reader makes what is missing as it is
asked for, the next writer keeps it.
"""

from __future__ import annotations

import sqlite3

from pydantic import TypeAdapter

from ingest import records
from ingest.documents import Requirement
from ingest.fingerprint import deriving
from ingest.requirements import find_requirements, is_read
from ingest.store import Store

_ROWS = TypeAdapter(tuple[Requirement, ...])
_HELD = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'requirements'"


def keep(at: sqlite3.Connection) -> None:
    """Make and write the rows of the searched documents that have none by today's rules."""
    for number in _lacking(at):
        made = _ROWS.dump_json(_made(at, number)).decode()
        at.execute(
            "INSERT OR REPLACE INTO requirements VALUES (?, ?, ?)", (number, deriving(), made)
        )


def refresh(store: Store) -> None:
    """Bring the rows up to date, on opening for writing."""
    with store.read() as at:
        lacking = bool(_lacking(at))
    if lacking:
        with store.write() as at:
            keep(at)


def requirements(at: sqlite3.Connection) -> tuple[tuple[str, Requirement], ...]:
    """Every row of the documents searched, each with its document's id, in reading order."""
    held = _kept(at)
    searched = at.execute(
        "SELECT number, id FROM document WHERE searched ORDER BY source, part_number, id"
    ).fetchall()
    return tuple(
        (id_, row)
        for number, id_ in searched
        for row in (_rows(at, number) if number in held else _made(at, number))
    )


def _rows(at: sqlite3.Connection, number: int) -> tuple[Requirement, ...]:
    kept = at.execute("SELECT rows FROM requirements WHERE document = ?", (number,)).fetchone()[0]
    return () if kept == "[]" else _ROWS.validate_json(kept)


def _kept(at: sqlite3.Connection) -> set[int]:
    """The documents that have rows by today's rules."""
    if at.execute(_HELD).fetchone() is None:
        return set()
    wanted = "SELECT document FROM requirements WHERE made_by = ?"
    return {number for (number,) in at.execute(wanted, (deriving(),))}


def _lacking(at: sqlite3.Connection) -> list[int]:
    kept = _kept(at)
    searched = at.execute("SELECT number FROM document WHERE searched ORDER BY number")
    return [number for (number,) in searched.fetchall() if number not in kept]


def _made(at: sqlite3.Connection, number: int) -> tuple[Requirement, ...]:
    """A document's rows; a pack's own are those of its parts."""
    kind, parted = at.execute(
        "SELECT json_extract(description, '$.kind'), EXISTS (SELECT 1 FROM document part "
        "WHERE part.part_of = document.id) FROM document WHERE number = ?",
        (number,),
    ).fetchone()
    if parted or not is_read(kind):
        return ()
    return find_requirements(records.document(at, number))
