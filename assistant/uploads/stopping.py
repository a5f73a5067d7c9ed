"""An embedder that can be told to stop: a long document need not be finished first."""

from __future__ import annotations

from collections.abc import Sequence
from threading import Event

import numpy as np

from ingest.embedding import Embedder
from ingest.encoder import Floats

_AT_ONCE = 128  # passages; a second or two


class StoppedError(BaseException):
    """The service is to stop. No fault of a document, so nothing that handles those takes it."""


class StoppingEmbedder:
    """Another embedder, which gives up between passages once ``stop`` is set."""

    def __init__(self, embedder: Embedder, stop: Event) -> None:
        self._embedder = embedder
        self._stop = stop
        self.name = embedder.name
        self.dimension = embedder.dimension

    def embed_passages(self, texts: Sequence[str]) -> Floats:
        """One unit vector a text. Raises StoppedError."""
        made = [np.zeros((0, self.dimension), np.float32)]
        for start in range(0, len(texts), _AT_ONCE):
            if self._stop.is_set():
                raise StoppedError
            made.append(self._embedder.embed_passages(texts[start : start + _AT_ONCE]))
        return np.concatenate(made)

    def embed_query(self, text: str) -> Floats:
        """One unit vector."""
        return self._embedder.embed_query(text)
