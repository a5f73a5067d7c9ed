"""Clauses as they are made, each with a working name, until all stand in reading order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.blocks import Block
from ingest.documents import Cell, Clause, ClauseKind, Span


class Draft:
    """The clauses made so far. Working names are handed out by ``add``; the ids come last."""

    def __init__(self) -> None:
        self._made: list[Clause] = []

    def add(
        self,
        kind: ClauseKind,
        spans: Sequence[Span],
        parent: str | None,
        *,
        label: str = "",
        level: int = 0,
        page: int | None = None,
        cells: tuple[Cell, ...] = (),
        lead_in: str | None = None,
    ) -> str:
        """Make a clause and give its working name."""
        name = f"c{len(self._made) + 1}"
        self._made.append(
            Clause(name, kind, tuple(spans), parent, label, level, page, cells, lead_in)
        )
        return name

    def add_block(
        self,
        kind: ClauseKind,
        block: Block,
        parent: str | None,
        *,
        level: int = 0,
        lead_in: str | None = None,
    ) -> str:
        """Make a clause of a block's words, with its label and first page."""
        page = block.first.page
        return self.add(
            kind, block.spans, parent, label=block.label, level=level, page=page, lead_in=lead_in
        )

    def move_last(self, parent: str) -> None:
        """Hang the clause made last on another."""
        self._made[-1] = replace(self._made[-1], parent=parent)

    def finished(self) -> tuple[Clause, ...]:
        """The clauses by where they begin, numbered c1, c2, ... in that order."""
        order = sorted(self._made, key=lambda clause: clause.spans[0].start)
        names: dict[str | None, str | None] = {None: None}
        names.update({clause.id: f"c{number}" for number, clause in enumerate(order, 1)})
        return tuple(
            replace(
                clause,
                id=f"c{number}",
                parent=names[clause.parent],
                lead_in=names[clause.lead_in],
            )
            for number, clause in enumerate(order, 1)
        )
