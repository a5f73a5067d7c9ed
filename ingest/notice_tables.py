"""The measures of a notice that are printed as a table: a row a measure, by its column heads.

A column says what is to be done ("Measure", "Requirement", "What the Council must do"); others say
who is to do it and by when. The paragraph that leads to the table carries the holder and the verb
where a row has none of its own.
"""

from __future__ import annotations

import re

from ingest.documents import Cell, Clause, Document, Wording
from ingest.duties import Duty, cut
from ingest.flattening import Flat
from ingest.holders import COUNCIL, holder_of, led_holder
from ingest.modality import modality_of
from ingest.navigation import Structure

_DONE = re.compile(
    r"^\W*(?:key\s+|specific\s+|required\s+)?(?:actions?|measures?|requirements?|steps?|objectives?)"
    r"(?:\s+(?:required|needed|to\s+be\s+taken))?\W*$"
    r"|^\W*(?:what|action)\b.*\b(?:must|should|do|done|needed|required|achieve)\b",
    re.I,
)
_WHEN = re.compile(
    r"\b(?:by\s+when|timescales?|deadline|due|dates?|when|achieved\s+by|complet\w+(?:\s+by)?|frequency)\b",
    re.I,
)
_WHO = re.compile(r"\b(?:lead|owner|responsib\w+|by\s+whom|who|accountable)\b", re.I)
_NUMBER = re.compile(r"^\W*(?:ref\w*|n\s?o\.?|id|number|#)\W*$", re.I)
_AREA = re.compile(r"^\W*(?:area|theme|priority|topic|outcome|issue)\b", re.I)
_FEWEST_WORDS = 4


def table_duty(document: Document, structure: Structure, row: Clause) -> Duty | None:
    """The measure of one row; None where no column says what is to be done."""
    done = next((cell for cell in row.cells if _DONE.match(cell.head)), None)
    if done is None or len(row.cells) < 2:
        return None
    said = _said(document, done)
    if len(said.split()) < _FEWEST_WORDS or said == done.head:
        return None
    lead = _lead(document, structure, row)
    led = " ".join(lead.text.split()) if lead else done.head
    who, when = _cell(row, _WHO), _cell(row, _WHEN)
    named = _said(document, who) if who is not None else ""
    path = structure.heading_path(row.id)
    area, number = _cell(row, _AREA), _cell(row, _NUMBER)
    return Duty(
        "notice_measure",
        holder_of(said) or named or led_holder(led) or COUNCIL,
        (modality_of(said) if _obliges(said) else modality_of(led)) or "must",
        _said(document, area) if area else structure.words(path[-1]) if path else "",
        row,
        _wording(document, done),
        _said(document, number) if number is not None else "",
        lead,
        timed=_wording(document, when) if when is not None else None,
    )


def leads_to_table(clause: Clause, structure: Structure) -> bool:
    """Whether a table stands right after a paragraph."""
    after = structure.index(clause.id) + 1
    return [one.kind for one in structure.clauses[after : after + 1]] == ["table"]


def _obliges(said: str) -> bool:
    return modality_of(said) is not None and not re.search(r"\bto\s+be\b", said)


def _lead(document: Document, structure: Structure, row: Clause) -> Wording | None:
    """The paragraph before the table, where it has a verb that obliges."""
    table = structure.table(row.id)
    before = structure.index(table.id) - 1 if table is not None else -1
    if before < 0:
        return None
    clause = structure.clauses[before]
    if clause.kind != "paragraph" or modality_of(structure.words(clause)) is None:
        return None
    line = Flat.of(document.text, clause.spans)
    return line.wording(0, len(line.words))


def _cell(row: Clause, head: re.Pattern[str]) -> Cell | None:
    return next((c for c in row.cells if head.search(c.head) and not _DONE.match(c.head)), None)


def _said(document: Document, cell: Cell) -> str:
    return " ".join(cell.span.cut(document.text).split())


def _wording(document: Document, cell: Cell) -> Wording:
    line = Flat.of(document.text, (cell.span,))
    return cut(line, 0, len(line.words))
