"""A bot at work: a real one over a corpus, with Slack on loopback and requests that are signed."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from assistant.bootstrap import open_service
from assistant.service import Service
from assistant.settings import Settings
from assistant.slack.bot import Bot, open_bot
from assistant.slack.gate import Gate, Reply
from ingest.embedding import Embedder
from tests import corpora
from tests.fakes import BagOfWords
from tests.fakes.slack.people import Payload, People, signed
from tests.fakes.slack.web_api import APP_TOKEN, BOT_TOKEN, SECRET, FakeSlack


@dataclass
class Workplace:
    """``send`` delivers a payload by HTTP, as Slack does; ``took`` are seconds of each."""

    slack: FakeSlack
    people: People
    bot: Bot
    service: Service
    took: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._gate = Gate(self.bot)

    def send(self, payload: Payload, retry: int | None = None) -> Reply:
        """One delivery; it must be acknowledged."""
        body, kind = payload.as_http()
        more = {"X-Slack-Retry-Num": str(retry)} if retry is not None else {}
        # Slack signs each delivery anew; a body that differs by a space stands for that.
        reply = self.raw(body + b" " * (retry or 0), kind, headers=more)
        assert reply.status == 200, reply
        return reply

    def raw(self, body: bytes, kind: str = "application/json", **other: Any) -> Reply:
        """A request as it is; see ``signed`` for what can be wrong with it."""
        headers = {name.lower(): value for name, value in signed(body, kind, **other).items()}
        began = time.perf_counter()
        reply = self._gate.handle(body, headers)
        self.took.append(time.perf_counter() - began)
        return reply

    def idle(self, seconds: float = 10.0) -> None:
        """Wait until nothing is left to do."""
        until = time.monotonic() + seconds
        while self.bot.inbox.waiting():
            assert time.monotonic() < until, "the bot is still busy"
            time.sleep(0.01)


@contextmanager
def at_work(
    home: Path,
    slack: FakeSlack,
    *,
    papers: Mapping[str, str] = corpora.TWO_COUNCILS,
    embedder: Embedder | None = None,
    restricted: str = "",
    queue: int = 200,
) -> Iterator[Workplace]:
    """A bot over papers; what it must remember is in ``home``.

    Opened again over the same home, it is the same bot after a restart.
    """
    model = embedder or BagOfWords()
    if not home.exists():
        corpora.fill(home, corpora.write(home.parent / f"{home.name}-papers", papers), model)
    made = Settings(
        home=str(home),
        slack_bot_token=BOT_TOKEN,
        slack_signing_secret=SECRET,
        slack_app_token=APP_TOKEN,
        slack_api=slack.url,
        public_url="https://notices.example.org",
        slack_restricted=restricted,
        slack_queue=queue,
    )
    with open_service(made, embedder_=model) as service, open_bot(service) as bot:
        yield Workplace(slack, People(slack), bot, service)
