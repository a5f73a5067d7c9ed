"""The corpus: what is known, searchable by words and by likeness, always whole.

The store (SQLite) is the truth and holds the word index; Chroma is derived from it. What
is visible is in both. ``Searcher`` reads, ``Writer`` changes; this is the door to both.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import Self

from ingest import catalogue, deriving, records, upkeep, writing
from ingest import words as word_index
from ingest.catalogue import Place
from ingest.documents import Document, Judgement, Passage, Requirement
from ingest.embedding import Embedder
from ingest.encoder import Floats
from ingest.errors import NoticesError
from ingest.lock import Gate, WriterLock
from ingest.originals import Originals
from ingest.records import Entry
from ingest.searching import Hit, Searcher
from ingest.store import Store, StoreError, meta, no_corpus
from ingest.writing import Arrival, Writer

__all__ = ["Arrival", "Corpus", "Entry", "Hit", "Place", "UnknownDocumentError"]

_KEPT_DOCUMENTS = 128


class UnknownDocumentError(NoticesError):
    """No such document, part or passage."""

    status = 404


class Corpus:
    """One corpus in one folder. Open it with ``Corpus.open``; close it when done.

    Many threads and processes may read while one process writes; a reader sees each
    change from its next call on. Methods raise NoticesError with what to do.
    """

    def __init__(
        self,
        store: Store,
        searcher: Searcher,
        embedder: Embedder,
        originals: Originals,
        writer: Writer | None = None,
    ) -> None:
        self._store = store
        self._searcher = searcher
        self._writer = writer
        self._documents: dict[tuple[object, ...], Document] = {}
        self._requirements: tuple[str, tuple[tuple[str, Requirement], ...]] = ("", ())
        self._guard = Lock()
        self._originals = originals
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
        gate = Gate(home / "chroma.lock")
        searcher = Searcher(home, embedder.name, gate, chroma_url)
        if not writable:
            store = Store(_file(home), writable=False)
            try:
                _check_embedder(store, home, embedder)
            except BaseException:
                store.close()
                raise
            return cls(store, searcher, embedder, Originals(home))
        _make(home)
        with ExitStack() as undone:
            lock = WriterLock(home / "writer.lock")
            undone.callback(lock.close)
            undone.callback(gate.open)
            store = Store(_file(home), writable=True)
            undone.callback(store.close)
            writer = Writer(store, home, lock, gate, embedder, chroma_url)
            undone.pop_all()
        searcher.writer = writer
        return cls(store, searcher, embedder, Originals(home), writer)

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
        """Let go of files, clients and lock. A second call does nothing."""
        writer, self._writer = self._writer, None
        try:
            if writer is not None:
                writer.close()
        finally:
            self._searcher.close()
            self._store.close()

    # Reading

    @property
    def version(self) -> str:
        """Another string after each visible change."""
        with self._store.read() as at:
            return self._searcher.state(at).version

    def documents(self) -> tuple[Entry, ...]:
        """Every current document in brief, twins (``same_as``) and packs' parts included."""
        with self._store.read() as at:
            return self._searcher.state(at).entries

    def document(self, document_id: str) -> Document:
        """One document entire; old versions too, which are in no list and never searched."""
        with self._store.read() as at:
            row = at.execute(
                "SELECT number, same_as, source FROM document WHERE id = ?", (document_id,)
            ).fetchone()
            if row is None:
                raise _unknown(document_id)
            with self._guard:
                document = self._documents.pop(row, None)
            document = document or records.document(at, row[0])
        with self._guard:
            self._documents[row] = document  # the one used last stands last
            while len(self._documents) > _KEPT_DOCUMENTS:
                del self._documents[next(iter(self._documents))]
        return document

    def original(self, sha256: str) -> Path | None:
        """The file's own bytes, kept for PDFs alone; None if they are not here."""
        return self._originals.path(sha256)

    def newer(self, document_id: str) -> str | None:
        """The document that stands where an old version stood; None for a current one."""
        with self._store.read() as at:
            return catalogue.newer(at, document_id)

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

    def requirements(self) -> tuple[tuple[str, Requirement], ...]:
        """Every row of the register of requirements, with its document's id, in reading order.

        Kept between changes of the corpus, so that asking again is cheap.
        """
        with self._store.read() as at:
            version = self._searcher.state(at).version
            with self._guard:
                known, rows = self._requirements
            if known != version:
                rows = deriving.requirements(at)
                with self._guard:
                    self._requirements = (version, rows)
        return rows

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
            return self._searcher.search(at, words, vector, document_ids, limit)

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
            state = self._searcher.state(at)
            return state.passages(state.searched.values())

    def check(self) -> list[str]:
        """What is not as it should be, in sentences; empty when all is well."""
        with self._store.read() as at:
            wanted = upkeep.searched(at).keys()
            try:
                held = self._searcher.held(at)
            except NoticesError as error:
                return [error.user_message]
        if held is None:  # somebody writes; what it will be is not known yet
            held = set(wanted)
        problems = [f"The vector index lacks passage {one}." for one in sorted(wanted - held)]
        problems += [f"The vector index still holds {one}." for one in sorted(held - wanted)]
        return problems if self._writer is None else problems + self._store.check()

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
        original: bytes | None = None,
    ) -> None:
        """Make a file's document, and its parts if it is a pack, visible all at once.

        The file's own document comes first. ``location`` names the file (``source`` if it is
        not given); ``fingerprint`` is kept in its place. The version before stays readable by
        its id. Vectors are one row a passage, of unit length. ``original`` are the file's
        bytes, kept to show its pages if they are a PDF.
        """
        self._writing().replace(source, arrivals, location or source, fingerprint, original)

    def keep_original(self, document_id: str, original: bytes) -> None:
        """Keep the file's bytes of a document that came in when none were kept."""
        self._writing().keep_original(document_id, original)

    def add_place(self, place: Place) -> None:
        """Note that a file holds a document that the corpus has already."""
        self._writing().add_place(place)

    def remove(self, *names: str) -> tuple[str, ...]:
        """Take documents out entirely, by id or source, with their parts and old versions.

        Their text, vectors and index entries are on the disk no longer when this returns.
        Gives the ids that went. A part alone cannot go: its pack holds the same words.
        """
        writer = self._writing()
        ids: list[str] = []
        with self._store.read() as at:
            for name in names:
                found = writing.resolve(at, name)
                if not found:
                    raise _unknown(name)
                ids += found
        return writer.remove(ids)

    def forget_places(self, locations: Iterable[str]) -> tuple[str, ...]:
        """Files are gone: documents that no other file holds are removed; gives their ids."""
        return self._writing().forget(locations)

    def mend(self) -> None:
        """Make the vector index agree with the store; done on every opening for writing."""
        self._writing().mend()

    def tidy(self) -> None:
        """After much writing: merge the word index and write the log back."""
        self._writing()
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
        self._writing().override(location, values)

    def known_vectors(self, passages: Sequence[Passage]) -> dict[int, Floats]:
        """Vectors of passages that were embedded before, by their position in the list."""
        with self._store.read() as at:
            return records.known_vectors(at, passages, self.embedder.name)

    def _writing(self) -> Writer:
        if self._writer is None:
            raise StoreError(
                "This corpus was opened for reading only; open it for writing to change it."
            )
        return self._writer


def _check_embedder(store: Store, home: Path, embedder: Embedder) -> None:
    with store.read() as at:
        made_with = meta(at, "embedder")
    if not made_with:  # its making was interrupted before there was anything in it
        raise no_corpus(home)
    if made_with != embedder.name:
        raise StoreError(
            f"This corpus was made with the embedding model {made_with}, and "
            f"{embedder.name} is set. Ingest anything to rebuild it for that model, "
            "or set NOTICES_EMBEDDING back."
        )


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
