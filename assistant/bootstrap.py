"""The one place that names concrete classes and wires them together."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from assistant.asking import Assistant
from assistant.library import Library
from assistant.retrieval import Retriever
from assistant.settings import Settings
from ingest.corpus import Corpus
from ingest.embedding import Embedder, embedder


@contextmanager
def open_corpus(
    settings: Settings, *, writable: bool = False, embedder_: Embedder | None = None
) -> Iterator[Corpus]:
    """The corpus that the settings name, closed at the end.

    Raises:
        NoticesError: the model or the corpus cannot be opened, or another process is writing.
    """
    model = embedder_ or embedder(settings.embedding)
    with Corpus.open(
        settings.home_path, model, writable=writable, chroma_url=settings.chroma_url
    ) as corpus:
        yield corpus


@contextmanager
def open_assistant(settings: Settings, *, embedder_: Embedder | None = None) -> Iterator[Assistant]:
    """An assistant over the settings' corpus, in quoting mode."""
    model = embedder_ or embedder(settings.embedding)
    with open_corpus(settings, embedder_=model) as corpus:
        library = Library(corpus, model)
        yield Assistant(library, Retriever(library))
