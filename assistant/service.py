"""Service: what a door that many people use at once calls; one for each process."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answer_log import AnswerLog
from assistant.answers import Answer, Scope
from assistant.asking import Assistant
from assistant.evidence import Evidence
from assistant.keys import KeyStore
from assistant.library import Library
from assistant.settings import Settings
from ingest.corpus import Corpus, Entry


@dataclass(frozen=True)
class Service:
    """Asks, keeps what was answered, and shows what the corpus holds. Safe for many threads.

    ``corpus`` is open for reading only; whoever writes opens it anew, with the lock, and
    what was written is seen from the next call on.
    """

    settings: Settings
    corpus: Corpus
    assistant: Assistant
    answers: AnswerLog
    keys: KeyStore

    @property
    def library(self) -> Library:
        """Read access to documents and their outlines."""
        return self.assistant.library

    def ask(self, question: str, scope: Scope | None = None) -> Answer:
        """The answer to one question, kept so that its id can be opened and judged.

        Raises:
            NoticesError: the corpus or the file of answers cannot be used.
        """
        answer = self.assistant.ask(question, scope)
        self.answers.keep(answer)
        return answer

    def search(self, query: str, scope: Scope | None = None, limit: int = 10) -> list[Evidence]:
        """Ranked passages for a query inside its scope."""
        return self.assistant.search(query, limit, scope)

    def entries(self) -> Sequence[Entry]:
        """Every current document in brief, packs' parts and twins included."""
        return self.library.entries()
