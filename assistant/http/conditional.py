"""ETags: what a client holds already is not sent again (RFC 9110, section 13)."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from fastapi import Request
from fastapi.responses import Response

_KEPT = {"Cache-Control": "private, no-cache"}  # may be kept, but is asked for again each time


def conditional(
    request: Request, content: bytes, media_type: str, headers: Mapping[str, str] | None = None
) -> Response:
    """The content with its ETag, or 304 where ``If-None-Match`` names that ETag."""
    mark = hashlib.sha256(media_type.encode() + b"\0" + content).hexdigest()[:32]
    tagged = {**(headers or {}), **_KEPT, "ETag": f'"{mark}"', "Vary": "Accept"}
    if _holds(request.headers.get("if-none-match", ""), mark):
        return Response(status_code=304, headers=tagged)
    return Response(content, media_type=media_type, headers=tagged)


def _holds(given: str, mark: str) -> bool:
    names = {name.strip().removeprefix("W/").strip('"') for name in given.split(",")}
    return mark in names or given.strip() == "*"
