"""The register of requirements laid out for questions: by document, and by the words of a row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from threading import Lock
from weakref import WeakKeyDictionary

from assistant.evidence.library import Library
from assistant.evidence.passages import concept_match, stem_line
from assistant.periods import last_day
from assistant.question.nouns import Concept
from assistant.registers.requirements import RequirementRow, spoken
from ingest.corpus import Entry
from ingest.documents import Requirement

FEW = 2_000  # rows up to which each is looked at; beyond, the stems' own lists are used first


@dataclass(frozen=True, slots=True)
class Due:
    """Which deadlines are meant: days (YYYY-MM-DD) that count as within; None is open."""

    after: str | None = None
    before: str | None = None


class Shelf:
    """The rows of one version of a corpus. Safe to share between threads.

    The stems of a row are worked out when a question first needs them, and kept.
    """

    def __init__(self, rows: Sequence[tuple[str, Requirement]]) -> None:
        self.rows = rows
        self._places: dict[str, list[int]] = defaultdict(list)
        for place, (document_id, _) in enumerate(rows):
            self._places[document_id].append(place)
        self._lines: dict[int, str] = {}
        self._holding: dict[str, set[int]] | None = None
        self._days: dict[int, tuple[str, ...]] | None = None
        self._working = Lock()

    def speaking(
        self,
        documents: Iterable[Entry],
        concepts: Sequence[Concept],
        library: Library,
        due: Due | None = None,
    ) -> Iterator[RequirementRow]:
        """The rows of some documents that speak of every concept, document by document.

        ``due`` keeps those with a deadline: any, or one of whose days falls within its bounds.
        """
        held = [(entry, self._places[entry.id]) for entry in documents if entry.id in self._places]
        if due is not None:
            fitting = self._due_within(due)
            held = [(entry, [p for p in places if p in fitting]) for entry, places in held]
        if concepts and sum(len(places) for _, places in held) > FEW:
            near = self._near(concepts)
            held = [(entry, [p for p in places if p in near]) for entry, places in held]
        for entry, places in held:
            for place in places:
                if all(concept_match(concept, self._line(place)) for concept in concepts):
                    yield RequirementRow(self.rows[place][1], entry, library)

    def ready(self) -> None:
        """Work out now what the first question over all rows would wait for."""
        self._index()
        self._timed()

    def _due_within(self, due: Due) -> set[int]:
        timed = self._timed()
        if due.after is None and due.before is None:
            return set(timed)
        first, last = due.after or "", due.before or "9"
        return {p for p, days in timed.items() if any(first <= day <= last for day in days)}

    def _timed(self) -> dict[int, tuple[str, ...]]:
        """The rows with a deadline, each with the last days of its dates."""
        if self._days is None:
            self._days = {
                place: tuple(last_day(date) for date in row.deadline.dates)
                for place, (_, row) in enumerate(self.rows)
                if row.deadline.kind != "none"
            }
        return self._days

    def _line(self, place: int) -> str:
        known = self._lines.get(place)
        if known is None:
            row = self.rows[place][1]
            known = self._lines[place] = stem_line(f"{spoken(row)} {row.duty_holder}")
        return known

    def _near(self, concepts: Sequence[Concept]) -> set[int]:
        """The rows that hold, of each concept, all stems of one way to put it."""
        holding = self._index()
        none: set[int] = set()
        found = [
            set().union(
                *(set.intersection(*(holding.get(s, none) for s in way)) for way in c.ways if way)
            )
            for c in concepts
        ]
        return set.intersection(*found)

    def _index(self) -> dict[str, set[int]]:
        with self._working:
            if self._holding is None:
                made: dict[str, set[int]] = defaultdict(set)
                for place in range(len(self.rows)):
                    for stem in self._line(place).split():
                        made[stem].add(place)
                self._holding = dict(made)
            return self._holding


_shelves: WeakKeyDictionary[Library, Shelf] = WeakKeyDictionary()


def shelf_of(library: Library) -> Shelf:
    """The rows that a library holds now; another version of its corpus is laid out anew."""
    rows = library.requirements()
    known = _shelves.get(library)
    if known is None or known.rows is not rows:
        known = _shelves[library] = Shelf(rows)
    return known
