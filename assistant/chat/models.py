"""A chat model as this house needs one: words in, words out as they come, and why not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from ingest.errors import NoticesError

_LETTERS_A_TOKEN = 3.2  # of English in any current tokeniser; errs towards more tokens


class ModelError(NoticesError):
    """The model cannot be used now.

    ``passing`` when the same call may succeed later, ``wait`` seconds from now at the soonest.
    """

    status = 503

    def __init__(self, user_message: str, *, passing: bool = False, wait: float = 0.0) -> None:
        super().__init__(user_message)
        self.passing = passing
        self.wait = wait


@dataclass(slots=True)
class Tokens:
    """What calls cost: tokens read and written, counted by the model or else estimated."""

    read: int = 0
    written: int = 0


class ChatModel(Protocol):
    """One model; safe for many threads."""

    @property
    def name(self) -> str:
        """The provider and the model's name."""
        ...

    def stream(self, words: str, schema: dict[str, Any], tokens: Tokens) -> Iterator[str]:
        """The answer to one prompt in pieces, as they come; closing it ends the request.

        A piece may be empty: a model that is silent for a while gives some, so that whoever
        reads may leave.
        A model that can is held to ``schema`` (JSON Schema); the words ask for it too.
        ``tokens`` is added to at the end. Raises ModelError.
        """
        ...


def estimated(text: str) -> int:
    """About how many tokens a text has, rather more than fewer."""
    return int(len(text) / _LETTERS_A_TOKEN) + 1
