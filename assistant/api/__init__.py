"""The HTTP API. Routes parse, call and render; nothing else."""

from __future__ import annotations

from fastapi import APIRouter

from assistant.api import asking


def routers() -> tuple[APIRouter, ...]:
    """The routers of the API, in the order in which its description lists them."""
    return (asking.router,)
