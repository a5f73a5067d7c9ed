"""The application that ``notices serve`` runs: the API and the page over one service."""

from __future__ import annotations

from fastapi import FastAPI

from assistant.api import routers
from assistant.http.access import Gate
from assistant.http.bodies import Bodies
from assistant.http.describing import DESCRIPTION, describe, version
from assistant.http.limits import Buckets, Limits
from assistant.http.problems import handle_problems
from assistant.http.sending import HeadAsGet, SecurityHeaders, Shield
from assistant.service import Service
from assistant.web import home


def make_app(service: Service) -> FastAPI:
    """An application over a service that stays open as long as it runs."""
    app = FastAPI(
        title="Notice Assistant",
        version=version(),
        description=DESCRIPTION,
        docs_url=None,  # both pages of FastAPI load scripts from elsewhere
        redoc_url=None,
        redirect_slashes=False,
    )
    app.state.service = service
    handle_problems(app)
    # What is added last sees a request first.
    app.add_middleware(Bodies)
    if service.settings.rate_limit:
        app.add_middleware(Limits, buckets=Buckets(service.settings.rate_limit))
    app.add_middleware(Gate)
    app.add_middleware(Shield)
    app.add_middleware(SecurityHeaders)
    app.add_middleware(HeadAsGet)
    for router in routers():
        app.include_router(router)
    app.include_router(home.router)
    describe(app)
    return app
