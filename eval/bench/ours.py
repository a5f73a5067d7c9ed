"""This project as a contestant: its own ingestion, its own assistant."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from assistant.bootstrap import open_assistant, open_corpus
from assistant.settings import load_settings
from eval.bench.running import Run, peak_megabytes, timed
from eval.cases import Case
from ingest import pipeline
from ingest.embedding import embedder

DEPTH = 40


def run(documents: Path, cases: Sequence[Case], home: Path) -> Run:
    """Ingest into ``home`` and answer; searching is kept apart from answering."""
    settings = load_settings(home=str(home))
    model = embedder(settings.embedding)
    model.embed_passages(["warm"])
    with open_corpus(settings, writable=True, embedder_=model) as corpus:
        _, ingest_seconds = timed(lambda: pipeline.ingest([documents], corpus))
    times, found, cited = [], [], 0
    with open_assistant(settings, embedder_=model) as assistant:
        assistant.ask(cases[0].question)  # what a person pays once is the cold start's
        for case in cases:
            answer, seconds = timed(lambda question=case.question: assistant.ask(question))  # type: ignore[misc]
            times.append(seconds * 1000)
            cited += len(answer.citations)
            hits = assistant.search(case.question, DEPTH)
            found.append(
                tuple(
                    (
                        each.entry.source,
                        each.passage.span.cut(assistant.library.document(each.entry.id).text),
                    )
                    for each in hits
                )
            )
    note = f"{cited / len(cases):.1f} citations an answer"
    return Run(
        "notice-assistant", ingest_seconds, tuple(times), tuple(found), peak_megabytes(), (note,)
    )
