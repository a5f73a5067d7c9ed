"""The register's exam counts what it should, on rows whose outcome is known."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from eval.registers import OBLIGING, marked, measure_registers, rows_in
from ingest.errors import NoticesError
from tests.requirement_papers import NOTICE


def _gold(quote: str, **other: Any) -> dict[str, Any]:
    row = {
        "doc": "001", "kind": "notice_measure", "duty_holder": "Council with partners",
        "duty_holder_also": [], "modality": "must", "modality_also": [], "quote": quote,
        "lead_in": "The Council must work with its partners to take action to:", "items": [],
        "deadline": {"kind": "none", "dates": []},
    }  # fmt: skip
    return row | other


def test_found_missed_and_wrong_rows_are_told_apart(tmp_path: Path) -> None:
    """One row is right, one has another holder, one is in no paper."""
    (tmp_path / "001_notice.txt").write_text(NOTICE)
    marks = marked(
        [
            _gold("mend the faults that inspectors found"),
            _gold("keep up what has been mended", duty_holder="Ministers"),
            _gold("words that stand nowhere"),
        ],
        tmp_path,
    )
    assert (marks.gold, marks.paired) == (3, 2)
    assert marks.right["holder"] == 1
    assert marks.right["modality"] == marks.right["lead-in"] == marks.right["dates"] == 2
    assert marks.figures["recall"] == pytest.approx(2 / 3)


def test_missing_rows_are_named_with_what_to_do(tmp_path: Path) -> None:
    """An exam that is not at hand is no crash."""
    with pytest.raises(NoticesError) as raised:
        measure_registers(["--shared", str(tmp_path)])
    assert "--shared" in raised.value.user_message


# What the register reaches on the invented papers; a fall below is a defect of a rule.
FLOORS = {
    "recall": 0.98, "precision": 0.98, "holder": 0.98, "modality": 0.98, "kind": 0.97,
    "dates": 0.98, "item recall": 0.88, "item precision": 0.95,
}  # fmt: skip


def test_papers_of_many_layouts_are_read_as_people_read_them() -> None:
    """Notices, directions, letters, tables, plans and minutes: every floor is held."""
    figures = marked(rows_in(OBLIGING), OBLIGING.parent).figures
    assert {name: figures[name] for name, floor in FLOORS.items() if figures[name] < floor} == {}


def test_each_row_by_hand_stands_in_its_paper() -> None:
    """A gold row whose words are nowhere could never be found."""
    by_paper = {row["doc"] for row in rows_in(OBLIGING)}
    marks = marked(rows_in(OBLIGING), OBLIGING.parent)
    assert len(by_paper) > 20
    assert sum(gold for gold, _, _ in marks.kinds.values()) == marks.gold
