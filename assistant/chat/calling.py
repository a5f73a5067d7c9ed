"""Calls to a chat model that may fail: time limits, retries, a circuit breaker, counts."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

from assistant.chat.models import ChatModel, ModelError, Tokens

TRIES = 3
FIRST_WAIT = 0.5  # seconds before the second try; doubled for each further one
BREAKS_AFTER = 3  # calls that failed one after another
RESTS = 60.0  # seconds in which no call is made after that


@dataclass(slots=True)
class Counts:
    """What was asked of a model since the process began; exported as metrics."""

    calls: int = 0
    failures: int = 0
    retries: int = 0
    refused: int = 0
    tokens_read: int = 0
    tokens_written: int = 0
    statements: int = 0
    dropped: int = 0
    fallbacks: int = 0


@dataclass
class Caller:
    """Calls one model; safe for many threads. ``seconds`` limit one call, tries included."""

    model: ChatModel
    seconds: float = 60.0
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    counts: Counts = field(default_factory=Counts)
    _failed: int = 0
    _rests_until: float = 0.0
    _lock: Lock = field(default_factory=Lock)

    def stream(
        self, words: str, schema: dict[str, Any], tokens: Tokens
    ) -> Generator[str, None, None]:
        """The model's words as they come. A call that gave nothing yet is tried again.

        Raises:
            ModelError: it failed for good, took too long, or rests after failing repeatedly.
        """
        with self._lock:
            if self.clock() < self._rests_until:
                self.counts.refused += 1
                raise ModelError("The model failed repeatedly and is left alone for a minute.")
            self.counts.calls += 1
        try:
            yield from self._tried(words, schema, tokens, self.clock() + self.seconds)
        except ModelError:
            self._note_failure()
            raise
        with self._lock:
            self._failed = 0

    def _tried(
        self, words: str, schema: dict[str, Any], tokens: Tokens, ends: float
    ) -> Iterator[str]:
        for attempt in range(1, TRIES + 1):
            given = False
            try:
                for piece in self._counted(words, schema, tokens):
                    given = given or bool(piece)
                    yield piece
                    if self.clock() > ends:
                        raise ModelError("The model took too long.")
                return
            except ModelError as error:
                wait = FIRST_WAIT * 2 ** (attempt - 1) * (1 + random.random() / 4)  # noqa: S311
                wait = max(wait, error.wait)
                late = self.clock() + wait > ends
                if given or late or not error.passing or attempt == TRIES:
                    raise
            self.counts.retries += 1
            self.sleep(wait)

    def _counted(self, words: str, schema: dict[str, Any], tokens: Tokens) -> Iterator[str]:
        """One call; what it cost is counted even where it is broken off."""
        own = Tokens()
        pieces = self.model.stream(words, schema, own)
        try:
            yield from pieces
        finally:
            close = getattr(pieces, "close", None)
            if close:
                close()
            tokens.read += own.read
            tokens.written += own.written
            with self._lock:
                self.counts.tokens_read += own.read
                self.counts.tokens_written += own.written

    def _note_failure(self) -> None:
        with self._lock:
            self.counts.failures += 1
            self._failed += 1
            if self._failed >= BREAKS_AFTER:
                self._rests_until = self.clock() + RESTS
                self._failed = 0
