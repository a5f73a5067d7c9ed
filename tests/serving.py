"""The whole application over invented papers, as tests ask it: in this process, with keys."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from fastapi.testclient import TestClient

from assistant.bootstrap import open_service
from assistant.keys import Role
from assistant.server import make_app
from assistant.service import Service
from assistant.settings import Settings
from tests.corpora import TWO_COUNCILS, fill, write
from tests.fakes import BagOfWords

LOCAL = "http://127.0.0.1"
QUESTION = "How often must Kelder's Improvement Board meet?"


@dataclass(frozen=True)
class Served:
    """An application, the service under it, and clients of it."""

    app: FastAPI
    service: Service

    @property
    def here(self) -> TestClient:
        """A client on this machine, without a key."""
        return self.client()

    def client(self, *, url: str = LOCAL, address: str = "127.0.0.1", **more: Any) -> TestClient:
        """A client that asks for ``url`` from ``address``."""
        return TestClient(
            self.app, url, client=(address, 50_000), raise_server_exceptions=False, **more
        )

    def with_key(self, role: Role = "reader", **more: Any) -> TestClient:
        """A client somewhere else with a new key."""
        secret = self.service.keys.make(f"A {role}", role)[1]
        headers = {"Authorization": f"Bearer {secret}"}
        return self.client(url="https://notices.example", address="192.0.2.7", headers=headers)


@contextmanager
def served(home: Path, **settings: Any) -> Iterator[Served]:
    """The application over the corpus in ``home``."""
    with open_service(Settings(home=str(home), **settings), embedder_=BagOfWords()) as service:
        yield Served(make_app(service), service)


def copied(home: Path) -> Path:
    """The two councils' corpus, copied to ``home`` for a test to change."""
    shutil.copytree(_shelf(), home)
    return home


@cache
def reading_room() -> Served:
    """The two councils' papers, served for tests that change nothing; there are no keys."""
    service = open_service(Settings(home=str(_shelf())), embedder_=BagOfWords())
    opened = service.__enter__()
    atexit.register(service.__exit__, None, None, None)
    return Served(make_app(opened), opened)


@cache
def _shelf() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="notices-served-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    fill(folder / "home", write(folder / "papers", TWO_COUNCILS))
    return folder / "home"
