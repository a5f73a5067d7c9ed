"""``POST /v1/ask``: the answer to one question."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel

from assistant.http.state import Served

router = APIRouter(prefix="/v1", tags=["questions"])


class Asked(BaseModel):
    """The body of a question."""

    question: str


@router.post("/ask")
def ask(asked: Asked, service: Served) -> dict[str, Any]:
    """The answer, with its citations."""
    return service.ask(asked.question).as_json()
