"""``python -m tests.slack_speed``: how fast Slack is answered, beside Bolt's own bare adapter.

Both are real server processes that get the same signed events over HTTP and post to the same
fake Slack. Ours answers from documents; the rival says two words, and keeps nothing.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import quantiles
from unittest import mock

from rich.console import Console
from rich.table import Table

from eval import sets
from eval.bench.serving import served
from eval.cases import load_cases
from tests.fakes.slack.people import People, signed
from tests.fakes.slack.web_api import BOT_TOKEN, SECRET, FakeSlack

ONE_BY_ONE, AT_ONCE = 100, 20
_OURS = "import sys; from assistant.cli import main; sys.exit(main())"


@dataclass(frozen=True)
class Speed:
    """Milliseconds: of acknowledgements, of answers one by one, of the last of AT_ONCE."""

    acknowledged_p50: float
    acknowledged_p95: float
    answered_p50: float
    answered_p95: float
    at_once_acknowledged_p95: float
    at_once_last: float
    lost: int


def main(argv: Sequence[str] | None = None) -> int:
    """Measure, print a table, write JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--report", type=Path, default=Path("out/bench"))
    options = parser.parse_args(argv)
    exam = [each for each in sets.exams() if not each.missing and not each.long][-1]
    questions = [case.question for case in load_cases(list(exam.questions))]
    speeds = {
        "notice-assistant": _ours(exam.documents, questions),
        "bolt, bare": _measured(_rival, questions),
    }
    options.report.mkdir(parents=True, exist_ok=True)
    path = options.report / "slack.json"
    made = {"documents": exam.documents.name, **{k: asdict(v) for k, v in speeds.items()}}
    path.write_text(json.dumps(made, indent=1) + "\n", encoding="utf-8")
    _show(speeds)
    sys.stdout.write(f"The figures are in {path}\n")
    return 0


def _ours(documents: Path, questions: Sequence[str]) -> Speed:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        home = ["--home", place]
        os.spawnv(
            os.P_WAIT,
            sys.executable,
            [sys.executable, "-c", _OURS, "ingest", str(documents), *home],
        )
        command = [sys.executable, "-c", _OURS, "serve", "--port", "{port}", *home]
        return _measured(lambda slack: command, questions)


def _rival(slack: FakeSlack) -> list[str]:
    return [sys.executable, "-m", "tests.slack_rival", "{port}", slack.url]


def _measured(command: Callable[[FakeSlack], list[str]], questions: Sequence[str]) -> Speed:
    """The figures of one server; it is warm before the first is taken."""
    with FakeSlack() as slack:
        tokens = {
            "SLACK_BOT_TOKEN": BOT_TOKEN,
            "SLACK_SIGNING_SECRET": SECRET,
            "NOTICES_SLACK_API": slack.url,
        }
        with mock.patch.dict(os.environ, tokens), served(command(slack)) as (port, _):
            asker = Asker(slack, port)
            for question in questions[:5]:
                asker.ask(question)
            single = [asker.ask(questions[n % len(questions)]) for n in range(ONE_BY_ONE)]
            began = time.perf_counter()
            with ThreadPoolExecutor(AT_ONCE) as people:
                crowd = list(people.map(asker.ask, questions[:AT_ONCE]))
            last = 1000 * (time.perf_counter() - began)
    acks, answers = zip(*single, strict=True)
    every = [took for _, took in (*single, *crowd)]
    return Speed(
        *_halves(acks),
        *_halves([each for each in answers if each is not None]),
        _halves([ack for ack, _ in crowd])[1],
        last,
        sum(took is None for took in every),
    )


@dataclass(frozen=True)
class Asker:
    """Mentions the bot as Slack would tell it, and waits for the reply in the thread."""

    slack: FakeSlack
    port: int

    def ask(self, question: str) -> tuple[float, float | None]:
        """Milliseconds until the acknowledgement, and until the answer; None when it is lost."""
        payload = People(self.slack).mention("U1", "C1", question)
        body, kind = payload.as_http()
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}/slack/events", body, signed(body, kind)
        )
        thread = payload.body["event"]["ts"]
        began = time.perf_counter()
        with urllib.request.urlopen(request, timeout=30) as reply:
            assert reply.status == 200
        acknowledged = 1000 * (time.perf_counter() - began)
        try:
            self.slack.wait(lambda: any(said.thread == thread for said in self.slack.said), 30)
        except AssertionError:
            return acknowledged, None
        return acknowledged, 1000 * (time.perf_counter() - began)


def _halves(values: Sequence[float]) -> tuple[float, float]:
    cuts = quantiles(values, n=20)
    return cuts[9], cuts[18]


def _show(speeds: dict[str, Speed]) -> None:
    table = Table("milliseconds", *speeds, "ratio")
    ours, rival = (asdict(each) for each in speeds.values())
    for name, value in ours.items():
        ratio = f"{value / rival[name]:.1f}" if rival[name] else ""
        table.add_row(name.replace("_", " "), f"{value:.0f}", f"{rival[name]:.0f}", ratio)
    Console().print(table)


if __name__ == "__main__":
    sys.exit(main())
