"""``POST /v1/ask``: the answer to one question, whole or as events."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import aclosing
from typing import Any

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse, Response
from fastapi.sse import KEEPALIVE_COMMENT, EventSourceResponse, format_sse_event
from pydantic import BaseModel, ConfigDict, Field

from assistant.answers import Answer, Scope, Statement
from assistant.api import contract
from assistant.api.scopes import scope_of
from assistant.http.access import Reader
from assistant.http.bodies import takes_json
from assistant.http.problems import problem_of
from assistant.http.state import Served
from assistant.http.turns import Answering, answered_in_turn, told_in_turn
from assistant.listening import Said
from assistant.question.guarding import LONGEST
from assistant.service import Service

router = APIRouter(prefix="/v1", tags=["questions"], dependencies=[takes_json])


_PING_S = 15.0
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
    scope: contract.ScopeAsked | None = None
    conversation_id: str | None = Field(
        None,
        min_length=1,
        max_length=100,
        description="Of an answer before: the question is then read as a follow-up. An id of the "
        "client's own begins a conversation of that id; none begins one with a new id.",
    )


@router.post(
    "/ask",
    response_model=contract.Answer,
    summary="Ask a question",
    responses={
        200: {
            "description": "The answer. With `Accept: text/event-stream`, the events `status`, "
            "`statement` and `citation` (verified ones only), then `answer` with the whole of it. "
            "A `status` after statements (`quoting`) says that the answer is not made of them: it "
            "follows anew; "
            "`error` with a problem instead, where something went wrong.",
            "content": {contract.EVENT_STREAM: {"itemSchema": contract.EVENT, "example": _EVENTS}},
        }
    },
)
async def ask(asked: Asked, request: Request, service: Served, _: Reader) -> Response:
    """Answers in the documents' own words, each statement with its citations."""
    scope = await run_in_threadpool(scope_of, asked.scope, service)
    if contract.EVENT_STREAM in request.headers.get("accept", ""):
        events = _events(asked, scope, request, service)
        return EventSourceResponse(events, headers=contract.UNBUFFERED)
    answer = await answered_in_turn(request, _answering(asked, scope, service))
    return JSONResponse(answer.as_json())


async def _events(
    asked: Asked, scope: Scope | None, request: Request, service: Service
) -> AsyncIterator[bytes]:
    """Nothing leaves before it is verified; a model's statements leave one by one."""
    yield _event("status", {"stage": "searching"})
    sent: list[Statement] = []
    answer = None
    try:
        async with aclosing(
            told_in_turn(request, _answering(asked, scope, service), _PING_S)
        ) as told:
            async for made in told:
                if made is None:  # where many wait, or a proxy takes silence for an end
                    yield KEEPALIVE_COMMENT
                elif isinstance(made, Said):
                    sent.append(made.statement)
                    yield _statement(made.statement)
                else:
                    answer = made
    except Exception as error:  # the headers are gone; only an event can still tell it
        yield _event("error", problem_of(error)[0].model_dump(exclude_none=True))
        return
    if answer:
        for event in _rest(answer, sent):
            yield event


def _rest(answer: Answer, sent: Sequence[Statement]) -> Iterator[bytes]:
    """What is left to send; after statements that are not the answer's, all of it anew."""
    if tuple(sent) != answer.statements[: len(sent)]:
        yield _event("status", {"stage": "quoting"})
        sent = ()
    for statement in answer.statements[len(sent) :]:
        yield _statement(statement)
    for citation in answer.citations:
        yield _event("citation", citation.as_json())
    yield _event("answer", answer.as_json())


def _answering(asked: Asked, scope: Scope | None, service: Service) -> Answering:
    return lambda listener: service.ask(
        asked.question, scope, asked.conversation_id, listener=listener
    )


def _statement(said: Statement) -> bytes:
    return _event("statement", {"text": said.text, "citations": list(said.citations)})


def _event(name: str, data: dict[str, Any]) -> bytes:
    return format_sse_event(event=name, data_str=json.dumps(data, ensure_ascii=False))
