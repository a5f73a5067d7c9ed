"""Exact nearest neighbours over the store's own vectors, for narrow scopes.

A scope of some documents is searched faster, and without loss, by multiplying than by an
approximate index with a filter.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection
from threading import Lock
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from ingest.encoder import Floats

Numbers: TypeAlias = NDArray[np.int64]


class Shelf:
    """Vectors by document row, kept in memory once read. Rows never change, so none goes stale."""

    def __init__(self, embedder: str) -> None:
        self._embedder = embedder
        self._held: dict[int, tuple[Numbers, Floats]] = {}
        self._lock = Lock()

    def nearest(
        self, at: sqlite3.Connection, vector: Floats, documents: Collection[int], limit: int
    ) -> dict[int, float]:
        """The best ``limit`` passage numbers of these document rows with their cosine."""
        blocks = [block for block in self._blocks(at, documents) if len(block[0])]
        if not blocks or limit < 1:
            return {}
        numbers = np.concatenate([one for one, _ in blocks])
        cosines = np.concatenate([matrix @ vector for _, matrix in blocks])
        best = np.lexsort((numbers, -cosines))[:limit]
        return {int(numbers[n]): float(cosines[n]) for n in best}

    def keep_only(self, documents: Collection[int]) -> None:
        """Let go of the vectors of rows that are searched no more."""
        with self._lock:
            self._held = {n: held for n, held in self._held.items() if n in documents}

    def _blocks(
        self, at: sqlite3.Connection, documents: Collection[int]
    ) -> list[tuple[Numbers, Floats]]:
        held = self._held
        missing = [number for number in documents if number not in held]
        if missing:
            read = self._read(at, missing)
            with self._lock:
                self._held = {**self._held, **read}
            held = {**held, **read}  # another thread may have let some go meanwhile
        return [held[number] for number in sorted(documents)]

    def _read(
        self, at: sqlite3.Connection, documents: list[int]
    ) -> dict[int, tuple[Numbers, Floats]]:
        rows = at.execute(
            "SELECT p.document, p.number, v.value FROM passage p "
            "JOIN vector v ON v.passage = p.number AND v.embedder = ? "
            "WHERE p.document IN (SELECT value FROM json_each(?)) ORDER BY p.number",
            (self._embedder, json.dumps(documents)),
        )
        found: dict[int, tuple[list[int], list[bytes]]] = {one: ([], []) for one in documents}
        for document, number, value in rows:
            numbers, values = found[document]
            numbers.append(number)
            values.append(value)
        return {
            document: (
                np.array(numbers, np.int64),
                np.frombuffer(b"".join(values), "<f4").reshape(len(values) or 1, -1),
            )
            for document, (numbers, values) in found.items()
        }


def cosines(
    at: sqlite3.Connection, vector: Floats, passages: Collection[int], embedder: str
) -> dict[int, float]:
    """The exact cosine of each of some passage numbers."""
    rows = at.execute(
        "SELECT passage, value FROM vector WHERE embedder = ? "
        "AND passage IN (SELECT value FROM json_each(?))",
        (embedder, json.dumps(sorted(passages))),
    ).fetchall()
    if not rows:
        return {}
    matrix = np.frombuffer(b"".join(value for _, value in rows), "<f4").reshape(len(rows), -1)
    return {
        number: float(cosine) for (number, _), cosine in zip(rows, matrix @ vector, strict=True)
    }
