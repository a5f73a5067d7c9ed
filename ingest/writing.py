"""The one process that changes a corpus: every change whole, in both indexes, or not at all."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import RLock
from typing import TypeAlias

from ingest import catalogue, deriving, records, upkeep
from ingest.catalogue import Place
from ingest.documents import Document, Passage
from ingest.embedding import Embedder
from ingest.encoder import Floats
from ingest.lock import Gate, WriterLock
from ingest.originals import Originals
from ingest.store import Store, StoreError, meta, set_meta
from ingest.vectors import Vectors

Arrival: TypeAlias = tuple[Document, Sequence[Passage], Floats]
"""A document, its passages, and one unit vector a passage."""


class Writer:
    """Holds the lock and Chroma's gate from construction to ``close``.

    A change is one transaction of the store, within which Chroma is given the new vectors;
    what left the store is taken from Chroma afterwards. So Chroma may hold too much after
    a crash, which is never answered and is taken out by ``mend``, but never too little.
    """

    def __init__(
        self, store: Store, home: Path, lock: WriterLock, gate: Gate, embedder: Embedder, url: str
    ) -> None:
        self._store = store
        self._home = home
        self._lock = lock
        self._gate = gate
        self._embedder = embedder
        self._url = url
        self._originals = Originals(home)
        self._turn = RLock()
        self._marked = self._failed = False
        gate.shut()
        with store.write() as at:
            upkeep.found(at, embedder.name)
        deriving.refresh(store)
        self.vectors: Vectors = upkeep.mend(store, home, embedder, url)

    def close(self) -> None:
        """Note that all is well, if it is, and let the next writer in."""
        try:
            if self._marked and not self._failed:
                with self._store.write() as at:
                    set_meta(at, "unclean", "")
        finally:
            self.vectors.close()
            self._gate.open()
            self._lock.close()

    def replace(
        self,
        source: str,
        arrivals: Sequence[Arrival],
        location: str,
        fingerprint: str,
        original: bytes | None = None,
    ) -> None:
        """See ``Corpus.replace_source``."""
        head = arrivals[0][0]
        with self._turn, self._change() as (at, dropped):
            if original is not None:
                self._originals.keep(head.sha256, head.media_type, original)
            parts = at.execute("SELECT id FROM document WHERE part_of = ?", (head.id,))
            old = {head.id, *(one for (one,) in parts), *(one.id for one, _, _ in arrivals)}
            dropped += catalogue.expel(at, sorted(old))
            for document, passages, vectors in arrivals:
                number = records.add_document(at, document, location)
                records.add_passages(at, number, passages, vectors, self._embedder.name)
            catalogue.set_place(at, Place(location, source, fingerprint, head.id))

    def keep_original(self, document_id: str, original: bytes) -> None:
        """See ``Corpus.keep_original``."""
        with self._turn, self._store.read() as at:
            row = at.execute(
                "SELECT sha256, media_type FROM document WHERE id = ?", (document_id,)
            ).fetchone()
            if row is not None:
                self._originals.keep(row[0], row[1], original)

    def add_place(self, place: Place) -> None:
        """See ``Corpus.add_place``."""
        with self._change() as (at, _):
            catalogue.set_place(at, place)

    def override(self, location: str, values: Mapping[str, str]) -> None:
        """See ``Corpus.override``."""
        with self._turn, self._store.write() as at:
            catalogue.set_overrides(at, location, dict(values))

    def remove(self, wanted: Sequence[str]) -> tuple[str, ...]:
        """Remove documents by id with all that is theirs, from the disk too."""
        gone: set[str] = set()
        with self._change() as (at, dropped):
            for one in wanted:
                family, locations = catalogue.family(at, one)
                catalogue.forget(at, locations)
                dropped += catalogue.expel(at, family)
                gone.update(family)
            set_meta(at, "purging", "1")
        self.mend()
        return tuple(sorted(gone))

    def forget(self, locations: Iterable[str]) -> tuple[str, ...]:
        """See ``Corpus.forget_places``."""
        gone = set(locations)
        with self._store.read() as at:
            places = catalogue.places(at).values()
        kept = {place.document_id for place in places if place.location not in gone}
        lost = {place.document_id for place in places if place.location in gone} - kept
        alive = {place.location for place in places if place.document_id in kept}
        if alive & gone:
            with self._change() as (at, _):
                catalogue.forget(at, sorted(alive & gone))
        return self.remove(sorted(lost)) if lost else ()

    def mend(self) -> None:
        """Make the vector index agree with the store, and end what was interrupted."""
        with self._turn:
            self.vectors.close()
            self.vectors = upkeep.mend(self._store, self._home, self._embedder, self._url)
            self._marked = self._failed = False

    @contextmanager
    def _change(self) -> Iterator[tuple[sqlite3.Connection, list[int]]]:
        """One visible change. The block adds to the list what Chroma is to forget."""
        dropped: list[int] = []
        with self._turn:
            self._mark()
            try:
                with self._store.write() as at:
                    yield at, dropped
                    settled = catalogue.settle(at)
                    upkeep.put(at, self.vectors, settled.added, self._embedder.name)
                    deriving.keep(at)
                    set_meta(at, "change", str(int(meta(at, "change")) + 1))
                self.vectors.drop([*dropped, *settled.dropped])
            except BaseException:
                self._failed = True  # Chroma may hold too much: the next opening looks
                raise

    def _mark(self) -> None:
        """Once, before Chroma is touched: should this process die, the next one looks."""
        if not self._marked:
            with self._store.write() as at:
                set_meta(at, "unclean", "1")
            self._marked = True


def resolve(at: sqlite3.Connection, name: str) -> list[str]:
    """The ids of the documents that an id or a source names; empty if there are none.

    Raises StoreError for a part: its pack holds the same words, so it cannot go alone.
    """
    rows = at.execute(
        "SELECT id, part_of, source FROM document WHERE id = ? "
        "OR (source = ? AND part_of IS NULL AND current)",
        (name, name),
    ).fetchall()
    for id_, part_of, source in rows:
        if part_of is not None:
            raise StoreError(
                f"“{id_}” is a part of “{source}”, which holds the same words. "
                f"Remove the whole file: notices remove {part_of}"
            )
    return [row[0] for row in rows]
