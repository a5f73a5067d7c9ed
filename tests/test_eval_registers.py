"""The register's exam counts what it should, on rows whose outcome is known."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from eval.registers import marked, measure_registers
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
