"""The registers, every row with the words that bear it: requirements, and inspection grades."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from assistant.answer.quoting import make_citation
from assistant.answers import Citation
from assistant.evidence.library import Library
from assistant.question.vocabulary import content_stems
from assistant.registers.confirmations import Confirmation, said_json
from assistant.registers.requirements import RequirementRow, requirements
from ingest.corpus import Corpus, Entry
from ingest.documents import Judgement

__all__ = [
    "Graded",
    "RequirementRow",
    "judgement_id",
    "judgements",
    "judgements_of",
    "requirements",
]


@dataclass(frozen=True, slots=True)
class Graded:
    """One judgement and its document; its citation is cut when it is asked for."""

    judgement: Judgement
    entry: Entry
    library: Library
    confirmed: Confirmation | None = None

    @property
    def citation(self) -> Citation:
        """Where the grade stands."""
        row, entries = self.judgement, {self.entry.id: self.entry}
        place = row.clause_id or ""
        return make_citation(self.library, entries, self.entry.id, place, row.span, 1)

    @property
    def id(self) -> str:
        """The grade's id in all the corpus."""
        return judgement_id(self.entry.id, self.judgement)

    def as_json(self) -> dict[str, Any]:
        """The contract's judgement object."""
        judgement = self.judgement
        return {
            "id": self.id,
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
            "confirmed": said_json(self.confirmed),
            "citation": self.citation.as_json(),
        }


def judgement_id(document_id: str, judgement: Judgement) -> str:
    """A grade's id in all the corpus: its document's, then its own, which counts in it alone."""
    return f"{document_id}:{judgement.id}"


def judgements(
    corpus: Corpus,
    *,
    council: str | None = None,
    year: int | None = None,
    topic: str | None = None,
    grade: str | None = None,
) -> list[Graded]:
    """The grades held, by council, time and place in the report; twins of a document once.

    ``year`` keeps inspections made or published in that year; ``topic`` what was judged, by its
    words or the name of its topic ("care leavers", "overall"); ``grade`` the report's own word
    or the common scale's ("requires improvement").
    """
    return judgements_of(Library(corpus, corpus.embedder), council, year, topic, grade)


def judgements_of(
    library: Library,
    council: str | None = None,
    year: int | None = None,
    topic: str | None = None,
    grade: str | None = None,
) -> list[Graded]:
    """The same of a library that is open already."""
    stems = frozenset(content_stems(topic)) if topic else frozenset()
    asked = " ".join(grade.lower().split()) if grade else ""
    entries = {entry.id: entry for entry in library.entries()}
    found = [
        Graded(each, entries[id_], library)
        for id_, each in library.judgements()
        if council is None or each.council == council
        if year is None or year in _years(each)
        if stems <= _stems_of(each)
        if not asked or asked in (each.grade.lower(), each.scale)
    ]
    return sorted(found, key=lambda each: (each.judgement.council, _when(each.judgement)))


@lru_cache(maxsize=8_192)
def _stems_of(judgement: Judgement) -> frozenset[str]:
    """The words of what was judged, and of its topic's name."""
    named = judgement.topic.replace("_", " ")
    return frozenset(content_stems(f"{judgement.subject} {named}"))


def _years(judgement: Judgement) -> set[int]:
    dates = (judgement.inspected_from, judgement.inspected_to, judgement.published)
    return {int(date[:4]) for date in dates if date}


def _when(judgement: Judgement) -> str:
    return judgement.inspected_to or judgement.inspected_from or judgement.published or ""
