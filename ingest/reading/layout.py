"""The reading order of a page: blocks of lines and ruled tables, one after the other.

A PDF draws a page mostly in the order in which it is read: columns one by one, cells one
by one. That order is kept, and geometry only overrules it where it cannot be right: what
stands above comes before what stands below it, and left before right on one height. So
two columns are never interleaved, and a title drawn last is still read first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.reading.figure_rows import parted
from ingest.reading.lines import PrintedLine, stream_lines
from ingest.reading.ruling import Lattice
from ingest.reading.words import Word

_SPACED = 0.8  # of a line's height: a wider gap below it ends a block
_PHRASE = 0.45  # of a word's height: words of one heading stand closer
_MANY_COLUMNS = 5
_FEW_BESIDE = 1.5  # filled cells a row; a table has more
_MOST_BLOCKS = 500  # more than these are kept in stream order


@dataclass(frozen=True, slots=True)
class RuledTable:
    """A table with its cells' lines; a cell that another spans is empty."""

    rows: tuple[tuple[tuple[PrintedLine, ...], ...], ...]


@dataclass(frozen=True, slots=True)
class _Block:
    """What moves as one: lines, or a table; ``place`` is where the stream begins it."""

    left: float
    bottom: float
    right: float
    top: float
    place: int
    content: list[PrintedLine] | RuledTable


def arranged(words: Sequence[Word], ruled: Sequence[Lattice]) -> list[PrintedLine | RuledTable]:
    """Everything on the page in reading order. ``ruled`` goes from the smallest table up."""
    tables, free = _tables(words, ruled)
    items: list[PrintedLine | RuledTable] = []
    for block in _ordered(_blocks(stream_lines(free)) + tables):
        if isinstance(block.content, RuledTable):
            items.append(block.content)
        else:
            _append(items, block.content)
    return items


def _append(items: list[PrintedLine | RuledTable], lines: list[PrintedLine]) -> None:
    """Add lines; one that begins where the last ended, on its height, is part of it."""
    for line in lines:
        last = items[-1] if items else None
        if isinstance(last, PrintedLine) and last.continued_by(line.words[0]):
            last.extend(line.words)
        else:
            items.append(line)


def _blocks(lines: list[PrintedLine]) -> list[_Block]:
    groups: list[list[PrintedLine]] = []
    for line in lines:
        if groups and _follows(groups[-1][-1], line):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [
        _Block(
            min(line.left for line in group),
            min(line.bottom for line in group),
            max(line.right for line in group),
            max(line.top for line in group),
            group[0].words[0].place,
            group,
        )
        for group in groups
    ]


def _follows(line: PrintedLine, below: PrintedLine) -> bool:
    height = min(line.top - line.bottom, below.top - below.bottom)
    gap = line.bottom - below.top
    beside = min(line.right, below.right) > max(line.left, below.left)
    return beside and -0.6 * height < gap < _SPACED * height


def _ordered(blocks: list[_Block]) -> list[_Block]:
    """Stream order, put right where a block stands above or left of one drawn before it."""
    blocks = sorted(blocks, key=lambda block: block.place)
    if len(blocks) > _MOST_BLOCKS:
        return blocks
    after: list[list[int]] = [[] for _ in blocks]
    owed = [0] * len(blocks)
    for one, first in enumerate(blocks):
        for other in range(one + 1, len(blocks)):
            second = blocks[other]
            if _before(first, second):
                after[one].append(other)
                owed[other] += 1
            elif _before(second, first):
                after[other].append(one)
                owed[one] += 1
    return [blocks[index] for index in _released(after, owed)]


def _released(after: list[list[int]], owed: list[int]) -> list[int]:
    """The lowest index that waits for nothing, again and again; a ring is cut at its lowest."""
    waiting = set(range(len(owed)))
    order: list[int] = []
    while waiting:
        chosen = min(waiting, key=lambda index: (owed[index] > 0, index))
        waiting.discard(chosen)
        order.append(chosen)
        for index in after[chosen]:
            owed[index] -= 1
    return order


