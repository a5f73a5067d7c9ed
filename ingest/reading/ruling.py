"""Ruled tables: from the strokes of a page to cells that words can be put in.

Strokes that cross belong together; their distinct positions make a lattice, and fields
of the lattice with no stroke between them are one cell.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ingest.reading.manuscript import Box
from ingest.reading.rules import Rule, Rules

_NEAR = 3.0  # points; strokes closer than this are one stroke (double borders, rounding)
_GAP = 4.5  # points; strokes that miss each other by less were meant to meet
_NARROW = 6.0  # points; no row or column is narrower, so edges closer than this are one
_COVERED = 0.5  # share of a field's side that must be drawn for the side to part two cells
_MOST_FIELDS = 20_000


@dataclass(frozen=True, slots=True)
class Lattice:
    """A ruled table: column edges from the left, row edges from the top, and who is whose cell.

    ``cells[row][column]`` is the (row, column) of the field that heads the merged cell.
    """

    across: tuple[float, ...]
    down: tuple[float, ...]
    cells: tuple[tuple[tuple[int, int], ...], ...]

    @property
    def area(self) -> float:
        """In square points."""
        return (self.across[-1] - self.across[0]) * (self.down[0] - self.down[-1])

    def cell_at(self, x: float, y: float) -> tuple[int, int] | None:
        """The cell in which a point lies, by its heading field; None outside the table."""
        if not self.across[0] <= x <= self.across[-1]:
            return None
        column = sum(edge <= x for edge in self.across) - 1
        row = sum(edge >= y for edge in self.down) - 1
        if 0 <= column < len(self.across) - 1 and 0 <= row < len(self.down) - 1:
            return self.cells[row][column]
        return None

    def columns(self, cell: tuple[int, int]) -> list[int]:
        """The columns that a cell spans in its first row."""
        row, _ = cell
        return [column for column, head in enumerate(self.cells[row]) if head == cell]


def lattices(drawn: Rules) -> list[Lattice]:
    """The page's ruled tables with more than one cell, the smallest first."""
    horizontal, vertical = _merged(drawn.horizontal), _merged(drawn.vertical)
    found = [_lattice(*group, drawn.shades) for group in _crossing(horizontal, vertical)]
    return sorted((one for one in found if one), key=lambda one: one.area)


def _merged(strokes: Iterable[Rule]) -> list[Rule]:
    """Strokes on one line that touch become one."""
    merged: list[Rule] = []
    for group in _together(sorted(strokes, key=lambda rule: rule.at)):
        at = sum(rule.at for rule in group) / len(group)
        start, end = None, 0.0
        for rule in sorted(group, key=lambda rule: rule.start):
            if start is None:
                start, end = rule.start, rule.end
            elif rule.start <= end + _GAP:
                end = max(end, rule.end)
            else:
                merged.append(Rule(at, start, end))
                start, end = rule.start, rule.end
        if start is not None:
            merged.append(Rule(at, start, end))
    return merged


def _together(strokes: list[Rule]) -> Iterator[list[Rule]]:
    group: list[Rule] = []
    for rule in strokes:
        if group and rule.at - group[0].at > _NEAR:
            yield group
            group = []
        group.append(rule)
    if group:
        yield group


def _crossing(
    horizontal: list[Rule], vertical: list[Rule]
) -> Iterator[tuple[list[Rule], list[Rule]]]:
    """Groups of strokes connected by crossings, each with both directions in it."""
    untouched = set(range(len(horizontal)))
    waiting = set(range(len(vertical)))
    while untouched:
        front: list[Rule] = []
        pending = [untouched.pop()]
        side: list[Rule] = []
        while pending:
            flat = horizontal[pending.pop()]
            front.append(flat)
            for index in [i for i in waiting if _cross(flat, vertical[i])]:
                waiting.discard(index)
                side.append(vertical[index])
                reached = {i for i in untouched if _cross(horizontal[i], vertical[index])}
                untouched -= reached
                pending.extend(reached)
        if side:
            yield front, side


