"""The assistant of chat-model mode: quoting answers, told by a model where what it says stands."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.answers import Answer, ModelUse, Scope
from assistant.asking import Assistant
from assistant.chat.rewriting import rewritten, unsure
from assistant.chat.telling import Chat
from assistant.evidence.library import Library
from assistant.evidence.retrieval import Retriever
from assistant.listening import SILENT, Listener, Said
from assistant.question.guarding import refusal


class ChattingAssistant(Assistant):
    """An assistant whose answers a chat model tells, where what it says stands."""

    def __init__(self, library: Library, retriever: Retriever, chat: Chat) -> None:
        super().__init__(library, retriever)
        self.chat = chat

    def ask(self, question: str, scope: Scope | None = None, listener: Listener = SILENT) -> Answer:
        """As Assistant.ask; ``mode`` says who tells it, ``model`` what was dropped and why."""
        for made in self.telling(question, scope, listener):
            if isinstance(made, Answer):
                return made
            listener.said(made)
        raise AssertionError("an answer comes last")

    def read_after(
        self, question: str, last: Answer | None, listener: Listener = SILENT
    ) -> tuple[str | None, ModelUse | None]:
        """As Assistant.read_after; where the rules are unsure, a model proposes a reading."""
        read_as, _ = super().read_after(question, last, listener)
        if last is None or refusal(question) or not unsure(question, read_as, last):
            return read_as, None
        known, chat = self.library.councils(), self.chat
        made, use = rewritten(question, last, known, chat.caller, chat.window, listener)
        return made or read_as, use

    def telling(
        self, question: str, scope: Scope | None = None, listener: Listener = SILENT
    ) -> Iterator[Said | Answer]:
        """Verified statements as they come, then the answer; closing it ends the model's work."""
        quoted = super().ask(question, scope)
        yield from self.chat.telling(quoted, self.understand(question), listener)
