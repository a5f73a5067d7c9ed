"""OpenAI's shape: by the real client against a real server, and piece by piece."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from typing import Any

import openai
import pytest
import uvicorn

from tests.serving import QUESTION, reading_room


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The reading room on a port of this machine."""
    config = uvicorn.Config(
        reading_room().app, port=0, lifespan="off", log_level="error", ws="none"
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        assert thread.is_alive()
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join()


@pytest.fixture
def client(address: str) -> Iterator[openai.OpenAI]:
    """OpenAI's own client."""
    with openai.OpenAI(base_url=f"{address}/v1", api_key="none", max_retries=0) as made:
        yield made


def asked(question: str) -> Any:
    """The messages of a conversation, of which the last is the question."""
    return [
        {"role": "system", "content": "You are a poet."},
        {"role": "user", "content": "What is the limit on caseloads in Fernshire?"},
        {"role": "assistant", "content": "The documents do not say."},
        {"role": "user", "content": question},
    ]


def test_a_follow_up_is_read_beside_the_messages_before_it(client: openai.OpenAI) -> None:
    """A client keeps the conversation itself; the reading is shown, and stands on no answer."""
    messages: Any = [
        {"role": "user", "content": "How often must Fernshire's Improvement Board meet?"},
        {"role": "assistant", "content": "Every single day, says the poet."},
        {"role": "user", "content": "and Kelder's?"},
    ]
    made = client.chat.completions.create(model="notices", messages=messages)
    content = made.choices[0].message.content or ""
    assert content.startswith("*Read as: How often must Kelder")
    assert "every four weeks" in content
    messages += [
        {"role": "assistant", "content": content},
        {"role": "user", "content": "who chairs it?"},
    ]
    streamed = client.chat.completions.create(model="notices", messages=messages, stream=True)
    whole = "".join(part.choices[0].delta.content or "" for part in streamed if part.choices)
    assert "Kelder" in whole.splitlines()[0]


def test_what_stands_alone_is_read_alone(client: openai.OpenAI) -> None:
    """Another council's question before it changes nothing."""
    made = client.chat.completions.create(model="notices", messages=asked(QUESTION))
    assert "Read as" not in (made.choices[0].message.content or "")


def test_a_client_lists_the_model_and_asks_it(client: openai.OpenAI, address: str) -> None:
    """The marks are annotations that lead to the source viewer of this very service."""
    (model,) = client.models.list().data
    made = client.chat.completions.create(model=model.id, messages=asked(QUESTION))
    message = made.choices[0].message
    assert made.choices[0].finish_reason == "stop"
    assert message.content and "every four weeks" in message.content
    assert message.annotations
    for note in message.annotations:
        cited = note.url_citation
        assert re.fullmatch(r"\[\d+\]", message.content[cited.start_index : cited.end_index])
        assert cited.url.startswith(f"{address}/documents/")
        assert cited.title
    assert made.usage and made.usage.total_tokens > 0


def test_a_stream_says_the_same(client: openai.OpenAI) -> None:
    """In pieces, with its annotations and, where they are asked for, its figures."""
    whole = client.chat.completions.create(model="any", messages=asked(QUESTION))
    pieces, notes, reasons, usage = [], [], [], None
    with client.chat.completions.create(
        model="any", messages=asked(QUESTION), stream=True, stream_options={"include_usage": True}
    ) as stream:
        for chunk in stream:
            usage = chunk.usage or usage
            for choice in chunk.choices:
                pieces.append(choice.delta.content or "")
                notes += getattr(choice.delta, "annotations", None) or []
                reasons.append(choice.finish_reason)
    message = whole.choices[0].message
    assert "".join(pieces) == message.content
    assert len(pieces) > 3
    assert notes == [note.model_dump() for note in message.annotations or []]
    assert [reason for reason in reasons if reason] == ["stop"]
    assert usage and whole.usage and usage.total_tokens == whole.usage.total_tokens


def test_a_client_is_told_what_is_wrong(client: openai.OpenAI) -> None:
    """By the error that its status stands for."""
    with pytest.raises(openai.BadRequestError) as raised:
        client.chat.completions.create(
            model="any", messages=[{"role": "system", "content": "You are a poet."}]
        )
    assert "no question" in str(raised.value)


def complete(**body: Any) -> Any:
    """The JSON of one completion."""
    response = reading_room().here.post("/v1/chat/completions", json=body)
    assert response.status_code == 200, response.text
    return response.json()


def content(question: Any) -> str:
    """The answer's Markdown."""
    made = complete(messages=[{"role": "user", "content": question}])
    return str(made["choices"][0]["message"]["content"])


def test_a_message_may_come_in_parts() -> None:
    """Only their text is read."""
    parts = [
        {"type": "image_url", "image_url": {"url": "http://elsewhere.example/x.png"}},
        {"type": "text", "text": QUESTION},
    ]
    assert "every four weeks" in content(parts)


def test_marks_are_links_in_markdown_too() -> None:
    """Side by side they stay two; each is defined below the text."""
    text = content("What must Kelder's plans include?")
    assert "][" not in text
    marks = set(re.findall(r"\[(\d+)\](?!:)", text))
    assert marks and marks == set(re.findall(r"^\[(\d+)\]: <http", text, re.MULTILINE))


def test_where_there_is_no_answer_the_nearest_passages_are_no_citations() -> None:
    """They can be opened, but nothing rests on them."""
    made = complete(messages=[{"role": "user", "content": "What colour is the moon in Kelder?"}])
    assert made["status"] == "not_found"
    message = made["choices"][0]["message"]
    assert message["annotations"] == []
    assert "do not say" in message["content"] and "[1]: <http" in message["content"]


def test_an_answer_can_be_opened_by_its_id() -> None:
    """And be judged there."""
    made = complete(messages=[{"role": "user", "content": QUESTION}])
    kept = reading_room().here.get(f"/v1/answers/{made['answer_id']}").json()
    assert kept["question"] == QUESTION


def test_what_is_no_conversation_is_refused() -> None:
    """In the same words as everywhere."""
    for body in ({}, {"messages": []}, {"messages": [{"role": "user"}]}, {"messages": "x"}):
        response = reading_room().here.post("/v1/chat/completions", json=body)
        assert response.status_code in (400, 422)
        assert json.loads(response.text)["detail"]
