"""A connection that sends no whole request is closed; one that does is served, however often."""

from __future__ import annotations

import http.client
import socket
import threading
import time
from collections.abc import Iterator

import pytest
import uvicorn
from fastapi import FastAPI

from assistant.cli.patience import Patient


class Hasty(Patient):
    """Waits for a fraction of a second."""

    seconds = 0.3


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    """A server that takes a moment for each answer."""
    app = FastAPI()

    @app.get("/")
    def answer() -> str:
        time.sleep(0.5)  # longer than a head may take
        return "Here."

    with socket.create_server(("127.0.0.1", 0)) as listening:
        config = uvicorn.Config(app, http=Hasty, lifespan="off", ws="none", log_level="warning")
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        yield listening.getsockname()[1]
        server.should_exit = True
        thread.join()


@pytest.mark.parametrize("sent", [b"", b"GET / HT", b"GET / HTTP/1.1\r\nHost: a\r\nX-Slow: "])
def test_a_request_that_does_not_come_to_a_head_is_given_up(port: int, sent: bytes) -> None:
    """The server closes; the client reads the end."""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as client:
        client.sendall(sent)
        assert client.recv(100) == b""


def test_letters_that_trickle_in_do_not_buy_time(port: int) -> None:
    """The whole head counts, not the time since the last letter."""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as client:
        client.sendall(b"GET / HTTP/1.1\r\n")
        with pytest.raises(OSError):
            _trickle(client)


def _trickle(client: socket.socket) -> None:
    for _ in range(100):
        client.sendall(b"X-Slow: 1\r\n")
        time.sleep(0.05)


def test_an_answer_may_take_longer_than_a_head(port: int) -> None:
    """And the same connection asks again."""
    client = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    for _ in range(2):
        client.request("GET", "/")
        reply = client.getresponse()
        assert (reply.status, reply.read()) == (200, b'"Here."')
    client.close()


def test_a_second_request_has_no_more_time_than_the_first(port: int) -> None:
    """Also after a request that was answered."""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as client:
        client.sendall(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        assert client.recv(1000).startswith(b"HTTP/1.1 200")
        client.sendall(b"GET / HT")
        rest = b"".join(iter(lambda: client.recv(1000), b""))
        assert b"HTTP/1.1 200" not in rest
