"""A conversation with the Slack bot, step by step: who does what, and what is seen of it.

One script for a test, which checks every message, and for ``make slack-demo``, which plays it:
``python -m tests.slack_talk``. The bot, Bolt and the SDK are the real ones; only Slack is not.
"""

from __future__ import annotations

import logging
import sys
import tempfile
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ingest.embedding import Embedder, embedder
from tests.corpora import MANY_COUNCILS, TWO_COUNCILS
from tests.fakes import BagOfWords
from tests.fakes.slack.people import Payload, People
from tests.fakes.slack.screen import ornament, shown
from tests.fakes.slack.web_api import FakeSlack, Given, Said
from tests.fakes.slack.workplace import Workplace, at_work

PAPERS = {**TWO_COUNCILS, **MANY_COUNCILS}
CHANNEL, DIRECT = "#fernshire-improvement", "D-with-Sam"
ANN, SAM, BOSS = "Ann", "Sam", "Priya"
BOARD = "How often must Fernshire's Improvement Board meet?"


@dataclass(frozen=True)
class Step:
    """What somebody does, and the messages that come of it, each as people see it."""

    done: str
    seen: tuple[Said, ...]
    beside: tuple[str, ...] = ()

    def __str__(self) -> str:
        told = [*(f"({each})" for each in self.beside), *map(shown, self.seen)]
        replies = [textwrap.indent(each, "    ") for each in told]
        return "\n".join([f"» {self.done}", *(replies or ["    (nothing is said)"]), ""])


@dataclass
class Talk:
    """Does one thing after the other, and waits until the bot has done its part."""

    slack: FakeSlack
    work: Workplace
    heard: int = field(init=False)
    called: int = field(init=False)

    def __post_init__(self) -> None:
        self.heard, self.called = len(self.slack.said), len(self.slack.calls)

    @property
    def people(self) -> People:
        """The people of the workspace."""
        return self.work.people

    def step(self, done: str, payload: Payload, *retries: int) -> Step:
        """Deliver a payload, and again for each number of a retry."""
        self.work.send(payload)
        for retry in retries:
            self.work.send(payload, retry)
        return self.after(done)

    def after(self, done: str) -> Step:
        """What was said since the step before."""
        self.work.idle()
        seen = tuple(self.slack.said[self.heard :])
        beside = tuple(filter(None, map(ornament, self.slack.calls[self.called :])))
        self.heard, self.called = len(self.slack.said), len(self.slack.calls)
        return Step(done, seen, beside)

    def pressed(self, user: str, said: Said, action: str, value: str = "") -> Step:
        """Somebody presses a button of a message."""
        element = said.button(action)
        label = element.get("text", {}).get("text") or ("Helpful" if value else action)
        payload = self.people.presses(user, said, element, value)
        return self.step(f"{user} presses [{label}]", payload)


def script(home: Path, model: Embedder | None = None) -> Iterator[Step]:
    """The whole conversation, with a restart in the middle of it."""
    with FakeSlack() as slack:
        slack.administrators = {BOSS}
        with at_work(home, slack, papers=PAPERS, embedder=model) as work:
            asked, steps = _in_a_channel(Talk(slack, work))
            yield from steps
        with at_work(home, slack, papers=PAPERS, embedder=model) as work:
            talk = Talk(slack, work)
            work.send(asked, retry=3)
            yield talk.after("The bot is stopped and started; Slack delivers Ann's question again")
            yield _reply(talk, ANN, "And Kelder's?", asked)
            for part in (_direct, _settings, _shortcut, _trouble):
                yield from part(talk)


