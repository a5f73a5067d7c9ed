"""A bot at work: a real one over a corpus, with Slack on loopback and requests that are signed."""

from __future__ import annotations

import atexit
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
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


@cache
def _shelf(papers: tuple[tuple[str, str], ...], model: Embedder) -> Path:
    """A corpus of papers, made once for all bots; each gets a copy."""
    folder = Path(tempfile.mkdtemp(prefix="notices-slack-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    corpora.fill(folder / "home", corpora.write(folder / "papers", dict(papers)), model)
    return folder / "home"


_WORDS = BagOfWords()


@contextmanager
def at_work(
    home: Path,
    slack: FakeSlack,
    *,
    papers: Mapping[str, str] = corpora.TWO_COUNCILS,
    embedder: Embedder | None = None,
    restricted: str = "",
    queue: int = 200,
    ahead: float = 0.0,
    over: Callable[[Service], Service] = lambda service: service,
) -> Iterator[Workplace]:
    """A bot over papers; what it must remember is in ``home``.

    Opened again over the same home, it is the same bot after a restart; its clock is so many
    seconds ``ahead``. ``over`` puts another service in place of the real one.
    """
    model = embedder or _WORDS
    if not home.exists():
        shutil.copytree(_shelf(tuple(papers.items()), model), home)
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
    with (
        open_service(made, embedder_=model) as opened,
        open_bot(service := over(opened), patience=0.05, clock=lambda: time.time() + ahead) as bot,
    ):
        yield Workplace(slack, People(slack), bot, service)
