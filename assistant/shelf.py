"""The list of documents as a person looks through it: filtered, in order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.question.narrowing import council_name
from ingest.corpus import Entry


@dataclass(frozen=True, slots=True)
class Filter:
    """What to show. Days are ISO and inclusive; ``words`` must all stand in a document's title,
    file, councils or publisher."""

    council: str | None = None
    kind: str | None = None
    from_day: str | None = None
    to_day: str | None = None
    words: str = ""


def listed(entries: Sequence[Entry], wanted: Filter) -> list[Entry]:
    """The documents that fit, in the corpus's order; parts follow their pack.

    Raises ScopeError for a council that is unknown.
    """
    known = {name for entry in entries for name in entry.councils}
    council = council_name(wanted.council, known) if wanted.council else None
    words = wanted.words.casefold().split()
    return [
        entry
        for entry in entries
        if council is None or council in entry.councils
        if wanted.kind is None or entry.kind == wanted.kind
        if _issued_within(entry, wanted.from_day, wanted.to_day)
        if not words or all(word in _spoken(entry) for word in words)
    ]


def _issued_within(entry: Entry, first: str | None, last: str | None) -> bool:
    """A month or a year counts where any day of it could be; what has no date never does."""
    if not (first or last):
        return True
    issued = entry.issued_on
    if not issued:
        return False
    size = len(issued)
    return (not first or issued >= first[:size]) and (not last or issued <= last[:size])


def _spoken(entry: Entry) -> str:
    told = (entry.title, entry.source, *entry.councils, entry.description.publisher or "")
    return " ".join(told).casefold()
