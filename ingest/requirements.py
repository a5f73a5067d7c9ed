"""What a document requires: the rows of the register, each cut from the document's own text."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ingest.deadlines import Anchor
from ingest.documents import Document, Kind, Requirement
from ingest.duties import Duty, completed
from ingest.notice_duties import notice_duties

_NAMES: dict[Kind, str] = {
    "improvement_notice": "the notice",
    "inspection_report": "the report",
    "improvement_plan": "the plan",
}
_READERS: dict[Kind, Callable[[Document], Iterator[Duty]]] = {
    "improvement_notice": notice_duties,
}


def find_requirements(document: Document) -> tuple[Requirement, ...]:
    """The rows of a document, in reading order; () for a kind that obliges nobody."""
    reader = _READERS.get(document.description.kind)
    if reader is None:
        return ()
    return completed(document, reader(document), anchor_of(document))


def is_read(kind: Kind) -> bool:
    """Whether papers of a kind oblige anybody, so that their rows are looked for."""
    return kind in _READERS


def anchor_of(document: Document) -> Anchor:
    """The day that the document's own times count from: that of its issue or publication."""
    description = document.description
    name = _NAMES.get(description.kind, "the paper")
    issued = description.issued
    if issued is None or issued.precision != "day":
        return Anchor(None, name)
    return Anchor(issued.iso, name, issued.how)
