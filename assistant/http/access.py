"""Who asks, and what they may: keys, browser sessions, and the open door on this machine.

``Gate`` (an ASGI middleware) finds the caller of each request once; routes then ask for
``Reader``, ``Editor`` or ``Administrator`` as a dependency. While no key was ever made,
whoever is on this machine is an administrator, and only there.
"""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from typing import Annotated, Literal, TypeAlias
from urllib.parse import urlsplit

from fastapi import Depends, Request, Response
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.http.state import service_of
from assistant.keys import SESSION_HOURS, Key, KeyStore, Role, includes
from ingest.errors import NoticesError

COOKIE = "notices_session"
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class NoKeyError(NoticesError):
    """Nobody is known to ask."""

    status = 401
    headers = {"WWW-Authenticate": 'Bearer realm="notices"'}  # noqa: RUF012  # never changed

    def __init__(self) -> None:
        super().__init__(
            "A key is needed here. Send it as “Authorization: Bearer KEY”, or sign in on the page. "
            "Whoever runs this service makes keys with `notices keys make`."
        )


class NotAllowedError(NoticesError):
    """The caller is known, and may not do this."""

    status = 403


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks. ``id`` is a key's id, or "" on this machine while there are no keys."""

    id: str
    name: str
    role: Role
    by: Literal["key", "session", "machine"]

    def may(self, role: Role) -> bool:
        """Whether the caller's role includes ``role``."""
        return includes(self.role, role)


_ON_THIS_MACHINE = Caller("", "this machine", "administrator", "machine")


class Gate:
    """Finds the caller of each request; stops what another site makes a browser send."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Raises NotAllowedError for a state-changing request that came from another site."""
        if scope["type"] == "http":
            keys = service_of(scope["app"]).keys
            found = _caller(scope, keys)
            scope.setdefault("state", {})["caller"] = found
            if scope["method"] not in _SAFE and (found is None or found.by != "key"):
                _same_origin(Headers(scope=scope))
        await self._app(scope, receive, send)


def caller(request: Request) -> Caller | None:
    """Who asks, or None if nobody is known to."""
    found: Caller | None = request.scope.get("state", {}).get("caller")
    return found


def _allowed(request: Request, role: Role) -> Caller:
    found = caller(request)
    if found is None:
        raise NoKeyError
    if not found.may(role):
        raise NotAllowedError(
            f"Only {_few(role)} may do this, and “{found.name}” is the key of a {found.role}. "
            "Whoever runs this service can make another key."
        )
    return found


def _few(role: Role) -> str:
    return "an administrator" if role == "administrator" else "an editor or an administrator"


def reader(request: Request) -> Caller:
    """Whoever may ask and read. Raises NoKeyError."""
    return _allowed(request, "reader")


def editor(request: Request) -> Caller:
    """Whoever may add, correct and remove documents. Raises NoKeyError, NotAllowedError."""
    return _allowed(request, "editor")


def administrator(request: Request) -> Caller:
    """Whoever may see how the service is used. Raises NoKeyError, NotAllowedError."""
    return _allowed(request, "administrator")


Reader: TypeAlias = Annotated[Caller, Depends(reader)]
Editor: TypeAlias = Annotated[Caller, Depends(editor)]
Administrator: TypeAlias = Annotated[Caller, Depends(administrator)]


def sign_in(request: Request, response: Response, secret: str) -> Caller | None:
    """Open a session with a key and give its cookie to the response; None if it is no key."""
    keys = service_of(request.app).keys
    key = keys.holder(secret.strip())
    if key is None:
        return None
    response.set_cookie(
        COOKIE,
        keys.open_session(key),
        max_age=SESSION_HOURS * 3600,
        path="/",
        secure=request.url.scheme == "https",
        httponly=True,
        samesite="strict",
    )
    return _holder(key, "session")


def sign_out(request: Request, response: Response) -> None:
    """End the browser's session, if it has one."""
    token = request.cookies.get(COOKIE)
    if token:
        service_of(request.app).keys.close_session(token)
    response.delete_cookie(COOKIE, path="/", httponly=True, samesite="strict")


def needs_sign_in(request: Request) -> bool:
    """Whether keys are in force and nobody is signed in."""
    return caller(request) is None


def is_loopback(host: str) -> bool:
    """Whether a host's name or address is this machine's own."""
    name = host.strip("[]").lower()
    if name == "localhost":
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


def _caller(scope: Scope, keys: KeyStore) -> Caller | None:
    headers = Headers(scope=scope)
    scheme, _, secret = headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer" and secret:
        return _holder(keys.holder(secret.strip()), "key")
    if token := _cookie(headers.get("cookie", "")):
        found = _holder(keys.session(token), "session")
        if found:
            return found
    if not keys.exist() and _on_this_machine(scope, headers):
        return _ON_THIS_MACHINE
    return None


def _holder(key: Key | None, by: Literal["key", "session"]) -> Caller | None:
    return Caller(key.id, key.name, key.role, by) if key else None


def _cookie(header: str) -> str:
    if COOKIE not in header:
        return ""
    try:
        morsel = SimpleCookie(header).get(COOKIE)
    except CookieError:
        return ""
    return morsel.value if morsel else ""


def _on_this_machine(scope: Scope, headers: Headers) -> bool:
    """The peer's address is, and so is the name it asked for: a page of another site whose
    name was pointed at this machine (DNS rebinding) still sends its own name as Host."""
    client = scope.get("client")
    host = urlsplit(f"//{headers.get('host', '')}").hostname
    return bool(client and is_loopback(client[0]) and host and is_loopback(host))


def _same_origin(headers: Headers) -> None:
    """A browser says where a request comes from; what is no browser says nothing."""
    site = headers.get("sec-fetch-site")
    origin = headers.get("origin")
    elsewhere = site not in ("same-origin", "none") if site else False
    if not site and origin:
        elsewhere = urlsplit(origin).netloc.lower() != headers.get("host", "").lower()
    if elsewhere:
        raise NotAllowedError(
            "This request came from another site's page, so it was not carried out. "
            "Use this service's own page, or send a key."
        )
