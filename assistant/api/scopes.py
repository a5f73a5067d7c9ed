"""The scope of a request's body -> the Scope of the search."""

from __future__ import annotations

from assistant.answers import Scope
from assistant.api.contract import ScopeAsked
from assistant.question.narrowing import narrowed
from assistant.service import Service


def scope_of(asked: ScopeAsked | None, service: Service) -> Scope | None:
    """The scope asked for, None when nothing is narrowed.

    Raises ScopeError for an unknown council or dates the wrong way round.
    """
    if asked is None:
        return None
    return narrowed(
        asked.councils,
        asked.kinds,
        asked.from_,
        asked.to,
        known=service.library.councils(),
    )
