"""Requirements with the papers that they stand in: what linking and the briefing read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from assistant.registers.confirmations import Place, Stamp
from ingest.corpus import Corpus, Entry
from ingest.documents import Requirement


@dataclass(frozen=True, slots=True)
class Filed:
    """One row of the register and the document that holds it."""

    entry: Entry
    requirement: Requirement

    @property
    def id(self) -> str:
        """The row's own id."""
        return self.requirement.id

    @property
    def words(self) -> str:
        """All its words on one line: the duty, then its items."""
        parts = (self.requirement.quote, *self.requirement.items)
        return " ".join(" ".join(part.text.split()) for part in parts)

    @property
    def stamp(self) -> Stamp:
        """By which a confirmation of the row finds it again."""
        return Stamp.of("requirement", (*self._lead(), self.requirement.quote.text), self._places)

    @property
    def deadline_stamp(self) -> Stamp:
        """By which a confirmation of its deadline finds it: other dates need another look."""
        deadline = self.requirement.deadline
        said = deadline.words.text if deadline.words else ""
        words = (self.requirement.quote.text, said, *deadline.dates)
        return Stamp.of("deadline", words, self._places)

    @property
    def _places(self) -> tuple[Place, ...]:
        return (place_of(self.entry),)

    def _lead(self) -> tuple[str, ...]:
        return (self.requirement.lead_in.text,) if self.requirement.lead_in else ()


def place_of(entry: Entry) -> Place:
    """A document as confirmations know it."""
    return Place(entry.id, entry.source, entry.part_number)


def filed(corpus: Corpus, entries: Iterable[Entry] | None = None) -> list[Filed]:
    """Every requirement of some documents (None: of all that are searched), in reading order.

    A paper filed twice is read once.
    """
    known = {entry.id: entry for entry in (corpus.documents() if entries is None else entries)}
    return [
        Filed(known[id_], requirement) for id_, requirement in corpus.requirements() if id_ in known
    ]


def by_day(iso: str | None, day: str) -> bool | None:
    """Whether a date lies on or before a day; None where that is not known.

    A month or a year lies before a day that it ends before, and after one that it begins after.
    """
    if not iso:
        return None
    if len(iso) == len(day):
        return iso <= day
    return None if day.startswith(iso) else iso < day
