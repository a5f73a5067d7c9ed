"""The register of links: each with its evidence and citations, and the rows that have none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from assistant.answer.quoting import make_citation
from assistant.answers import Citation
from assistant.evidence.library import Library
from assistant.linking.kept import councils_with_rows, trace
from assistant.linking.link import Link
from assistant.registers.confirmations import Confirmation, Said
from assistant.registers.filed import Filed
from ingest.corpus import Corpus


@dataclass(frozen=True, slots=True)
class Linked:
    """One link and what a person said of it; its citations are cut when they are asked for."""

    link: Link
    library: Library
    confirmed: Confirmation | None = None

    @property
    def from_citation(self) -> Citation:
        """Where the row stands that it leads from."""
        return _row_citation(self.link.source, self.library)

    @property
    def to_citation(self) -> Citation:
        """Where it leads to: another row, or words that report."""
        target = self.link.target
        if isinstance(target, Filed):
            return _row_citation(target, self.library)
        entries = {target.entry.id: target.entry}
        return make_citation(
            self.library, entries, target.entry.id, target.clause.id, target.span, 2
        )

    @property
    def council(self) -> str:
        """The council of both ends."""
        return self.link.source.requirement.council or ""

    def as_json(self) -> dict[str, Any]:
        """The contract's link object, with ``from_citation`` beside it."""
        target = self.link.target
        return {
            "id": self.link.id,
            "council": self.council,
            "from": self.link.source.id,
            "from_citation": self.from_citation.as_json(),
            "to": target.id if isinstance(target, Filed) else None,
            "to_citation": self.to_citation.as_json(),
            "stage": self.link.stage,
            "confidence": self.link.confidence,
            "because": self.link.because,
            "confirmed": self.confirmed.as_json() if self.confirmed else None,
        }


# What a row may lead to, and the kind of row that must be held for that to be missed.
_LEADS_TO: dict[str, tuple[tuple[str, str | None], ...]] = {
    "recommendation": (
        ("measure", "notice_measure"),
        ("action", "plan_action"),
        ("progress", None),
    ),
    "notice_measure": (("action", "plan_action"), ("progress", None)),
    "plan_action": (("progress", None),),
}


@dataclass(frozen=True, slots=True)
class Unlinked:
    """A row that has no partner, and among what ("measure", "action", "progress")."""

    row: Filed
    lacks: tuple[str, ...]
    library: Library

    @property
    def citation(self) -> Citation:
        """Where the row stands; cut when it is asked for."""
        return _row_citation(self.row, self.library)

    def as_json(self) -> dict[str, Any]:
        """The row's id and words, and what it lacks."""
        requirement = self.row.requirement
        return {
            "id": self.row.id,
            "council": requirement.council,
            "kind": requirement.kind,
            "quote": requirement.quote.text,
            "lacks": list(self.lacks),
            "citation": self.citation.as_json(),
        }


def links(
    corpus: Corpus,
    council: str | None = None,
    *,
    said: Said | None = None,
    stage: str | None = None,
    rejected: bool = False,
    library: Library | None = None,
) -> list[Linked]:
    """The links of one council (or of all) and one stage, with their evidence and citations.

    ``said`` are the confirmations to show; links that a person rejected are left out unless
    ``rejected`` is true. ``library`` is the corpus's, where one is open already.
    """
    library = library or Library(corpus, corpus.embedder)
    said = said or Said()
    found: list[Linked] = []
    for name in [council] if council else councils_with_rows(corpus):
        for link in trace(corpus, name).links:
            if stage is not None and link.stage != stage:
                continue
            confirmed = said.of(link.stamp)
            if confirmed is None or confirmed.verdict == "confirmed" or rejected:
                found.append(Linked(link, library, confirmed))
    return found


def unlinked(
    corpus: Corpus,
    council: str | None = None,
    *,
    said: Said | None = None,
    library: Library | None = None,
) -> list[Unlinked]:
    """The rows from which no link leads on, with what each has no partner among.

    A link that a person rejected leads nowhere.
    """
    library = library or Library(corpus, corpus.embedder)
    said = said or Said()
    found: list[Unlinked] = []
    for name in [council] if council else councils_with_rows(corpus):
        held = trace(corpus, name)
        kinds = {row.requirement.kind for row in held.rows}
        linked = {
            (link.source.id, link.stage.partition(">")[2])
            for link in held.links
            if (word := said.of(link.stamp)) is None or word.verdict == "confirmed"
        }
        for row in held.rows:
            lacks = tuple(
                to
                for to, kind in _LEADS_TO.get(row.requirement.kind, ())
                if (kind is None or kind in kinds) and (row.id, to) not in linked
            )
            if lacks:
                found.append(Unlinked(row, lacks, library))
    return found


def _row_citation(row: Filed, library: Library) -> Citation:
    quote, entries = row.requirement.quote, {row.entry.id: row.entry}
    return make_citation(library, entries, row.entry.id, row.requirement.clause_id, quote.span, 1)
