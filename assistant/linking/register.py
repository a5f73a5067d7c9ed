"""The register of links: proposals of one corpus, made when first asked for and then kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np

from assistant.answers import Citation
from assistant.library import Library
from assistant.linking.likeness import Likeness, Rarity
from assistant.linking.link import Link
from assistant.linking.progress import Reported, reported
from assistant.linking.proposing import LEAST_SHARED, Wordings, propose
from assistant.linking.surety import likely
from assistant.quoting import make_citation
from assistant.registers.confirmations import Confirmation, Said
from assistant.registers.filed import Filed, filed
from assistant.times import YEAR
from ingest.corpus import Corpus, Entry
from ingest.documents import Passage
from ingest.encoder import Floats

REPEATED = 0.5  # how like two recommendations are at least, that the later asks for it again
ECHO = 0.15  # how like a passage is at least to be shown as speaking of the like


@dataclass(frozen=True, slots=True)
class Linked:
    """One link with both citations and what a person said of it."""

    link: Link
    from_citation: Citation
    to_citation: Citation
    confirmed: Confirmation | None = None

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
    citation: Citation

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


@dataclass(frozen=True, slots=True)
class Trace:
    """One council's rows and the links between them, as far as papers were out by a day."""

    rows: tuple[Filed, ...]
    reports: tuple[Reported, ...]
    links: tuple[Link, ...]
    beside: tuple[Reported, ...] = ()


def links(
    corpus: Corpus,
    council: str | None = None,
    *,
    said: Said | None = None,
    stage: str | None = None,
    rejected: bool = False,
) -> list[Linked]:
    """The links of one council (or of all) and one stage, with their evidence and citations.

    ``said`` are the confirmations to show; links that a person rejected are left out unless
    ``rejected`` is true.
    """
    library = Library(corpus, corpus.embedder)
    entries = {entry.id: entry for entry in library.entries()}
    said = said or Said()
    found: list[Linked] = []
    for name in [council] if council else councils_with_rows(corpus):
        for link in trace(corpus, name).links:
            if stage is not None and link.stage != stage:
                continue
            confirmed = said.of(link.stamp)
            if confirmed is None or confirmed.verdict == "confirmed" or rejected:
                found.append(_linked(link, library, entries, confirmed))
    return found


def unlinked(
    corpus: Corpus, council: str | None = None, *, said: Said | None = None
) -> list[Unlinked]:
    """The rows from which no link leads on, with what each has no partner among.

    A link that a person rejected leads nowhere.
    """
    library = Library(corpus, corpus.embedder)
    entries = {entry.id: entry for entry in library.entries()}
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
                found.append(Unlinked(row, lacks, _row_citation(row, library, entries)))
    return found


def councils_with_rows(corpus: Corpus) -> list[str]:
    """The councils that have any row in the register, in order of name."""
    rows = _kept(corpus).rows(corpus)
    return sorted({r.requirement.council for r in rows if r.requirement.council})


def trace(corpus: Corpus, council: str, papers: frozenset[str] | None = None) -> Trace:
    """A council's rows, what its papers report, and the links between them.

    ``papers`` are the ids of the documents to look at (None: all of the council).
    """
    return _kept(corpus).trace(corpus, council, papers)


@dataclass(frozen=True, slots=True)
class Echo:
    """A passage of another paper that is the likest to a row, and how like it is (0 to 1)."""

    passage: Passage
    sure: float


def echoes(corpus: Corpus, rows: Sequence[Filed], paper: Entry) -> dict[str, Echo]:
    """For each row that has one, by its id: the passage of a paper that speaks of the like.

    What the paper itself asks for is left out: it is no finding.
    """
    council = (rows[0].requirement.council or "") if rows else ""
    asked = {r.requirement.clause_id for r in _kept(corpus).rows(corpus) if r.entry.id == paper.id}
    passages = [p for p in corpus.passages(paper.id) if p.clause_id not in asked]
    vectors = _Vectors(corpus)
    wordings = Wordings(council, vectors.of)
    near = Likeness(
        Rarity(corpus),
        [wordings.of_row(row) for row in rows],
        [wordings.of_passage(passage) for passage in passages],
    ).pairs(LEAST_SHARED)
    best: dict[str, Echo] = {}
    for i, j, alike in near:
        sure = likely(alike)
        if sure > best.get(rows[i].id, Echo(passages[j], ECHO)).sure:
            best[rows[i].id] = Echo(passages[j], sure)
    return best


