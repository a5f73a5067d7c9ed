"""Recommendations of an inspection report that are printed as a table: who, and what."""

from __future__ import annotations

import re

from ingest.documents import Cell, Clause, Document, Wording
from ingest.duties import Duty, cut
from ingest.flattening import Flat
from ingest.holders import NOT_STATED, named_holder
from ingest.modality import main_modality, opens_with_verb

_ASKED = re.compile(
    r"^\W*(?:areas?\s+(?:for|of)\s+(?:priority\s+action|improvement|development|action)"
    r"|recommendations?|(?:priority\s+)?actions?(?:\s+required)?)\W*$",
    re.I,
)
_WHO = re.compile(r"\b(?:responsib\w+|who|lead|agency|agencies|partner)\b", re.I)
_FEWEST_WORDS = 4


def asked_cell(row: Clause) -> Cell | None:
    """The cell of a row that says what is to be done; None where no column is headed so."""
    return next((cell for cell in row.cells if _ASKED.match(cell.head)), None)


def row_recommendation(document: Document, row: Clause, topic: str) -> Duty | None:
    """The recommendation of one row, its holder the body that the row names."""
    asked = asked_cell(row)
    if asked is None:
        return None
    said = _said(document, asked)
    if len(said.split()) < _FEWEST_WORDS or said == asked.head:
        return None
    who = next((cell for cell in row.cells if cell != asked and _WHO.search(cell.head)), None)
    named = named_holder(said)
    own = None if opens_with_verb(said) else main_modality(said)
    return Duty(
        kind="recommendation",
        holder=_said(document, who) if who else named[0] if named else NOT_STATED,
        modality=own if own in ("must", "should", "must_not") else "should",
        topic=topic,
        clause=row,
        quote=_wording(document, asked),
    )


def _said(document: Document, cell: Cell) -> str:
    return " ".join(cell.span.cut(document.text).split())


def _wording(document: Document, cell: Cell) -> Wording:
    line = Flat.of(document.text, (cell.span,))
    return cut(line, 0, len(line.words))
