"""Waiting for a turn to be answered without holding a thread meanwhile."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable
from threading import Event
from typing import TypeVar

from anyio import CapacityLimiter, to_thread
from fastapi import Request

from assistant.answers import Answer
from assistant.listening import Listener, Said
from assistant.service import AT_ONCE

Made = TypeVar("Made")
Answering = Callable[[Listener], Answer]
_LOOK_S = 0.5  # how often it is looked whether a client that waits is still there


def new_turns() -> CapacityLimiter:
    """The turns of one application: as many as its service answers at once."""
    return CapacityLimiter(AT_ONCE)


async def in_turn(request: Request, make: Callable[[], Made]) -> Made:
    """What ``make`` gives, called in a thread when it is its turn.

    However many wait, threads stay free for whatever is no question.
    """
    turns: CapacityLimiter = request.app.state.turns
    return await to_thread.run_sync(make, limiter=turns)


async def answered_in_turn(request: Request, make: Answering) -> Answer:
    """The answer that ``make`` gives; where the client goes away, no model works on for it."""
    gone = Event()
    answering = asyncio.ensure_future(
        in_turn(request, lambda: make(Listener(there=lambda: not gone.is_set())))
    )
    try:
        while not (await asyncio.wait({answering}, timeout=_LOOK_S))[0]:
            if await request.is_disconnected():
                gone.set()
        return answering.result()
    finally:
        gone.set()
        answering.cancel()


async def told_in_turn(
    request: Request, make: Answering, ping_s: float
) -> AsyncGenerator[Said | Answer | None, None]:
    """Statements as they are verified, then the answer; None after ``ping_s`` of silence.

    Closing it has the model stop, and gives the turn to another.
    """
    loop, gone = asyncio.get_running_loop(), Event()
    heard: asyncio.Queue[Said | None] = asyncio.Queue()
    listener = Listener(said=lambda said: _put(loop, heard, said), there=lambda: not gone.is_set())
    answering = asyncio.ensure_future(in_turn(request, lambda: make(listener)))
    answering.add_done_callback(lambda _: heard.put_nowait(None))
    hearing = asyncio.ensure_future(heard.get())
    try:
        while True:
            if not (await asyncio.wait({hearing}, timeout=ping_s))[0]:
                yield None
                continue
            said = hearing.result()
            if said is None:
                break
            hearing = asyncio.ensure_future(heard.get())
            yield said
        yield answering.result()
    finally:
        gone.set()
        hearing.cancel()
        answering.cancel()


def _put(loop: asyncio.AbstractEventLoop, heard: asyncio.Queue[Said | None], said: Said) -> None:
    loop.call_soon_threadsafe(heard.put_nowait, said)
