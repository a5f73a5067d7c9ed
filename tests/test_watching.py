"""Following a folder: nothing is missed, and what does not matter is left out."""

from __future__ import annotations

from pathlib import Path
from threading import Event

import pytest

from ingest.watching import WatchError, changes


def test_the_first_set_is_empty_and_comes_before_any_change(tmp_path: Path) -> None:
    """Whoever looks at the folder then has seen all that was there before."""
    stop = Event()
    following = changes([tmp_path], stop, settle_ms=20)
    assert next(following) == frozenset()
    stop.set()
    assert list(following) == []


def test_a_change_is_told_with_its_path(tmp_path: Path) -> None:
    """Deep inside the folder, too."""
    (tmp_path / "deep").mkdir()
    stop = Event()
    following = changes([tmp_path], stop, settle_ms=20)
    next(following)
    (tmp_path / "deep" / "new.txt").write_text("A bell was added.")
    assert {path.name for path in next(following)} == {"new.txt"}
    stop.set()


def test_only_the_file_that_is_followed_counts(tmp_path: Path) -> None:
    """Its neighbours and hidden files do not."""
    followed = tmp_path / "followed.txt"
    followed.write_text("A bell.")
    stop = Event()
    following = changes([followed], stop, settle_ms=20)
    next(following)
    (tmp_path / "neighbour.txt").write_text("An oar.")
    (tmp_path / ".hidden").write_text("A rope.")
    followed.write_text("Two bells.")
    assert {path.name for path in next(following)} == {"followed.txt"}
    stop.set()


def test_what_does_not_exist_cannot_be_followed(tmp_path: Path) -> None:
    """The path is named."""
    with pytest.raises(WatchError) as caught:
        next(changes([tmp_path / "nowhere"]))
    assert "nowhere" in caught.value.user_message
