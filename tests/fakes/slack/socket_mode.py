"""Socket Mode on loopback: a real WebSocket server to which the real SDK connects."""

from __future__ import annotations

import itertools
import json
import threading
import time
from dataclasses import dataclass, field
from typing import Any

from websockets.exceptions import ConnectionClosed
from websockets.sync.server import ServerConnection, serve

from tests.fakes.slack.people import Payload


@dataclass
class FakeSocketMode:
    """``acknowledged`` maps an envelope's id to what came back and after how many seconds."""

    acknowledged: dict[str, tuple[float, dict[str, Any]]] = field(default_factory=dict)
    _sent: dict[str, float] = field(default_factory=dict)
    _connections: list[ServerConnection] = field(default_factory=list)
    _numbers: itertools.count[int] = field(default_factory=itertools.count)
    _changed: threading.Condition = field(default_factory=threading.Condition)

    def __enter__(self) -> FakeSocketMode:
        self._server = serve(self._serve, "127.0.0.1", 0, close_timeout=0.2)
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.drop()
        self._server.shutdown()
        self._thread.join()

    @property
    def url(self) -> str:
        """What apps.connections.open gives."""
        return f"ws://127.0.0.1:{self._server.socket.getsockname()[1]}/link"

    def connected(self, count: int = 1) -> None:
        """Wait until so many connections are open."""
        with self._changed:
            assert self._changed.wait_for(lambda: len(self._connections) >= count, 30)

    def drop(self) -> None:
        """Close every connection, as Slack does now and then."""
        with self._changed:
            dropped, self._connections = self._connections, []
        for connection in dropped:
            connection.close()

    def send(self, payload: Payload, *, retry: int | None = None, to: int = -1) -> str:
        """Deliver a payload to one connection; gives the envelope's id."""
        envelope = f"envelope-{next(self._numbers)}"
        body: dict[str, Any] = {
            "envelope_id": envelope,
            "type": payload.kind,
            "payload": payload.body,
            "accepts_response_payload": payload.kind != "events_api",
        }
        if retry is not None:
            body |= {"retry_attempt": retry, "retry_reason": "timeout"}
        self._sent[envelope] = time.perf_counter()
        self._connections[to].send(json.dumps(body))
        return envelope

    def acknowledgement(self, envelope: str) -> dict[str, Any]:
        """Wait for what the bot sent back."""
        with self._changed:
            assert self._changed.wait_for(lambda: envelope in self.acknowledged, 10), envelope
        return self.acknowledged[envelope][1]

    def _serve(self, connection: ServerConnection) -> None:
        connection.send(json.dumps({"type": "hello", "num_connections": 1}))
        with self._changed:
            self._connections.append(connection)
            self._changed.notify_all()
        try:
            for message in connection:
                self._received(json.loads(message))
        except ConnectionClosed:
            pass
        finally:
            with self._changed:
                self._connections = [each for each in self._connections if each is not connection]

    def _received(self, answer: dict[str, Any]) -> None:
        envelope = answer["envelope_id"]
        with self._changed:
            took = time.perf_counter() - self._sent[envelope]
            self.acknowledged[envelope] = took, answer.get("payload", {})
            self._changed.notify_all()
