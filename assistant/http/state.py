"""What an application was made over, for middleware and as FastAPI's dependency."""

from __future__ import annotations

from typing import Annotated, Any, TypeAlias

from fastapi import Depends, Request

from assistant.http.measuring import Metrics
from assistant.service import Service


def service_of(app: Any) -> Service:  # noqa: ANN401  # ASGI's scope does not say what "app" is
    """The service that an application was made over."""
    made: Service = app.state.service
    return made


def metrics_of(app: Any) -> Metrics:  # noqa: ANN401  # as above
    """The figures of an application."""
    made: Metrics = app.state.metrics
    return made


def service(request: Request) -> Service:
    """The service behind a request."""
    return service_of(request.app)


Served: TypeAlias = Annotated[Service, Depends(service)]
