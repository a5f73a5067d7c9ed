"""The command line as processes: real pipes, real signals, and, sparingly, the real model."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.cli import main
from tests.broken_files import NOTICE
from tests.fakes import BagOfWords

FAKE = """
import sys
from assistant.cli import main
from tests.fakes import BagOfWords
sys.exit(main(sys.argv[1:], embedder=BagOfWords()))
"""
PATIENCE = 60.0  # seconds before a hanging process is called hanging


def _command(*arguments: str | Path, real: bool = False) -> list[str]:
    start = ["-m", "assistant.cli"] if real else ["-c", FAKE]
    return [sys.executable, *start, *map(str, arguments)]


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    """One paper in a folder."""
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "notice.txt").write_text(NOTICE, "utf-8")
    return folder


def test_a_reader_that_goes_away_is_no_error(papers: Path, tmp_path: Path) -> None:
    """`notices documents | head -0` ends without a word."""
    home = tmp_path / "home"
    assert main(["ingest", str(papers), "--home", str(home)], embedder=BagOfWords()) == 0
    process = subprocess.Popen(
        _command("show", "notice.txt", "--json", "--home", home),
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert process.stdout is not None and process.stderr is not None
    process.stdout.close()
    complaint = process.stderr.read()
    process.stderr.close()
    assert process.wait(PATIENCE) == 0
    assert complaint == b""


def _heeds_interrupts() -> None:
    """A shell that runs the suite in its background lets what it starts ignore SIGINT."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.fixture
def watching(papers: Path, tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """A process that follows the folder."""
    command = _command("ingest", papers, "--watch", "--prune", "--home", tmp_path / "home")
    with (tmp_path / "out").open("w") as out, (tmp_path / "err").open("w") as err:
        process = subprocess.Popen(
            command, stdout=out, stderr=err, text=True, preexec_fn=_heeds_interrupts
        )
        yield process
        process.kill()
        process.wait()


def _appears(words: str, file: Path) -> None:
    """Wait until a file holds the words."""
    until = time.monotonic() + PATIENCE
    while words not in file.read_text("utf-8"):
        assert time.monotonic() < until, f"{words!r} never came: {file.read_text('utf-8')}"
        time.sleep(0.05)


def test_a_watched_folder_is_followed_until_it_is_interrupted(
    watching: subprocess.Popen[str], papers: Path, tmp_path: Path
) -> None:
    """What comes is added, what goes is removed, and Ctrl-C ends it quietly."""
    out, err = tmp_path / "out", tmp_path / "err"
    _appears("1 added", out)
    _appears("Watching", err)
    (papers / "late.txt").write_text(NOTICE.replace("lantern", "bell"), "utf-8")
    _appears("late.txt", out)
    (papers / "notice.txt").unlink()
    _appears("1 removed", out)
    watching.send_signal(signal.SIGINT)
    assert watching.wait(PATIENCE) == 130
    assert "Traceback" not in err.read_text("utf-8")


def test_with_the_real_model_a_paper_goes_in_and_an_answer_comes_out(
    papers: Path, tmp_path: Path
) -> None:
    """Whole processes, from a file to a JSON answer, with nothing else on standard output."""
    environment = {**os.environ, "NOTICES_HOME": str(tmp_path / "home")}

    def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            _command(*arguments, real=True),
            capture_output=True, text=True, env=environment, check=False,
        )  # fmt: skip

    made = run("ingest", papers, "--json")
    assert made.returncode == 0, made.stderr
    assert json.loads(made.stdout)["counts"]["added"] == 1
    asked = run("ask", "How often must Fernshire hold a case conference?", "--json")
    assert asked.returncode == 0, asked.stderr
    assert asked.stderr == ""
    answer = json.loads(asked.stdout)
    assert "five weeks" in answer["text"]
    for citation in answer["citations"]:
        assert citation["quote"] in NOTICE
