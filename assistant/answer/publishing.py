"""Draft -> Answer: quoted, numbered, checked against its documents, and timed."""

from __future__ import annotations

import time
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answer.citing import verified
from assistant.answer.drafts import Draft
from assistant.answer.quoting import Quoter, make_citation, render
from assistant.answers import Answer
from assistant.evidence.library import Library
from assistant.question.scoping import Scoped
from ingest.corpus import Entry

_UNVERIFIED = Draft(
    status="error",
    said="The answer could not be verified against its documents, so it is not shown.",
)


@dataclass(frozen=True, slots=True)
class Reading:
    """The corpus as it was when a question was taken: its version and its documents."""

    version: str
    entries: Sequence[Entry]


class Stopwatch:
    """Milliseconds of each step of one question, and of all."""

    def __init__(self) -> None:
        self._began = self._lap = time.perf_counter()
        self._steps: dict[str, float] = {}

    def lap(self, step: str) -> None:
        """Put down the time since the last lap as that of ``step``."""
        now = time.perf_counter()
        self._steps[step] = round((now - self._lap) * 1000, 2)
        self._lap = now

    def times(self) -> dict[str, float]:
        """The steps in milliseconds, with their ``total``."""
        total = round((time.perf_counter() - self._began) * 1000, 2)
        return {**self._steps, "total": total}


def published(
    question: str,
    draft: Draft,
    scoped: Scoped,
    reading: Reading,
    library: Library,
    watch: Stopwatch,
) -> Answer:
    """The answer as it leaves the service; an error where a quotation does not stand."""
    entries = reading.entries
    quoter = Quoter(library, entries)
    made = [(quoter.statement(line), line.role) for line in draft.lines]
    if not verified(quoter.citations, scoped.ids, library):
        return published(question, _UNVERIFIED, scoped, reading, library, watch)
    known = {entry.id: entry for entry in entries}
    nearest = tuple(
        make_citation(library, known, each.document_id, each.clause.id, each.span, number)
        for number, each in enumerate(draft.nearest, 1)
    )
    watch.lap("answer")
    return Answer(
        id=uuid.uuid4().hex,
        question=question,
        status=draft.status,
        text=draft.said or render(made, draft.opening),
        statements=tuple(statement for statement, _ in made),
        citations=tuple(quoter.citations),
        options=draft.options,
        nearest=nearest,
        scope=scoped.scope,
        corpus_version=reading.version,
        corpus_documents=sum(1 for entry in entries if entry.same_as is None),
        confidence=draft.confidence,
        reasons=draft.reasons,
        timings_ms=watch.times(),
    )
