"""ETags: what a client holds already is not sent again (RFC 9110, section 13)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping

from fastapi import Request
from fastapi.responses import Response

from assistant.http.describing import version
from assistant.http.state import service_of

_KEPT = {"Cache-Control": "private, no-cache"}  # may be kept, but is asked for again each time


def conditional(
    request: Request, content: bytes, media_type: str, headers: Mapping[str, str] | None = None
) -> Response:
    """The content with an ETag of its own, or 304 where ``If-None-Match`` names it."""
    return _tagged(request, _mark(content), lambda: content, media_type, headers)


def of_corpus(
    request: Request,
    make: Callable[[], bytes],
    media_type: str,
    headers: Mapping[str, str] | None = None,
    also: str = "",
) -> Response:
    """What one address makes of the corpus: it changes with the corpus, or with this program,
    or with ``also``, which marks the state of anything else that it is made of.

    ``make`` is not even called where the client holds what it would give.
    """
    corpus = service_of(request.app).library.version
    mark = _mark("\n".join([version(), corpus, also, str(request.url), media_type]).encode())
    return _tagged(request, mark, make, media_type, headers)


def _tagged(
    request: Request,
    mark: str,
    make: Callable[[], bytes],
    media_type: str,
    headers: Mapping[str, str] | None,
) -> Response:
    tagged = {**(headers or {}), **_KEPT, "ETag": f'"{mark}"', "Vary": "Accept"}
    if _holds(request.headers.get("if-none-match", ""), mark):
        return Response(status_code=304, headers=tagged)
    return Response(make(), media_type=media_type, headers=tagged)


def _mark(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:32]


def _holds(given: str, mark: str) -> bool:
    names = {name.strip().removeprefix("W/").strip('"') for name in given.split(",")}
    return mark in names or given.strip() == "*"
