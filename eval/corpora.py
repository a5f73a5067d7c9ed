"""Throw-away corpora: built once for a folder's content and this code, then reused."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import ingest
from assistant.answer.quoting import source_of
from assistant.asking import Assistant
from assistant.bootstrap import open_assistant, open_corpus
from assistant.settings import Settings, load_settings
from eval import small_model
from eval.sets import CACHE
from eval.subjects import Answer, Stretch
from ingest import pipeline
from ingest.corpus import Corpus
from ingest.errors import NoticesError

_CHUNK = 1 << 20


class NoDocumentsError(NoticesError):
    """The folder given has nothing to ingest."""

    status = 400


@dataclass(frozen=True, slots=True)
class Build:
    """A corpus ready to be asked; ``seconds`` is None when it was found ready made."""

    home: Path
    seconds: float | None
    failed: tuple[str, ...] = ()


def build(
    documents: Path, cache: Path = CACHE, *, progress: pipeline.Progress | None = None
) -> Build:
    """The corpus of a folder, from the cache when content, code and model are the same.

    An interrupted build is taken up where it stopped.

    Raises:
        NoDocumentsError: nothing is there.
        NoticesError: the corpus cannot be written.
    """
    if not documents.exists():
        raise NoDocumentsError(
            f"{documents} is not there. Name the folder that holds the documents."
        )
    settings = load_settings()
    home = cache / fingerprint(documents, settings)
    if home.exists():
        return Build(home, None)
    partial = home.with_name(home.name + ".partial")
    began = time.perf_counter()
    with open_corpus(_at(settings, partial), writable=True) as corpus:
        outcomes = pipeline.ingest([documents], corpus, progress=progress)
    if not outcomes:
        raise NoDocumentsError(f"{documents} holds no document. Name the folder that holds them.")
    partial.rename(home)
    failed = tuple(f"{each.source}: {each.message}" for each in outcomes if each.status == "failed")
    return Build(home, time.perf_counter() - began, failed)


def fingerprint(documents: Path, settings: Settings) -> str:
    """Names what a corpus is made of: the files, the ingesting code and the model's setting."""
    digest = hashlib.sha256(settings.embedding.encode())
    for root in (documents, Path(str(ingest.__file__)).parent):
        for path in _files(root):
            digest.update(path.relative_to(root.parent).as_posix().encode())
            with path.open("rb") as file:
                while chunk := file.read(_CHUNK):
                    digest.update(chunk)
    return digest.hexdigest()[:16]


@contextmanager
def subject_at(home: Path, model: str = "") -> Iterator[AssistantSubject]:
    """The product's own assistant over a corpus, ready to be measured.

    ``model`` is a chat model as NOTICES_MODEL names it, "small" the small one of
    ``small_model``, and empty quoting mode, whatever the environment says.
    """
    settings = replace(_at(load_settings(), home), model=model)
    with ExitStack() as stack:
        if model == "small":
            url = stack.enter_context(small_model.serving())
            settings = replace(
                settings,
                model=small_model.MODEL,
                model_url=url,
                model_window=small_model.WINDOW,
            )
        yield AssistantSubject(stack.enter_context(open_assistant(settings)))


@contextmanager
def corpus_at(home: Path) -> Iterator[Corpus]:
    """A corpus that is there already, open for reading."""
    with open_corpus(_at(load_settings(), home)) as corpus:
        yield corpus


@dataclass
class AssistantSubject:
    """The product behind the measures' protocol."""

    assistant: Assistant
    _texts: dict[str, str] = field(default_factory=dict)
    _stretches: dict[str, tuple[Stretch, ...]] = field(default_factory=dict)
    _documents: tuple[Answer, ...] | None = None

    def ask(self, question: str) -> Answer:
        """The answer in CONTRACT's shape; a failure is an answer with status ``error``."""
        try:
            return self.assistant.ask(question).as_json()
        except Exception as error:  # one broken answer must not end a run of hundreds
            return failed_answer(question, error)

    def search(self, question: str, limit: int) -> Sequence[Stretch]:
        """What the assistant's retriever ranks first."""
        found = self.assistant.search(question, limit)
        return [
            self._stretch(
                each.entry.id, each.entry.source, each.passage.span.start, each.passage.span.end
            )
            for each in found
        ]

    def documents(self) -> Sequence[Answer]:
        """Every document of the corpus."""
        if self._documents is None:
            entries = self.assistant.library.entries()
            self._documents = tuple(source_of(entry).as_json() for entry in entries)
        return self._documents

    def text(self, document_id: str) -> str | None:
        """The stored text, kept once read."""
        if document_id not in self._texts:
            if document_id not in {each["id"] for each in self.documents()}:
                return None
            self._texts[document_id] = self.assistant.library.document(document_id).text
        return self._texts[document_id]

    def stretches(self, document_id: str) -> Sequence[Stretch]:
        """The passages of a document, as stretches of its text."""
        if document_id not in self._stretches:
            source = next(each["source"] for each in self.documents() if each["id"] == document_id)
            self._stretches[document_id] = tuple(
                self._stretch(document_id, source, each.span.start, each.span.end)
                for each in self.assistant.library.passages(document_id)
            )
        return self._stretches[document_id]

    def _stretch(self, document_id: str, source: str, start: int, end: int) -> Stretch:
        text = self.text(document_id) or ""
        return Stretch(document_id, source, start, end, text[start:end])


def failed_answer(question: str, error: Exception) -> dict[str, Any]:
    """What stands in the report for an answer that raised."""
    return {
        "id": "",
        "question": question,
        "status": "error",
        "text": f"{type(error).__name__}: {error}",
        "statements": [],
        "citations": [],
        "options": [],
        "nearest": [],
        "scope": {"councils": [], "kinds": [], "from": None, "to": None, "because": ""},
        "corpus": {"version": "", "documents": 0},
        "mode": "quoting",
        "decision": {"confidence": None, "reasons": []},
        "timings_ms": {},
    }


def _at(settings: Settings, home: Path) -> Settings:
    return load_settings(home=str(home), embedding=settings.embedding)


def _files(root: Path) -> list[Path]:
    if root.is_file():
        return [root]
    kept = (path for path in root.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return sorted(kept)
