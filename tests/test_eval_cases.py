"""Question files: what is read, what is refused, and which file a gold document means."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from eval.cases import CaseError, Evidence, load_cases, same_document

ROW = {
    "id": "q1",
    "kind": "fact",
    "persona": "staff",
    "question": "How often?",
    "answerable": True,
    "gold_answer": "Weekly.",
    "must_include": ["week"],
    "evidence": [{"doc": "000", "quote": "meets weekly"}],
    "council": ["Fernshire", "England"],
}


def a_file(folder: Path, *rows: object, name: str = "set.jsonl") -> Path:
    """A question file with these rows."""
    path = folder / name
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return path


def test_a_case_is_read_with_what_it_leaves_out_empty(tmp_path: Path) -> None:
    """Only id, kind, question and answerable are needed."""
    (case,) = load_cases([a_file(tmp_path, ROW)])
    assert (case.key, case.budget, case.also) == ("set/q1", 0, ())
    assert case.evidence == (Evidence("000", "meets weekly"),)
    assert case.local_councils == ("Fernshire",)
    assert case.gold_documents == ("000",)


def test_the_same_id_may_stand_in_two_sets_but_not_twice_in_one(tmp_path: Path) -> None:
    """Results are told apart by set and id."""
    files = [a_file(tmp_path, ROW, name="a.jsonl"), a_file(tmp_path, ROW, name="b.jsonl")]
    assert [case.key for case in load_cases(files)] == ["a/q1", "b/q1"]
    with pytest.raises(CaseError, match="twice"):
        load_cases([a_file(tmp_path, ROW, ROW)])


@pytest.mark.parametrize(
    "row", [{**ROW, "must_include": ["("]}, {"id": "q1"}, ["no", "object"], "a word"]
)
def test_a_bad_line_is_named(tmp_path: Path, row: object) -> None:
    """The message tells the file and the line."""
    with pytest.raises(CaseError, match=r"set\.jsonl, line 2"):
        load_cases([a_file(tmp_path, {**ROW, "id": "q0"}, row)])


def test_a_missing_file_says_what_to_give(tmp_path: Path) -> None:
    """No traceback, a sentence."""
    with pytest.raises(CaseError, match="Give a JSONL file"):
        load_cases([tmp_path / "none.jsonl"])


@pytest.mark.parametrize(
    ("doc", "source", "same"),
    [
        ("003", "seeds/003_ab12.txt", True),
        ("003", "003_ab12.txt", True),
        ("003", "seeds/0031_ab12.txt", False),
        ("003", "seeds/1003.txt", False),
        ("reports/fern_2019.pdf", "reports/fern_2019.pdf", True),
        ("reports/fern_2019.pdf", "fern_2019.pdf", True),
        ("reports/fern_2019.pdf", "documents/reports/fern_2019.pdf", True),
        ("reports/fern_2019.pdf", "reports/fern_2015.pdf", False),
        ("fernshire-notice.txt", "fernshire-notice.txt", True),
        ("fernshire", "fernshire-notice.txt", True),
    ],
)
def test_a_gold_document_is_found_wherever_its_folder_was_cut(
    doc: str, source: str, same: bool
) -> None:
    """A seed by the start of its name, others by path."""
    assert same_document(doc, source) is same
