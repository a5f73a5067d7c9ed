"""The corpus: what is known, searchable by words and by likeness, always whole.

The store (SQLite) is the truth and holds the word index; Chroma is derived from it. A
change is one transaction: rows, places and word index are written, Chroma is given the
new vectors, and only then is the transaction committed, so that what is visible is in
both indexes. What a crash leaves in Chroma is not in the store, is never answered, and
is taken out when the corpus is next opened for writing.
"""

from __future__ import annotations

import json
import logging
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import RLock
from types import TracebackType
from typing import Self, TypeAlias

import numpy as np

from ingest import catalogue, nearest, records, upkeep
from ingest import words as word_index
from ingest.catalogue import Place
from ingest.documents import Document, Judgement, Passage
from ingest.embedding import Embedder
from ingest.encoder import Floats
from ingest.errors import NoticesError
from ingest.lock import Gate, WriterLock
from ingest.records import Entry
from ingest.store import Store, StoreError, meta, no_corpus, set_meta
from ingest.vectors import Vectors

__all__ = ["Arrival", "Corpus", "Entry", "Hit", "Place", "UnknownDocumentError"]

Arrival: TypeAlias = tuple[Document, Sequence[Passage], Floats]

# Up to this many passages in scope, multiplying all their vectors is quicker than Chroma
# with a filter (4 ms against 45), and exact.
NARROW = 20_000
_KEPT_DOCUMENTS = 128
_log = logging.getLogger(__name__)


