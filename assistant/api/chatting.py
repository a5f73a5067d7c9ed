"""``/v1/chat/completions`` and ``/v1/models`` in OpenAI's shape, for any client of it.

Each mark [1] of the answer is an annotation (``url_citation``) that leads to the source
viewer, and a Markdown link too, for clients that know no annotations.
"""

from __future__ import annotations

import json
import re
import time
import uuid
from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from contextlib import aclosing
from dataclasses import replace
from typing import Any, TypeAlias

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response, StreamingResponse

from assistant.answer.quoting import display
from assistant.answers import Answer, Citation
from assistant.api import contract
from assistant.api.chat_contract import MODEL, Completed, Completion, Models
from assistant.http.access import Reader
from assistant.http.bodies import takes_json
from assistant.http.state import Served
from assistant.http.turns import Answering, answered_in_turn, told_in_turn
from assistant.listening import Said
from assistant.service import Service
from ingest.errors import NoticesError

router = APIRouter(prefix="/v1", tags=["OpenAI's shape"])
_MADE = 1_735_689_600  # of the model, in seconds since 1970; clients ask for it
_MARK = re.compile(r"(?<!\\)\[(\d+)\]")
_NEAREST = 3
_LOOK_S = 0.5  # how often it is looked whether a client that waits is still there
_REMEMBERED = 8  # turns before the question that are read
Turn: TypeAlias = tuple[str, str]
_IN_THEIR_WORDS = "In the documents' own words:"


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
    """The last user message is the question; the last few before it say what it follows."""
    question, turns = _question(asked), _turns(asked)
    base = str(request.base_url)
    if asked.stream:
        usage = bool(asked.stream_options and asked.stream_options.include_usage)
        return await _streamed(question, turns, request, service, with_usage=usage)
    answer = await answered_in_turn(request, _answering(question, turns, service))
    content = _content(answer, base)
    notes = _annotations(content, answer.citations, base)
    message = {"role": "assistant", "content": content, "refusal": None, "annotations": notes}
    choice = {"index": 0, "message": message, "finish_reason": "stop", "logprobs": None}
    head = {"id": f"chatcmpl-{answer.id}", "created": int(time.time()), "model": MODEL}
    made = {**head, "object": "chat.completion", "choices": [choice]}
    return JSONResponse({**made, "usage": _usage(question, content), **_told(answer)})


def _answering(question: str, turns: Sequence[Turn], service: Service) -> Answering:
    return lambda listener: service.ask(question, listener=listener, turns=turns)


def _told(answer: Answer) -> dict[str, Any]:
    return {"answer_id": answer.id, "status": answer.status}


async def _streamed(
    question: str, turns: Sequence[Turn], request: Request, service: Service, *, with_usage: bool
) -> Response:
    """The stream begins with the first that is verified; what fails before is a plain error."""
    told = told_in_turn(request, _answering(question, turns, service), _LOOK_S)
    try:
        first = await anext(told)
        while first is None and not await request.is_disconnected():
            first = await anext(told)
    except BaseException:
        await told.aclose()
        raise
    chunks = _chunks(question, first, told, str(request.base_url), with_usage=with_usage)
    return StreamingResponse(chunks, headers=contract.UNBUFFERED, media_type=contract.EVENT_STREAM)


def _question(asked: Completion) -> str:
    """The last user message that says something."""
    for message in reversed(asked.messages):
        if message.role == "user" and message.words.strip():
            return message.words.strip()
    raise NoQuestionError("No message is a user's, so there is no question to answer.")


def _turns(asked: Completion) -> list[Turn]:
    """The last questions before this one that say something, each with what was answered."""
    turns: list[Turn] = []
    for message in asked.messages:
        if message.role == "user" and message.words.strip():
            turns.append((message.words.strip(), ""))
        elif message.role == "assistant" and turns and not turns[-1][1]:
            turns[-1] = (turns[-1][0], message.words)
    return turns[:-1][-_REMEMBERED:]


