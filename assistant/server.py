"""The application that ``notices serve`` runs: the API and the page over one service."""

from __future__ import annotations

from fastapi import FastAPI

from assistant.api import asking
from assistant.service import Service
from assistant.web import home


def make_app(service: Service) -> FastAPI:
    """An application over a service that stays open as long as it runs."""
    app = FastAPI(title="Notice Assistant")
    app.state.service = service
    app.include_router(asking.router)
    app.include_router(home.router)
    return app
