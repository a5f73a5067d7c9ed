"""The registers, every row with the words that bear it: requirements, and inspection grades."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from assistant.answers import Citation
from assistant.library import Library
from assistant.quoting import make_citation
from assistant.requirements_register import RequirementRow, requirements
from ingest.corpus import Corpus
from ingest.documents import Judgement

__all__ = ["Graded", "RequirementRow", "judgements", "requirements"]


@dataclass(frozen=True, slots=True)
class Graded:
    """One judgement with its citation."""

    judgement: Judgement
    citation: Citation

    def as_json(self) -> dict[str, Any]:
        """The contract's judgement object."""
        judgement = self.judgement
        return {
            "id": judgement.id,
            "council": judgement.council,
            "body": judgement.body,
            "framework": judgement.framework,
            "subject": judgement.subject,
            "grade": judgement.grade,
            "scale": judgement.scale,
            "inspected_from": judgement.inspected_from,
            "inspected_to": judgement.inspected_to,
            "published": judgement.published,
            "inspector": judgement.inspector,
            "citation": self.citation.as_json(),
        }


def judgements(
    corpus: Corpus, *, council: str | None = None, year: int | None = None
) -> list[Graded]:
    """The grades held, by council, time and place in the report; twins of a document once.

    ``year`` keeps inspections made or published in that year.
    """
    library = Library(corpus, corpus.embedder)
    entries = {entry.id: entry for entry in library.entries()}
    found = [
        Graded(each, make_citation(library, entries, id_, each.clause_id or "", each.span, 1))
        for id_, each in corpus.judgements()
        if council is None or each.council == council
        if year is None or year in _years(each)
    ]
    return sorted(found, key=lambda each: (each.judgement.council, _when(each.judgement)))


def _years(judgement: Judgement) -> set[int]:
    dates = (judgement.inspected_from, judgement.inspected_to, judgement.published)
    return {int(date[:4]) for date in dates if date}


def _when(judgement: Judgement) -> str:
    return judgement.inspected_to or judgement.inspected_from or judgement.published or ""
