"""Tables of targets: a row a measure, with columns for where it stood and what it is to reach."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.deadlines import dates_in
from ingest.documents import (
    Cell,
    Clause,
    Document,
    Measure,
    Modality,
    RequirementKind,
    Target,
    Wording,
)
from ingest.duties import Duty, cut
from ingest.flattening import Flat
from ingest.holders import COUNCIL
from ingest.navigation import Structure

_METRIC = re.compile(r"\b(?:indicators?|measures?|metric|kpi|what\s+is\s+measured)\b", re.I)
_BASE = re.compile(r"\b(?:baseline|starting\s+(?:point|position))\b", re.I)
_TARGET = re.compile(r"\btargets?\b", re.I)
_DATE = re.compile(r"\b(?:target\s+date|by\s+when|date|deadline)\b", re.I)
_BASIS = re.compile(r"\b(?:in-month|cumulative|average|rolling|year[- ]to[- ]date)\b", re.I)
_FIGURE = re.compile(r"\d")


def target_rows(document: Document, kind: RequirementKind, modality: Modality) -> Iterator[Duty]:
    """The measures of a document's tables that have a column of targets."""
    structure = Structure(document.clauses, document.text)
    for row in document.clauses:
        if row.kind == "row":
            duty = target_row(document, structure, row, kind, modality)
            if duty is not None:
                yield duty


def target_row(
    document: Document, structure: Structure, row: Clause, kind: RequirementKind,
    modality: Modality,
) -> Duty | None:  # fmt: skip
    """The measure of one row; None where its table is none of targets."""
    text = document.text
    if len(row.cells) < 2:
        return None
    first, *others = row.cells
    aimed = [cell for cell in others if _TARGET.search(cell.head) and not _DATE.search(cell.head)]
    if not aimed or not _METRIC.search(first.head):
        return None
    dated = next((cell for cell in others if _DATE.search(cell.head)), None)
    targets = tuple(target for cell in aimed if (target := _target(text, cell, dated)) is not None)
    if not targets:
        return None
    base = next((cell for cell in others if _BASE.search(cell.head)), None)
    path = structure.heading_path(row.id)
    measure = Measure(_said(text, first), _baseline(text, base), targets)
    topic = structure.words(path[-1]) if path else ""
    quote = _whole(text, first)
    items = tuple(_whole(text, cell) for cell in aimed if _FIGURE.search(_said(text, cell)))
    return Duty(kind, COUNCIL, modality, topic, row, quote, items=items, measure=measure)


def _target(text: str, cell: Cell, dated: Cell | None) -> Target | None:
    value = _said(text, cell)
    if not _FIGURE.search(value):
        return None
    when = dates_in(cell.head, timed=True)
    if not when and dated is not None:
        when = dates_in(_said(text, dated), timed=True)
    basis = _BASIS.search(f"{cell.head} {value}")
    return Target(value, when[0][0] if when else None, basis.group() if basis else None)


def _baseline(text: str, cell: Cell | None) -> str | None:
    if cell is None:
        return None
    when = re.search(r"\(([^)]*\d{4}[^)]*)\)|\b(\d{4}[-/]\d{2})\b", cell.head)
    said = _said(text, cell)
    return f"{said} ({when[1] or when[2]})" if when else said


def _whole(text: str, cell: Cell) -> Wording:
    line = Flat.of(text, (cell.span,))
    return cut(line, 0, len(line.words))


def _said(text: str, cell: Cell) -> str:
    return " ".join(cell.span.cut(text).split())
