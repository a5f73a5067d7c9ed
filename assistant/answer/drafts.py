"""Draft: what is to be answered, before it is quoted, numbered and checked."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.answer.quoting import Line
from assistant.answers import Status
from assistant.evidence.facts import Excerpt


@dataclass(frozen=True, slots=True)
class Draft:
    """Lines to print, ``opening`` before them; or, where nothing is quoted, what is ``said``.

    ``confidence`` is 0 to 1, None where nothing was judged; ``reasons`` speak against an
    answer; ``nearest`` are excerpts to show instead of one; ``options`` questions to ask next.
    """

    lines: tuple[Line, ...] = ()
    opening: str = ""
    status: Status = "answered"
    said: str = ""
    confidence: float | None = None
    reasons: tuple[str, ...] = ()
    nearest: tuple[Excerpt, ...] = ()
    options: tuple[str, ...] = ()


def unanswered(said: str) -> Draft:
    """That the documents do not answer, said in a sentence."""
    return Draft(status="not_found", said=said)
