"""The register's rows are judged against rows made by hand, fact by fact."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from eval.__main__ import main
from eval.links import Tally
from eval.registers import score_requirements
from ingest.corpus import Corpus
from tests.corpora import fill, write
from tests.fakes import BagOfWords
from tests.requirement_papers import NOTICE

_NONE = {"kind": "none", "date": None, "dates": []}
_MENDED = {
    "id": "1", "doc": "notice", "kind": "notice_measure", "duty_holder": "Council with partners",
    "modality": "must", "quote": "mend the faults that *inspectors*\nfound", "items": [],
    "lead_in": "The Council must work with its partners to take action to:", "deadline": _NONE,
}  # fmt: skip
_SENT = {
    "id": "2", "doc": "notice", "kind": "board", "duty_holder": "Council", "modality": "must",
    "quote": "Within one month of the date of this notice, the Council must send the Department "
    "its plan.", "items": ["its plan"], "lead_in": None,
    "deadline": {"kind": "relative", "date": "2019-10-01", "dates": ["2019-10-01"]},
}  # fmt: skip
_ABSENT = {**_MENDED, "id": "3", "quote": "Paint the town hall."}


@pytest.fixture(scope="module")
def corpus_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus of one notice."""
    folder = tmp_path_factory.mktemp("registers")
    fill(folder / "home", write(folder / "papers", {"notice.txt": NOTICE}))
    return folder / "home"


def _scored(home: Path, gold: Path, *lines: Mapping[str, Any]) -> dict[str, Tally]:
    gold.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    with Corpus.open(home, BagOfWords()) as corpus:
        return {tally.name: tally for tally in score_requirements(corpus, gold)}


def test_a_row_is_found_by_its_words_and_what_it_says_is_counted(
    corpus_home: Path, tmp_path: Path
) -> None:
    """Two of three are in the register, and the register has more rows than that."""
    found = _scored(corpus_home, tmp_path / "gold.jsonl", _MENDED, _SENT, _ABSENT)
    rows = found["all rows"]
    assert (rows.gold, rows.found, rows.right) == (3, 2, 2)
    assert rows.proposed == 20
    assert (found["duty-holder"].gold, found["duty-holder"].found) == (2, 2)
    assert found["modality"].recall == found["lead-in"].recall == 1.0


def test_a_date_that_is_not_the_gold_s_is_no_date_found(corpus_home: Path, tmp_path: Path) -> None:
    """30 September is proposed; the first of October stands in the gold."""
    found = _scored(corpus_home, tmp_path / "gold.jsonl", _SENT)
    assert found["dates"].gold == 1 and found["dates"].found == 0
    assert found["dates"].proposed > 1 and found["dates"].right == 0
    assert found["items"].recall == 0.0


def test_a_holder_that_is_also_right_is_right(corpus_home: Path, tmp_path: Path) -> None:
    """A second name for it may stand beside the first."""
    other = {**_MENDED, "duty_holder": "Chair", "modality": "should"}
    assert _scored(corpus_home, tmp_path / "one.jsonl", other)["duty-holder"].found == 0
    both = {**other, "duty_holder_also": ["Council with partners"], "modality_also": ["must"]}
    again = _scored(corpus_home, tmp_path / "two.jsonl", both)
    assert again["duty-holder"].found == again["modality"].found == 1


def test_without_the_documents_nothing_is_measured_and_it_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The documents are no part of the project."""
    assert main(["registers", "--shared", str(tmp_path)]) == 0
    assert "NOT MEASURED" in capsys.readouterr().err
