"""A model's statements as they come: over HTTP, one by one, and to nobody once nobody listens."""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn

from tests.model_servers import Script, provider
from tests.serving import copied, served
from tests.test_providers import says

QUESTION = "How often must Kelder's Improvement Board meet?"
TRUE = "Kelder's Improvement Board will meet every four weeks."
BESIDE = "The Improvement Board will be chaired by an independent person."
STREAM = {"Accept": "text/event-stream"}


@contextmanager
def listening(home: Path, script: Script, **settings: Any) -> Iterator[str]:
    """The application's address on loopback, with a model that does as scripted."""
    with (
        provider(script) as url,
        served(copied(home), model="openai:m", model_url=f"{url}/v1", **settings) as at,
    ):
        server = uvicorn.Server(uvicorn.Config(at.app, port=0, log_level="error", lifespan="off"))
        thread = threading.Thread(target=server.run)
        thread.start()
        try:
            while not server.started:
                time.sleep(0.01)
            port = server.servers[0].sockets[0].getsockname()[1]
            yield f"http://127.0.0.1:{port}"
        finally:
            server.should_exit = True
            thread.join()


def events(text: str) -> list[tuple[str, Any]]:
    """The names and data of a stream's events; comments left out."""
    blocks = [block for block in text.strip().split("\n\n") if not block.startswith(":")]
    parted = [block.split("\n", 1) for block in blocks]
    return [(n.removeprefix("event: "), json.loads(d.removeprefix("data: "))) for n, d in parted]


def test_a_statement_is_sent_while_the_model_still_writes_and_leaving_stops_it(
    tmp_path: Path,
) -> None:
    """The first comes though the reply has no end; the model's server sees its client go."""
    script = Script(says(TRUE, *("Said further." for _ in range(40))), stalls=12)
    with listening(tmp_path / "home", script) as url:
        with httpx.stream(
            "POST", f"{url}/v1/ask", json={"question": QUESTION}, headers=STREAM, timeout=30
        ) as response:
            seen = ""
            for text in response.iter_text():
                seen += text
                if "event: statement" in seen and seen.endswith("\n\n"):
                    break
            assert ("statement", {"text": TRUE, "citations": [1]}) in events(seen)
            assert not script.left.is_set()
        assert script.left.wait(20)


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/v1/ask", {"question": QUESTION}),
        ("/v1/chat/completions",
         {"model": "any", "messages": [{"role": "user", "content": QUESTION}]}),
        ("/v1/chat/completions",
         {"model": "any", "messages": [{"role": "user", "content": QUESTION}], "stream": True}),
    ],
)  # fmt: skip
def test_a_client_that_gives_up_waiting_stops_the_model(
    tmp_path: Path, path: str, body: dict[str, Any]
) -> None:
    """Also where it asked for a whole answer, and where the model says nothing at all."""
    script = Script(says(TRUE), stalls=0)
    with listening(tmp_path / "home", script) as url:
        with pytest.raises(httpx.ReadTimeout):
            httpx.post(f"{url}{path}", json=body, timeout=2.0)
        assert script.bodies and script.left.wait(20)


def test_what_was_sent_is_what_the_answer_says(tmp_path: Path) -> None:
    """Each statement once, then the citations, then the whole answer."""
    with listening(tmp_path / "home", Script(says(TRUE, BESIDE))) as url:
        response = httpx.post(
            f"{url}/v1/ask", json={"question": QUESTION}, headers=STREAM, timeout=30
        )
    made = events(response.text)
    answer = made[-1][1]
    assert answer["mode"] == "chat"
    assert [data for name, data in made if name == "statement"] == answer["statements"]
    assert [name for name, _ in made].count("status") == 1


def test_an_answer_that_falls_back_is_sent_anew_after_a_status(tmp_path: Path) -> None:
    """A client forgets what stood before it; what stood there was true all the same."""
    with listening(tmp_path / "home", Script(says(BESIDE))) as url:
        response = httpx.post(
            f"{url}/v1/ask", json={"question": QUESTION}, headers=STREAM, timeout=30
        )
    made = events(response.text)
    names = [name for name, _ in made]
    again = len(names) - names[::-1].index("status")
    assert made[names.index("statement")][1]["text"] == BESIDE
    assert made[again - 1][1] == {"stage": "quoting"}
    answer = made[-1][1]
    assert answer["mode"] == "quoting"
    assert [data for name, data in made[again:] if name == "statement"] == answer["statements"]
    assert [data for name, data in made if name == "citation"] == answer["citations"]


def _chat(url: str) -> tuple[list[str], list[dict[str, Any]], dict[str, Any]]:
    """The pieces of a streamed chat completion, its annotations, and its last chunk."""
    body = {"model": "any", "messages": [{"role": "user", "content": QUESTION}], "stream": True}
    response = httpx.post(f"{url}/v1/chat/completions", json=body, timeout=30)
    lines = [line.removeprefix("data: ") for line in response.text.split("\n\n") if line]
    assert lines[-1] == "[DONE]"
    chunks = [json.loads(line) for line in lines[:-1]]
    deltas = [chunk["choices"][0]["delta"] for chunk in chunks]
    pieces = [delta["content"] for delta in deltas if delta.get("content")]
    notes = [note for delta in deltas for note in delta.get("annotations", ())]
    assert len({chunk["id"] for chunk in chunks}) == 1
    return pieces, notes, chunks[-1]


def test_a_chat_completion_streams_statements_and_then_their_links(tmp_path: Path) -> None:
    """Each mark leads to a source."""
    with listening(tmp_path / "home", Script(says(TRUE, BESIDE))) as url:
        pieces, notes, last = _chat(url)
    assert pieces[:2] == [f"{TRUE} [1]\n\n", f"{BESIDE} [1]\n\n"]
    assert re.match(r"\[1\]: <http", pieces[2])
    assert len(notes) == 2 and last["status"] == "answered" and last["answer_id"]


def test_a_chat_completion_that_falls_back_goes_on_with_the_quoting_answer(
    tmp_path: Path,
) -> None:
    """Nothing sent can be taken back, so the numbers go on and every link is defined once."""
    with listening(tmp_path / "home", Script(says(BESIDE))) as url:
        pieces, notes, _ = _chat(url)
    content = "".join(pieces)
    assert content.startswith(f"{BESIDE} [1]\n\n[1]: <http")
    assert "In the documents' own words:" in content and "every four weeks" in content
    defined = re.findall(r"^\[(\d+)\]: ", content, re.M)
    assert defined == ["1", "2"] and len(notes) == 2
    for note in notes:
        place = note["url_citation"]
        assert re.fullmatch(r"\[\d\]", content[place["start_index"] : place["end_index"]])
