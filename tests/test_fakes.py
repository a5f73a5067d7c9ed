"""The doubles do what their users count on."""

from __future__ import annotations

import pytest

from ingest.reading import ReadingError
from tests.fakes import BagOfWords, LinePreparing


def test_likeness_is_the_share_of_common_words() -> None:
    """Two of four words in common make a cosine of one half."""
    bag = BagOfWords()
    first = bag.embed_query("plans visits reviews boards")
    second = bag.embed_passages(["plans visits ledgers tunnels"])[0]
    assert first @ second == pytest.approx(0.5)
    assert first @ first == pytest.approx(1.0)


def test_another_name_gives_another_space() -> None:
    """Vectors of two models cannot be compared."""
    one, other = BagOfWords("one"), BagOfWords("other")
    assert one.embed_query("plans") @ other.embed_query("plans") == pytest.approx(0.0)


def test_a_text_without_words_has_no_direction() -> None:
    """It is like nothing, not even itself."""
    assert not BagOfWords().embed_query("…").any()


def test_lines_become_passages_and_marked_lines_parts() -> None:
    """What stands before the first part is the pack's own."""
    pack, part = LinePreparing()("a.txt", b"Agenda\n== Report\nFirst point", {})
    assert [passage.words for passage in pack.passages] == ["Agenda"]
    assert [passage.words for passage in part.passages] == ["Report", "First point"]
    assert part.document.part_of == pack.document.id


def test_a_broken_file_is_a_reading_error() -> None:
    """As a real reader would say."""
    with pytest.raises(ReadingError, match="broken"):
        LinePreparing()("a.txt", b"BROKEN", {})
