"""Ablation: parts are taken away for one run, put back, and shown in one table."""

from __future__ import annotations

import pytest

from assistant.evidence import retrieval
from eval.ablation import PARTS, Part, Swap, ablate, table, taken_away
from tests.eval_answers import FakeSubject, a_case


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.name)
def test_every_part_names_something_that_is_there_and_is_put_back(part: Part) -> None:
    """A part that was renamed would measure nothing."""
    before = [getattr(swap.module, swap.name) for swap in part.swaps]
    assert before
    with taken_away(part):
        assert [getattr(swap.module, swap.name) for swap in part.swaps] != before
    assert [getattr(swap.module, swap.name) for swap in part.swaps] == before


def test_a_part_is_put_back_when_a_run_fails() -> None:
    """The next run has everything again."""
    part = Part("words", (Swap(retrieval, "WORDS_WEIGHT", 0.0),))
    with pytest.raises(RuntimeError), taken_away(part):
        raise RuntimeError
    assert retrieval.WORDS_WEIGHT > 0


def test_everything_is_asked_once_with_all_parts_and_once_without_each() -> None:
    """Three questions, two parts: nine askings, three rows."""
    cases = [a_case(id=str(number), question=f"{number}?") for number in range(3)]
    subject = FakeSubject()
    outcomes = ablate(cases, subject, PARTS[:2])
    assert len(subject.asked) == 9
    assert [each.part for each in outcomes] == ["nothing", *(part.name for part in PARTS[:2])]
    assert [each.change for each in outcomes] == [0.0, 0.0, 0.0]


def test_the_table_has_a_row_for_each_part() -> None:
    """Markdown, as the documentation shows it."""
    lines = table(ablate([a_case()], FakeSubject(), PARTS[:1])).splitlines()
    assert lines[0].startswith("| taken away | accuracy |")
    assert lines[2].startswith("| nothing | 1.000 |")
    assert lines[3].startswith(f"| {PARTS[0].name} | 1.000 |")
