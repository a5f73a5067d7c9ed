"""Which documents count: the newest version of each file, and one of each set of twins."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from ingest import words


@dataclass(frozen=True, slots=True)
class Place:
    """A file that was ingested: where it is, what it was called, what it was like.

    ``location`` is the whole path (with the member's name in a container) and names the
    file for ever; ``source`` is the path as it was given.
    """

    location: str
    source: str
    fingerprint: str
    document_id: str


@dataclass(slots=True)
class Settled:
    """What one change means for the indexes: document rows to add, passage numbers to drop."""

    added: list[int] = field(default_factory=list)
    dropped: list[int] = field(default_factory=list)


def places(at: sqlite3.Connection) -> dict[str, Place]:
    """Every place by its location."""
    rows = at.execute("SELECT location, source, fingerprint, document FROM place")
    return {row[0]: Place(*row) for row in rows}


def set_place(at: sqlite3.Connection, place: Place) -> None:
    """A file now holds this document."""
    at.execute(
        "INSERT OR REPLACE INTO place VALUES (?, ?, ?, ?)",
        (place.location, place.source, place.fingerprint, place.document_id),
    )


def forget(at: sqlite3.Connection, locations: Collection[str]) -> None:
    """These files are gone, and what a person said of them."""
    gone = [(one,) for one in locations]
    at.executemany("DELETE FROM place WHERE location = ?", gone)
    at.executemany("DELETE FROM override WHERE location = ?", gone)


def newer(at: sqlite3.Connection, id_: str) -> str | None:
    """The current document of the file that an old version came from; of a part, its pack's.

    The same part of the newer pack if it has one of that number, else the pack.
    """
    rows = at.execute(
        "SELECT new.id FROM document old JOIN place ON place.location = old.location "
        "JOIN document new ON place.document IN (new.id, new.part_of) "
        "WHERE old.id = ? AND NOT old.current "
        "AND (new.part_of IS NULL OR new.part_number = old.part_number) "
        "ORDER BY new.part_of IS NULL LIMIT 1",
        (id_,),
    ).fetchall()
    return str(rows[0][0]) if rows else None


def overrides(at: sqlite3.Connection, location: str) -> dict[str, str]:
    """What a person said of a file."""
    rows = at.execute("SELECT field, value FROM override WHERE location = ?", (location,))
    return {str(name): str(value) for name, value in rows}


def set_overrides(at: sqlite3.Connection, location: str, values: dict[str, str]) -> None:
    """Keep what a person says of a file; fields not named stay as they are."""
    at.executemany(
        "INSERT OR REPLACE INTO override VALUES (?, ?, ?)",
        [(location, name, value) for name, value in values.items()],
    )


def settle(at: sqlite3.Connection) -> Settled:
    """Make rows and word index agree with the places, and say what Chroma must follow.

    Versions that no file holds any more keep their text and structure, and lose their
    passages. Of twins, the one filed alone is searched, else the first by source: the
    order in which files came in makes no difference.
    """
    at.execute(
        "UPDATE document SET current = 1 - current WHERE current <> EXISTS "
        "(SELECT 1 FROM place WHERE place.document IN (document.id, document.part_of))"
    )
    # A document of several places goes by the first of their names.
    named = at.execute(
        "SELECT min(place.source), d.number FROM document d "
        "JOIN place ON place.document IN (d.id, d.part_of) "
        "GROUP BY d.number HAVING min(place.source) <> d.source"
    )
    at.executemany("UPDATE document SET source = ? WHERE number = ?", named.fetchall())
    settled = Settled()
    rows = at.execute(
        "SELECT number, id, current, searched, same_as, "
        "CASE WHEN current AND likeness <> '' THEN first_value(id) OVER ("
        "PARTITION BY likeness, current ORDER BY part_of IS NOT NULL, source, part_number, id"
        ") ELSE id END FROM document"
    ).fetchall()
    for number, id_, current, searched, same_as, keeper in rows:
        twin = None if keeper == id_ else keeper
        wanted = bool(current) and twin is None
        if twin != same_as:
            at.execute("UPDATE document SET same_as = ? WHERE number = ?", (twin, number))
        if searched and not wanted:
            settled.dropped += _unsearch(at, number)
        if wanted and not searched:
            words.add(at, number)
            at.execute("UPDATE document SET searched = 1 WHERE number = ?", (number,))
            settled.added.append(number)
        if not current:
            at.execute("DELETE FROM passage WHERE document = ?", (number,))
    return settled


def expel(at: sqlite3.Connection, ids: Sequence[str]) -> list[int]:
    """Delete document rows with all that hangs on them; gives their indexed passages."""
    dropped: list[int] = []
    for id_ in ids:
        row = at.execute("SELECT number, searched FROM document WHERE id = ?", (id_,)).fetchone()
        if row is None:
            continue
        if row[1]:
            dropped += _unsearch(at, row[0])
        at.execute("DELETE FROM document WHERE number = ?", (row[0],))
    return dropped


def family(at: sqlite3.Connection, id_: str) -> tuple[list[str], list[str]]:
    """All that goes when a document goes: (document ids, locations).

    Its parts go with a pack, and its file's earlier versions with a current document.
    """
    found = at.execute("SELECT location FROM place WHERE document = ?", (id_,))
    locations = {one for (one,) in found}
    ids = {id_}
    for location in locations:
        old = at.execute("SELECT id FROM document WHERE location = ? AND NOT current", (location,))
        ids.update(one for (one,) in old)
    for pack in tuple(ids):
        parts = at.execute("SELECT id FROM document WHERE part_of = ?", (pack,))
        ids.update(one for (one,) in parts)
    return sorted(ids), sorted(locations)


def _unsearch(at: sqlite3.Connection, number: int) -> list[int]:
    words.drop(at, number)
    at.execute("UPDATE document SET searched = 0 WHERE number = ?", (number,))
    held = at.execute("SELECT number FROM passage WHERE document = ?", (number,))
    return [row[0] for row in held]
