"""Local servers that speak as providers of chat models do: OpenAI, Azure OpenAI and Ollama.

The wire is theirs (paths, headers, framing of the stream); what they say is a script.
"""

from __future__ import annotations

import json
import select
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

AZURE_KEY = "azure-key"
_PIECE = 16  # letters of a reply that go together


@dataclass
class Script:
    """What a server does, and what it saw.

    ``says`` gives the reply to a prompt. With ``status`` it refuses instead. ``cut`` ends the
    connection after so many pieces, without the stream's end; ``stalls`` is silent then until
    the client goes away. ``garbled`` sends what is no JSON.
    """

    says: Callable[[str], str] = lambda words: ""
    status: int = 0
    headers: Mapping[str, str] = field(default_factory=dict)
    cut: int | None = None
    stalls: int | None = None
    garbled: bool = False
    paths: list[str] = field(default_factory=list)
    keys: list[str | None] = field(default_factory=list)
    bodies: list[dict[str, Any]] = field(default_factory=list)
    left: threading.Event = field(default_factory=threading.Event)
    stopped: threading.Event = field(default_factory=threading.Event)


class _Handler(BaseHTTPRequestHandler):
    """One request: OpenAI's server-sent events, or Ollama's lines of JSON at /api/chat."""

    def do_POST(self) -> None:
        """Answer as the script says."""
        script = self._script
        script.paths.append(self.path)
        script.keys.append(self.headers.get("api-key") or self.headers.get("Authorization"))
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        script.bodies.append(body)
        ollama = self.path == "/api/chat"
        if script.status:
            self._refuse(ollama)
            return
        self.send_response(200)
        kind = "application/x-ndjson" if ollama else "text/event-stream"
        self.send_header("Content-Type", kind)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        self._stream(script.says(body["messages"][-1]["content"]), ollama)

    def _stream(self, reply: str, ollama: bool) -> None:
        script = self._script
        pieces = [reply[at : at + _PIECE] for at in range(0, len(reply), _PIECE)]
        for number, piece in enumerate(pieces):
            if number == script.cut:
                self.close_connection = True
                return
            if number == script.stalls:
                self._stall()
                return
            self._chunk("{not json" if script.garbled else _piece(piece, ollama), ollama)
        for line in _ends(ollama):
            self._chunk(line, ollama)
        self.wfile.write(b"0\r\n\r\n")

    def _chunk(self, line: str, ollama: bool) -> None:
        data = (f"{line}\n" if ollama else f"data: {line}\n\n").encode()
        self.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")

    def _stall(self) -> None:
        """Silent until the client closes its side, or the test is over."""
        while not self._script.stopped.is_set():
            if select.select([self.connection], [], [], 0.05)[0]:
                if not self.connection.recv(1):
                    self._script.left.set()
                self.close_connection = True
                return

    def _refuse(self, ollama: bool) -> None:
        script = self._script
        told: Any = "no" if ollama else {"message": "no", "code": None}
        data = json.dumps({"error": told}).encode()
        self.send_response(script.status)
        for name, value in script.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    @property
    def _script(self) -> Script:
        assert isinstance(self.server, _Server)
        return self.server.script

    def log_message(self, *_: object) -> None:
        """Nothing is printed."""


def _piece(piece: str, ollama: bool) -> str:
    if ollama:
        said = {"role": "assistant", "content": piece}
        return json.dumps({"model": "m", "created_at": _AT, "message": said, "done": False})
    choice = {"index": 0, "delta": {"role": "assistant", "content": piece}}
    return json.dumps({**_CHUNK, "choices": [choice]})


def _ends(ollama: bool) -> list[str]:
    if ollama:
        said = {"role": "assistant", "content": ""}
        ended = {"done": True, "done_reason": "stop", "prompt_eval_count": 321, "eval_count": 45}
        return [json.dumps({"model": "m", "created_at": _AT, "message": said, **ended})]
    stop = {"index": 0, "delta": {}, "finish_reason": "stop"}
    usage = {"prompt_tokens": 321, "completion_tokens": 45, "total_tokens": 366}
    return [
        json.dumps({**_CHUNK, "choices": [stop]}),
        json.dumps({**_CHUNK, "choices": [], "usage": usage}),
        "[DONE]",
    ]


_AT = "2026-01-01T00:00:00.000000Z"
_CHUNK = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "m"}


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    script: Script

    def handle_error(self, *_: object) -> None:
        """A client that has gone is no error."""


@contextmanager
def provider(script: Script) -> Iterator[str]:
    """The address of a server that does as scripted."""
    server = _Server(("127.0.0.1", 0), _Handler)
    server.script = script
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        script.stopped.set()
        server.shutdown()
        thread.join()
        server.server_close()
