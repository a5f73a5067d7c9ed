"""The one place that names concrete classes and wires them together."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager

from assistant.answer_log import AnswerLog
from assistant.asking import Assistant
from assistant.keys import KeyStore
from assistant.library import Library
from assistant.retrieval import Retriever
from assistant.service import Service
from assistant.settings import Settings
from ingest.corpus import Corpus
from ingest.embedding import Embedder, embedder
from ingest.store import NoCorpusError


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
        yield _assistant(corpus, model)


@contextmanager
def open_service(settings: Settings, *, embedder_: Embedder | None = None) -> Iterator[Service]:
    """What a server serves: an assistant that keeps its answers. An empty corpus will do."""
    model = embedder_ or embedder(settings.embedding)
    _make_if_missing(settings, model)
    with (
        open_corpus(settings, embedder_=model) as corpus,
        closing(AnswerLog(settings.home_path / "answers.sqlite3")) as answers,
        open_keys(settings) as keys,
    ):
        yield Service(settings, corpus, _assistant(corpus, model), answers, keys)


def open_keys(settings: Settings) -> AbstractContextManager[KeyStore]:
    """The keys of the settings' corpus, closed at the end."""
    return closing(KeyStore(settings.home_path / "keys.sqlite3"))


def _assistant(corpus: Corpus, model: Embedder) -> Assistant:
    library = Library(corpus, model)
    return Assistant(library, Retriever(library))


def _make_if_missing(settings: Settings, model: Embedder) -> None:
    """A server begins with an empty corpus where there is none; documents may come later."""
    try:
        with open_corpus(settings, embedder_=model):
            return
    except NoCorpusError:
        with open_corpus(settings, writable=True, embedder_=model):
            return
