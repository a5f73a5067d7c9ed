"""ObliQA (regulatory obligations) through the product's own index, fusion and ranking.

Passages and questions as given; one corpus of them, made once. Weights are chosen on the
dev split only; the test split is for the figure that is reported.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import numpy as np
from ir_measures import AP, R, nDCG

from assistant.bootstrap import open_assistant, open_corpus
from assistant.settings import load_settings
from eval.cases import CaseError
from eval.retrieving import measure
from eval.sets import CACHE
from ingest.documents import Clause, Description, Document, Page, Passage, Span
from ingest.embedding import Embedder
from ingest.encoder import Floats

MEASURES = (R @ 10, AP @ 10, nDCG @ 10)
DEPTH = 10
_FILES = {"dev": ("queries.dev.jsonl", "qrels.dev.tsv"), "test": ("queries.jsonl", "qrels.tsv")}


@dataclass(frozen=True, slots=True)
class Outcome:
    """The means of the measures, over how many questions, and seconds for each question."""

    figures: dict[str, float]
    questions: int
    seconds: float


def main(words: Sequence[str], folder: Path) -> int:
    """Measure one split and print it; 0 also where the benchmark is not at hand."""
    parser = argparse.ArgumentParser(prog="python -m eval obliqa", description=__doc__)
    parser.add_argument("--split", choices=sorted(_FILES), default="dev")
    parser.add_argument("--folder", type=Path, default=folder, help="where the benchmark lies")
    parser.add_argument("--cache", type=Path, default=CACHE, help="where its corpus is kept")
    parser.add_argument("--first", type=int, default=None, help="ask only so many questions")
    options = parser.parse_args(words)
    if not options.folder.is_dir():
        print(f"SKIPPED, NOT MEASURED: ObliQA is not at {options.folder}", file=sys.stderr)
        return 0
    home = build(options.folder, options.cache)
    outcome = ask(options.folder, home, options.split, options.first)
    shown = "  ".join(f"{name} {value:.4f}" for name, value in outcome.figures.items())
    print(
        f"ObliQA {options.split} ({outcome.questions} questions): {shown}  "
        f"{1000 * outcome.seconds:.0f} ms each"
    )
    return 0


def build(folder: Path, cache: Path) -> Path:
    """The benchmark's corpus, made when it is not in the cache; gives its home.

    Raises:
        CaseError: the corpus file cannot be read.
    """
    rows = _rows(folder / "corpus.jsonl")
    settings = load_settings()
    digest = hashlib.sha256((folder / "corpus.jsonl").read_bytes()).hexdigest()[:8]
    home = cache / f"obliqa-{digest}"
    if home.exists():
        return home
    partial = home.with_name(home.name + ".partial")
    with open_corpus(
        load_settings(home=str(partial), embedding=settings.embedding), writable=True
    ) as corpus:
        vectors = _vectors([row["text"] for row in rows], corpus.embedder, cache, digest)
        start = 0
        for name, group in groupby(rows, key=lambda row: row["id"].split("|", 1)[0]):
            document, passages = paper(name, list(group))
            corpus.replace(document, passages, vectors[start : start + len(passages)])
            start += len(passages)
    partial.rename(home)
    return home


def paper(name: str, rows: Sequence[dict[str, str]]) -> tuple[Document, tuple[Passage, ...]]:
    """One document of the benchmark: its passages in order are its text and its clauses."""
    document_id = f"obliqa-{name}"
    texts = [row["text"] for row in rows]
    spans = list(_spans(texts))
    text = "\n".join(texts)
    clauses = tuple(
        Clause(id=f"c{number}", kind="paragraph", spans=(span,))
        for number, span in enumerate(spans, 1)
    )
    passages = tuple(
        Passage(row["id"], document_id, clause.id, span, prefix="", words=row["text"])
        for row, clause, span in zip(rows, clauses, spans, strict=True)
    )
    document = Document(
        id=document_id,
        source=f"{document_id}.txt",
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        media_type="text/plain",
        text=text,
        pages=(Page(None, Span(0, len(text))),),
        description=Description(kind="legislation", title=f"ObliQA document {name}"),
        clauses=clauses,
    )
    return document, passages


def ask(folder: Path, home: Path, split: str, first: int | None = None) -> Outcome:
    """Put a split's questions to the product's retriever and measure by ir_measures."""
    questions_file, qrels_file = _FILES[split]
    questions = _rows(folder / questions_file)[:first]
    judged = _qrels(folder / qrels_file)
    rankings: dict[str, dict[str, float]] = {}
    settings = load_settings()
    with open_assistant(load_settings(home=str(home), embedding=settings.embedding)) as assistant:
        began = time.perf_counter()
        for row in questions:
            found = assistant.search(row["text"], DEPTH)
            rankings[row["id"]] = {
                each.passage.id: float(DEPTH - place) for place, each in enumerate(found)
            }
        seconds = time.perf_counter() - began
    relevant = {row["id"]: judged.get(row["id"], frozenset()) for row in questions}
    relevant = {question: keys for question, keys in relevant.items() if keys}
    figures = measure(relevant, rankings, MEASURES)
    return Outcome(figures, len(relevant), seconds / max(1, len(questions)))


def _vectors(texts: Sequence[str], embedder: Embedder, cache: Path, digest: str) -> Floats:
    """The passages' vectors, kept beside the corpus: they are what takes the time."""
    model = hashlib.sha256(embedder.name.encode()).hexdigest()[:8]
    kept = cache / f"obliqa-{digest}-{model}.npy"
    if kept.exists():
        return np.asarray(np.load(kept), np.float32)
    vectors = embedder.embed_passages(texts)
    kept.parent.mkdir(parents=True, exist_ok=True)
    np.save(kept, vectors)
    return vectors


def _spans(texts: Sequence[str]) -> Iterable[Span]:
    start = 0
    for text in texts:
        yield Span(start, start + len(text))
        start += len(text) + 1


def _qrels(path: Path) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for line in path.read_text(encoding="utf-8").splitlines()[1:]:
        question, passage, grade = line.split("\t")
        if int(grade) > 0:
            found.setdefault(question, set()).add(passage)
    return {question: frozenset(passages) for question, passages in found.items()}


def _rows(path: Path) -> list[dict[str, str]]:
    try:
        return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    except (OSError, ValueError) as error:
        raise CaseError(f"{path} cannot be read. Point --folder at the benchmark.") from error
