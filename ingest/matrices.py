"""Matrices of levels: a table whose columns are numbered heads, said again for each section.

"HEALTH Level 1 Level 2 Level 3" may stand in one cell, or a cell each, anywhere in the table.
Each such row begins a table of its own, so that every statement below it has its level.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from ingest.documents import Span
from ingest.tables import Row, Table

_NUMBERED = re.compile(r"\b(?:level|tier|stage|band|step|phase)\s*(\d)[a-z]?\b", re.IGNORECASE)
_FEW_WORDS = 8
_TITLE_WORDS = 10


@dataclass(slots=True)
class _Heads:
    """What a row of numbered heads says: a head a column, and words that title the section."""

    columns: dict[int, Span] = field(default_factory=dict)
    title: Span | None = None


def split_by_heads(text: str, tables: list[Table]) -> list[Table]:
    """Each table, or the tables it is made of where numbered heads come back within it."""
    return [part for table in tables for part in _split(text, table)]


def _split(text: str, table: Table) -> Iterator[Table]:
    read = [_read(text, row, table.width) for row in table.rows]
    if not any(read[table.heads :]) and not any(heads and heads.title for heads in read):
        yield table
        return
    part = _begin(table, 0)
    waiting: _Heads | None = None
    for index, (row, heads) in enumerate(zip(table.rows, read, strict=True)):
        if heads is None:
            if waiting is not None:
                _crown(part, waiting, table.width)
                waiting = None
            _append(part, table, index, row)
            continue
        if waiting is None and part.rows:
            title = _last_as_title(text, part)
            if part.rows:
                yield part
            part, waiting = _begin(table, index), _Heads(title=title)
        waiting = waiting or _Heads()
        waiting.columns.update(heads.columns)
        waiting.title = heads.title or waiting.title
    if waiting is not None:
        _crown(part, waiting, table.width)
    if part.rows:
        yield part


def _begin(table: Table, index: int) -> Table:
    return Table([], table.heads if index == 0 else 0, table.pages[index])


def _append(part: Table, table: Table, index: int, row: Row) -> None:
    if index in table.again:
        part.again.add(len(part.rows))
    part.rows.append(row)
    part.pages.append(table.pages[index])


def _crown(part: Table, heads: _Heads, width: int) -> None:
    """Put the heads over a part that has no rows yet."""
    part.rows.insert(0, tuple(heads.columns.get(column) for column in range(width)))
    part.pages.insert(0, part.page)
    part.heads, part.title = 1, heads.title


def _last_as_title(text: str, part: Table) -> Span | None:
    """A row of one short cell right above the heads names their section."""
    cells = [cell for cell in part.rows[-1] if cell]
    if len(cells) != 1 or len(cells[0].cut(text).split()) > _TITLE_WORDS:
        return None
    if len(part.rows) <= part.heads:
        return None
    part.rows.pop()
    part.pages.pop()
    return cells[0]


def _read(text: str, row: Row, width: int) -> _Heads | None:
    """The numbered heads of a row, or None when it says more than heads and a title."""
    heads = _Heads()
    for column, cell in enumerate(row):
        if cell is None:
            continue
        labels = list(_NUMBERED.finditer(cell.cut(text)))
        if not labels:
            if heads.title is not None or len(cell.cut(text).split()) > _TITLE_WORDS:
                return None
            heads.title = cell
            continue
        if len(cell.cut(text).split()) > _FEW_WORDS + 4 * len(labels):
            return None
        _take(text, cell, labels, column, width, heads)
    rising = [int(_number(text, span)) for _, span in sorted(heads.columns.items())]
    return heads if rising and rising == sorted(set(rising)) else None


def _take(
    text: str, cell: Span, labels: list[re.Match[str]], column: int, width: int, heads: _Heads
) -> None:
    """Cut a cell into its heads, from each label to the next; words before them are the title."""
    words = cell.cut(text)
    before = words[: labels[0].start()].rstrip()
    if before.strip(" -–:|"):
        heads.title = Span(cell.start, cell.start + len(before))
    ends = [label.start() for label in labels[1:]] + [len(words)]
    for place, (label, end) in enumerate(zip(labels, ends, strict=True)):
        said = words[label.start() : end].rstrip()
        at = column
        if len(labels) > 1:
            at = place if len(labels) == width else int(label.group(1)) - 1
        if at < width:
            heads.columns[at] = Span(
                cell.start + label.start(), cell.start + label.start() + len(said)
            )


def _number(text: str, span: Span) -> str:
    found = _NUMBERED.search(span.cut(text))
    return found.group(1) if found else "0"
