"""``/v1/chat/completions`` and ``/v1/models`` in OpenAI's shape, for any client of it.

Each mark [1] of the answer is an annotation (``url_citation``) that leads to the source
viewer, and a Markdown link too, for clients that know no annotations.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response, StreamingResponse

from assistant.answers import Answer, Citation
from assistant.api import contract
from assistant.api.chat_contract import MODEL, Completed, Completion, Models
from assistant.http.access import Reader
from assistant.http.bodies import takes_json
from assistant.http.state import Served
from assistant.http.turns import in_turn
from assistant.quoting import display
from ingest.errors import NoticesError

router = APIRouter(prefix="/v1", tags=["OpenAI's shape"])
_MADE = 1_735_689_600  # of the model, in seconds since 1970; clients ask for it
_MARK = re.compile(r"(?<!\\)\[(\d+)\]")
_NEAREST = 3


class NoQuestionError(NoticesError):
    """No message of the conversation is a user's."""

    status = 400


@router.get("/models", response_model=Models, summary="The one model that there is")
def list_models(_: Reader) -> Response:
    """For clients that let a person choose."""
    model = {"id": MODEL, "object": "model", "created": _MADE, "owned_by": MODEL}
    return JSONResponse({"object": "list", "data": [model]})


@router.post(
    "/chat/completions",
    response_model=Completed,
    summary="Ask as OpenAI's clients do",
    dependencies=[takes_json],
    responses={
        200: {
            "description": "The answer; with `stream`, as server-sent events that end in `[DONE]`.",
            "content": {contract.EVENT_STREAM: {"itemSchema": contract.EVENT}},
        }
    },
)
async def complete(asked: Completion, request: Request, service: Served, _: Reader) -> Response:
    """The last user message is the question; what was said before is not read."""
    question = _question(asked)
    answer = await in_turn(request, lambda: service.ask(question))
    content = _content(answer, str(request.base_url))
    notes = _annotations(content, answer.citations, str(request.base_url))
    head = {"id": f"chatcmpl-{answer.id}", "created": int(time.time()), "model": MODEL}
    told = {"answer_id": answer.id, "status": answer.status}
    usage = _usage(question, content)
    if asked.stream:
        with_usage = bool(asked.stream_options and asked.stream_options.include_usage)
        chunks = _chunks({**head, **told}, content, notes, usage if with_usage else None)
        return StreamingResponse(
            chunks, headers=contract.UNBUFFERED, media_type=contract.EVENT_STREAM
        )
    message = {"role": "assistant", "content": content, "refusal": None, "annotations": notes}
    choice = {"index": 0, "message": message, "finish_reason": "stop", "logprobs": None}
    made = {**head, "object": "chat.completion", "choices": [choice], "usage": usage, **told}
    return JSONResponse(made)


def _question(asked: Completion) -> str:
    """The last user message that says something."""
    for message in reversed(asked.messages):
        if message.role == "user" and message.words.strip():
            return message.words.strip()
    raise NoQuestionError("No message is a user's, so there is no question to answer.")


def _content(answer: Answer, base: str) -> str:
    """The answer in Markdown, its marks defined as links, which Markdown does not show."""
    parts = [answer.text.replace("][", "] [")]  # side by side they would be one link
    if answer.options:
        parts.append("\n".join(f"- {option}" for option in answer.options))
    cited = answer.citations
    if not cited and answer.nearest:
        cited = answer.nearest[:_NEAREST]
        parts.append("\n".join(f"- “{_plain(each.quote)}” [{each.number}]" for each in cited))
    if cited:
        links = (f'[{c.number}]: <{_url(c, base)}> "{_plain(_title(c))}"' for c in cited)
        parts.append("\n".join(links))
    return "\n\n".join(parts)


def _annotations(content: str, citations: tuple[Citation, ...], base: str) -> list[dict[str, Any]]:
    """One for each mark in the text; the definitions of links are none."""
    known = {citation.number: citation for citation in citations}
    made: list[dict[str, Any]] = []
    for mark in _MARK.finditer(content):
        citation = known.get(int(mark[1]))
        if citation is None or content[mark.end() : mark.end() + 2] == ": ":
            continue
        place = {"start_index": mark.start(), "end_index": mark.end()}
        cited = {**place, "url": _url(citation, base), "title": _title(citation)}
        made.append({"type": "url_citation", "url_citation": cited})
    return made


def _chunks(
    head: dict[str, Any], content: str, notes: list[dict[str, Any]], usage: dict[str, int] | None
) -> Iterator[str]:
    """The answer line by line; it is whole and verified before the first is sent."""
    head = {**head, "object": "chat.completion.chunk"}
    deltas: list[dict[str, Any]] = [{"role": "assistant", "content": ""}]
    deltas += [{"content": line} for line in content.splitlines(keepends=True)]
    deltas += [{"annotations": notes}] if notes else []
    for delta in deltas:
        yield _event({**head, "choices": [_choice(delta, None)]})
    yield _event({**head, "choices": [_choice({}, "stop")]})
    if usage:
        yield _event({**head, "choices": [], "usage": usage})
    yield "data: [DONE]\n\n"


def _choice(delta: dict[str, Any], finish_reason: str | None) -> dict[str, Any]:
    return {"index": 0, "delta": delta, "finish_reason": finish_reason, "logprobs": None}


def _event(data: dict[str, Any]) -> str:
    return f"data: {json.dumps(data, ensure_ascii=False)}\n\n"


def _usage(question: str, content: str) -> dict[str, int]:
    asked, said = len(question.split()), len(content.split())
    return {"prompt_tokens": asked, "completion_tokens": said, "total_tokens": asked + said}


def _url(citation: Citation, base: str) -> str:
    return base.rstrip("/") + citation.url


def _title(citation: Citation) -> str:
    document = citation.document
    page = f", page {citation.page}" if citation.page else ""
    return f"{display(document.title) or document.source}{page}"


def _plain(text: str) -> str:
    """Words of a document as they stand in Markdown between quotation marks: never a mark, a
    link or a tag."""
    return re.sub(r"[\\`*\[\]<>]", r"\\\g<0>", display(text)).replace('"', "”")
