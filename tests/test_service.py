"""The service behind every door: whole answers while the corpus changes under them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.answers import Answer, Scope
from assistant.asking import Assistant
from assistant.bootstrap import open_service
from assistant.evidence.retrieval import Retriever
from assistant.listening import SILENT, Listener
from assistant.service import Service
from assistant.settings import Settings
from ingest.corpus import UnknownDocumentError
from tests.fakes import BagOfWords
from tests.serving import QUESTION, copied


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    """A service over the two councils' papers."""
    settings = Settings(home=str(copied(tmp_path / "home")))
    with open_service(settings, embedder_=BagOfWords()) as made:
        yield made


class Overtaken(Assistant):
    """Whenever it is asked, a document is taken away that it then looks for."""

    def __init__(self, service: Service, times: int) -> None:
        super().__init__(service.library, Retriever(service.library))
        self._service = service
        self._times = times
        self.asked = 0

    def ask(self, question: str, scope: Scope | None = None, listener: Listener = SILENT) -> Answer:
        """Raises UnknownDocumentError so many times."""
        self.asked += 1
        if self.asked <= self._times:
            entry = next(e for e in self.library.entries() if "kelder-notice" not in e.source)
            self._service.uploads.remove(entry.id)
            self.library.document(entry.id)
        return super().ask(question, scope)


def test_a_document_that_is_removed_meanwhile_costs_no_answer(service: Service) -> None:
    """The question is asked of the corpus as it is then."""
    assistant = Overtaken(service, times=2)
    answer = replace(service, assistant=assistant).ask(QUESTION)
    assert (answer.status, assistant.asked) == ("answered", 3)


def test_what_is_not_there_is_not_looked_for_again(service: Service) -> None:
    """Only a change of the corpus is a reason to."""
    calls: list[str] = []

    def read() -> None:
        calls.append("read")
        service.library.document("nothing")

    with pytest.raises(UnknownDocumentError):
        service.steadily(read)
    assert calls == ["read"]


def test_each_answer_is_kept_and_heard_of(service: Service) -> None:
    """Whichever door it was asked through."""
    heard: list[Answer] = []
    answer = replace(service, heard=heard.append).ask(QUESTION)
    assert heard == [answer] == [service.answers.answer(answer.id)]
