"""One writer, and no reader in files that are being written."""

from __future__ import annotations

import json
import multiprocessing
import os
import time
from pathlib import Path

import pytest

from ingest.lock import Gate, LockedError, WriterLock


def _hold(path: str, held: str) -> None:
    with WriterLock(Path(path)):
        Path(held).touch()
        time.sleep(60)


def test_the_lock_says_who_holds_it(tmp_path: Path) -> None:
    """Process, host and since when stand in the file, and in the refusal."""
    path = tmp_path / "writer.lock"
    with WriterLock(path):
        assert json.loads(path.read_text("utf-8"))["pid"] == os.getpid()
        with pytest.raises(LockedError, match=f"process {os.getpid()} on "):
            WriterLock(path)
    assert path.read_text("utf-8") == ""
    WriterLock(path).close()


def test_a_killed_writer_leaves_no_lock(tmp_path: Path) -> None:
    """What its file says does not matter: the kernel let go."""
    path, held = tmp_path / "writer.lock", tmp_path / "held"
    child = multiprocessing.get_context("spawn").Process(target=_hold, args=(str(path), str(held)))
    child.start()
    while not held.exists():
        assert child.is_alive()
        time.sleep(0.01)
    with pytest.raises(LockedError, match=f"process {child.pid} on "):
        WriterLock(path)
    child.kill()
    child.join()
    assert path.read_text("utf-8") != ""
    WriterLock(path).close()


def test_many_pass_an_open_gate(tmp_path: Path) -> None:
    """Readers do not keep each other out."""
    path = tmp_path / "gate"
    path.touch()
    with Gate(path).passing() as one, Gate(path).passing() as other:
        assert one
        assert other


def test_a_shut_gate_turns_all_others_away_at_once(tmp_path: Path) -> None:
    """Whoever shut it may pass; when it opens, all may."""
    path = tmp_path / "gate"
    writer = Gate(path)
    writer.shut()
    with Gate(path).passing() as other, writer.passing() as own:
        assert not other
        assert own
    writer.open()
    with Gate(path).passing() as other:
        assert other


def test_a_gate_waits_for_those_inside(tmp_path: Path) -> None:
    """And says so if they never come out."""
    path = tmp_path / "gate"
    path.touch()
    with Gate(path).passing(), pytest.raises(LockedError, match="keep searching"):
        Gate(path).shut(timeout=0.05)
    writer = Gate(path)
    writer.shut(timeout=0.05)
    writer.open()


def test_there_is_no_passing_where_no_writer_was(tmp_path: Path) -> None:
    """A reader makes no files."""
    with Gate(tmp_path / "gate").passing() as may:
        assert not may
    assert list(tmp_path.iterdir()) == []
