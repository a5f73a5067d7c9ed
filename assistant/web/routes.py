"""Routes of the page, and how it tells an error: as a page that says what to do."""

from __future__ import annotations

from fastapi import APIRouter, Depends, Request, Response

from assistant.http.access import reader
from assistant.http.problems import Problem
from assistant.web.rendering import page

_HEADINGS = {
    400: "That cannot be read",
    401: "Sign in first",
    403: "You may not do that",
    404: "Not found",
    405: "That cannot be done here",
    409: "Not now",
    413: "Too large",
    422: "That cannot be read",
    429: "Too many at once",
}


def router() -> APIRouter:
    """A router of pages for readers; none of them is part of the API's description."""
    return APIRouter(include_in_schema=False, dependencies=[Depends(reader)])


def problem_page(request: Request, problem: Problem) -> Response:
    """A page that says what is wrong and what to do."""
    heading = _HEADINGS.get(problem.status, "Something went wrong")
    return page(
        request, "error.html", status=problem.status, heading=heading, message=problem.detail
    )
