"""``python -m eval.bench.registers``: what the registers cost, and how soon they answer.

Answers are timed on a corpus of invented notices with so many rows (100,000 unless told
otherwise), each question in turn and its first time apart. The share of ingestion is that of
making the rows, of all the time that the documents at hand take. Asserts nothing.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import statistics
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from rich.console import Console
from rich.table import Table

from assistant.bootstrap import open_assistant, open_corpus
from assistant.briefing.files import briefing_file
from assistant.briefing.pack import briefing, meeting_day
from assistant.registers.shelf import shelf_of
from assistant.settings import load_settings
from eval import sets
from eval.bench.notices import write_notices
from eval.bench.running import percentile, timed
from ingest import pipeline
from ingest.corpus import Corpus
from ingest.embedding import embedder
from ingest.encoder import Floats
from ingest.requirements import find_requirements, is_read

ROWS, DUTIES = 100_000, 400
ROUNDS = 40
_QUESTIONS = (
    "List all the requirements of {0}'s improvement notice",
    "How many requirements does the notice of {0} hold?",
    "How many of its deadlines has {0} passed by 1 January 2014?",
    "Who monitors {0}'s notice?",
    "What happens if {0} fails to comply with the notice?",
    "Compare the deadlines of {0} and {1}",
    "List the requirements of {0} on supervision",
    "Which councils must improve personal education plans?",
    "Which councils have a deadline in 2012?",
)


class Flat:
    """Vectors of eight numbers by the hash of a text: registers do not search."""

    name, dimension = "flat", 8

    def embed_passages(self, texts: Sequence[str]) -> Floats:
        """One row a text."""
        return np.stack([self.embed_query(text) for text in texts])

    def embed_query(self, text: str) -> Floats:
        """A unit vector."""
        seed = np.frombuffer(hashlib.sha256(text.encode()).digest()[:8], np.uint8)
        made = seed.astype(np.float32) - 127.5
        return np.asarray(made / np.linalg.norm(made), np.float32)


def main(argv: Sequence[str] | None = None) -> int:
    """Measure, print a table, write JSON."""
    options = _options().parse_args(argv)
    exam = [each for each in sets.exams() if not each.missing and not each.long][-1]
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        figures = {
            "documents": exam.documents.name,
            **_ingestion(exam.documents, Path(place) / "real"),
            **_answers(options.rows, Path(place)),
        }
    options.report.mkdir(parents=True, exist_ok=True)
    path = options.report / "registers.json"
    path.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    _show(figures)
    print(f"The figures are in {path}")
    return 0


def _ingestion(documents: Path, home: Path) -> dict[str, Any]:
    """Seconds to ingest, of these to make the rows, and to write the longest briefing."""
    settings = load_settings(home=str(home))
    model = embedder(settings.embedding)
    model.embed_passages(["warm"])
    with open_corpus(settings, writable=True, embedder_=model) as corpus:
        _, whole = timed(lambda: pipeline.ingest([documents], corpus))
        papers = [corpus.document(entry.id) for entry in corpus.documents() if is_read(entry.kind)]
        _, rows = timed(lambda: [find_requirements(paper) for paper in papers])
        council = _fullest(corpus)
        pack, brief = timed(
            lambda: briefing_file(briefing(corpus, council, meeting_day("2100-01-01")), "pdf")
        )
    return {
        "ingest_s": round(whole, 2),
        "rows_s": round(rows, 2),
        "rows_share": round(rows / whole, 3),
        "brief_s": round(brief, 2),
        "brief_bytes": len(pack),
    }


def _fullest(corpus: Corpus) -> str:
    """The council with the most rows."""
    held = [row.council for _, row in corpus.requirements() if row.council]
    return statistics.mode(held)


def _answers(rows: int, place: Path) -> dict[str, Any]:
    """Milliseconds of an answer on so many rows: the first of each question, then all others."""
    papers = place / "papers"
    papers.mkdir()
    councils = write_notices(papers, max(2, rows // DUTIES), DUTIES)
    settings = load_settings(home=str(place / "many"))
    with open_corpus(settings, writable=True, embedder_=Flat()) as corpus:
        pipeline.ingest([papers], corpus)
        held = len(corpus.requirements())
    first: dict[str, float] = {}
    times: list[float] = []
    with open_assistant(settings, embedder_=Flat()) as assistant:
        _, opening = timed(lambda: assistant.ask(_QUESTIONS[0].format(*councils)))
        _, laid = timed(lambda: shelf_of(assistant.library).ready())  # a service does it beside
        for turn in range(ROUNDS + 1):
            for question in _QUESTIONS:
                asked = question.format(
                    councils[turn % len(councils)], councils[(turn + 1) % len(councils)]
                )
                answer, seconds = timed(lambda asked=asked: assistant.ask(asked))  # type: ignore[misc]
                if answer.status not in ("answered", "partial"):
                    print(f"NOT ANSWERED: {asked}", file=sys.stderr)
                if turn:
                    times.append(seconds * 1000)
                else:
                    first[question] = round(seconds * 1000, 1)
    return {
        "rows": held,
        "opening_s": round(opening, 2),
        "laid_out_s": round(laid, 2),
        "first_ms": first,
        "answer_median_ms": round(statistics.median(times), 1),
        "answer_p95_ms": round(percentile(times, 0.95), 1),
    }


def _show(figures: dict[str, Any]) -> None:
    table = Table("", "", title="The registers", title_justify="left", show_header=False)
    table.add_row(f"{figures['documents']}: ingest, s", f"{figures['ingest_s']:.1f}")
    table.add_row("of these the rows, s (share)", f"{figures['rows_s']} ({figures['rows_share']})")
    table.add_row("a briefing as PDF, s", f"{figures['brief_s']:.2f}")
    table.add_row("rows of invented notices", f"{figures['rows']:,}")
    table.add_row("the first answer after opening, s", f"{figures['opening_s']:.2f}")
    table.add_row("rows laid out by stems and dates, s", f"{figures['laid_out_s']:.2f}")
    table.add_row("an answer, median ms", f"{figures['answer_median_ms']:.1f}")
    table.add_row("an answer, p95 ms", f"{figures['answer_p95_ms']:.1f}")
    console = Console()
    console.print(table)
    console.print("First time each:", figures["first_ms"])


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m eval.bench.registers", description=__doc__)
    parser.add_argument("--rows", type=int, default=ROWS)
    parser.add_argument("--report", type=Path, default=Path("out/bench"))
    return parser


if __name__ == "__main__":
    sys.exit(main())
