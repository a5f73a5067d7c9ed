"""Feedback -> cases: what users said of answers, as questions that can be asked again.

One line of feedback a line of JSONL: ``answer_id``, ``asked_at``, ``question``, ``scope``,
``verdict`` ("helpful" or "unhelpful"), ``comment``, and ``answer``, the Answer as it was given.

A helpful answer gives its own gold: its citations are right to cite. An unhelpful one gives a
question whose gold an expert has yet to say; it is marked so, holds no pattern and no passage,
and is written to a file of its own, so that it judges nothing until somebody fills it in. An
expert's line (``gold_answer``, ``must_include``, ``must_not_include``, ``evidence``) stands above
what the user said. Of several lines on one answer the last holds.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eval.cases import CaseError

Row = dict[str, Any]

NEEDS_EXPERT = "needs an expert"
_VERDICTS = frozenset({"helpful", "unhelpful"})
_EXPERT = ("gold_answer", "must_include", "must_not_include", "evidence")
_ANSWERED = frozenset({"answered", "partial"})


@dataclass(frozen=True, slots=True)
class Feedback:
    """One line of feedback: which answer, what was said of it, and the answer itself."""

    answer_id: str
    question: str
    verdict: str
    comment: str
    answer: Mapping[str, Any]
    expert: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Exported:
    """Rows of question files: those that judge, and those that wait for an expert."""

    cases: tuple[Row, ...]
    waiting: tuple[Row, ...]


def read_feedback(path: Path) -> tuple[Feedback, ...]:
    """The lines of a feedback file, the last one on each answer, in the order of the first.

    Raises:
        CaseError: the file cannot be read, or a line is no feedback; the message names it.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise CaseError(
            f"{path} cannot be read as feedback ({type(error).__name__}). Give a JSONL file."
        ) from error
    found: dict[str, Feedback] = {}
    for number, line in enumerate(lines, 1):
        if line.strip():
            made = _feedback(line, f"{path}, line {number}")
            found[made.answer_id] = made
    return tuple(found.values())


def exported(found: Iterable[Feedback]) -> Exported:
    """The feedback as rows of question files."""
    cases: list[Row] = []
    waiting: list[Row] = []
    for each in found:
        row = _row(each)
        (waiting if row["note"].startswith(NEEDS_EXPERT) else cases).append(row)
    return Exported(tuple(cases), tuple(waiting))


def _feedback(line: str, where: str) -> Feedback:
    try:
        row = json.loads(line)
        answer = dict(row.get("answer") or {})
        made = Feedback(
            answer_id=str(row["answer_id"]),
            question=str(row.get("question") or answer["question"]),
            verdict=str(row["verdict"]),
            comment=str(row.get("comment") or ""),
            answer=answer,
            expert={name: row[name] for name in _EXPERT if row.get(name)},
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise CaseError(f"{where} is no feedback: {error!r}. See docs/evaluation.md.") from error
    if made.verdict not in _VERDICTS:
        raise CaseError(f"{where}: the verdict is neither helpful nor unhelpful.")
    return made


def _row(feedback: Feedback) -> Row:
    """One row of a question file, with what is known of its gold."""
    answer = feedback.answer
    answered = answer.get("status") in _ANSWERED
    row: Row = {
        "id": hashlib.sha256(feedback.answer_id.encode()).hexdigest()[:12],
        "persona": "user",
        "kind": "fact" if answered else "unanswerable",
        "question": feedback.question,
        "answerable": answered,
        "gold_answer": "",
        "must_include": [],
        "must_not_include": [],
        "evidence": [],
        "council": list((answer.get("scope") or {}).get("councils") or ()),
        "note": f"a user found this {feedback.verdict}. {feedback.comment}".strip(),
    }
    if feedback.expert:
        return {**row, **feedback.expert, "answerable": _answerable(feedback), "persona": "expert"}
    if feedback.verdict == "unhelpful" or (answered and not _cited(answer)):
        return {**row, "note": f"{NEEDS_EXPERT}: {row['note']}"}
    if not answered:
        return row
    return {**row, "gold_answer": str(answer.get("text") or ""), "evidence": _cited(answer)}


def _answerable(feedback: Feedback) -> bool:
    """An expert who says what must be said, or where it stands, holds it to be answerable."""
    return any(feedback.expert.get(name) for name in ("gold_answer", "must_include", "evidence"))


def _cited(answer: Mapping[str, Any]) -> list[Row]:
    return [
        {"doc": each["document"]["source"], "quote": each["quote"]}
        for each in answer.get("citations") or ()
    ]


def main(words: Sequence[str]) -> int:
    """Write the question files of a feedback file."""
    parser = argparse.ArgumentParser(prog="python -m eval feedback", description=__doc__)
    parser.add_argument("feedback", type=Path, help="the exported feedback, JSONL")
    parser.add_argument("--out", type=Path, default=Path("out/feedback"), help="folder to write to")
    options = parser.parse_args(words)
    made = exported(read_feedback(options.feedback))
    options.out.mkdir(parents=True, exist_ok=True)
    for name, rows in (("cases", made.cases), ("waiting", made.waiting)):
        path = options.out / f"{name}.jsonl"
        lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        path.write_text("".join(lines), encoding="utf-8")
        print(f"{len(rows)} in {path}")
    return 0
