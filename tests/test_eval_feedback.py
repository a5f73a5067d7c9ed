"""Feedback becomes cases: helpful answers judge, unhelpful ones wait for an expert."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from eval.__main__ import main
from eval.cases import CaseError, load_cases
from eval.feedback import exported, read_feedback
from tests.eval_answers import an_answer


def a_line(**given: Any) -> dict[str, Any]:
    """One line of feedback on a right answer."""
    return {
        "answer_id": "a1",
        "asked_at": "2024-05-02T10:00:00Z",
        "question": "How often does Fernshire's board meet?",
        "scope": {"councils": ["Fernshire"]},
        "verdict": "helpful",
        "comment": "",
        "answer": an_answer(),
        **given,
    }


def a_file(folder: Path, *lines: object) -> Path:
    """A feedback file with these lines."""
    path = folder / "feedback.jsonl"
    path.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    return path


def test_a_helpful_answer_gives_its_own_gold(tmp_path: Path) -> None:
    """What it cites is right to cite, and its words are the gold answer."""
    made = exported(read_feedback(a_file(tmp_path, a_line())))
    (row,) = made.cases
    assert row["answerable"] and row["gold_answer"].startswith("Every six weeks.")
    assert row["evidence"] == [
        {"doc": "seeds/000_notice.txt", "quote": "The board will meet every six weeks."}
    ]
    assert row["council"] == ["Fernshire"]
    assert not made.waiting


def test_an_unhelpful_answer_waits_for_an_expert(tmp_path: Path) -> None:
    """Its gold is left open, and what the user said is kept."""
    line = a_line(verdict="unhelpful", comment="It meets more often.")
    made = exported(read_feedback(a_file(tmp_path, line)))
    (row,) = made.waiting
    assert row["note"].startswith("needs an expert") and "meets more often" in row["note"]
    assert not (row["gold_answer"] or row["must_include"] or row["evidence"])
    assert not made.cases


def test_a_refusal_that_helped_is_a_case_without_an_answer(tmp_path: Path) -> None:
    """It is right to say that the documents do not say."""
    answer = an_answer("The documents do not say.", status="not_found", citations=[])
    made = exported(read_feedback(a_file(tmp_path, a_line(answer=answer))))
    assert [row["answerable"] for row in made.cases] == [False]


def test_an_experts_line_stands_above_the_users(tmp_path: Path) -> None:
    """The verdict was unhelpful; the expert says what is right."""
    line = a_line(verdict="unhelpful", gold_answer="Every four weeks.", must_include=["four weeks"])
    made = exported(read_feedback(a_file(tmp_path, line)))
    (row,) = made.cases
    assert (row["gold_answer"], row["must_include"]) == ("Every four weeks.", ["four weeks"])
    assert row["persona"] == "expert" and row["answerable"]


def test_the_last_line_on_an_answer_holds(tmp_path: Path) -> None:
    """A user may think again."""
    lines = (a_line(), a_line(answer_id="a2"), a_line(verdict="unhelpful"))
    made = exported(read_feedback(a_file(tmp_path, *lines)))
    assert (len(made.cases), len(made.waiting)) == (1, 1)


@pytest.mark.parametrize(
    "line", [{"answer_id": "a1"}, a_line(verdict="fine"), ["no", "object"], "a word"]
)
def test_a_bad_line_is_named(tmp_path: Path, line: object) -> None:
    """The message tells the file and the line, and nothing of what stands in it."""
    with pytest.raises(CaseError, match=r"feedback\.jsonl, line 2"):
        read_feedback(a_file(tmp_path, a_line(), line))


def test_what_is_written_can_be_asked_again(tmp_path: Path) -> None:
    """Both files are question files of ``python -m eval``."""
    path = a_file(tmp_path, a_line(), a_line(answer_id="a2", verdict="unhelpful"))
    assert main(["feedback", str(path), "--out", str(tmp_path / "out")]) == 0
    cases = load_cases([tmp_path / "out" / "cases.jsonl", tmp_path / "out" / "waiting.jsonl"])
    assert [case.set for case in cases] == ["cases", "waiting"]
    assert cases[0].question == "How often does Fernshire's board meet?"


def test_a_missing_file_says_what_to_give(tmp_path: Path) -> None:
    """No traceback, a sentence."""
    with pytest.raises(CaseError, match="Give a JSONL file"):
        read_feedback(tmp_path / "none.jsonl")
