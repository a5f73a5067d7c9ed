"""An asynchronous stream read in a thread: it can be left at any moment, also while it is silent.

A thread that waits for a socket cannot be called off; a task on an event loop can. So the
clients of models run on one event loop in a thread of its own, for as long as the process.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import aclosing
from functools import cache
from queue import Empty, SimpleQueue
from typing import TypeVar

Piece = TypeVar("Piece")
LOOK_S = 0.2  # the longest that a reader waits before it may look about


class _End(Exception):  # noqa: N818  # no error
    """The stream has ended."""


def read(stream: Callable[[], AsyncIterator[Piece]]) -> Iterator[Piece | None]:
    """The pieces as they come, and None now and then while none comes.

    Closing the iterator cancels the stream at once. Raises what the stream raises.
    """
    pieces: SimpleQueue[Piece | Exception] = SimpleQueue()

    async def pour() -> None:
        try:
            async with aclosing(stream()) as poured:  # type: ignore[type-var]
                async for piece in poured:
                    pieces.put(piece)
        except Exception as error:
            pieces.put(error)
        else:
            pieces.put(_End())

    pouring = asyncio.run_coroutine_threadsafe(pour(), _loop())
    try:
        while True:
            try:
                piece = pieces.get(timeout=LOOK_S)
            except Empty:
                yield None
                continue
            if isinstance(piece, _End):
                return
            if isinstance(piece, Exception):
                raise piece
            yield piece
    finally:
        pouring.cancel()


@cache
def _loop() -> asyncio.AbstractEventLoop:
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, name="chat models", daemon=True).start()
    return loop
