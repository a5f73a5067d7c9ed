"""``notices serve`` as a person runs it: a process of its own that listens, answers and stops."""

from __future__ import annotations

import json
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from assistant.cli import main
from tests.command_line import CommandLine
from tests.fakes import BagOfWords
from tests.serving import QUESTION, copied

PATIENCE = 60.0
FAKE = """
import sys
from assistant.cli import main
from tests.fakes import BagOfWords
sys.exit(main(sys.argv[1:], embedder=BagOfWords()))
"""


@dataclass
class Running:
    """A server process and where it listens."""

    process: subprocess.Popen[str]
    url: str

    def get(self, path: str, key: str = "") -> tuple[int, Any]:
        """Status and JSON."""
        return self._sent(urllib.request.Request(self.url + path), key)

    def ask(self, question: str, key: str = "") -> tuple[int, Any]:
        """Status and JSON of an answer."""
        body = json.dumps({"question": question}).encode()
        kind = {"Content-Type": "application/json"}
        return self._sent(urllib.request.Request(f"{self.url}/v1/ask", body, kind), key)

    def _sent(self, request: urllib.request.Request, key: str) -> tuple[int, Any]:
        if key:
            request.add_header("Authorization", f"Bearer {key}")
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE) as response:
                return response.status, json.loads(response.read())
        except urllib.error.HTTPError as error:
            with error:
                return error.code, json.loads(error.read())

    def stop(self, number: int = signal.SIGINT) -> tuple[int, str]:
        """Exit code and the rest of what was said."""
        self.process.send_signal(number)
        _, said = self.process.communicate(timeout=PATIENCE)
        return self.process.returncode, said


@contextmanager
def running(home: Path, *arguments: str) -> Iterator[Running]:
    """A server on a free port, with a model that needs no loading."""
    command = [sys.executable, "-c", FAKE, "serve", "--port", "0", "--home", str(home), *arguments]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    try:
        assert process.stderr is not None
        line = process.stderr.readline()
        found = re.search(r"http://\S+:(\d+)", line)
        assert found, line + process.stderr.read()
        yield Running(process, f"http://127.0.0.1:{found[1]}")
    finally:
        if process.poll() is None:
            process.kill()
            process.communicate()
        for stream in (process.stdout, process.stderr):
            if stream is not None:
                stream.close()


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """One server for tests that do not stop it."""
    with running(copied(tmp_path_factory.mktemp("served") / "home")) as made:
        yield made


def test_many_clients_at_once_lose_nothing(shared: Running) -> None:
    """Each gets its own whole answer."""
    with ThreadPoolExecutor(20) as clients:
        answers = list(clients.map(shared.ask, [QUESTION] * 60))
    assert {status for status, _ in answers} == {200}
    assert {answer["status"] for _, answer in answers} == {"answered"}
    assert len({answer["id"] for _, answer in answers}) == 60


