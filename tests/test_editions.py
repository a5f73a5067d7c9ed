"""What changed between two editions, and what each kind of paper says of one thing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.corpora import Desk, opened, quoted

EDITION = """# Looking after school kitchens {year}

Statutory guidance for kitchens

Published: 1 September {year}

## Fridges

Every kitchen must keep a fridge book.

Fridges must be checked {often}, and the fridge book signed by the cook on duty.

## Floors

Floors must be dry before anybody comes in.
"""


@pytest.fixture
def editions(tmp_path: Path) -> Iterator[Desk]:
    """An assistant over two editions of one invented guidance."""
    papers = {
        "kitchens-2022.md": EDITION.format(year=2022, often="every week"),
        "kitchens-2023.md": EDITION.format(year=2023, often="every morning"),
    }
    with opened(tmp_path, papers) as made:
        yield made


def test_what_both_editions_say_alike_is_no_change(editions: Desk) -> None:
    """The clauses that differ are shown side by side."""
    answer = editions.ask("What changed on the fridge book between 2022 and 2023?")
    assert "every week" in answer.text and "every morning" in answer.text
    assert "must keep a fridge book" not in answer.text


def test_a_comparison_that_asks_no_change_shows_what_both_say(editions: Desk) -> None:
    """Alike or not."""
    answer = editions.ask("Compare floors in 2022 and 2023.")
    assert quoted(answer).count("Floors must be dry") == 2
