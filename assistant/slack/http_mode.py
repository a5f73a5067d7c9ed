"""HTTP mode: ``POST /slack/events``, a route of ``notices serve``."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from starlette.concurrency import run_in_threadpool

from assistant.slack.bot import Bot
from assistant.slack.gate import LARGEST, Gate


def make_router(bot: Bot) -> APIRouter:
    """The route, for a bot that is open as long as the application runs."""
    router = APIRouter(include_in_schema=False)
    gate = Gate(bot)

    @router.post("/slack/events")
    async def events(request: Request) -> Response:
        """What Slack sends: events, commands, buttons and dialogues."""
        body = await _limited(request)
        headers = {name.lower(): value for name, value in request.headers.items()}
        reply = await run_in_threadpool(gate.handle, body, headers)
        return Response(reply.body, reply.status, media_type=reply.content_type)

    return router


async def _limited(request: Request) -> bytes:
    """The body, read no further than the gate would let it be."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > LARGEST:
            break
    return body
