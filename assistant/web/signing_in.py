"""``/sign-in`` and ``/sign-out``: a browser's session, opened with a key."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from assistant.http.access import sign_in, sign_out
from assistant.web.rendering import page

router = APIRouter(include_in_schema=False)
_WRONG = "That is no key of this service, or it was taken back. Copy it whole, and try again."


@router.get("/sign-in")
def form(request: Request, next: str = "/") -> Response:  # noqa: A002 - the address says so
    """The form."""
    return page(request, "sign-in.html", next=_inside(next), wrong="")


@router.post("/sign-in")
def enter(
    request: Request,
    key: Annotated[str, Form()] = "",
    wanted: Annotated[str, Form(alias="next")] = "/",
) -> Response:
    """Open a session and lead to where the person wanted to be."""
    response = RedirectResponse(_inside(wanted), status_code=303)
    if sign_in(request, response, key) is None:
        return page(request, "sign-in.html", status=403, next=_inside(wanted), wrong=_WRONG)
    return response


@router.post("/sign-out")
def leave(request: Request) -> Response:
    """End the session."""
    response = RedirectResponse("/sign-in", status_code=303)
    sign_out(request, response)
    return response


def _inside(address: str) -> str:
    """An address of this service; one of another site, however written, leads to the start."""
    inside = address.startswith("/") and not address.startswith(("//", "/\\"))
    return address if inside and address.isprintable() else "/"
