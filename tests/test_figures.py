"""Figures of one thing that are told one after another are given together."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.corpus import Corpus
from tests.corpora import Desk, desk, fill, quoted, write
from tests.fakes import BagOfWords

REPORT = """# Visits in Fernshire

Fernshire County Council

## Timeliness

The service has a new rota for cars, which staff like and which works well in most of the towns.
In May 40% of visits were late, and staff said that the roads were to blame for most of this. By
June the share of late visits had fallen to 31%, after the rota for cars was changed once more. The
office now has 12 desks, which is more than were asked for when the plan for the move was agreed.
"""


@pytest.fixture
def report(tmp_path: Path) -> Iterator[Desk]:
    """An assistant over one invented report."""
    fill(tmp_path / "home", write(tmp_path / "papers", {"visits.md": REPORT}))
    with Corpus.open(tmp_path / "home", BagOfWords()) as corpus:
        yield desk(corpus)


def test_a_figure_is_given_with_the_one_that_follows_it(report: Desk) -> None:
    """The first alone would mislead."""
    answer = report.ask("What percentage of visits in Fernshire were late?")
    assert "40%" in answer.text and "31%" in answer.text


def test_a_figure_of_something_else_does_not_come_along(report: Desk) -> None:
    """The desks are no visits."""
    answer = report.ask("What percentage of visits in Fernshire were late?")
    assert "12 desks" not in answer.text
    assert "12 desks" in quoted(report.ask("How many desks does the office in Fernshire have?"))
