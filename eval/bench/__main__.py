"""``python -m eval.bench``: prints a table and writes JSON; asserts nothing."""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from rich.console import Console
from rich.table import Table

from eval import sets
from eval.bench.contestant import read_run
from eval.bench.running import Run, timed
from eval.bench.sharing import held
from eval.cases import Case, load_cases

BUDGETS = (150, 460, 870)
COLD_STARTS = 5


def main(argv: Sequence[str] | None = None) -> int:
    """Run both contestants on the same files and questions."""
    options = _options().parse_args(argv)
    if options.documents is None:
        options.questions, options.documents = _at_hand()
    options.documents = options.documents.resolve()
    options.questions = [path.resolve() for path in options.questions]
    cases = load_cases(options.questions)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        ours, rivals = Path(place) / "ours", Path(place) / "rival"
        runs = [_run("ours", options, ours)]
        cold = _cold_starts(ours / "home", cases[0].question)
        if find_spec("langchain_chroma") and find_spec("langchain_text_splitters"):
            runs.append(_run("rival", options, rivals))
        else:
            print("SKIPPED: the rival is not installed (pip install '.[bench]')", file=sys.stderr)
    figures = {
        "documents": options.documents.name,
        "questions": len(cases),
        "cold_start_s": cold,
        "runs": [_figures(each, cases) for each in runs],
    }
    options.report.mkdir(parents=True, exist_ok=True)
    path = options.report / "bench.json"
    path.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    _show(runs, cases, cold)
    print(f"The figures are in {path}")
    return 0


def _at_hand() -> tuple[list[Path], Path]:
    """The richest exam that is there and does not take long."""
    held_here = [exam for exam in sets.exams() if not exam.missing and not exam.long]
    best = held_here[-1]
    return list(best.questions), best.documents


def _run(name: str, options: argparse.Namespace, folder: Path) -> Run:
    folder.mkdir()
    command = [sys.executable, "-m", "eval.bench.contestant", name]
    command += [str(options.documents), str(folder), *(str(q) for q in options.questions)]
    subprocess.run(command, check=True, cwd=sets.ROOT)  # noqa: S603  # our own module
    return read_run(folder / "run.json")


def _cold_starts(home: Path, question: str) -> list[float]:
    """Seconds from starting ``notices ask`` to its answer, each in a new process."""
    program = "import sys; from assistant.cli import main; sys.exit(main())"
    command = [sys.executable, "-c", program, "ask", question, "--home", str(home), "--json"]

    def start() -> None:
        subprocess.run(command, check=True, cwd=sets.ROOT, stdout=subprocess.DEVNULL)  # noqa: S603

    return [timed(start)[1] for _ in range(COLD_STARTS)]


def _figures(run: Run, cases: Sequence[Case]) -> dict[str, object]:
    evidence = {}
    for budget in BUDGETS:
        share = held(cases, run.found, budget)
        evidence[str(budget)] = {"quotes": share.quotes, "all_quotes": share.all_quotes}
    return {
        "name": run.name,
        "ingest_s": run.ingest_seconds,
        "question_median_ms": run.median_ms,
        "question_p95_ms": run.p95_ms,
        "peak_mb": run.peak_mb,
        "evidence_at_words": evidence,
        "notes": list(run.notes),
    }


def _show(runs: Sequence[Run], cases: Sequence[Case], cold: Sequence[float]) -> None:
    table = Table(title=f"{len(cases)} questions, same files and weights", title_justify="left")
    table.add_column("")
    for run in runs:
        table.add_column(run.name, justify="right")
    table.add_row("ingest, s (model loaded)", *(f"{run.ingest_seconds:.1f}" for run in runs))
    table.add_row("a question, median ms", *(f"{run.median_ms:.1f}" for run in runs))
    table.add_row("a question, p95 ms", *(f"{run.p95_ms:.1f}" for run in runs))
    table.add_row("memory at the peak, MB", *(f"{run.peak_mb:.0f}" for run in runs))
    for budget in BUDGETS:
        shares = [held(cases, run.found, budget) for run in runs]
        table.add_row(f"gold quotes in {budget} words", *(f"{s.quotes:.3f}" for s in shares))
        table.add_row(f"all of a question's, {budget}", *(f"{s.all_quotes:.3f}" for s in shares))
    console = Console()
    console.print(table)
    console.print(
        f"notices ask, cold start to answer: median {statistics.median(cold):.2f} s, "
        f"longest {max(cold):.2f} s"
    )
    console.print("Ours answers with citations in its time; the rival only retrieves.")


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m eval.bench", description=__doc__)
    parser.add_argument("--questions", nargs="+", type=Path, default=[])
    parser.add_argument("--documents", type=Path, help="with --questions; else what is at hand")
    parser.add_argument("--report", type=Path, default=Path("out/bench"))
    return parser


if __name__ == "__main__":
    sys.exit(main())
