"""Assistant.ask: the one flow from a question to an answer, on one screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.answer.answering import answered
from assistant.answer.comparing import Side, compared, sides
from assistant.answer.drafts import Draft, unanswered
from assistant.answer.publishing import Reading, Stopwatch, published
from assistant.answer.records import recorded
from assistant.answers import Answer, ModelUse, Scope
from assistant.conversation.reading import reading
from assistant.evidence.joining import side_question
from assistant.evidence.library import Library
from assistant.evidence.passages import Evidence, stem_line
from assistant.evidence.retrieval import Retriever
from assistant.listening import SILENT, Listener
from assistant.question.guarding import refusal
from assistant.question.nouns import Question
from assistant.question.scoping import NOTICE, Scoped, resolve
from assistant.question.titles import referred
from assistant.question.understanding import understand
from assistant.question.wants import TIMELY
from assistant.register_answers.answering import due_of
from ingest.corpus import Entry

NEAREST = 3  # passages of which one is of a council's paper
EACH_HAS_ONE = frozenset({"improvement_notice", "thresholds_guidance", "improvement_plan"})


class Assistant:
    """Answers questions from one corpus. Safe to share between threads for reading."""

    def __init__(self, library: Library, retriever: Retriever) -> None:
        self.library = library
        self.retriever = retriever

    def ask(self, question: str, scope: Scope | None = None, listener: Listener = SILENT) -> Answer:
        """The answer to one question; every quotation in it stands in its document.

        Quotations come all at once, so that a listener hears nothing before.

        Raises:
            NoticesError: the corpus cannot be read.
        """
        return self.quoted(question, scope)

    def quoted(self, question: str, scope: Scope | None = None) -> Answer:
        """The answer in the sources' own words, which no chat model tells. Raises as ``ask``."""
        watch = Stopwatch()
        reading = Reading(self.library.version, self.library.entries())
        refused = refusal(question)
        if refused:
            scoped = Scoped((), scope or Scope())
            draft = Draft(status="refused", said=refused)
        else:
            asked, scoped = self._scoped(question, scope, reading.entries)
            watch.lap("understand")
            draft = self._draft(asked, scoped, reading.entries, watch)
        return published(question, draft, scoped, reading, self.library, watch)

    def read_after(
        self, question: str, last: Answer | None, listener: Listener = SILENT
    ) -> tuple[str | None, ModelUse | None]:
        """The question as it stands alone after an answer, None where it does already.

        Rules read it here; beside the reading stands what a model did for it.
        """
        return reading(question, last, self.library.councils()), None

    def search(self, question: str, limit: int = 10, scope: Scope | None = None) -> list[Evidence]:
        """Ranked passages for a question inside its scope."""
        entries = self.library.entries()
        asked, scoped = self._scoped(question, scope, entries)
        return self.retriever.search(asked, scoped, limit)

    def understand(self, question: str) -> Question:
        """The question as the house reads it."""
        return self._read(question, self.library.entries())

    def _draft(
        self, question: Question, scoped: Scoped, entries: Sequence[Entry], watch: Stopwatch
    ) -> Draft:
        """The records' answer, else each side's, else what the whole scope's passages say."""
        if scoped.missing:
            return self._told_of(question, scoped) or unanswered(scoped.missing)
        draft = recorded(question, scoped, self.library)
        if draft:
            return draft
        parts = [self._read(part, entries) for part in question.parts]
        asked = [
            (name, side_question(question, parts, name), part)
            for name, part in sides(question, scoped)
        ]
        if len(asked) > 1:
            apart = [
                Side(name, each, self.retriever.search(each, of), bool(of.documents))
                for name, each, of in asked
            ]
            watch.lap("retrieve")
            return compared(question, apart, self.library)
        found = self.retriever.search(question, scoped)
        found += self._beside(question, scoped, found)
        watch.lap("retrieve")
        draft = answered(question, parts, scoped, found, self.library)
        return draft if draft.lines else due_of(question, scoped, self.library) or draft

    def _told_of(self, question: Question, scoped: Scoped) -> Draft | None:
        """What other papers tell of a notice that is not here: when it came, how it ended.

        What it obliges to, it says itself alone.
        """
        said_in_it = question.said_in and not question.wants & TIMELY
        if not scoped.told_of or question.obliges or said_in_it:
            return None
        named = stem_line(NOTICE)
        told = self.retriever.search(question, scoped)
        found = [each for each in told if named in stem_line(each.passage.words)]
        draft = answered(question, (), scoped, found, self.library)
        return draft if draft.lines else None

    def _beside(
        self, question: Question, scoped: Scoped, found: Sequence[Evidence]
    ) -> list[Evidence]:
        """With no council named, and a notice or the like found: what others' such papers say.

        In a large corpus the passages of one paper may crowd out another's.
        """
        kind = next((each.entry.kind for each in found[:NEAREST] if each.entry.councils), "")
        if question.councils or scoped.scope.councils or kind not in EACH_HAS_ONE:
            return []
        papers = tuple(entry for entry in scoped.documents if entry.kind == kind)
        known = {each.passage.id for each in found}
        alike = self.retriever.search(question, replace(scoped, documents=papers))
        return [each for each in alike if each.passage.id not in known]

    def _scoped(
        self, question: str, scope: Scope | None, entries: Sequence[Entry]
    ) -> tuple[Question, Scoped]:
        """The question as read, and its scope; councils that only the caller names are its own."""
        asked = self._read(question, entries)
        scoped = resolve(asked, scope, entries)
        if not asked.councils and scoped.scope.councils:
            asked = replace(asked, councils=scoped.scope.councils)
        return asked, scoped

    def _read(self, question: str, entries: Sequence[Entry]) -> Question:
        library = self.library
        read = understand(
            question,
            library.councils(),
            library.rarity,
            library.corrected,
            library.size(),
            library.explained,
        )
        return referred(read, entries)
