"""The application that ``notices serve`` runs: the API and the page over one service."""

from __future__ import annotations

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

from assistant.api import asking
from assistant.service import Service
from assistant.web import answers, home, page_pictures, viewer
from assistant.web.rendering import STATIC


def make_app(service: Service) -> FastAPI:
    """An application over a service that stays open as long as it runs."""
    app = FastAPI(title="Notice Assistant")
    app.state.service = service
    app.include_router(asking.router)
    app.include_router(home.router)
    for pages in (answers, page_pictures, viewer):
        app.include_router(pages.router)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    return app
