"""The service behind a request, as FastAPI's dependency."""

from __future__ import annotations

from typing import Annotated, Any, TypeAlias

from fastapi import Depends, Request

from assistant.service import Service


def service_of(app: Any) -> Service:  # noqa: ANN401  # ASGI's scope does not say what "app" is
    """The service that an application was made over."""
    made: Service = app.state.service
    return made


def service(request: Request) -> Service:
    """The service behind a request."""
    return service_of(request.app)


Served: TypeAlias = Annotated[Service, Depends(service)]
