"""Doubles that tests share: deterministic, offline, and with tests of their own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray


class BagOfWords:
    """An embedder whose likeness can be worked out by hand.

    Each word adds 1 to a place given by its hash, and the vector is brought to unit
    length: texts without a common word score 0, texts with the same words 1, and two
    texts of n different words that share k score k / n. ``embedded`` keeps what was asked.
    """

    def __init__(self, name: str = "bag-of-words@1", dimension: int = 256) -> None:
        self.name = name
        self.dimension = dimension
        self.embedded: list[str] = []

    def embed_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One unit vector a text."""
        self.embedded.extend(texts)
        if not texts:
            return np.zeros((0, self.dimension), np.float32)
        return np.stack([self._bag(text) for text in texts])

    def embed_query(self, text: str) -> NDArray[np.float32]:
        """One unit vector."""
        return self._bag(text)

    def _bag(self, text: str) -> NDArray[np.float32]:
        bag = np.zeros(self.dimension, np.float32)
        for word in re.findall(r"\w+", text.lower()):
            salted = f"{self.name} {word}".encode()
            place = int.from_bytes(blake2b(salted, digest_size=4).digest(), "big")
            bag[place % self.dimension] += 1
        length = float(np.linalg.norm(bag))
        return bag / np.float32(length) if length else bag
