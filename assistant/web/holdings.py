"""What the corpus holds and how fresh it is, for a person to see before they ask."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.web.naming import KINDS
from ingest.corpus import Entry


@dataclass(frozen=True, slots=True)
class Holdings:
    """Counts over the documents that are searched; ``newest`` bears the latest known day."""

    documents: int
    kinds: tuple[tuple[str, int], ...]
    councils: tuple[str, ...]
    newest: Entry | None
    undated: int


def holdings(entries: Sequence[Entry]) -> Holdings:
    """What is held; a paper filed twice counts once."""
    searched = [entry for entry in entries if entry.same_as is None]
    counts = Counter[str](entry.kind for entry in searched)
    dated = [entry for entry in searched if entry.issued_on]
    return Holdings(
        documents=len(searched),
        kinds=tuple((kind, counts[kind]) for kind in KINDS if counts[kind]),
        councils=councils(entries),
        newest=max(dated, key=lambda entry: (entry.issued_on or "", entry.title), default=None),
        undated=len(searched) - len(dated),
    )


def councils(entries: Sequence[Entry]) -> tuple[str, ...]:
    """The councils that documents are of, in order of name."""
    return tuple(sorted({name for entry in entries for name in entry.councils}))
