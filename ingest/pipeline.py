"""The one flow from files to a corpus: find, read, embed, make visible; file by file."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol, TypeAlias

import numpy as np

from ingest.containers import Found, expand, shown
from ingest.corpus import Arrival, Corpus, Place
from ingest.documents import Passage
from ingest.encoder import Floats
from ingest.errors import NoticesError
from ingest.fingerprint import fingerprint
from ingest.overrides import checked
from ingest.preparing import Prepared, prepare
from ingest.records import embedded_text
from ingest.store import DiskFullError

Status = Literal["added", "replaced", "unchanged", "removed", "failed"]
Progress: TypeAlias = Callable[[int, int, str], None]
"""Told (files done, files in all, the file at hand)."""

_SLICE = 1_024  # passages embedded at once: bounds memory, and lets lengths be sorted
_log = logging.getLogger(__name__)


class Prepare(Protocol):
    """Makes documents of a file's bytes; ``preparing.prepare`` is the real one."""

    def __call__(
        self, source: str, data: bytes, overrides: Mapping[str, str], *, ocr: bool = True
    ) -> tuple[Prepared, ...]: ...


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file. ``message`` is for a person; ``parts`` counts a pack's."""

    source: str
    status: Status
    document_id: str | None = None
    message: str = ""
    parts: int = 0


@dataclass(frozen=True, slots=True)
class _Ready:
    """A file that was found and, unless it is unchanged or failed, read."""

    found: Found
    location: str
    fingerprint: str = ""
    prepared: tuple[Prepared, ...] = ()
    data: bytes | None = None
    outcome: Outcome | None = None
    place: Place | None = None


def ingest(
    paths: Sequence[Path],
    corpus: Corpus,
    *,
    overrides: Mapping[str, str] | None = None,
    prune: bool = False,
    ocr: bool = True,
    progress: Progress | None = None,
    prepare: Prepare = prepare,
) -> list[Outcome]:
    """Bring files, folders and archives into a corpus open for writing; one outcome a file.

    Each file is one transaction: it is visible whole or not at all. A file that cannot be
    used fails by itself, with a message that says what to do. ``overrides`` ("council",
    "kind", "title", "issued") are kept, and hold for later runs too. ``prune`` removes
    the documents whose file is gone from ``paths``.
    """
    told = checked(overrides or {})
    found = _found(paths)
    flow = _Flow(corpus, told, ocr, prepare)
    outcomes: list[Outcome] = []
    for done, ready in enumerate(flow.read(found)):
        if progress:
            progress(done, len(found), ready.found.source)
        outcomes.append(flow.keep(ready))
    if progress:
        progress(len(found), len(found), "")
    if prune:
        failed = {
            at for (_, at), one in zip(found, outcomes, strict=True) if one.status == "failed"
        }
        gone = _gone(paths, {at for _, at in found}, failed, corpus.places())
        outcomes += _prune(corpus, gone)
    if any(one.status != "unchanged" for one in outcomes):
        corpus.tidy()
    return outcomes