def test_a_client_that_goes_away_disturbs_nobody(shared: Running) -> None:
    """Before its request is whole, before its answer, in the middle of its events."""
    port = int(shared.url.rpartition(":")[2])
    body = json.dumps({"question": QUESTION})
    head = (
        f"POST /v1/ask HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/json\r\n"
        f"Accept: text/event-stream\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    for sent in (head[:30], head, head + body[:5], head + body):
        for _ in range(5):
            with socket.create_connection(("127.0.0.1", port)) as client:
                client.sendall(sent.encode())
    assert shared.ask(QUESTION)[0] == 200
    assert shared.process.poll() is None


def test_many_event_streams_that_nobody_reads_stop_no_other(shared: Running) -> None:
    """Each is whole before it is sent, so it holds nothing up."""
    port = int(shared.url.rpartition(":")[2])
    body = json.dumps({"question": QUESTION})
    request = (
        f"POST /v1/ask HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/json\r\n"
        f"Accept: text/event-stream\r\nContent-Length: {len(body)}\r\n\r\n{body}"
    )
    held = [socket.create_connection(("127.0.0.1", port)) for _ in range(100)]
    try:
        for client in held:
            client.sendall(request.encode())
        assert shared.ask(QUESTION)[0] == 200
    finally:
        for client in held:
            client.close()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_stops_cleanly(tmp_path: Path, number: int) -> None:
    """Ctrl-C or a supervisor's signal: exit code 0 and no traceback."""
    with running(copied(tmp_path / "home")) as server:
        assert server.get("/healthz") == (200, {"status": "ok"})
        assert server.stop(number) == (0, "Stopped.\n")


def test_what_is_under_way_is_answered_before_it_stops(tmp_path: Path) -> None:
    """No question is lost by a restart."""
    with running(copied(tmp_path / "home")) as server:
        statuses: list[int] = []
        threads = [
            threading.Thread(target=lambda: statuses.append(server.ask(QUESTION)[0]))
            for _ in range(8)
        ]
        for thread in threads:
            thread.start()
        until = time.monotonic() + PATIENCE
        while not statuses and time.monotonic() < until:
            time.sleep(0.001)
        code, _ = server.stop()
        for thread in threads:
            thread.join()
    assert code == 0
    assert statuses.count(200) == len(statuses)


def test_it_begins_with_an_empty_corpus_where_there_is_none(tmp_path: Path) -> None:
    """Documents may come later."""
    with running(tmp_path / "home") as server:
        assert server.get("/readyz")[1]["documents"] == 0
        assert server.ask(QUESTION)[1]["status"] == "not_found"
        assert server.stop()[0] == 0


def test_a_key_made_while_it_runs_is_asked_for_at_once(tmp_path: Path) -> None:
    """And may be revoked while it runs."""
    home = copied(tmp_path / "home")
    with running(home) as server:
        assert server.ask(QUESTION)[0] == 200
        made = subprocess.run(
            [sys.executable, "-c", FAKE, "keys", "make", "Clerk", "--home", str(home)],
            capture_output=True, text=True, check=True,
        )  # fmt: skip
        assert server.ask(QUESTION)[0] == 401
        assert server.ask(QUESTION, made.stdout.strip())[0] == 200


def test_a_port_that_is_taken_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Before anything is loaded, with what to do."""
    notices = CommandLine(tmp_path / "home", capsys)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ran = notices("serve", "--port", str(port))
    assert ran.code == 2
    assert f"Port {port} is taken" in ran.err and "--port" in ran.err


def test_other_machines_are_served_only_with_a_key(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A revoked one is none."""
    notices = CommandLine(tmp_path / "home", capsys)
    ran = notices("serve", "--host", "0.0.0.0", "--port", "0")
    assert ran.code == 2 and "notices keys make" in ran.err
    notices("keys", "make", "Clerk")
    notices("keys", "revoke", "Clerk")
    assert notices("serve", "--host", "0.0.0.0", "--port", "0").code == 2


def test_with_a_key_it_listens_everywhere(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """And lets nobody in without."""
    home = copied(tmp_path / "home")
    secret = CommandLine(home, capsys)("keys", "make", "Clerk").out.strip()
    with running(home, "--host", "0.0.0.0") as server:
        assert server.ask(QUESTION)[0] == 401
        assert server.ask(QUESTION, secret)[0] == 200


@pytest.mark.parametrize(
    ("host", "port"),
    [("no.such.host.invalid", "8000"), ("192.0.2.55", "0"), ("127.0.0.1", "99999")],
)
def test_where_it_cannot_listen_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], host: str, port: str
) -> None:
    """In words, with exit code 2."""
    notices = CommandLine(tmp_path / "home", capsys)
    notices("keys", "make", "Clerk")
    ran = notices("serve", "--host", host, "--port", port)
    assert ran.code == 2
    assert "Traceback" not in ran.err and (host in ran.err or port in ran.err)


@pytest.mark.parametrize(("trusted", "left"), [("", "298"), ("127.0.0.1", "299")])
def test_addresses_are_believed_of_trusted_proxies_alone(
    home_with_key: Path, monkeypatch: pytest.MonkeyPatch, trusted: str, left: str
) -> None:
    """A header that anybody can send does not give a client another bucket."""
    monkeypatch.setenv("NOTICES_TRUSTED_PROXIES", trusted)
    with running(home_with_key) as server:
        for address in ("192.0.2.1", "192.0.2.2"):
            request = urllib.request.Request(f"{server.url}/v1/documents")
            request.add_header("X-Forwarded-For", address)
            with pytest.raises(urllib.error.HTTPError) as raised:
                urllib.request.urlopen(request, timeout=PATIENCE)
            with raised.value as response:
                assert response.code == 401
                last = response.headers["RateLimit-Remaining"]
        assert last == left


@pytest.fixture
def home_with_key(tmp_path: Path) -> Path:
    """A corpus to which there is a key."""
    home = copied(tmp_path / "home")
    assert main(["keys", "make", "Clerk", "--home", str(home)], embedder=BagOfWords()) == 0
    return home