def _in_a_channel(talk: Talk) -> tuple[Payload, Iterator[Step]]:
    """A mention, delivered three times, and a talk between people under it."""
    asked = talk.people.mention(ANN, CHANNEL, BOARD)

    def steps() -> Iterator[Step]:
        first = talk.step(
            f"Ann in {CHANNEL}: @Notices {BOARD} (delivered three times)", asked, 1, 2
        )
        yield first
        yield talk.pressed(ANN, first.seen[0], "words")
        helpful = "helpful:" + first.seen[0].button("words")["value"]
        yield talk.pressed(ANN, first.seen[0], "feedback", helpful)
        yield _reply(talk, ANN, "Who chairs it?", asked)
        yield _reply(talk, ANN, "Thanks, I will put that in the minutes.", asked)

    return asked, steps()


def _reply(talk: Talk, user: str, words: str, under: Payload) -> Step:
    event = under.body["event"]
    said = talk.people.message(user, event["channel"], words, thread=event["ts"])
    return talk.step(f"{user} in the thread: {words}", said)


def _direct(talk: Talk) -> Iterator[Step]:
    """The agent view: prompts, a question that many councils could answer, a choice."""
    yield talk.step("Sam opens the Messages tab", talk.people.opens(SAM, DIRECT))
    words = "How often must the board visit a children's home?"
    asked = talk.step(f"Sam to Notices: {words}", talk.people.message(SAM, DIRECT, words))
    yield asked
    yield talk.pressed(SAM, asked.seen[0], "clarify:3")
    words = "What is the budget of Fernshire's museum service?"
    yield talk.step(f"Sam to Notices: {words}", talk.people.message(SAM, DIRECT, words))


def _settings(talk: Talk) -> Iterator[Step]:
    """Only an administrator sets what a channel is about; then its questions mean that."""
    yield talk.step("Sam: /notices settings", talk.people.command(SAM, CHANNEL, "settings"))
    yield talk.step("Priya, an administrator: /notices settings", _opens(talk, BOSS))
    view: Given = talk.slack.views[-1]
    saved = talk.people.saves(BOSS, view, ["Fernshire"], ["improvement_notice"])
    yield talk.step("Priya chooses Fernshire, improvement notice, and saves", saved)
    words = "How often must the board meet?"
    mentioned = talk.people.mention(SAM, CHANNEL, words)
    yield talk.step(f"Sam in {CHANNEL}: @Notices {words}", mentioned)


def _opens(talk: Talk, user: str) -> Payload:
    return talk.people.command(user, CHANNEL, "settings")


def _shortcut(talk: Talk) -> Iterator[Step]:
    """A colleague's message taken as a question; the answer is the asker's until it is shared."""
    words = "Who chairs Fernshire's Improvement Board?"
    asked = talk.step(
        f"Sam chooses “Ask Notices about this” on a colleague's message: {words}",
        talk.people.shortcut(SAM, CHANNEL, words),
    )
    yield asked
    yield talk.pressed(SAM, asked.seen[0], "share")


def _trouble(talk: Talk) -> Iterator[Step]:
    """Where the bot was not invited, the asker is told alone."""
    talk.slack.channels_without_bot.add("#closed")
    words = "How often must Kelder's Improvement Board meet?"
    payload = talk.people.mention(ANN, "#closed", words)
    yield talk.step(f"Ann in #closed, where Slack refuses the bot: @Notices {words}", payload)


def transcript(steps: Iterator[Step]) -> str:
    """The conversation as a text."""
    return "\n".join(str(each) for each in steps)


def main(arguments: Sequence[str]) -> None:
    """Play it in the terminal with the real model; with a file's name, write it as expected."""
    logging.disable()  # what goes wrong is part of the play
    try:
        with tempfile.TemporaryDirectory(prefix="notices-slack-") as folder:
            home = Path(folder) / "home"
            if arguments:
                text = transcript(script(home, BagOfWords()))
                Path(arguments[0]).write_text(text, encoding="utf-8")
                return
            for number, step in enumerate(script(home, embedder()), 1):
                sys.stdout.write(f"{number:>2} {step}\n")
    finally:
        logging.disable(logging.NOTSET)


if __name__ == "__main__":
    main(sys.argv[1:])
