"""The service behind a request, as FastAPI's dependency."""

from __future__ import annotations

from typing import Annotated, TypeAlias

from fastapi import Depends, Request

from assistant.service import Service


def service(request: Request) -> Service:
    """The service that the application was made over."""
    made: Service = request.app.state.service
    return made


Served: TypeAlias = Annotated[Service, Depends(service)]
