"""The application that ``notices serve`` runs: the API and the page over one service."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from fastapi import FastAPI

from assistant.api import routers
from assistant.api.example import EXAMPLE
from assistant.http.access import Gate
from assistant.http.bodies import Bodies
from assistant.http.describing import DESCRIPTION, describe, version
from assistant.http.limits import Buckets, Limits
from assistant.http.measuring import Measured, Metrics
from assistant.http.problems import handle_problems
from assistant.http.sending import HeadAsGet, SecurityHeaders, Shield
from assistant.http.state import service_of
from assistant.http.turns import new_turns
from assistant.service import Service
from assistant.web.pages import add_pages


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
    metrics = Metrics(service.settings.token_prices)
    app.state.service = replace(service, heard=metrics.answered)
    app.state.metrics = metrics
    app.state.turns = new_turns()
    handle_problems(app)
    # What is added last sees a request first.
    app.add_middleware(Bodies)
    if service.settings.rate_limit:
        app.add_middleware(Limits, buckets=Buckets(service.settings.rate_limit))
    app.add_middleware(Gate)
    app.add_middleware(Shield)
    app.add_middleware(SecurityHeaders)
    app.add_middleware(Measured, metrics=metrics)
    app.add_middleware(HeadAsGet)
    for router in routers():
        app.include_router(router)
    add_pages(app)
    describe(app, {"Answer": EXAMPLE})
    return app


@contextmanager
def slack_events(app: FastAPI) -> Iterator[None]:
    """The Slack bot in HTTP mode as a route of an application, where its settings hold a
    signing secret; its workers run until the end.

    Raises:
        SlackSetupError: there is a signing secret, and no bot token.
        LedgerError: the bot's file cannot be used.
    """
    service = service_of(app)
    if not service.settings.slack_signing_secret:
        yield
        return
    from assistant.slack.bot import open_bot  # slow to import; only for who uses Slack
    from assistant.slack.http_mode import make_router

    with open_bot(service) as bot:
        app.include_router(make_router(bot))
        yield