def _before(first: _Block, second: _Block) -> bool:
    beside = min(first.right, second.right) - max(first.left, second.left)
    level = min(first.top, second.top) - max(first.bottom, second.bottom)
    if beside > 0:
        lower = min(first.top - first.bottom, second.top - second.bottom)
        return level <= 0.3 * lower and first.top > second.top
    smaller = min(first.top - first.bottom, second.top - second.bottom)
    return level > 0.5 * smaller and first.left < second.left


def _tables(words: Sequence[Word], ruled: Sequence[Lattice]) -> tuple[list[_Block], list[Word]]:
    """The ruled tables that hold text in more than one cell, and the words outside them."""
    blocks: list[_Block] = []
    free = list(words)
    for lattice in ruled:
        cells: dict[tuple[int, int], list[Word]] = {}
        outside: list[Word] = []
        for word in free:
            cell = lattice.cell_at((word.left + word.right) / 2, (word.bottom + word.top) / 2)
            (outside if cell is None else cells.setdefault(cell, [])).append(word)
        cells = _spread(lattice, cells)
        if len({column for _, column in cells}) < 2:
            continue
        free = outside
        if _is_chart(cells):
            blocks += [block for group in cells.values() for block in _blocks(stream_lines(group))]
        else:
            blocks.append(_table(lattice, cells))
    return blocks, free


def _is_chart(cells: dict[tuple[int, int], list[Word]]) -> bool:
    """Boxes and arrows also make a lattice: many columns, hardly two boxes beside another."""
    columns = len({column for _, column in cells})
    beside = Counter(row for row, _ in cells)
    return (
        columns >= _MANY_COLUMNS
        and 2 * max(beside.values()) < columns
        and len(cells) < _FEW_BESIDE * len(beside)
    )


def _spread(
    lattice: Lattice, cells: dict[tuple[int, int], list[Word]]
) -> dict[tuple[int, int], list[Word]]:
    """Heads written across one wide cell, one above each column, become the columns' heads."""
    spread: dict[tuple[int, int], list[Word]] = {}
    for (row, column), words in cells.items():
        spanned = lattice.columns((row, column))
        fields = _one_for_each(words, [lattice.across[at] for at in spanned[1:]])
        if len(fields) < 2 or not all(fields):
            fields, spanned = [words], [column]
        for at, field in zip(spanned, fields, strict=True):
            spread.setdefault((row, at), []).extend(field)
    return spread


def _one_for_each(words: list[Word], edges: list[float]) -> list[list[Word]]:
    """The words as parted by the edges; nothing when a word or a phrase crosses one."""
    fields: list[list[Word]] = [[] for _ in range(len(edges) + 1)]
    for word in words:
        fields[sum(edge <= (word.left + word.right) / 2 for edge in edges)].append(word)
    for before, after in pairwise(fields):
        if not before or not after:
            return []
        gap = min(word.left for word in after) - max(word.right for word in before)
        if gap < _PHRASE * (after[0].top - after[0].bottom):
            return []
    return fields


def _table(lattice: Lattice, cells: dict[tuple[int, int], list[Word]]) -> _Block:
    """Rows and columns that hold no text anywhere are left out."""
    columns = sorted({column for _, column in cells})
    rows: list[tuple[tuple[PrintedLine, ...], ...]] = []
    for row in sorted({row for row, _ in cells}):
        fields = {column: cells[row, column] for column in columns if (row, column) in cells}
        for printed in parted(fields):
            rows.append(tuple(_cell(printed.get(column, [])) for column in columns))
    return _Block(
        lattice.across[0],
        lattice.down[-1],
        lattice.across[-1],
        lattice.down[0],
        min(word.place for group in cells.values() for word in group),
        RuledTable(tuple(rows)),
    )


def _cell(words: list[Word]) -> tuple[PrintedLine, ...]:
    return tuple(item for item in arranged(words, ()) if isinstance(item, PrintedLine))
