"""The links of each council, worked out when first asked for and kept while the corpus stands."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from threading import Event, Lock
from weakref import WeakKeyDictionary

from assistant.linking.likeness import Rarity
from assistant.linking.link import Link
from assistant.linking.progress import Reported, reported
from assistant.linking.proposing import Wordings, propose
from assistant.linking.vectors import Vectors
from assistant.question.times import YEAR
from assistant.registers.filed import Filed, filed
from ingest.corpus import Corpus, Entry
from ingest.errors import NoticesError


@dataclass(frozen=True, slots=True)
class Trace:
    """One council's rows and the links between them, as far as papers were out by a day."""

    rows: tuple[Filed, ...]
    reports: tuple[Reported, ...]
    links: tuple[Link, ...]
    beside: tuple[Reported, ...] = ()


def councils_with_rows(corpus: Corpus) -> list[str]:
    """The councils that have any row in the register, in order of name."""
    rows = rows_of(corpus)
    return sorted({r.requirement.council for r in rows if r.requirement.council})


def trace(corpus: Corpus, council: str, papers: frozenset[str] | None = None) -> Trace:
    """A council's rows, what its papers report, and the links between them.

    ``papers`` are the ids of the documents to look at (None: all of the council).
    """
    return _kept(corpus).trace(corpus, council, papers)


class _Kept:
    """What was worked out for one version of a corpus; another version begins anew."""

    def __init__(self) -> None:
        self._version = ""
        self._rows: list[Filed] = []
        self._asked: set[tuple[str, str]] = set()
        self._traces: dict[tuple[str, frozenset[str] | None], Trace] = {}
        self._rarity: Rarity | None = None
        self._reported: dict[tuple[str, bool], tuple[Entry, list[Reported]]] = {}
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
            self._asked = {(r.entry.id, r.requirement.clause_id) for r in self._rows}
            self._traces.clear()
            self._rarity = Rarity(corpus)
            held = {entry.id for entry in corpus.documents()}
            self._reported = {key: e for key, e in self._reported.items() if key[0] in held}
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
        reports = [each for e in entries for each in self._told(corpus, e, rows)] if rows else []
        wordings = Wordings(council, Vectors(corpus).of)
        assert self._rarity is not None
        proposed = propose(rows, reports, wordings, self._rarity, _years_named(corpus, entries))
        told = tuple(each for each in reports if not each.finding)
        return Trace(tuple(rows), told, proposed.links, proposed.beside)

    def _told(self, corpus: Corpus, entry: Entry, rows: Sequence[Filed]) -> list[Reported]:
        """What one paper reports: the same in every version of the corpus while it is the same.

        Findings too, where a row stands in an older paper.
        """
        late = any((r.entry.issued_on or "") < (entry.issued_on or "9") for r in rows)
        known = self._reported.get((entry.id, late))
        if known is None or known[0] != entry:
            found = reported(corpus, [entry], self._asked, findings=late)
            known = self._reported[entry.id, late] = (entry, found)
        return known[1]


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


def warm(corpus: Corpus, stopped: Event) -> None:
    """Work the links of every council out, one after the other, until told to stop.

    Between two there is a pause, so that whoever asks meanwhile is served first. What cannot be
    read ends it: the first who asks is told.
    """
    with suppress(NoticesError):
        for council in councils_with_rows(corpus):
            if stopped.wait(_PAUSE):
                return
            trace(corpus, council)


_PAUSE = 0.05  # seconds


def rows_of(corpus: Corpus) -> list[Filed]:
    """Every row of the register, with its paper."""
    return _kept(corpus).rows(corpus)
