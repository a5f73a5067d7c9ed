"""``POST /v1/ask``: the answer to one question, whole or as events."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response
from fastapi.sse import EventSourceResponse, format_sse_event
from pydantic import BaseModel, ConfigDict, Field

from assistant.answers import Answer, Scope
from assistant.api import bodies
from assistant.api.scopes import scope_of
from assistant.guarding import LONGEST
from assistant.http.access import Reader
from assistant.http.bodies import takes_json
from assistant.http.problems import problem_of
from assistant.http.state import Served
from assistant.service import Service

router = APIRouter(prefix="/v1", tags=["questions"], dependencies=[takes_json])

EVENT_STREAM = "text/event-stream"
_EVENTS = (
    'event: status\ndata: {"stage": "searching"}\n\n'
    'event: statement\ndata: {"text": "…", "citations": [1]}\n\n'
    'event: citation\ndata: {"number": 1, "quote": "…"}\n\n'
    'event: answer\ndata: {"id": "…", "status": "answered"}\n\n'
)


class Asked(BaseModel):
    """A question, and what it may be answered from."""

    model_config = ConfigDict(extra="forbid")

    question: str = Field(
        max_length=2 * LONGEST,  # what is a little too long is refused in words
        examples=["What must Fernshire's plans include?"],
    )
    scope: bodies.ScopeAsked | None = None
    conversation_id: str | None = Field(
        None, max_length=100, description="Given back with the answer."
    )


@router.post(
    "/ask",
    response_model=bodies.Answer,
    summary="Ask a question",
    responses={
        200: {
            "description": "The answer. With `Accept: text/event-stream`, the events `status`, "
            "`statement` and `citation` (verified ones only), then `answer` with the whole of it; "
            "`error` with a problem instead, where something went wrong.",
            "content": {EVENT_STREAM: {"schema": {"type": "string"}, "example": _EVENTS}},
        }
    },
)
def ask(asked: Asked, request: Request, service: Served, _: Reader) -> Response:
    """Answers in the documents' own words, each statement with its citations."""
    scope = scope_of(asked.scope, service)
    if EVENT_STREAM in request.headers.get("accept", ""):
        return EventSourceResponse(_events(asked, scope, service))
    return JSONResponse(_whole(service.ask(asked.question, scope), asked))


def _events(asked: Asked, scope: Scope | None, service: Service) -> Iterator[bytes]:
    """Nothing leaves before it is verified, so statements come together and soon."""
    yield _event("status", {"stage": "searching"})
    try:
        answer = service.ask(asked.question, scope)
    except Exception as error:  # the headers are gone; only an event can still tell it
        yield _event("error", problem_of(error)[0].model_dump(exclude_none=True))
        return
    for statement in answer.statements:
        yield _event("statement", {"text": statement.text, "citations": list(statement.citations)})
    for citation in answer.citations:
        yield _event("citation", citation.as_json())
    yield _event("answer", _whole(answer, asked))


def _whole(answer: Answer, asked: Asked) -> dict[str, Any]:
    return {**answer.as_json(), "conversation_id": asked.conversation_id}


def _event(name: str, data: dict[str, Any]) -> bytes:
    return format_sse_event(event=name, data_str=json.dumps(data, ensure_ascii=False))
