"""The one place that names concrete classes and wires them together."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from threading import Event
from typing import TYPE_CHECKING

from assistant.answer_log import AnswerLog
from assistant.asking import Assistant
from assistant.conversation.log import ConversationLog
from assistant.evidence.library import Library
from assistant.evidence.retrieval import Retriever
from assistant.expiry import expiring
from assistant.keys import KeyStore
from assistant.registers.confirmations import Confirmations
from assistant.service import Service
from assistant.settings import Settings
from assistant.suggesting import Suggester
from assistant.uploads.files import UploadFiles
from assistant.uploads.intake import Uploads
from assistant.uploads.log import UploadLog
from assistant.uploads.stopping import StoppingEmbedder
from ingest.corpus import Corpus
from ingest.embedding import Embedder, embedder
from ingest.store import NoCorpusError

if TYPE_CHECKING:
    from assistant.chat.models import ChatModel


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
def open_assistant(
    settings: Settings, *, embedder_: Embedder | None = None, chat_model: ChatModel | None = None
) -> Iterator[Assistant]:
    """An assistant over the settings' corpus, in quoting mode where they name no chat model."""
    model = embedder_ or embedder(settings.embedding)
    with open_corpus(settings, embedder_=model) as corpus:
        yield _assistant(settings, corpus, model, chat_model)


@contextmanager
def open_service(
    settings: Settings, *, embedder_: Embedder | None = None, chat_model: ChatModel | None = None
) -> Iterator[Service]:
    """What a server serves: an assistant that keeps its answers. An empty corpus will do."""
    model = embedder_ or embedder(settings.embedding)
    _make_if_missing(settings, model)
    with (
        open_corpus(settings, embedder_=model) as corpus,
        open_answers(settings) as answers,
        expiring(answers, settings.keep_answers_days),
        open_keys(settings) as keys,
        closing(ConversationLog(settings.home_path / "conversations.sqlite3")) as conversations,
        closing(_uploads(settings, model, corpus)) as uploads,
    ):
        made = _assistant(settings, corpus, model, chat_model)
        said = open_confirmations(settings)
        asks = Suggester(made)
        service = Service(settings, corpus, made, answers, keys, uploads, conversations, said, asks)
        service.forget_idle()
        yield service


def open_answers(settings: Settings) -> AbstractContextManager[AnswerLog]:
    """The answers kept beside the settings' corpus, closed at the end."""
    return closing(AnswerLog(settings.home_path / "answers.sqlite3"))


def open_keys(settings: Settings) -> AbstractContextManager[KeyStore]:
    """The keys of the settings' corpus, closed at the end."""
    return closing(KeyStore(settings.home_path / "keys.sqlite3"))


def open_confirmations(settings: Settings) -> Confirmations:
    """What people confirmed and rejected, kept in the corpus folder."""
    return Confirmations(settings.home_path)


def open_chat_model(settings: Settings) -> ChatModel:
    """The chat model that the settings name. Raises ModelError."""
    from assistant.chat.langchain_chat import LangChainChat  # slow to import; not for quoting mode

    return LangChainChat(
        settings.model,
        url=settings.model_url,
        seconds=float(settings.model_seconds),
        window=settings.model_window,
    )


def _assistant(
    settings: Settings, corpus: Corpus, model: Embedder, chat_model: ChatModel | None = None
) -> Assistant:
    """In quoting mode unless the settings name a chat model or one is given."""
    library = Library(corpus, model)
    retriever = Retriever(library)
    if not settings.model and chat_model is None:
        return Assistant(library, retriever)
    from assistant.chat.calling import Caller
    from assistant.chat.chatting import ChattingAssistant
    from assistant.chat.telling import Chat

    caller = Caller(chat_model or open_chat_model(settings), float(settings.model_seconds))
    chat = Chat(caller, library, settings.model_window)
    return ChattingAssistant(library, retriever, chat)


def _uploads(settings: Settings, model: Embedder, corpus: Corpus) -> Uploads:
    home, stop = settings.home_path, Event()
    return Uploads(
        lambda: open_corpus(settings, writable=True, embedder_=StoppingEmbedder(model, stop)),
        corpus,
        UploadFiles(home / "uploads"),
        UploadLog(home / "uploads.sqlite3"),
        stop,
    )


def _make_if_missing(settings: Settings, model: Embedder) -> None:
    """A server begins with an empty corpus where there is none; documents may come later."""
    try:
        with open_corpus(settings, embedder_=model):
            return
    except NoCorpusError:
        with open_corpus(settings, writable=True, embedder_=model):
            return