def _cross(flat: Rule, upright: Rule) -> bool:
    return (
        flat.start - _GAP <= upright.at <= flat.end + _GAP
        and upright.start - _GAP <= flat.at <= upright.end + _GAP
    )


def _lattice(
    horizontal: list[Rule], vertical: list[Rule], shades: tuple[Box, ...]
) -> Lattice | None:
    down = _edges([r.at for r in horizontal], [e for r in vertical for e in (r.start, r.end)])
    down.reverse()
    vertical = [*vertical, *_shaded_sides(horizontal, down, shades)]
    across = _edges([r.at for r in vertical], [e for r in horizontal for e in (r.start, r.end)])
    rows, columns = len(down) - 1, len(across) - 1
    if rows < 1 or columns < 1 or rows * columns < 2 or rows * columns > _MOST_FIELDS:
        return None
    heads = _joined_fields(across, down, horizontal, vertical)
    cells = tuple(
        tuple(heads[row * columns + col] for col in range(columns)) for row in range(rows)
    )
    if len({head for row in cells for head in row}) < 2:
        return None
    return Lattice(tuple(across), tuple(down), cells)


def _shaded_sides(
    horizontal: list[Rule], down: list[float], shades: tuple[Box, ...]
) -> Iterator[Rule]:
    """The sides of areas filled from one edge of a row to the other: such an area is a cell."""
    start = min(rule.start for rule in horizontal) - _GAP
    end = max(rule.end for rule in horizontal) + _GAP
    for left, bottom, right, top in shades:
        if start <= left and right <= end and _is_near(bottom, down) and _is_near(top, down):
            yield Rule(left, bottom, top)
            yield Rule(right, bottom, top)


def _is_near(position: float, edges: list[float]) -> bool:
    return any(abs(position - edge) <= _NEAR for edge in edges)


def _edges(positions: list[float], ends: list[float]) -> list[float]:
    """Distinct positions, and the outermost ends where no stroke closes the table."""
    edges: list[float] = []
    for position in sorted(positions):
        if not edges or position - edges[-1] > _NARROW:
            edges.append(position)
    if min(ends) < edges[0] - _NARROW:
        edges.insert(0, min(ends))
    if max(ends) > edges[-1] + _NARROW:
        edges.append(max(ends))
    return edges


def _joined_fields(
    across: list[float], down: list[float], horizontal: list[Rule], vertical: list[Rule]
) -> list[tuple[int, int]]:
    """For each field, row by row, the (row, column) of the first field of its cell."""
    rows, columns = len(down) - 1, len(across) - 1
    parent = list(range(rows * columns))

    def root(field: int) -> int:
        while parent[field] != field:
            parent[field] = parent[parent[field]]
            field = parent[field]
        return field

    def join(one: int, other: int) -> None:
        low, high = sorted((root(one), root(other)))
        parent[high] = low

    uprights = [_at(edge, vertical) for edge in across]
    flats = [_at(edge, horizontal) for edge in down]
    for row in range(rows):
        for column in range(columns):
            field = row * columns + column
            if column and not _drawn(uprights[column], down[row + 1], down[row]):
                join(field - 1, field)
            if row and not _drawn(flats[row], across[column], across[column + 1]):
                join(field - columns, field)
    return [divmod(root(field), columns) for field in range(rows * columns)]


def _at(edge: float, strokes: list[Rule]) -> list[Rule]:
    return [rule for rule in strokes if abs(rule.at - edge) <= _NARROW]


def _drawn(strokes: list[Rule], start: float, end: float) -> bool:
    """Whether an edge's strokes cover enough of it between two places."""
    covered = sum(max(0.0, min(rule.end, end) - max(rule.start, start)) for rule in strokes)
    return covered >= _COVERED * (end - start)