def repeats(
    corpus: Corpus, rows: Sequence[Filed], before: Sequence[Filed]
) -> list[tuple[Filed, Filed, float]]:
    """Rows that ask again for what an earlier row asked for, each with the likest of these."""
    council = (rows[0].requirement.council or "") if rows else ""
    wordings = Wordings(council, _Vectors(corpus).of)
    near = Likeness(
        Rarity(corpus),
        [wordings.of_row(row) for row in rows],
        [wordings.of_row(row) for row in before],
    ).pairs(LEAST_SHARED)
    best: dict[int, tuple[float, int]] = {}
    for i, j, alike in near:
        best[i] = max(best.get(i, (REPEATED, -1)), (likely(alike), j))
    return [(rows[i], before[j], sure) for i, (sure, j) in sorted(best.items()) if j >= 0]


def _linked(
    link: Link, library: Library, entries: dict[str, Entry], confirmed: Confirmation | None
) -> Linked:
    target = link.target
    start = _row_citation(link.source, library, entries)
    if isinstance(target, Filed):
        end = _row_citation(target, library, entries)
    else:
        end = make_citation(library, entries, target.entry.id, target.clause.id, target.span, 2)
    return Linked(link, start, end, confirmed)


def _row_citation(row: Filed, library: Library, entries: dict[str, Entry]) -> Citation:
    quote = row.requirement.quote
    return make_citation(library, entries, row.entry.id, row.requirement.clause_id, quote.span, 1)


class _Kept:
    """What was worked out for one version of a corpus; another version begins anew."""

    def __init__(self) -> None:
        self._version = ""
        self._rows: list[Filed] = []
        self._traces: dict[tuple[str, frozenset[str] | None], Trace] = {}
        self._rarity: Rarity | None = None
        self._working = Lock()

    def rows(self, corpus: Corpus) -> list[Filed]:
        with self._working:
            self._renew(corpus)
            return self._rows

    def trace(self, corpus: Corpus, council: str, papers: frozenset[str] | None) -> Trace:
        with self._working:
            self._renew(corpus)
            known = self._traces.get((council, papers))
            if known is None:
                known = self._traces[council, papers] = self._traced(corpus, council, papers)
            return known

    def _renew(self, corpus: Corpus) -> None:
        version = corpus.version
        if version != self._version:
            self._rows = filed(corpus)
            self._traces.clear()
            self._rarity = Rarity(corpus)
            self._version = version

    def _traced(self, corpus: Corpus, council: str, papers: frozenset[str] | None) -> Trace:
        entries = [
            entry
            for entry in corpus.documents()
            if council in entry.councils and entry.same_as is None
            if papers is None or entry.id in papers
        ]
        ids = {entry.id for entry in entries}
        rows = [r for r in self._rows if r.requirement.council == council and r.entry.id in ids]
        reports = reported(corpus, entries) if rows else []
        wordings = Wordings(council, _Vectors(corpus).of)
        assert self._rarity is not None
        proposed = propose(rows, reports, wordings, self._rarity, _years_named(corpus, entries))
        return Trace(tuple(rows), tuple(reports), proposed.links, proposed.beside)


_corpora: WeakKeyDictionary[Corpus, _Kept] = WeakKeyDictionary()
_entering = Lock()


def _kept(corpus: Corpus) -> _Kept:
    with _entering:
        return _corpora.setdefault(corpus, _Kept())


def _years_named(corpus: Corpus, entries: Sequence[Entry]) -> dict[str, int]:
    """The last year that each undated paper names."""
    texts = {entry.id: corpus.document(entry.id).text for entry in entries if not entry.issued_on}
    years = {id_: [int(year) for year in YEAR.findall(text)] for id_, text in texts.items()}
    return {id_: max(found) for id_, found in years.items() if found}


class _Vectors:
    """The stored vectors of passages, by the clause and the place that they hold.

    A document's passages share their prefix, so its mean is taken out: what is left is what
    a passage says that the others do not.
    """

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._held: dict[str, dict[str, list[tuple[Passage, Floats]]]] = {}

    def of(self, document_id: str, clause_id: str, offset: int) -> Floats | None:
        """The vector of the passage at a place, None where nothing is searched there."""
        held = self._in(document_id).get(clause_id, ())
        found = [v for passage, v in held if passage.span.start <= offset < passage.span.end]
        return next(iter(found or [vector for _, vector in held]), None)

    def _in(self, document_id: str) -> dict[str, list[tuple[Passage, Floats]]]:
        known = self._held.get(document_id)
        if known is None:
            known = self._held[document_id] = defaultdict(list)
            passages = self._corpus.passages(document_id)
            vectors = self._corpus.known_vectors(passages)
            mean = np.mean(list(vectors.values()), axis=0) if vectors else 0.0
            for place, vector in vectors.items():
                known[passages[place].clause_id].append((passages[place], vector - mean))
        return known


def counts(found: Sequence[Linked]) -> dict[str, int]:
    """How many links there are of each stage."""
    made: dict[str, int] = defaultdict(int)
    for each in found:
        made[each.link.stage] += 1
    return dict(made)
