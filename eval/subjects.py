"""What is put to the test: anything that answers, searches and shows its stored text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

Answer = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A searchable stretch of a document's stored text: what retrieval returns and ranks."""

    document_id: str
    source: str
    start: int
    end: int
    quote: str

    @property
    def key(self) -> str:
        """The same for the same stretch, however it was come by."""
        return f"{self.document_id}:{self.start}-{self.end}"

    def as_citation(self) -> Answer:
        """As much of a citation's shape as the measures read."""
        return {"quote": self.quote, "document": {"id": self.document_id, "source": self.source}}


class Subject(Protocol):
    """One corpus with its assistant, as the measures see it."""

    def ask(self, question: str) -> Answer:
        """The answer in CONTRACT's shape. Never raises: a failure has status ``error``."""
        ...

    def search(self, question: str, limit: int) -> Sequence[Stretch]:
        """What retrieval ranks first, best first."""
        ...

    def documents(self) -> Sequence[Answer]:
        """Every document, in CONTRACT's ``document`` shape."""
        ...

    def text(self, document_id: str) -> str | None:
        """A document's stored text, or None where there is no such document."""
        ...

    def stretches(self, document_id: str) -> Sequence[Stretch]:
        """All searchable stretches of a document."""
        ...