class _Flow:
    """Reads a file ahead of the one that is being embedded, which needs the other core."""

    def __init__(
        self, corpus: Corpus, told: Mapping[str, str], ocr: bool, prepare: Prepare
    ) -> None:
        self._corpus = corpus
        self._told = told
        self._ocr = ocr
        self._prepare = prepare
        self._full: DiskFullError | None = None
        self._places = corpus.places()
        self._before = frozenset(self._places)

    def read(self, found: Sequence[tuple[Found, str]]) -> Iterator[_Ready]:
        """Every file in order, at most one ahead."""
        with ThreadPoolExecutor(1, "reading") as readers:
            ahead: Future[_Ready] | None = None
            for one, location in found:
                following = readers.submit(self._read, one, location)
                if ahead is not None:
                    yield ahead.result()
                ahead = following
            if ahead is not None:
                yield ahead.result()

    def keep(self, ready: _Ready) -> Outcome:
        """Embed and make visible; gives what became of the file."""
        source = ready.found.source
        try:
            if ready.outcome is not None:
                return self._as_it_was(ready, ready.outcome)
            if ready.place is not None:
                self._corpus.add_place(ready.place)
                return Outcome(source, "added", ready.place.document_id, "the same as another file")
            arrivals = [self._arrival(one) for one in ready.prepared]
            self._corpus.override(ready.location, self._told)
            self._corpus.replace_source(
                source,
                arrivals,
                location=ready.location,
                fingerprint=ready.fingerprint,
                original=ready.data,
            )
        except DiskFullError as error:
            self._full = error
            return Outcome(source, "failed", message=error.user_message)
        except Exception as error:
            return Outcome(source, "failed", message=_message(error))
        head = ready.prepared[0].document
        status: Status = "replaced" if ready.location in self._before else "added"
        self._places[ready.location] = Place(ready.location, source, ready.fingerprint, head.id)
        return Outcome(source, status, head.id, "; ".join(head.warnings), len(ready.prepared) - 1)

    def _as_it_was(self, ready: _Ready, outcome: Outcome) -> Outcome:
        """A file unchanged or failed; the original of a PDF that came in before is kept now."""
        if ready.data is not None and outcome.document_id is not None:
            self._corpus.keep_original(outcome.document_id, ready.data)
        return outcome

    def _read(self, found: Found, location: str) -> _Ready:
        try:
            return self._ready(found, location)
        except MemoryError:
            message = "There is not enough memory to read this file. Split it, and try again."
            return _Ready(found, location, outcome=Outcome(found.source, "failed", None, message))
        except Exception as error:
            failed = Outcome(found.source, "failed", message=_message(error))
            return _Ready(found, location, outcome=failed)

    def _ready(self, found: Found, location: str) -> _Ready:
        if self._full is not None:
            raise self._full
        if found.error is not None:
            raise found.error
        data = found.load()
        told = {**self._corpus.overrides(location), **self._told}
        mark = fingerprint(data, told, ocr=self._ocr)
        known = self._places.get(location)
        if known is not None and known.fingerprint == mark:
            unchanged = Outcome(found.source, "unchanged", known.document_id)
            return _Ready(found, location, data=data, outcome=unchanged)
        for twin in list(self._places.values()):
            if twin.fingerprint == mark and known is None:
                place = Place(location, found.source, mark, twin.document_id)
                return _Ready(found, location, place=place)
        prepared = self._prepare(found.source, data, told, ocr=self._ocr)
        return _Ready(found, location, mark, prepared, data)

    def _arrival(self, prepared: Prepared) -> Arrival:
        return prepared.document, prepared.passages, self._vectors(prepared.passages)

    def _vectors(self, passages: Sequence[Passage]) -> Floats:
        """A vector each; what was embedded before, here or elsewhere, is not embedded again."""
        embedder = self._corpus.embedder
        vectors = np.zeros((len(passages), embedder.dimension), np.float32)
        known = self._corpus.known_vectors(passages)
        new: dict[str, list[int]] = {}
        for position, passage in enumerate(passages):
            if position in known:
                vectors[position] = known[position]
            else:
                new.setdefault(embedded_text(passage), []).append(position)
        texts = list(new)
        for start in range(0, len(texts), _SLICE):
            some = texts[start : start + _SLICE]
            for text, vector in zip(some, embedder.embed_passages(some), strict=True):
                vectors[new[text]] = vector
        return vectors


def _found(paths: Sequence[Path]) -> list[tuple[Found, str]]:
    """Every file under the paths with its location, once, however the paths overlap."""
    found: dict[str, Found] = {}
    for path in paths:
        for one in expand([path]):
            found.setdefault(_location(path, one), one)
    return [(one, location) for location, one in found.items()]


def _location(path: Path, found: Found) -> str:
    """A file's name for ever: the whole path, with the member's name in a container."""
    root = path if path.is_dir() else path.parent
    return f"{shown(root.resolve().as_posix()).rstrip('/')}/{found.source}"


def _gone(
    paths: Sequence[Path], seen: set[str], failed: set[str], places: Mapping[str, Place]
) -> list[str]:
    """Places under these paths whose file is not there any more.

    A path that is itself missing proves nothing (a disk not mounted), nor does an archive
    that could not be opened.
    """
    roots = [shown(path.resolve().as_posix()) for path in paths if path.exists()]
    gone = []
    for location in places:
        under = any(location == root or location.startswith(f"{root}/") for root in roots)
        unsure = any(location == one or location.startswith(f"{one}/") for one in failed)
        if under and location not in seen and not unsure:
            gone.append(location)
    return gone


def _prune(corpus: Corpus, gone: Sequence[str]) -> list[Outcome]:
    places = corpus.places()
    corpus.forget_places(gone)
    return [
        Outcome(places[one].source, "removed", places[one].document_id, "its file is gone")
        for one in gone
    ]


def _message(error: Exception) -> str:
    if isinstance(error, NoticesError):
        return error.user_message
    # What an error says may quote the document, so it is for a log that asks for all.
    _log.warning("a file failed unexpectedly: %s", type(error).__name__)
    _log.debug("the file that failed", exc_info=error)
    return (
        f"Something went wrong with this file that should not ({type(error).__name__}). "
        "The others are not touched. Please report it, with the file if you may."
    )
