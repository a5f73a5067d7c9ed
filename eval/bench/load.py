"""Clients of a server on this machine: so many at once, each with a connection of its own."""

from __future__ import annotations

import http.client
import json
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import cycle, islice
from typing import Protocol

from eval.bench.running import percentile

TIMEOUT_S = 60.0


@dataclass(frozen=True, slots=True)
class Target:
    """Where to ask: ``POST path`` with the question in a JSON object."""

    port: int
    path: str = "/v1/ask"
    field: str = "question"


@dataclass
class Load:
    """What became of the requests of one round. Milliseconds; a request lost has no time."""

    clients: int
    seconds: float = 0.0
    times_ms: list[float] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)

    @property
    def p50(self) -> float:
        """Half of the answers came within this."""
        return percentile(self.times_ms, 0.5) if self.times_ms else float("nan")

    @property
    def p95(self) -> float:
        """Nineteen of twenty answers came within this."""
        return percentile(self.times_ms, 0.95) if self.times_ms else float("nan")

    @property
    def throughput(self) -> float:
        """Answers a second."""
        return len(self.times_ms) / self.seconds if self.seconds else 0.0


class Ask(Protocol):
    """Asks one question over one connection; raises when there is no whole answer."""

    def __call__(self, at: http.client.HTTPConnection, question: str) -> None: ...


def asking(target: Target) -> Ask:
    """Posts a question and reads the whole answer."""

    def ask(at: http.client.HTTPConnection, question: str) -> None:
        body = json.dumps({target.field: question})
        at.request("POST", target.path, body, {"Content-Type": "application/json"})
        response = at.getresponse()
        data = response.read()
        if response.status != 200 or not data.rstrip().endswith(b"}"):
            raise ConnectionError(f"status {response.status}")

    return ask


def rounds(target: Target, questions: Sequence[str], clients: int, count: int) -> Load:
    """``count`` questions by so many clients at once."""
    return _run(target, clients, islice(cycle(questions), count), lambda: True)


def soak(target: Target, questions: Sequence[str], clients: int, seconds: float) -> Load:
    """As many questions as come through in so many seconds."""
    until = time.perf_counter() + seconds
    return _run(target, clients, cycle(questions), lambda: time.perf_counter() < until)


def _run(target: Target, clients: int, questions: Iterator[str], going: Callable[[], bool]) -> Load:
    load = Load(clients)
    lock = threading.Lock()
    ask = asking(target)

    def client() -> None:
        at = http.client.HTTPConnection("127.0.0.1", target.port, timeout=TIMEOUT_S)
        while going():
            with lock:
                question = next(questions, None)
            if question is None:
                break
            began = time.perf_counter()
            try:
                ask(at, question)
            except (OSError, http.client.HTTPException) as error:
                at.close()
                with lock:
                    load.lost.append(f"{type(error).__name__}: {error}")
            else:
                with lock:
                    load.times_ms.append((time.perf_counter() - began) * 1000)
        at.close()

    threads = [threading.Thread(target=client) for _ in range(clients)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    load.seconds = time.perf_counter() - began
    return load
