"""Service: what a door that many people use at once calls; one for each process."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from threading import BoundedSemaphore, Semaphore
from typing import TypeAlias, TypeVar

from assistant.answer_log import AnswerLog, UnknownAnswerError
from assistant.answers import Answer, Scope, with_reader
from assistant.asking import Assistant
from assistant.conversation.log import ConversationLog
from assistant.conversation.reading import remembered
from assistant.evidence.library import Library
from assistant.evidence.passages import Evidence
from assistant.keys import KeyStore
from assistant.listening import SILENT, Listener
from assistant.registers.confirmations import Confirmations
from assistant.settings import Settings
from assistant.suggesting import Suggester
from assistant.uploads.intake import Uploads
from ingest.corpus import Corpus, Entry, UnknownDocumentError

Made = TypeVar("Made")
Narrowing: TypeAlias = Callable[[str], Scope]
"""What may be searched for a question, once it is read as one that stands alone."""

_MOST_CHANGES = 3  # of the corpus while one question is answered
AT_ONCE = min(4, max(2, os.cpu_count() or 2))
"""Questions answered at the same time. Answering is mostly computing in one interpreter: with
more at once each takes longer, and the slowest of twenty more than twice as long."""


@dataclass(frozen=True)
class Service:
    """Asks, keeps what was answered, and shows what the corpus holds. Safe for many threads.

    ``corpus`` is open for reading only; ``uploads`` opens it anew to write, with the lock, and
    what was written is seen from the next call on. ``heard`` is told of each answer. At most
    AT_ONCE questions are answered at a time; the others wait their turn.
    """

    settings: Settings
    corpus: Corpus
    assistant: Assistant
    answers: AnswerLog
    keys: KeyStore
    uploads: Uploads
    conversations: ConversationLog
    confirmations: Confirmations
    suggester: Suggester
    heard: Callable[[Answer], None] | None = None
    turns: Semaphore = field(default_factory=lambda: BoundedSemaphore(AT_ONCE))

    @property
    def library(self) -> Library:
        """Read access to documents and their outlines."""
        return self.assistant.library

    def ask(
        self,
        question: str,
        scope: Scope | Narrowing | None = None,
        conversation_id: str | None = None,
        after: str | None = None,
        listener: Listener = SILENT,
        turns: Sequence[tuple[str, str]] = (),
    ) -> Answer:
        """The answer to one question, kept so that its id can be opened and judged.

        With the id of a conversation, the question is read after the last one of it, and the
        reading stands in ``read_as``; an id that is not known begins a conversation of that
        id, and none begins one of a new id. The answer says which it belongs to. ``after``, the
        id of an answer, has the question read after that one instead of the last: a person may
        have gone back to it. ``scope`` may be made from the question as it is read. A
        ``listener`` hears a chat model's statements as they are verified. ``turns`` are earlier
        questions and the words of their answers, oldest first, from a caller who remembers the
        conversation alone.

        Raises:
            NoticesError: the corpus or the file of answers cannot be used.
        """
        last = self._last(conversation_id, after) if conversation_id or after else None
        last = last or remembered(turns, self.library.councils())
        conversation = conversation_id or ConversationLog.begun()
        read_as, reader = self.assistant.read_after(question, last, listener)
        asked = read_as or question
        with self.turns:
            allowed = scope(asked) if callable(scope) else scope
            given = self.steadily(lambda: self.assistant.ask(asked, allowed, listener))
        answer = replace(
            given,
            question=question,
            read_as=read_as,
            conversation_id=conversation,
            model=with_reader(given.model, reader),
        )
        self.answers.keep(answer)
        self.conversations.add(conversation, answer.id)
        if self.heard:
            self.heard(answer)
        return answer

    def forget(self, conversation_id: str) -> bool:
        """Delete a conversation with all its answers; whether there was one."""
        answers = self.conversations.answers(conversation_id)
        self.answers.remove(answers)
        self.conversations.remove(conversation_id)
        return bool(answers)

    def forget_idle(self) -> int:
        """Delete the conversations older than the settings allow; gives how many."""
        idle = self.conversations.idle(self.settings.keep_conversations_days)
        for conversation in idle:
            self.forget(conversation)
        return len(idle)

    def _last(self, conversation_id: str | None, after: str | None) -> Answer | None:
        """The answer that a follow-up follows: the last that is kept and was no refusal."""
        held = self.conversations.answers(conversation_id) if conversation_id else ()
        for answer_id in (after,) if after else reversed(held):
            with suppress(UnknownAnswerError):
                answer = self.answers.answer(answer_id)
                if answer.status not in ("refused", "error"):
                    return answer
        return None

    def search(self, query: str, scope: Scope | None = None, limit: int = 10) -> list[Evidence]:
        """Ranked passages for a query inside its scope."""
        with self.turns:
            return self.steadily(lambda: self.assistant.search(query, limit, scope))

    def steadily(self, read: Callable[[], Made]) -> Made:
        """What ``read`` gives; read again where a document went from under it meanwhile."""
        for _ in range(_MOST_CHANGES):
            before = self.library.version
            try:
                return read()
            except (UnknownDocumentError, KeyError):
                if self.library.version == before:
                    raise
        return read()

    def entries(self) -> Sequence[Entry]:
        """Every current document in brief, packs' parts and twins included."""
        return self.library.entries()
