"""Keeping the vector index true to the store: mending, rebuilding aside, switching."""

from __future__ import annotations

import secrets
import shutil
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np

from ingest import records
from ingest.documents import Passage, Span
from ingest.embedding import Embedder
from ingest.encoder import Floats
from ingest.originals import Originals
from ingest.records import Entry
from ingest.store import Store, meta, set_meta
from ingest.vectors import Fields, Vectors, VectorsError

_SLICE = 512  # passages embedded, or vectors moved, at a time


def generation(home: Path, at: sqlite3.Connection, url: str, *, writable: bool) -> Vectors:
    """The vector index that the store says is in use."""
    return _named(home, at, meta(at, "generation"), url, writable=writable)


def found(at: sqlite3.Connection, embedder: str) -> None:
    """Note what a new corpus is: its own name, its embedder, its first generation."""
    if not meta(at, "corpus"):
        set_meta(at, "corpus", secrets.token_hex(4))
        set_meta(at, "change", "0")
        set_meta(at, "generation", "1")
        set_meta(at, "embedder", embedder)


def searched(at: sqlite3.Connection) -> dict[int, int]:
    """The passages that both indexes are to hold, each with its document row."""
    rows = at.execute(
        "SELECT p.number, p.document FROM passage p "
        "JOIN document d ON d.number = p.document WHERE d.searched"
    )
    return dict(rows.fetchall())


def put(at: sqlite3.Connection, vectors: Vectors, documents: Iterable[int], embedder: str) -> None:
    """Give the vector index all passages of some document rows."""
    brief = {entry.number: entry for entry in records.entries(at)}
    for number in documents:
        rows = at.execute(
            "SELECT p.number, v.value FROM passage p JOIN vector v ON v.passage = p.number "
            "WHERE p.document = ? AND v.embedder = ? ORDER BY p.number",
            (number, embedder),
        ).fetchall()
        if rows:
            fields = _fields(brief[number])
            vectors.put([row[0] for row in rows], _matrix(rows), [fields] * len(rows))


def mend(store: Store, home: Path, embedder: Embedder, url: str) -> Vectors:
    """Make the vector index hold what the store does, no more and no less; gives it opened.

    Cheap when nothing is amiss. Ends what a crash interrupted: a change, a removal, a
    rebuilding for another embedder.
    """
    with store.read() as at:
        vectors = generation(home, at, url, writable=True)
        unclean, purging = meta(at, "unclean"), meta(at, "purging")
        known = meta(at, "embedder")
        wanted = len(searched(at))
    if known != embedder.name or purging:
        return rebuild(store, home, vectors, embedder, url)
    try:
        if unclean or vectors.count() != wanted:
            _level(store, vectors, embedder.name)
    except VectorsError:  # whatever is wrong with it, it can be made again from the store
        if url:
            raise
        return rebuild(store, home, vectors, embedder, url)
    _sweep(home, store)
    with store.write() as at:
        set_meta(at, "unclean", "")
    return vectors


def rebuild(store: Store, home: Path, old: Vectors, embedder: Embedder, url: str) -> Vectors:
    """Make the next generation beside the old one from the store's vectors, and switch to it.

    Passages that this embedder has not seen are embedded first, each slice kept at once.
    """
    _embed_missing(store, embedder)
    with store.read() as at:
        name = str(int(meta(at, "generation")) + 1)
        new = _named(home, at, name, url, writable=True)
        new.remove()  # what an interrupted rebuilding left
        put(at, new, sorted(set(searched(at).values())), embedder.name)
        new.count()  # makes it even when there is nothing to put
    with store.write() as at:
        set_meta(at, "generation", name)
        set_meta(at, "embedder", embedder.name)
        set_meta(at, "unclean", "")
        set_meta(at, "change", str(int(meta(at, "change")) + 1))
        at.execute("DELETE FROM vector WHERE embedder <> ?", (embedder.name,))
    old.remove()
    _sweep(home, store)
    if store.shrink():
        with store.write() as at:
            set_meta(at, "purging", "")
    return new


def _named(home: Path, at: sqlite3.Connection, name: str, url: str, *, writable: bool) -> Vectors:
    collection = f"notices-{meta(at, 'corpus')}-{name}"
    return Vectors(home / "chroma" / name, collection, url, writable=writable)


def _level(store: Store, vectors: Vectors, embedder: str) -> None:
    with store.read() as at:
        wanted = searched(at)
        held = vectors.numbers()
        vectors.drop(sorted(held - wanted.keys()))
        put(at, vectors, sorted({wanted[n] for n in wanted.keys() - held}), embedder)


def _sweep(home: Path, store: Store) -> None:
    """Remove the folders of generations, and the originals, that are not in use."""
    with store.read() as at:
        current = meta(at, "generation")
        Originals(home).sweep(at)
    for folder in (home / "chroma").glob("*"):
        if folder.name != current and folder.is_dir():
            shutil.rmtree(folder, ignore_errors=True)


def _embed_missing(store: Store, embedder: Embedder) -> None:
    for numbers, texts in _missing(store, embedder.name):
        vectors = embedder.embed_passages(texts)
        with store.write() as at:
            at.executemany(
                "INSERT OR IGNORE INTO vector (passage, embedder, value) VALUES (?, ?, ?)",
                [
                    (number, embedder.name, np.asarray(vector, "<f4").tobytes())
                    for number, vector in zip(numbers, vectors, strict=True)
                ],
            )


def _missing(store: Store, embedder: str) -> Iterator[tuple[list[int], list[str]]]:
    while True:
        with store.read() as at:
            rows = at.execute(
                "SELECT number, id, prefix, words FROM passage WHERE NOT EXISTS (SELECT 1 FROM "
                "vector v WHERE v.passage = passage.number AND v.embedder = ?) LIMIT ?",
                (embedder, _SLICE),
            ).fetchall()
        if not rows:
            return
        read = [Passage(id_, "", "", Span(0, 0), prefix, said) for _, id_, prefix, said in rows]
        yield [row[0] for row in rows], [records.embedded_text(one) for one in read]


def _fields(entry: Entry) -> Fields:
    return Fields(entry.id, entry.kind, entry.councils, entry.year)


def _matrix(rows: list[tuple[int, bytes]]) -> Floats:
    return np.frombuffer(b"".join(value for _, value in rows), "<f4").reshape(len(rows), -1)
