"""How many requests a caller may make: a bucket of tokens each, filled again all the time."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.http.access import Caller
from ingest.errors import NoticesError

_MINUTE = 60.0
_MOST_BUCKETS = 10_000
# Slack sends all of a workspace's events from a few addresses, and its route has its own gate.
_FREE = ("/static/", "/healthz", "/readyz", "/metrics", "/favicon.ico", "/slack/events")


@dataclass(frozen=True, slots=True)
class Standing:
    """What a caller has left. ``reset`` is the seconds until all of it is there again;
    ``wait`` those until one more request may be made, 0 when it may be made now."""

    limit: int
    remaining: int
    reset: int
    wait: int

    def headers(self) -> dict[str, str]:
        """The usual headers."""
        return {
            "RateLimit-Limit": str(self.limit),
            "RateLimit-Remaining": str(self.remaining),
            "RateLimit-Reset": str(self.reset),
            **({"Retry-After": str(self.wait)} if self.wait else {}),
        }


class TooManyError(NoticesError):
    """A caller has no request left for now."""

    status = 429

    def __init__(self, standing: Standing) -> None:
        self.headers = standing.headers()
        super().__init__(
            f"That is more than {standing.limit} requests a minute. Try again in "
            f"{standing.wait} seconds."
        )


class Buckets:
    """Tokens of every caller. A full bucket is forgotten: it is what a new one would be."""

    def __init__(self, a_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._a_minute = a_minute
        self._clock = clock
        self._full_at: dict[str, float] = {}

    def take(self, name: str) -> Standing:
        """Take a token from a caller's bucket, if there is one."""
        now, cost = self._clock(), _MINUTE / self._a_minute
        full_at = max(self._full_at.get(name, now), now) + cost
        over = full_at - now - _MINUTE  # seconds by which the bucket is overdrawn
        if over > 1e-9:
            return Standing(self._a_minute, 0, math.ceil(full_at - cost - now), math.ceil(over))
        self._keep(name, full_at, now)
        left = math.floor((_MINUTE - (full_at - now)) / cost + 1e-9)
        return Standing(self._a_minute, left, math.ceil(full_at - now), 0)

    def _keep(self, name: str, full_at: float, now: float) -> None:
        self._full_at[name] = full_at
        if len(self._full_at) > _MOST_BUCKETS:
            waiting = {name: at for name, at in self._full_at.items() if at > now}
            newest = list(waiting.items())[-_MOST_BUCKETS // 2 :]
            self._full_at = dict(newest if len(waiting) > _MOST_BUCKETS else waiting)


class Limits:
    """Counts each request to its key, or to the address of whoever has none.

    Whoever is let in for being on this machine is not counted: there is nobody else to protect.
    """

    def __init__(self, app: ASGIApp, buckets: Buckets) -> None:
        self._app = app
        self._buckets = buckets

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Raises TooManyError; else each response tells what is left."""
        name = _name(scope) if scope["type"] == "http" else ""
        if not name or scope["path"].startswith(_FREE):
            await self._app(scope, receive, send)
            return
        standing = self._buckets.take(name)

        async def with_standing(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(standing.headers())
            await send(message)

        if standing.wait:
            raise TooManyError(standing)
        await self._app(scope, receive, with_standing)


def _name(scope: Scope) -> str:
    """Whose bucket a request takes from; "" for none."""
    caller: Caller | None = scope.get("state", {}).get("caller")
    if caller:
        return "" if caller.by == "machine" else f"key {caller.id}"
    client = scope.get("client")
    return f"address {client[0] if client else 'unknown'}"
