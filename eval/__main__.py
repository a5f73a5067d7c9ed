"""``python -m eval``: asks question files, holds the gate, measures retrieval on ObliQA.

python -m eval QUESTIONS.jsonl [MORE.jsonl] --documents DIR --report OUT
python -m eval all        every set at hand
python -m eval gate       what CI runs
python -m eval obliqa     the public retrieval benchmark
python -m eval ablate     what each part of answering is worth
python -m eval feedback   what users said of answers, as question files
python -m eval registers  the register of requirements against rows made by hand
python -m eval links      links, recommendations and plan actions against rows made by hand
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console

from eval import ablation, corpora, feedback, gate, report, sets, tables
from eval.cases import load_cases
from eval.comparing import compare, read_lines
from eval.registers import measure_registers
from eval.runner import Result, as_json, run
from eval.summary import summarise
from ingest.errors import NoticesError

FAILED, WRONG_USE = 1, 2


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; 0 passed, 1 a real fall or an objection, 2 wrong use."""
    words = list(sys.argv[1:] if argv is None else argv)
    commands = {
        "all": hold_all,
        "gate": hold_gate,
        "obliqa": measure_obliqa,
        "ablate": ablation.main,
        "feedback": feedback.main,
        "registers": measure_registers,
        "links": measure_links,
    }
    try:
        command = commands.get(words[0]) if words else None
        return command(words[1:]) if command else ask(words)
    except NoticesError as error:
        print(error.user_message, file=sys.stderr)
        return WRONG_USE


def ask(words: Sequence[str]) -> int:
    """Ask question files about a folder, or about a corpus that is there already."""
    options = _asking_options().parse_args(words)
    console = Console()
    results = _ask(options.questions, options.documents, options.home, options.cache, options.model)
    before = read_lines(options.baseline) if options.baseline else None
    difference = (
        compare([as_json(each) for each in results], before) if before is not None else None
    )
    summary = summarise(results)
    tables.show(summary, console)
    if difference:
        tables.show_difference(difference, console)
    title = "Questions: " + ", ".join(sorted({each.case.set for each in results}))
    path = report.write(results, summary, options.report, title, difference)
    console.print(f"The report is in {path}", markup=False)
    fell = difference is not None and difference.real_fall
    return FAILED if fell or (options.scope_check and _scope_broken(results)) else 0


def hold_all(words: Sequence[str]) -> int:
    """Every exam at hand, each with its report; never fails for a low figure."""
    options = _exam_options("eval all", "out").parse_args(words)
    console = Console()
    for exam in _at_hand(sets.exams(options.shared), full=True):
        console.rule(exam.name)
        results = _ask(exam.questions, exam.documents, options.home, options.cache)
        summary = summarise(results)
        tables.show(summary, console)
        path = report.write(results, summary, options.report / exam.name, f"Exam: {exam.name}")
        console.print(f"The report is in {path}", markup=False)
    return 0


def hold_gate(words: Sequence[str]) -> int:
    """Hold the exams that fit CI against the floors; ``--record`` makes new floors."""
    parser = _exam_options("eval gate", "out/gate")
    parser.add_argument("--full", action="store_true", help="also the exams too long for CI")
    parser.add_argument("--record", action="store_true", help="make these results the floors")
    options = parser.parse_args(words)
    console = Console()
    floors = gate.read_floors()
    refused = False
    for exam in _at_hand(sets.exams(options.shared), full=options.full):
        results = _ask(exam.questions, exam.documents, options.home, options.cache)
        report.write(results, summarise(results), options.report / exam.name, f"Gate: {exam.name}")
        found = gate.objections(results, None if options.record else floors.get(exam.name))
        right = sum(each.score.correct for each in results)
        console.print(f"{exam.name}: {right} of {len(results)} right", markup=False)
        for objection in found:
            console.print(f"  REFUSED: {objection}", markup=False)
        if options.record:
            gate.record(exam.name, results)
        refused = refused or bool(found)
    return FAILED if refused else 0


