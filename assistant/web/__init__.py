"""The web page: server-rendered, whole without JavaScript and better with it."""

from __future__ import annotations

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

from assistant.web import answers, home, page_pictures, signing_in, viewer
from assistant.web.rendering import STATIC
from assistant.web.routes import problem_page

_PAGES = (answers, home, page_pictures, signing_in, viewer)


def add_pages(app: FastAPI) -> None:
    """Put the pages, their files and their way of telling errors into an application."""
    for pages in _PAGES:
        app.include_router(pages.router)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    app.state.problem_page = problem_page
