"""Waiting for a turn to be answered without holding a thread meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from anyio import CapacityLimiter, to_thread
from fastapi import Request

from assistant.service import AT_ONCE

Made = TypeVar("Made")


def new_turns() -> CapacityLimiter:
    """The turns of one application: as many as its service answers at once."""
    return CapacityLimiter(AT_ONCE)


async def in_turn(request: Request, make: Callable[[], Made]) -> Made:
    """What ``make`` gives, called in a thread when it is its turn.

    However many wait, threads stay free for whatever is no question.
    """
    turns: CapacityLimiter = request.app.state.turns
    return await to_thread.run_sync(make, limiter=turns)
