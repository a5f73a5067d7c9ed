"""The vector index: Chroma, embedded in a folder or on a server.

It is given ids, vectors and filter fields, never text; ids are the store's passage
numbers. What Chroma says is only a proposal: the store decides what exists.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Lock, RLock
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit

import numpy as np

from ingest.encoder import Floats
from ingest.errors import NoticesError
from ingest.store import disk_full

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from chromadb.api.models.Collection import Collection as ChromaCollection

_BATCH = 2_000  # Chroma takes 5,461 at most
_ANSWER = 1_000  # more neighbours than this are not asked for at once
_HNSW: Any = {"space": "cosine", "ef_search": 400, "ef_construction": 200}


class VectorsError(NoticesError):
    """Chroma cannot be opened, reached or used."""

    status = 503


@dataclass(frozen=True, slots=True)
class Fields:
    """What may be filtered by, inside Chroma."""

    document_id: str
    kind: str
    councils: tuple[str, ...] = ()
    year: int | None = None

    def as_metadata(self) -> dict[str, Any]:
        """Chroma takes no None and no empty list: what is unknown is left out."""
        known: dict[str, Any] = {"document_id": self.document_id, "kind": self.kind}
        if self.councils:
            known["councils"] = list(self.councils)
        if self.year is not None:
            known["year"] = self.year
        return known


class Vectors:
    """One generation of the index: a folder of its own, or a collection on a server.

    A generation is never rebuilt in place: another is made beside it, the store is told,
    and the old one is removed. Threads may share it; processes may only under the
    corpus's lock and gate, because embedded Chroma bears one writer.
    """

    def __init__(self, folder: Path, name: str, url: str = "", *, writable: bool = False) -> None:
        self._folder = folder
        self._name = name
        self._url = url
        self._writable = writable
        self._spelling = ""
        self._lock = RLock()
        self._client: ClientAPI | None = None
        self._collection: ChromaCollection | None = None

    @contextmanager
    def _asking(self) -> Iterator[None]:
        """Whatever Chroma or its server raises, as one error that a person can act on."""
        try:
            yield
        except NoticesError:
            raise
        except Exception as error:
            if any(said in str(error).lower() for said in ("disk is full", "no space left")):
                raise disk_full(self._folder.parent.parent) from error
            raise VectorsError(
                f"The vector index at {self._url or self._folder} did not do what it was asked. "
                "If it is a server, check NOTICES_CHROMA_URL and that it runs; otherwise "
                "ingest anything, and it is mended or made again."
            ) from error

    def put(self, numbers: Sequence[int], vectors: Floats, fields: Iterable[Fields]) -> None:
        """Add or overwrite vectors."""
        metadata: Any = [one.as_metadata() for one in fields]
        with self._asking():
            for start in range(0, len(numbers), _BATCH):
                part = slice(start, start + _BATCH)
                self._open().upsert(
                    ids=[str(number) for number in numbers[part]],
                    embeddings=np.ascontiguousarray(vectors[part]),
                    metadatas=metadata[part],
                )

    def drop(self, numbers: Collection[int]) -> None:
        """Forget vectors; those not there are no error."""
        ids = [str(number) for number in numbers]
        with self._asking():
            for start in range(0, len(ids), _BATCH):
                self._open().delete(ids=ids[start : start + _BATCH])

    def numbers(self) -> set[int]:
        """Every id that is held."""
        with self._asking():
            return {int(one) for one in self._open().get(include=[])["ids"]}

    def count(self) -> int:
        """How many are held."""
        with self._asking():
            return int(self._open().count())

    def nearest(
        self, vector: Floats, limit: int, document_ids: Collection[str] | None = None
    ) -> dict[int, float]:
        """The nearest passages' numbers with their cosine, nearest first."""
        where: Any = None
        if document_ids is not None:
            where = {"document_id": {"$in": sorted(document_ids)}}
        with self._asking():
            found = self._open().query(
                query_embeddings=np.asarray(vector, np.float32)[None],
                n_results=min(limit, _ANSWER),
                where=where,
                include=["distances"],
            )
        distances = (found["distances"] or [[]])[0]
        return {int(one): 1.0 - d for one, d in zip(found["ids"][0], distances, strict=True)}

    def close(self) -> None:
        """Let go of the client; the next call opens another, which sees what others wrote."""
        with self._lock:
            client, self._client, self._collection = self._client, None, None
            if client is not None:
                cast(Any, client).close()  # its interface's type does not tell of it
            _spellings.discard(self._spelling)
            self._spelling = ""

    def remove(self) -> None:
        """Take this generation off the disk, or off the server, entirely."""
        if self._url:
            with self._asking():
                client = self._connect()
                if self._name in {one.name for one in client.list_collections()}:
                    client.delete_collection(self._name)
        self.close()
        if not self._url:
            shutil.rmtree(self._folder, ignore_errors=True)

    def _open(self) -> ChromaCollection:
        with self._lock:
            if self._collection is None:
                try:
                    self._collection = self._get()
                except BaseException:
                    self.close()
                    raise
            return self._collection

    def _get(self) -> ChromaCollection:
        client = self._connect()
        if not self._writable:
            return client.get_collection(self._name, embedding_function=None)
        return client.get_or_create_collection(
            self._name, embedding_function=None, configuration={"hnsw": _HNSW}
        )

    def _connect(self) -> ClientAPI:
        if self._client is None:
            os.environ.setdefault("ANONYMIZED_TELEMETRY", "False")
            import chromadb
            from chromadb.config import Settings

            settings = Settings(anonymized_telemetry=False)
            if self._url:
                at = urlsplit(self._url)
                secure = at.scheme == "https"
                self._client = chromadb.HttpClient(
                    host=at.hostname or "localhost",
                    port=at.port or (443 if secure else 8000),
                    ssl=secure,
                    settings=settings,
                )
            else:
                if self._writable:
                    self._folder.mkdir(parents=True, exist_ok=True)
                elif not self._folder.is_dir():  # Chroma would make one
                    raise FileNotFoundError(self._folder)
                self._spelling = _spell(str(self._folder))
                self._client = chromadb.PersistentClient(self._spelling, settings=settings)
        return self._client


_spellings: set[str] = set()
_spelling_turn = Lock()


def _spell(folder: str) -> str:
    """A way of writing a folder's name that no other client in this process goes by.

    Chroma shares one client among all that give the same path, so that one which is open
    would keep the next from seeing what another process wrote.
    """
    with _spelling_turn:
        spelling = folder
        while spelling in _spellings:
            spelling += "/."
        _spellings.add(spelling)
        return spelling
