"""What a document requires: the rows of the register, each cut from the document's own text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from ingest.dating import date_chains
from ingest.documents import Document, Kind, Requirement
from ingest.due import Anchor
from ingest.duties import Duty, completed
from ingest.marked_duties import marked_actions, numbered_recommendations
from ingest.notice_duties import notice_duties
from ingest.plan_actions import action_tables, plan_actions
from ingest.recommendations import recommendations
from ingest.resolutions import resolutions


def _committee_paper(document: Document) -> Iterator[Duty]:
    """A paper may hold an action plan beside what its committee is asked to do."""
    yield from resolutions(document)
    yield from numbered_recommendations(document)
    yield from action_tables(document)


def _minutes(document: Document) -> Iterator[Duty]:
    """What a meeting resolved, and who is to do what, marked in its notes or in an action log."""
    yield from resolutions(document)
    yield from marked_actions(document)
    yield from action_tables(document)


_NAMES: dict[Kind, str] = {
    "improvement_notice": "the notice",
    "inspection_report": "the report",
    "improvement_plan": "the plan",
}
_READERS: dict[Kind, Callable[[Document], Iterator[Duty]]] = {
    "improvement_notice": notice_duties,
    "inspection_report": recommendations,
    "improvement_plan": plan_actions,
    "committee_report": _committee_paper,
    "agenda": _committee_paper,
    "minutes": _minutes,
    "scorecard": _minutes,
}


def find_requirements(document: Document) -> tuple[Requirement, ...]:
    """The rows of a document, in reading order; () for a kind that obliges nobody."""
    reader = _READERS.get(document.description.kind)
    if reader is None:
        return ()
    return completed(document, reader(document), anchor_of(document))


_DATE_FIELD = re.compile(
    r"\b(?:dated?|date\s+of\s+(?:issue|this\s+(?:improvement\s+)?notice))\s*:[\s*_]*", re.I
)


def _days_borne(text: str) -> tuple[str, ...]:
    """The days in the fields for a date, each once, the earliest first."""
    days: set[str] = set()
    for field in _DATE_FIELD.finditer(text):
        chain = next(date_chains(text, field.end(), field.end() + 40), None)
        if chain is not None and chain.span.start == field.end():
            days.update(one.iso for one in chain.dates if one.iso and one.precision == "day")
    return tuple(sorted(days))


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
    if description.kind == "improvement_notice" and issued.how == "stated":
        days = _days_borne(document.text)
        if len(days) > 1:
            return Anchor(None, name, days=days)
    return Anchor(issued.iso, name, issued.how)
