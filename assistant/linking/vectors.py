"""The stored vectors of passages, as linking compares them."""

from __future__ import annotations

from collections import defaultdict

import numpy as np

from ingest.corpus import Corpus
from ingest.documents import Passage
from ingest.encoder import Floats


class Vectors:
    """The stored vectors of passages, by the clause and the place that they hold.

    A document's passages share their prefix, so its mean is taken out: what is left is what
    a passage says that the others do not.
    """

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._held: dict[str, dict[str, list[tuple[Passage, Floats]]]] = {}

    def of(self, document_id: str, clause_id: str, offset: int) -> Floats | None:
        """The vector of the passage at a place, None where nothing is searched there."""
        held = self._in(document_id).get(clause_id, ())
        found = [v for passage, v in held if passage.span.start <= offset < passage.span.end]
        return next(iter(found or [vector for _, vector in held]), None)

    def _in(self, document_id: str) -> dict[str, list[tuple[Passage, Floats]]]:
        known = self._held.get(document_id)
        if known is None:
            known = self._held[document_id] = defaultdict(list)
            passages = self._corpus.passages(document_id)
            vectors = self._corpus.known_vectors(passages)
            mean = np.mean(list(vectors.values()), axis=0) if vectors else 0.0
            for place, vector in vectors.items():
                known[passages[place].clause_id].append((passages[place], vector - mean))
        return known