def _reading(answer: Answer) -> list[str]:
    return [f"*Read as: {_plain(answer.read_as)}*"] if answer.read_as else []


def _content(answer: Answer, base: str) -> str:
    """The answer in Markdown, its marks defined as links, which Markdown does not show."""
    parts = [*_reading(answer), _parted(answer.text)]
    if answer.options:
        parts.append("\n".join(f"- {option}" for option in answer.options))
    cited = answer.citations
    if not cited and answer.nearest:
        cited = answer.nearest[:_NEAREST]
        parts.append("\n".join(f"- “{_plain(each.quote)}” [{each.number}]" for each in cited))
    if cited:
        parts.append(_links(cited, base))
    return "\n\n".join(parts)


def _parted(text: str) -> str:
    """Marks apart: side by side they would be one link."""
    return text.replace("][", "] [")


def _links(cited: Sequence[Citation], base: str) -> str:
    return "\n".join(f'[{c.number}]: <{_url(c, base)}> "{_plain(_title(c))}"' for c in cited)


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


async def _chunks(
    question: str,
    first: Said | Answer | None,
    told: AsyncGenerator[Said | Answer | None, None],
    base: str,
    *,
    with_usage: bool,
) -> AsyncIterator[str]:
    """Verified statements one by one, then what is left of the answer; nothing is taken back.

    Where the answer is not made of what was said, it follows whole, with numbers that go on:
    what was said is true all the same.
    """
    head = {"id": f"chatcmpl-{uuid.uuid4().hex}", "created": int(time.time()), "model": MODEL}
    head["object"] = "chat.completion.chunk"
    yield _event({**head, "choices": [_choice({"role": "assistant", "content": ""}, None)]})
    said: list[Said] = []
    content, answer = "", first if isinstance(first, Answer) else None
    async with aclosing(told):
        made = first
        while answer is None:
            if isinstance(made, Said):
                said.append(made)
                piece = f"{_parted(made.statement.marked())}\n\n"
                content += piece
                yield _event({**head, "choices": [_choice({"content": piece}, None)]})
            made = await anext(told)
            answer = made if isinstance(made, Answer) else None
    head |= _told(answer)
    rest, cited = _rest(answer, said, base)
    content += rest
    deltas: list[dict[str, Any]] = [{"content": line} for line in rest.splitlines(keepends=True)]
    notes = _annotations(content, cited, base)
    deltas += [{"annotations": notes}] if notes else []
    for delta in deltas:
        yield _event({**head, "choices": [_choice(delta, None)]})
    yield _event({**head, "choices": [_choice({}, "stop")]})
    if with_usage:
        yield _event({**head, "choices": [], "usage": _usage(question, content)})
    yield "data: [DONE]\n\n"


def _rest(answer: Answer, said: Sequence[Said], base: str) -> tuple[str, tuple[Citation, ...]]:
    """What is left of an answer of which ``said`` was sent, and all that is cited."""
    if not said:
        return _content(answer, base), answer.citations
    if tuple(each.statement for each in said) == answer.statements:
        foot = [*_reading(answer), _links(answer.citations, base)]
        return "\n\n".join(foot), answer.citations
    before = {cited.number: cited for each in said for cited in each.citations}
    later = _going_on(answer, max(before))
    links = _links(tuple(before.values()), base)
    rest = f"{links}\n\n{_IN_THEIR_WORDS}\n\n{_content(later, base)}"
    return rest, (*before.values(), *later.citations)


def _going_on(answer: Answer, used: int) -> Answer:
    """The answer with numbers that follow those used."""
    return replace(
        answer,
        text=_MARK.sub(lambda mark: f"[{int(mark[1]) + used}]", answer.text),
        citations=tuple(replace(each, number=each.number + used) for each in answer.citations),
        nearest=tuple(replace(each, number=each.number + used) for each in answer.nearest),
    )


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
