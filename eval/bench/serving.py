"""``python -m eval.bench.serving``: real server processes under load, side by side.

Both serve the same files with the same weights on this machine's loopback. Ours gives whole
cited answers; the rival only the nearest chunks. ``--soak`` asks without a pause while a
PDF of 200 pages is uploaded and ingested, and watches for requests lost and memory kept.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from eval import sets
from eval.bench.load import Load, Target, rounds, soak
from eval.bench.uploading import long_pdf, uploaded
from eval.cases import load_cases

ROUNDS = ((1, 180), (16, 480))  # (clients, questions)
START_S, STOP_S = 60.0, 15.0
SOAK_CLIENTS = 4
_PROGRAM = "import sys; from assistant.cli import main; sys.exit(main())"


def main(argv: Sequence[str] | None = None) -> int:
    """Measure, print a table, write JSON."""
    options = _options().parse_args(argv)
    exam = [each for each in sets.exams() if not each.missing and not each.long][-1]
    questions = [case.question for case in load_cases(list(exam.questions))]
    figures: dict[str, Any] = {"documents": exam.documents.name, "questions": len(questions)}
    loads: dict[str, list[Load]] = {}
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        home = Path(place) / "ours"
        _call("ingest", str(exam.documents), "--home", str(home))
        with served(_ours(home)) as (port, process):
            loads["notice-assistant"] = _loads(port, questions)
            if options.soak:
                figures["soak"] = _soak(port, process.pid, questions, options.soak)
        if find_spec("langchain_chroma") and find_spec("langchain_text_splitters"):
            rival = _rival(exam.documents, [str(path) for path in exam.questions], Path(place))
            with served(rival) as (port, _):
                loads["langchain quickstart"] = _loads(port, questions)
        else:
            print("SKIPPED: the rival is not installed (pip install '.[bench]')", file=sys.stderr)
    figures["loads"] = {name: [_figures(each) for each in all_] for name, all_ in loads.items()}
    options.report.mkdir(parents=True, exist_ok=True)
    path = options.report / "serving.json"
    path.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    _show(loads, figures.get("soak"))
    print(f"The figures are in {path}")
    return 0


@contextmanager
def served(command: Sequence[str]) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    """A server process on a free port ("{port}" in the command), up and answering; then ended."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    filled = [word.replace("{port}", str(port)) for word in command]
    environment = {**os.environ, "NOTICES_RATE_LIMIT": "0"}
    process = subprocess.Popen(  # noqa: S603  # our own modules
        filled, cwd=sets.ROOT, env=environment, stdout=subprocess.DEVNULL
    )
    try:
        _wait_for(port, process)
        yield port, process
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(STOP_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _ours(home: Path) -> list[str]:
    serve = ["serve", "--host", "127.0.0.1", "--port", "{port}", "--home", str(home)]
    return [sys.executable, "-c", _PROGRAM, *serve]


def _rival(documents: Path, questions: Sequence[str], place: Path) -> list[str]:
    folder = place / "rival"
    folder.mkdir()
    contestant = [sys.executable, "-m", "eval.bench.contestant", "rival", str(documents.resolve())]
    subprocess.run([*contestant, str(folder), *questions], check=True, cwd=sets.ROOT)  # noqa: S603
    return [sys.executable, "-m", "eval.bench.rival_server", str(folder / "home"), "{port}"]


def _call(*words: str) -> None:
    command = [sys.executable, "-c", _PROGRAM, *words]
    subprocess.run(command, check=True, cwd=sets.ROOT, stdout=subprocess.DEVNULL)  # noqa: S603


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + START_S
    while time.monotonic() < until and process.poll() is None:
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise SystemExit("The server did not start; run `notices serve` to see why.")


def _loads(port: int, questions: Sequence[str]) -> list[Load]:
    target = Target(port)
    rounds(target, questions, 1, len(questions))  # what is paid once is paid before the clock
    return [rounds(target, questions, clients, count) for clients, count in ROUNDS]


def _soak(port: int, pid: int, questions: Sequence[str], seconds: float) -> dict[str, Any]:
    """So many seconds of questions, a long PDF ingested meanwhile; memory in megabytes."""
    before = _megabytes(pid)
    jobs: list[str] = []
    adding = threading.Thread(target=lambda: jobs.append(uploaded(port, long_pdf())))
    adding.start()
    load = soak(Target(port), questions, SOAK_CLIENTS, seconds)
    adding.join()
    return {
        **_figures(load),
        "upload": jobs[0] if jobs else "failed",
        "memory_mb": [before, _megabytes(pid)],
        "lost_because": sorted(set(load.lost)),
    }


def _megabytes(pid: int) -> float | None:
    """What a process holds now; None where the system does not tell."""
    status = Path(f"/proc/{pid}/status")
    if not status.is_file():
        return None
    lines = status.read_text(encoding="utf-8").splitlines()
    held = next((line.split()[1] for line in lines if line.startswith("VmRSS")), None)
    return round(int(held) / 1024, 1) if held else None


def _figures(load: Load) -> dict[str, Any]:
    return {
        "clients": load.clients,
        "answers": len(load.times_ms),
        "lost": len(load.lost),
        "p50_ms": round(load.p50, 1),
        "p95_ms": round(load.p95, 1),
        "answers_a_second": round(load.throughput, 1),
    }


def _show(loads: dict[str, list[Load]], soaked: dict[str, Any] | None) -> None:
    table = Table(title="POST /v1/ask on loopback", title_justify="left")
    for head in ("", "clients", "p50 ms", "p95 ms", "answers a second", "lost"):
        table.add_column(head, justify="left" if not head else "right")
    for name, rows in loads.items():
        for each in rows:
            shown = (each.p50, each.p95, each.throughput)
            table.add_row(
                name, str(each.clients), *(f"{one:.1f}" for one in shown), str(len(each.lost))
            )
    console = Console()
    console.print(table)
    if soaked:
        console.print(f"Soak: {json.dumps(soaked)}")
    console.print("Ours answers with citations; the rival only retrieves.")


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m eval.bench.serving", description=__doc__)
    parser.add_argument("--soak", type=float, default=0.0, metavar="SECONDS")
    parser.add_argument("--report", type=Path, default=Path("out/bench"))
    return parser


if __name__ == "__main__":
    sys.exit(main())