def measure_obliqa(words: Sequence[str]) -> int:
    """Retrieval on ObliQA by the project's own index and fusion."""
    from eval import obliqa  # its libraries are needed for this command alone

    return obliqa.main(words, sets.SHARED / "eval" / "obliqa")


def measure_links(words: Sequence[str]) -> int:
    """Links and duties of the seeds against the rows made by hand; skipped without the seeds."""
    from eval import links

    parser = _exam_options("eval links", "out/links")
    parser.add_argument("--home", type=Path, default=None, help="a corpus that is there already")
    options = parser.parse_args(words)
    documents = options.shared / "documents" / "seeds"
    if options.home is None and not documents.exists():
        print(f"SKIPPED, NOT MEASURED: links (not there: {documents})", file=sys.stderr)
        return 0
    home = options.home or corpora.build(documents, options.cache).home
    with corpora.corpus_at(home) as corpus:
        tallies = [*links.score_links(corpus), *links.score_duties(corpus)]
    Console().print(links.table(tallies))
    return 0


def _at_hand(exams: Sequence[sets.Exam], *, full: bool) -> list[sets.Exam]:
    kept = []
    for exam in exams:
        if exam.missing:
            names = ", ".join(str(path) for path in exam.missing)
            print(f"SKIPPED, NOT MEASURED: {exam.name} (not there: {names})", file=sys.stderr)
        elif exam.long and not full:
            print(f"SKIPPED: {exam.name} takes long; ask for it with --full", file=sys.stderr)
        else:
            kept.append(exam)
    return kept


def _ask(
    questions: Sequence[Path],
    documents: Path | None,
    home: Path | None,
    cache: Path,
    model: str = "",
) -> tuple[Result, ...]:
    cases = load_cases(questions)
    if home is None:
        assert documents is not None  # the parser asks for one of the two
        made = corpora.build(documents, cache, progress=None)
        home = made.home
        for failure in made.failed:
            print(f"not ingested: {failure}", file=sys.stderr)
    with corpora.subject_at(home, model) as subject:
        return run(cases, subject, _progress if sys.stderr.isatty() else None)


def _progress(done: int, total: int) -> None:
    print(f"\r{done} of {total} asked", end="\n" if done == total else "", file=sys.stderr)


def _scope_broken(results: Sequence[Result]) -> bool:
    strays = [each.case.key for each in results if each.score.outside_scope]
    if strays:
        print(f"cited from outside the answer's own scope: {', '.join(strays)}", file=sys.stderr)
    return bool(strays)


def _asking_options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m eval",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("questions", nargs="+", type=Path, help="JSONL files, one question a line")
    place = parser.add_mutually_exclusive_group(required=True)
    place.add_argument("--documents", type=Path, help="ingest this folder into a throw-away corpus")
    place.add_argument("--home", type=Path, help="ask a corpus that is there already")
    parser.add_argument(
        "--report", type=Path, default=Path("out/eval"), help="folder for the report"
    )
    parser.add_argument(
        "--baseline", type=Path, help="an earlier answers.jsonl; exit 1 on a real fall"
    )
    parser.add_argument(
        "--scope-check", action="store_true", help="exit 1 on a citation out of scope"
    )
    parser.add_argument("--cache", type=Path, default=sets.CACHE, help="where corpora are kept")
    parser.add_argument(
        "--model",
        default="",
        help="answer in chat-model mode: provider:name, or “small” for the small local model "
        "(default: quoting mode)",
    )
    return parser


def _exam_options(prog: str, out: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog=f"python -m {prog}")
    parser.add_argument("--report", type=Path, default=Path(out), help="folder for the reports")
    parser.add_argument("--cache", type=Path, default=sets.CACHE, help="where corpora are kept")
    parser.add_argument("--shared", type=Path, default=sets.SHARED, help="more sets and documents")
    parser.set_defaults(home=None)
    return parser


if __name__ == "__main__":
    sys.exit(main())
