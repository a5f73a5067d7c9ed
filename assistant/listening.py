"""Whoever hears an answer while it is being made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from assistant.answers import Citation, Statement


@dataclass(frozen=True, slots=True)
class Said:
    """A verified statement of an answer still being made, and the citations that it marks."""

    statement: Statement
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Listener:
    """Hears statements as they are verified; called in the thread that makes the answer.

    ``said`` takes each statement in turn. What was said may still be replaced by the answer
    as a whole. ``there`` is asked now and then: with nobody there, no model is heard further.
    """

    said: Callable[[Said], None] = lambda said: None
    there: Callable[[], bool] = lambda: True


SILENT = Listener()
"""Hears nothing and stays."""
