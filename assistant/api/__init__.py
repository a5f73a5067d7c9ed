"""The HTTP API. Routes parse, call and render; nothing else."""

from __future__ import annotations

from fastapi import APIRouter

from assistant.api import (
    answers,
    asking,
    chatting,
    documents,
    health,
    registers,
    searching,
    uploads,
)


def routers() -> tuple[APIRouter, ...]:
    """The routers of the API, in the order in which its description lists them."""
    modules = (asking, searching, answers, documents, uploads, registers, chatting, health)
    return tuple(module.router for module in modules)
