"""All pages, and the files that they are set with, as an application takes them."""

from __future__ import annotations

import os

from fastapi import FastAPI, Response
from fastapi.staticfiles import StaticFiles
from starlette.types import Scope

from assistant.web import (
    adding,
    answers,
    council_pages,
    home,
    page_pictures,
    register_pages,
    shelves,
    signing_in,
    viewer,
)
from assistant.web.rendering import STATIC
from assistant.web.routes import problem_page

# An address of one's own, such as /documents/add, comes before one with any name in its place.
_PAGES = (
    answers,
    home,
    signing_in,
    shelves,
    adding,
    register_pages,
    council_pages,
    page_pictures,
    viewer,
)


def add_pages(app: FastAPI) -> None:
    """Put the pages, their files and their way of telling errors into an application."""
    for pages in _PAGES:
        app.include_router(pages.router)
    app.mount("/static", _Files(directory=STATIC), name="static")
    app.state.problem_page = problem_page


class _Files(StaticFiles):
    """Files that a browser may keep: each version of one has an address of its own."""

    def file_response(
        self,
        full_path: str | os.PathLike[str],
        stat_result: os.stat_result,
        scope: Scope,
        status_code: int = 200,
    ) -> Response:
        """The file, to be kept for a year."""
        response = super().file_response(full_path, stat_result, scope, status_code)
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return response
