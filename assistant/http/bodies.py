"""How much, how fast and of what type a request's body may be."""

from __future__ import annotations

import asyncio

from fastapi import Depends, Request
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.http.access import Caller, NoKeyError, NotAllowedError
from assistant.http.state import service_of
from ingest.errors import NoticesError

MOST_BYTES = 64 * 1024
"""Of a body that is no upload: a question has at most some thousand characters."""

_PATIENCE = 30.0  # seconds for the next piece of a body
_LONGEST = 900.0  # seconds for all of it
_MULTIPART = "multipart/form-data"


class TooLargeError(NoticesError):
    """A body has more bytes than may be."""

    status = 413
    headers = {"Connection": "close"}  # noqa: RUF012  # never changed


class MediaTypeError(NoticesError):
    """A body of a type that is not understood."""

    status = 415


class Bodies:
    """Counts the bytes of each body as they come, whatever its headers say.

    Only an editor may upload, and nobody else's upload is taken in at all.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Raises TooLargeError, NoKeyError or NotAllowedError before the route is asked."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        upload = headers.get("content-type", "").lower().startswith(_MULTIPART)
        if upload:
            _may_upload(scope.get("state", {}).get("caller"))
        most = service_of(scope["app"]).settings.upload_mb * 1_000_000 if upload else MOST_BYTES
        length = headers.get("content-length", "")
        if length.isdecimal() and int(length) > most:
            raise _too_large(most)
        await self._app(scope, _Counted(receive, most), send)


class _Counted:
    """``receive`` that gives up on a body that is too large or too slow."""

    def __init__(self, receive: Receive, most: int) -> None:
        self._receive = receive
        self._most = most
        self._taken = 0
        self._whole = False
        self._until = asyncio.get_running_loop().time() + _LONGEST

    async def __call__(self) -> Message:
        if self._whole:  # what comes now is only that the client has gone
            return await self._receive()
        message = await self._in_time()
        if message["type"] != "http.request":
            return message
        self._taken += len(message.get("body", b""))
        self._whole = not message.get("more_body", False)
        if self._taken > self._most:
            # FastAPI takes any other error while it reads a body for a malformed one.
            raise HTTPException(413, headers=TooLargeError.headers)
        return message

    async def _in_time(self) -> Message:
        left = self._until - asyncio.get_running_loop().time()
        try:
            return await asyncio.wait_for(self._receive(), min(_PATIENCE, max(0.0, left)))
        except TimeoutError:
            raise HTTPException(408, headers=TooLargeError.headers) from None


def _json_only(request: Request) -> None:
    """Raises MediaTypeError for a body that does not say that it is JSON."""
    given = request.headers.get("content-type", "")
    media_type = given.partition(";")[0].strip().lower()
    has_body = request.headers.get("content-length", "0") != "0" or given
    if has_body and media_type != "application/json" and not media_type.endswith("+json"):
        raise MediaTypeError("Send JSON here, with the header “Content-Type: application/json”.")


takes_json = Depends(_json_only)
"""For a route's or a router's ``dependencies``."""


def _may_upload(caller: Caller | None) -> None:
    if caller is None:
        raise NoKeyError
    if not caller.may("editor"):
        raise NotAllowedError("Only an editor or an administrator may add documents.")


def _too_large(most: int) -> TooLargeError:
    size = f"{most // 1_000_000} MB" if most >= 1_000_000 else f"{most // 1024} KB"
    return TooLargeError(f"The request is too large: at most {size} can be sent here at once.")
