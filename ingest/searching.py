"""One search over both indexes, inside one unchanging state of the corpus."""

from __future__ import annotations

import json
import logging
import sqlite3
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import RLock

import numpy as np

from ingest import nearest, records, upkeep, words
from ingest.encoder import Floats
from ingest.errors import NoticesError
from ingest.lock import Gate
from ingest.records import Entry
from ingest.store import meta
from ingest.vectors import Vectors
from ingest.writing import Writer

# Up to this many passages in scope, multiplying all their vectors is quicker than Chroma
# with a filter (4 ms against 45), and exact.
NARROW = 20_000
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found, with both raw scores: BM25 (0: none of the words) and cosine."""

    passage_id: str
    document_id: str
    clause_id: str
    words_score: float
    dense_score: float


@dataclass(frozen=True, slots=True)
class State:
    """What is read once for each version of the corpus.

    ``searched`` gives the row number of each document that is searched, ``sizes`` how
    many passages each row has.
    """

    change: str
    version: str
    entries: tuple[Entry, ...]
    searched: Mapping[str, int]
    sizes: Mapping[int, int]
    vectors: Vectors

    def passages(self, numbers: Collection[int]) -> int:
        """How many passages some rows have together."""
        return sum(self.sizes.get(number, 0) for number in numbers)


class Searcher:
    """Searches by words and by likeness; safe for many threads.

    With a ``writer``, its vector index is searched; without one, the index that the store
    names is opened, anew after each change, and only while nobody writes it.
    """

    def __init__(self, home: Path, embedder: str, gate: Gate, url: str) -> None:
        self._home = home
        self._embedder = embedder
        self._gate = gate
        self._url = url
        self._shelf = nearest.Shelf(embedder)
        self._state: State | None = None
        self._opened: Vectors | None = None
        self._guard = RLock()
        self.writer: Writer | None = None

    def close(self) -> None:
        """Let go of the vector index, unless it is the writer's."""
        with self._guard:
            opened, self._opened, self._state = self._opened, None, None
        if opened is not None:
            opened.close()

    def state(self, at: sqlite3.Connection) -> State:
        """The corpus as this connection sees it."""
        change = meta(at, "change")
        own = self.writer.vectors if self.writer is not None else None
        state = self._state
        if state is not None and state.change == change and own in (None, state.vectors):
            return state
        with self._guard:
            entries = records.entries(at)
            rows = at.execute("SELECT document, count(*) FROM passage GROUP BY document")
            sizes: dict[int, int] = dict(rows.fetchall())
            searched = {one.id: one.number for one in entries if one.same_as is None}
            self._shelf.keep_only(set(searched.values()))
            version = f"{meta(at, 'corpus')}-{change}"
            vectors = own or self._reopened(at)
            self._state = State(change, version, entries, searched, sizes, vectors)
            return self._state

    def search(
        self,
        at: sqlite3.Connection,
        asked: Sequence[str],
        vector: Floats | None,
        document_ids: frozenset[str] | None,
        limit: int,
    ) -> list[Hit]:
        """See ``Corpus.search``."""
        state = self.state(at)
        scope: list[int] | None = None
        if document_ids is not None:
            scope = [state.searched[one] for one in document_ids if one in state.searched]
            if not scope:
                return []
            if len(scope) == len(state.searched):  # all there is: no filter to pay for
                scope = None
        by_words = words.search(at, asked, scope, limit)
        alike: dict[int, float] = {}
        if vector is not None:
            vector = np.asarray(vector, np.float32)
            found = self._alike(at, state, vector, scope, limit)
            alike = nearest.cosines(at, vector, {*by_words, *found}, self._embedder)
        return _hits(at, by_words, alike)

    def held(self, at: sqlite3.Connection) -> set[int] | None:
        """Every passage number in the vector index; None while another process writes it."""
        vectors = self.state(at).vectors
        with self._gate.passing() as may:
            return vectors.numbers() if may or self._url else None

    def _alike(
        self,
        at: sqlite3.Connection,
        state: State,
        vector: Floats,
        scope: list[int] | None,
        limit: int,
    ) -> Collection[int]:
        """Chroma for the whole corpus and wide scopes, exact multiplying for narrow ones.

        The store holds the same vectors, so that it also answers while another process
        writes Chroma's files, or when these cannot be opened.
        """
        numbers = list(state.searched.values()) if scope is None else scope
        if scope is None or state.passages(numbers) > NARROW:
            with self._gate.passing() as may:
                if may or self._url:
                    ids = None if scope is None else _ids(state, scope)
                    try:
                        return state.vectors.nearest(vector, limit, ids)
                    except NoticesError as error:
                        _log.warning("searching the store's vectors: %s", error.user_message)
        return self._shelf.nearest(at, vector, numbers, limit)

    def _reopened(self, at: sqlite3.Connection) -> Vectors:
        """A client of its own for each version: an open one never sees what others write."""
        if self._opened is not None:
            self._opened.close()
        self._opened = upkeep.generation(self._home, at, self._url, writable=False)
        return self._opened


def _ids(state: State, scope: list[int]) -> set[str]:
    wanted = set(scope)
    return {id_ for id_, number in state.searched.items() if number in wanted}


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
