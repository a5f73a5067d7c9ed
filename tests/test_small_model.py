"""A real model, small and poor, through the very same code: what reaches a person is true."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from assistant.bootstrap import open_assistant
from assistant.chat_models import ModelError, Tokens
from assistant.claims import SCHEMA, claims
from assistant.langchain_chat import LangChainChat
from assistant.settings import Settings
from assistant.verifying import Clause, objections
from eval import small_model
from tests.corpora import TWO_COUNCILS, Desk, fill, write
from tests.fakes import BagOfWords

QUESTIONS = (
    "How often does Fernshire's Improvement Board meet?",
    "What must each pathway plan in Fernshire contain?",
    "What is the overnight respite budget in Fernshire?",
    "How often must foster carers in Kelder be offered a supervision meeting?",
    "What is the overnight respite budget in Kelder?",
)


@pytest.mark.slow
@pytest.mark.skipif(
    small_model.weights() is None, reason="NOT TESTED: the small model is not installed"
)
def test_a_small_real_model_never_says_anything_untrue(tmp_path: Path) -> None:
    """Its statements are verified or dropped; every answer is whole, told or quoted."""
    fill(tmp_path / "home", write(tmp_path / "papers", TWO_COUNCILS))
    quoting = Settings(home=str(tmp_path / "home"))
    with small_model.serving() as url:
        chatting = replace(
            quoting, model=small_model.MODEL, model_url=url, model_window=small_model.WINDOW
        )
        with (
            open_assistant(quoting, embedder_=BagOfWords()) as plain,
            open_assistant(chatting, embedder_=BagOfWords()) as told,
        ):
            for question in QUESTIONS:
                answer, quoted = Desk(told).ask(question), Desk(plain).ask(question)
                if answer.mode == "quoting":
                    assert answer.text == quoted.text
                    continue
                known = {each.number: each for each in answer.citations}
                for each in answer.statements:
                    clauses = [
                        Clause("c", f"{known[n].prefix} {known[n].quote}", quoted.text, "")
                        for n in each.citations
                    ]
                    assert not objections(each.text, clauses, ("Fernshire", "Kelder"))


class _Provider(BaseHTTPRequestHandler):
    """Speaks OpenAI's protocol; refuses schemas, or everything, as its server says."""

    def do_POST(self) -> None:
        """One chat completion, streamed."""
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        server = self.server
        assert isinstance(server, _Server)
        server.asked.append(asked)
        status = server.status or (400 if "response_format" in asked and server.plain else 200)
        self.send_response(status)
        self.send_header("Content-Type", "text/event-stream" if status == 200 else "text/json")
        self.send_header("Connection", "close")
        self.end_headers()
        if status != 200:
            self.wfile.write(b'{"error": {"message": "no"}}')
            return
        said = '{"statements": [{"text": "It stands.", "clauses": ["c1"]}]}'
        for piece in (said[:20], said[20:]):
            delta = {"role": "assistant", "content": piece}
            made = {"choices": [{"index": 0, "delta": delta}], "id": "1",
                    "object": "chat.completion.chunk", "created": 1, "model": "m"}  # fmt: skip
            self.wfile.write(f"data: {json.dumps(made)}\n\n".encode())
        self.wfile.write(b"data: [DONE]\n\n")

    def log_message(self, *_: object) -> None:
        """Nothing is printed."""


class _Server(HTTPServer):
    plain = False
    status = 0

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Provider)
        self.asked: list[dict[str, object]] = []


@contextmanager
def _provider(*, plain: bool = False, status: int = 0) -> Iterator[tuple[_Server, LangChainChat]]:
    server = _Server()
    server.plain, server.status = plain, status
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield server, LangChainChat("openai:m", url=f"http://127.0.0.1:{server.server_port}/v1")
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.mark.parametrize("plain", [False, True])
def test_a_model_that_takes_no_schema_is_asked_in_words(plain: bool) -> None:
    """The real client of an OpenAI-compatible server, with a schema and without."""
    with _provider(plain=plain) as (server, model):
        tokens = Tokens()
        for _ in range(2):
            made = list(claims(model.stream("Words.", SCHEMA, tokens)))
            assert [each.text for each in made] == ["It stands."]
        with_schema = ["response_format" in asked for asked in server.asked]
        assert with_schema == ([True, False, False] if plain else [True, True])
        assert tokens.read > 0 and tokens.written > 0


@pytest.mark.parametrize(("status", "passing"), [(429, True), (503, True), (401, False)])
def test_what_passes_is_told_from_what_does_not(status: int, passing: bool) -> None:
    """A busy provider is tried again; a refused key is not. The error's own text is not shown."""
    with _provider(status=status) as (_, model), pytest.raises(ModelError) as raised:
        list(model.stream("Words.", SCHEMA, Tokens()))
    assert raised.value.passing is passing and "no" not in raised.value.user_message.split()


@pytest.mark.parametrize("name", ["openai:m", "nobody:m", "anthropic:m"])
def test_a_model_that_cannot_be_made_says_what_to_do(name: str) -> None:
    """A missing key or package is named with what mends it."""
    with pytest.raises(ModelError, match="NOTICES_MODEL"):
        LangChainChat(name)