class UnknownDocumentError(NoticesError):
    """No such document, part or passage."""

    status = 404


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found, with both raw scores: BM25 (0: none of the words) and cosine."""

    passage_id: str
    document_id: str
    clause_id: str
    words_score: float
    dense_score: float


@dataclass(frozen=True, slots=True)
class _State:
    """What was read once for one version of the corpus."""

    change: str
    version: str
    entries: tuple[Entry, ...]
    searched: Mapping[str, int]
    sizes: Mapping[int, int]
    vectors: Vectors


class Corpus:
    """One corpus in one folder. Open it with ``Corpus.open``; close it when done.

    Many threads and processes may read while one process writes; a reader sees each
    change from its next call on. Methods raise NoticesError with what to do.
    """

    def __init__(
        self, home: Path, store: Store, embedder: Embedder, lock: WriterLock | None, url: str
    ) -> None:
        self._home = home
        self._store = store
        self._lock = lock
        self._url = url
        self._gate = Gate(home / "chroma.lock")
        self._shelf = nearest.Shelf(embedder.name)
        self._state: _State | None = None
        self._vectors: Vectors | None = None
        self._documents: dict[tuple[int, str | None], Document] = {}
        self._guard = RLock()
        self._marked = self._failed = False
        self.embedder = embedder

    @classmethod
    def open(
        cls, home: Path, embedder: Embedder, *, writable: bool = False, chroma_url: str = ""
    ) -> Self:
        """Open for reading (needs no lock), or for writing: takes the lock, makes and mends.

        Raises LockedError (409) if another writes, NoCorpusError (404) if there is
        nothing to read, StoreError if it was made with another embedder (opening it for
        writing rebuilds it for this one).
        """
        if not writable:
            corpus = cls(home, Store(_file(home), writable=False), embedder, None, chroma_url)
            corpus._check_embedder()
            return corpus
        _make(home)
        lock = WriterLock(home / "writer.lock")
        try:
            corpus = cls(home, Store(_file(home), writable=True), embedder, lock, chroma_url)
            corpus._gate.shut()
            with corpus._store.write() as at:
                upkeep.found(at, embedder.name)
            corpus.mend()
        except BaseException:
            lock.close()
            raise
        return corpus

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of files, client and lock. A second call does nothing."""
        if self._lock is not None and self._marked and not self._failed:
            with self._store.write() as at:
                set_meta(at, "unclean", "")
            self._marked = False
        if self._vectors is not None:
            self._vectors.close()
            self._vectors = None
        self._store.close()
        self._gate.open()
        if self._lock is not None:
            self._lock.close()

    # Reading

    @property
    def version(self) -> str:
        """Another string after each visible change."""
        with self._store.read() as at:
            return self._now(at).version

    def documents(self) -> tuple[Entry, ...]:
        """Every current document in brief, twins (``same_as``) and packs' parts included."""
        with self._store.read() as at:
            return self._now(at).entries

    def document(self, document_id: str) -> Document:
        """One document entire; old versions too, which are in no list and never searched."""
        with self._store.read() as at:
            row = at.execute(
                "SELECT number, same_as FROM document WHERE id = ?", (document_id,)
            ).fetchone()
            if row is None:
                raise _unknown(document_id)
            key = (int(row[0]), row[1])
            with self._guard:
                known = self._documents.pop(key, None) or records.document(at, key[0])
                self._documents[key] = known  # the last used stands last
                while len(self._documents) > _KEPT_DOCUMENTS:
                    del self._documents[next(iter(self._documents))]
        return known

    def passages(self, document_id: str) -> tuple[Passage, ...]:
        """A current document's passages in reading order; an old version has none."""
        with self._store.read() as at:
            return tuple(records.passages(at, "d.id = ?", (document_id,)))

    def passage(self, passage_id: str) -> Passage:
        """One passage by its id."""
        found = self.passages_by_id([passage_id])
        if not found:
            raise _unknown(passage_id)
        return found[passage_id]

    def passages_by_id(self, passage_ids: Iterable[str]) -> dict[str, Passage]:
        """Many passages at once; those unknown are left out."""
        with self._store.read() as at:
            asked = json.dumps(list(passage_ids))
            found = records.passages(at, "p.id IN (SELECT value FROM json_each(?))", (asked,))
        return {passage.id: passage for passage in found}

    def judgements(self) -> tuple[tuple[str, Judgement], ...]:
        """Every grade of the documents searched, with its document's id."""
        with self._store.read() as at:
            return records.judgements(at)

    def search(
        self,
        words: Sequence[str],
        vector: Floats | None,
        *,
        document_ids: frozenset[str] | None = None,
        limit: int = 50,
    ) -> list[Hit]:
        """The best ``limit`` by words and the best ``limit`` by likeness, in one list.

        ``words`` are OR-ed, one with spaces is a phrase; ``vector`` is of unit length, None
        to search by words alone. Only the ids in ``document_ids`` are looked at (None: all);
        a twin is found under the document that it is the same as. Sorted by BM25, then cosine.
        """
        with self._store.read() as at:
            state = self._now(at)
            scope: list[int] | None = None
            if document_ids is not None:
                scope = [state.searched[one] for one in document_ids if one in state.searched]
                if not scope:
                    return []
            by_words = word_index.search(at, words, scope, limit)
            alike: dict[int, float] = {}
            if vector is not None:
                vector = np.asarray(vector, np.float32)
                found = self._alike(at, state, vector, scope, limit)
                alike = nearest.cosines(at, vector, {*by_words, *found}, self.embedder.name)
            return _hits(at, by_words, alike)

    def frequencies(self, stems: Collection[str]) -> dict[str, int]:
        """In how many passages each Porter stem stands; 0 when in none."""
        with self._store.read() as at:
            return word_index.frequencies(at, stems)

    def neighbours(self, first: str, shortest: int, longest: int) -> dict[str, int]:
        """The indexed stems of a first letter and a range of lengths, with their frequency."""
        with self._store.read() as at:
            return word_index.neighbours(at, first, shortest, longest)

    def passage_count(self) -> int:
        """How many passages are searched."""
        with self._store.read() as at:
            state = self._now(at)
            return sum(state.sizes.get(number, 0) for number in state.searched.values())

    # Writing

    def replace(self, document: Document, passages: Sequence[Passage], vectors: Floats) -> None:
        """Make a document visible in place of what its source held before."""
        self.replace_source(document.source, [(document, passages, vectors)])

    def replace_source(
        self,
        source: str,
        arrivals: Sequence[Arrival],
        *,
        location: str = "",
        fingerprint: str = "",
    ) -> None:
        """Make a file's document, and its parts if it is a pack, visible all at once.

        The file's own document comes first. ``location`` names the file (``source`` if it is
        not given); ``fingerprint`` is kept in its place. The version before stays readable by
        its id. Vectors are one row a passage, of unit length.
        """
        location = location or source
        head = arrivals[0][0]
        with self._change() as (at, dropped):
            parts = at.execute("SELECT id FROM document WHERE part_of = ?", (head.id,))
            old = {head.id, *(one for (one,) in parts), *(one.id for one, _, _ in arrivals)}
            dropped += catalogue.expel(at, sorted(old))
            for document, passages, vectors in arrivals:
                number = records.add_document(at, document, location)
                records.add_passages(at, number, passages, vectors, self.embedder.name)
            catalogue.set_place(at, Place(location, source, fingerprint, head.id))

    def add_place(self, place: Place) -> None:
        """Note that a file holds a document that the corpus has already."""
        with self._change() as (at, _):
            catalogue.set_place(at, place)

    def remove(self, *ids: str) -> tuple[str, ...]:
        """Take documents out entirely, by id or source, with their parts and old versions.

        Their text, vectors and index entries are on the disk no longer when this returns.
        Gives the ids that went. A part alone cannot go: its pack holds the same words.
        """
        with self._store.read() as at:
            wanted = [one for name in ids for one in self._resolve(at, name)]
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

    def forget_places(self, locations: Iterable[str]) -> tuple[str, ...]:
        """Files are gone: documents that no other file holds are removed; gives their ids."""
        gone = set(locations)
        places = self.places()
        kept = {place.document_id for at, place in places.items() if at not in gone}
        lost = {places[one].document_id for one in gone if one in places} - kept
        with self._change() as (at, _):
            catalogue.forget(at, gone - {one for one in gone if places[one].document_id in lost})
        return self.remove(*sorted(lost)) if lost else ()

    def mend(self) -> None:
        """Make the vector index agree with the store; done on every opening for writing."""
        if self._lock is None:
            raise StoreError("This corpus was opened for reading only; it cannot be mended.")
        if self._vectors is not None:
            self._vectors.close()
        self._vectors = upkeep.mend(self._store, self._home, self.embedder, self._url)
        self._marked = self._failed = False
        self._state = None

    def tidy(self) -> None:
        """After much writing: merge the word index and write the log back."""
        self._store.merge()

    # What ingestion asks

    def places(self) -> dict[str, Place]:
        """Every file that was ingested, by its location."""
        with self._store.read() as at:
            return catalogue.places(at)

    def overrides(self, location: str) -> dict[str, str]:
        """What a person said of a file, by field."""
        with self._store.read() as at:
            return catalogue.overrides(at, location)

    def override(self, location: str, values: Mapping[str, str]) -> None:
        """Keep what a person says of a file; it holds from its next reading on."""
        with self._store.write() as at:
            catalogue.set_overrides(at, location, dict(values))

    def known_vectors(self, passages: Sequence[Passage]) -> dict[int, Floats]:
        """Vectors of passages that were embedded before, by their position in the list."""
        with self._store.read() as at:
            return records.known_vectors(at, passages, self.embedder.name)

    def check(self) -> list[str]:
        """What is not as it should be, in sentences; empty when all is well."""
        with self._store.read() as at:
            wanted = upkeep.searched(at)
            vectors = self._now(at).vectors
        with self._gate.passing() as may:
            try:
                held = vectors.numbers() if may or self._url else set(wanted)
            except NoticesError as error:
                return [error.user_message]
        problems = [f"The vector index lacks passage {n}." for n in sorted(wanted.keys() - held)]
        problems += [f"The vector index still holds {n}." for n in sorted(held - wanted.keys())]
        if self._lock is not None:
            problems += self._store.check()
        return problems

    # Inside

    def _now(self, at: sqlite3.Connection) -> _State:
        change = meta(at, "change")
        state = self._state
        if state is not None and state.change == change:
            return state
        with self._guard:
            if self._lock is None or self._vectors is None:
                if self._vectors is not None:
                    self._vectors.close()  # an open client never sees what others wrote
                writable = self._lock is not None
                self._vectors = upkeep.generation(self._home, at, self._url, writable=writable)
            entries = records.entries(at)
            sizes = dict(
                at.execute("SELECT document, count(*) FROM passage GROUP BY document").fetchall()
            )
            searched = {one.id: one.number for one in entries if one.same_as is None}
            self._shelf.keep_only(set(searched.values()))
            version = f"{meta(at, 'corpus')}-{change}"
            self._state = _State(change, version, entries, searched, sizes, self._vectors)
            return self._state

    def _alike(
        self,
        at: sqlite3.Connection,
        state: _State,
        vector: Floats,
        scope: list[int] | None,
        limit: int,
    ) -> Collection[int]:
        numbers = list(state.searched.values()) if scope is None else scope
        if scope is None or sum(state.sizes.get(one, 0) for one in numbers) > NARROW:
            with self._gate.passing() as may:
                if may or self._url:
                    ids = None if scope is None else self._ids(state, scope)
                    try:
                        return state.vectors.nearest(vector, limit, ids)
                    except Exception as error:  # never fail a question for a derived index
                        _log.warning("Chroma did not answer (%s): searching the store", error)
                        state.vectors.close()
        return self._shelf.nearest(at, vector, numbers, limit)

    @staticmethod
    def _ids(state: _State, scope: list[int]) -> set[str]:
        wanted = set(scope)
        return {id_ for id_, number in state.searched.items() if number in wanted}

    @contextmanager
    def _change(self) -> Iterator[tuple[sqlite3.Connection, list[int]]]:
        """One visible change: what is yielded is committed whole, or not at all."""
        if self._lock is None or self._vectors is None:
            raise StoreError("This corpus was opened for reading only; open it for writing.")
        if not self._marked:
            with self._store.write() as at:
                set_meta(at, "unclean", "1")
            self._marked = True
        dropped: list[int] = []
        try:
            with self._store.write() as at:
                yield at, dropped
                settled = catalogue.settle(at)
                upkeep.put(at, self._vectors, settled.added, self.embedder.name)
                set_meta(at, "change", str(int(meta(at, "change")) + 1))
            self._vectors.drop([*dropped, *settled.dropped])
        except BaseException:
            self._failed = True  # Chroma may hold too much: the next opening looks
            raise

    def _resolve(self, at: sqlite3.Connection, name: str) -> list[str]:
        rows = at.execute(
            "SELECT id, part_of, source FROM document WHERE id = ? "
            "OR (source = ? AND part_of IS NULL AND current)",
            (name, name),
        ).fetchall()
        if not rows:
            raise _unknown(name)
        for id_, part_of, source in rows:
            if part_of is not None:
                raise StoreError(
                    f"“{id_}” is a part of “{source}”, which holds the same words. "
                    f"Remove the whole file: notices remove {part_of}"
                )
        return [row[0] for row in rows]

    def _check_embedder(self) -> None:
        with self._store.read() as at:
            made_with = meta(at, "embedder")
        if not made_with:  # its making was interrupted before there was anything in it
            self._store.close()
            raise no_corpus(self._home)
        if made_with != self.embedder.name:
            self._store.close()
            raise StoreError(
                f"This corpus was made with the embedding model {made_with}, and "
                f"{self.embedder.name} is set. Ingest anything to rebuild it for that model, "
                "or set NOTICES_EMBEDDING back."
            )


def _hits(
    at: sqlite3.Connection, by_words: Mapping[int, float], alike: Mapping[int, float]
) -> list[Hit]:
    rows = at.execute(
        "SELECT p.number, p.id, d.id, p.clause_id FROM passage p "
        "JOIN document d ON d.number = p.document AND d.searched "
        "WHERE p.number IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted({*by_words, *alike})),),
    )
    hits = [
        Hit(id_, document_id, clause_id, by_words.get(number, 0.0), alike.get(number, 0.0))
        for number, id_, document_id, clause_id in rows
    ]
    return sorted(hits, key=lambda hit: (-hit.words_score, -hit.dense_score, hit.passage_id))


def _file(home: Path) -> Path:
    return home / "notices.sqlite3"


def _make(home: Path) -> None:
    try:
        home.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"The folder {home} cannot be made ({error.strerror}). "
            "Name another with --home or NOTICES_HOME."
        ) from error


def _unknown(name: str) -> UnknownDocumentError:
    return UnknownDocumentError(
        f"There is no “{name}” in this corpus. `notices documents` lists what there is."
    )
