"""One contestant in a process of its own, so that memory and warm-up are its own."""

from __future__ import annotations

import importlib
import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from eval.bench.running import Run
from eval.cases import load_cases

CONTESTANTS = {"ours": "eval.bench.ours", "rival": "eval.bench.rival"}


def main(words: list[str]) -> int:
    """``NAME DOCUMENTS FOLDER QUESTIONS...``: ingest into FOLDER/home, write FOLDER/run.json."""
    name, documents, place, *questions = words
    folder = Path(place)
    module = importlib.import_module(CONTESTANTS[name])
    cases = load_cases([Path(each) for each in questions])
    run: Run = module.run(Path(documents), cases, folder / "home")
    (folder / "run.json").write_text(json.dumps(asdict(run)), encoding="utf-8")
    return 0


def read_run(path: Path) -> Run:
    """The Run that a contestant wrote."""
    row: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return Run(
        name=row["name"],
        ingest_seconds=row["ingest_seconds"],
        question_ms=tuple(row["question_ms"]),
        found=tuple(tuple((s, t) for s, t in ranking) for ranking in row["found"]),
        peak_mb=row["peak_mb"],
        notes=tuple(row["notes"]),
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
