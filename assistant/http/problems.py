"""Every error as a problem (RFC 9457): one table from an exception to what is told of it.

Nothing of a document, a question or a traceback is ever told, nor is ``str(exc)``.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse, Response
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException

from ingest.errors import NoticesError

MEDIA_TYPE = "application/problem+json"
SIGN_IN = "/sign-in"
_log = logging.getLogger(__name__)

_DETAILS = {
    400: "The request could not be read. Check that its body is well formed.",
    404: "There is nothing at this address.",
    405: "This address does not take that method; the header Allow lists those that it takes.",
    413: "The request is too large. Send less at a time.",
}
_FAULT = "Something went wrong that should not. Nothing was lost. Please try again, and report it."


class Fault(BaseModel):
    """One thing that is wrong with a request."""

    where: str = Field(description="The place in the request.", examples=["body.question"])
    message: str = Field(description="What is wrong there.", examples=["Field required"])


class Problem(BaseModel):
    """What went wrong and what to do (RFC 9457)."""

    type: str = Field("about:blank", description="Always about:blank: the status says the kind.")
    title: str = Field(description="The name of the status.", examples=["Not Found"])
    status: int = Field(description="The HTTP status.", examples=[404])
    detail: str = Field(description="What is wrong and what to do, for a person.")
    errors: list[Fault] | None = Field(None, description="Each thing wrong, where there are more.")


def problem(status: int, detail: str, errors: list[Fault] | None = None) -> Problem:
    """A problem under the usual name of its status."""
    try:
        title = HTTPStatus(status).phrase
    except ValueError:
        title = "Error"
    return Problem(type="about:blank", title=title, status=status, detail=detail, errors=errors)


def respond(made: Problem, headers: Mapping[str, str] | None = None) -> Response:
    """The problem as a response."""
    return JSONResponse(
        made.model_dump(exclude_none=True), made.status, dict(headers or {}), MEDIA_TYPE
    )


def problem_of(error: Exception) -> tuple[Problem, Mapping[str, str]]:
    """What is told of an error, and the headers that go with it."""
    if isinstance(error, NoticesError):
        return problem(error.status, error.user_message), getattr(error, "headers", {})
    if isinstance(error, RequestValidationError):
        return _invalid(error), {}
    if isinstance(error, HTTPException):
        detail = _DETAILS.get(error.status_code, HTTPStatus(error.status_code).description)
        return problem(error.status_code, detail or error.detail), error.headers or {}
    # What an error says may quote a document, so it is for a log that asks for all.
    _log.error("a request failed unexpectedly: %s", type(error).__name__)
    _log.debug("the request that failed", exc_info=error)
    return problem(500, _FAULT), {}


def answer_error(request: Request, error: Exception) -> Response:
    """The response to an error: the problem, but for a person with a browser a page.

    ``app.state.problem_page(request, problem)`` makes that page, where the web has set it.
    """
    made, headers = problem_of(error)
    if made.status == 401 and wants_page(request):
        return _to_sign_in(request)
    page = getattr(request.app.state, "problem_page", None)
    if page is not None and wants_page(request):
        shown: Response = page(request, made)
        shown.headers.update(headers)
        return shown
    return respond(made, headers)


def wants_page(request: Request) -> bool:
    """Whether a person with a browser asks: it accepts HTML, and the address is no API route."""
    api = request.url.path.startswith(("/v1/", "/healthz", "/readyz", "/metrics", "/openapi"))
    return not api and "text/html" in request.headers.get("accept", "")


def _to_sign_in(request: Request) -> Response:
    """To the page to sign in on, which leads back to where the person wanted to be."""
    url = request.url
    wanted = f"{url.path}?{url.query}" if url.query else url.path
    there = f"{SIGN_IN}?{urlencode({'next': wanted})}" if request.method == "GET" else SIGN_IN
    return RedirectResponse(there, 303)


def handle_problems(app: FastAPI) -> None:
    """Answer every error of a route with a problem."""

    async def handled(request: Request, error: Exception) -> Response:
        return answer_error(request, error)

    for kind in (NoticesError, RequestValidationError, HTTPException):
        app.add_exception_handler(kind, handled)


def _invalid(error: RequestValidationError) -> Problem:
    """Where and what, never the value: it may be a question."""
    found: list[dict[str, Any]] = list(error.errors())
    if any(each["type"] == "json_invalid" for each in found):
        return problem(400, "The body is not well-formed JSON.")
    faults = [
        Fault(where=".".join(str(part) for part in each["loc"]), message=each["msg"])
        for each in found
    ]
    listed = "; ".join(f"{fault.where}: {fault.message}" for fault in faults[:5])
    return problem(422, f"The request is not as it should be. {listed}", faults)
