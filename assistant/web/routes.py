"""Routes of the page: an error is a page that says what to do, never JSON and never a trace."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import APIRouter, HTTPException, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute

from assistant.web.rendering import page
from ingest.errors import NoticesError

_HEADINGS = {
    400: "That cannot be read",
    401: "Sign in first",
    403: "You may not do that",
    404: "Not found",
    409: "Not now",
    413: "Too large",
    422: "That cannot be read",
    429: "Too many at once",
}


class PageRoute(APIRoute):
    """A route whose errors are shown as pages."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handler = super().get_route_handler()

        async def shown(request: Request) -> Response:
            try:
                return await handler(request)
            except NoticesError as error:
                return error_page(request, error.status, error.user_message)
            except RequestValidationError:
                return error_page(
                    request, 400, "Something in the address or the form is not as it should be."
                )
            except HTTPException as error:
                return error_page(request, error.status_code, str(error.detail))

        return shown


def error_page(request: Request, status: int, message: str) -> Response:
    """A page that says what is wrong and what to do."""
    heading = _HEADINGS.get(status, "Something went wrong")
    return page(request, "error.html", status=status, heading=heading, message=message)


def router() -> APIRouter:
    """A router of pages; none of them is part of the API's description."""
    return APIRouter(include_in_schema=False, route_class=PageRoute)
