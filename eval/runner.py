"""Asks each question once and judges the answer: cases in, results out."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from eval.cases import Case
from eval.faults import Fault, lay
from eval.metrics import Score, Share, judge
from eval.retrieving import Retrieved, retrieve
from eval.subjects import Answer, Subject

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Result:
    """One case, what was answered, and everything measured on it."""

    case: Case
    answer: Answer
    score: Score
    fault: Fault | None
    retrieved: Retrieved

    @property
    def confidence(self) -> float | None:
        """The answer's own confidence, where it states one."""
        stated = (self.answer.get("decision") or {}).get("confidence")
        return None if stated is None else float(stated)

    @property
    def documents(self) -> tuple[str, ...]:
        """Gold documents, or where none is named, a single dash."""
        return self.case.gold_documents or ("-",)


def run(
    cases: Sequence[Case], subject: Subject, progress: Progress | None = None
) -> tuple[Result, ...]:
    """Ask every case once, in order."""
    results = []
    for number, case in enumerate(cases, 1):
        results.append(examine(case, subject))
        if progress:
            progress(number, len(cases))
    return tuple(results)


def examine(case: Case, subject: Subject) -> Result:
    """Ask one case and judge what comes."""
    answer = subject.ask(case.question)
    documents = subject.documents()
    retrieved = retrieve(case, subject)
    score = judge(case, answer, subject.text, documents)
    found = [stretch.as_citation() for stretch in retrieved.found]
    return Result(case, answer, score, lay(case, answer, score, found, documents), retrieved)


def as_json(result: Result) -> dict[str, Any]:
    """One line of the JSONL report; ``comparing`` reads it back."""
    score = {name: _plain(value) for name, value in asdict(result.score).items()}
    return {
        "set": result.case.set,
        "id": result.case.id,
        "kind": result.case.kind,
        "persona": result.case.persona,
        "question": result.case.question,
        "gold_answer": result.case.gold_answer,
        "correct": result.score.correct,
        "fault": asdict(result.fault) if result.fault else None,
        "score": score,
        "retrieval": {"evidence": result.retrieved.evidence, **result.retrieved.measures},
        "retrieved": [stretch.key for stretch in result.retrieved.found],
        "answer": result.answer,
    }


def write_jsonl(results: Iterable[Result], path: Path) -> None:
    """Every answer with its reasons, one a line."""
    with path.open("w", encoding="utf-8") as file:
        for result in results:
            file.write(json.dumps(as_json(result), ensure_ascii=False) + "\n")


def _plain(value: object) -> object:
    if isinstance(value, Mapping) and set(value) == {"part", "whole"}:
        return [value["part"], value["whole"]]
    return list(value) if isinstance(value, tuple) else value


def share_value(pair: Sequence[int]) -> float | None:
    """A share written as ``[part, whole]``, as a number."""
    return Share(*pair).value
