"""Tables of figures whose rows no rules part: the figures' own lines part them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from statistics import median

from ingest.reading.lines import PrintedLine, stream_lines
from ingest.reading.words import Word

_FIGURES = re.compile(r"[\d£$€%.,()+–*\s-]*\d[\d£$€%.,()+–*\s-]*")
_FEWEST = 3  # lines in a column before it can be taken for several rows
_MOSTLY = 0.7  # of a column's lines hold figures only (its heads do not)
_HALF_WAY = 0.7  # of a line's height; the next line is further down
_BESIDE = 0.8  # of its lines stand beside a line of another column

Cells = Mapping[int, list[Word]]
_Placed = tuple[int, PrintedLine]  # the column and the line


def parted(cells: Cells) -> list[dict[int, list[Word]]]:
    """One ruled row's cells as the rows that are printed in it, from the top.

    Prose in two cells also stands line beside line, so that only a column of figures
    is proof of rows; without one, the row stays whole.
    """
    lines = {column: stream_lines(words) for column, words in cells.items()}
    columns = [column for column, found in lines.items() if _is_figures(found)]
    if not columns or len(lines) < 2:
        return [dict(cells)]
    placed = [
        {column: [line for at, line in row if at == column] for column in lines}
        for row in _level((column, line) for column, found in lines.items() for line in found)
    ]
    if not all(_is_beside(column, placed) for column in columns):
        return [dict(cells)]
    return [
        {column: [word for line in found for word in line.words] for column, found in row.items()}
        for row in placed
    ]


def _is_figures(lines: list[PrintedLine]) -> bool:
    figures = sum(_FIGURES.fullmatch(line.text) is not None for line in lines)
    return len(lines) >= _FEWEST and figures >= _MOSTLY * len(lines)


def _is_beside(column: int, rows: list[dict[int, list[PrintedLine]]]) -> bool:
    """Whether the column has one line a row, mostly with something beside it."""
    own = [row for row in rows if row[column]]
    beside = sum(any(found for other, found in row.items() if other != column) for row in own)
    return all(len(row[column]) == 1 for row in own) and beside >= _BESIDE * len(own)


def _level(lines: Iterable[_Placed]) -> list[list[_Placed]]:
    """Lines with their columns, gathered by height, from the top.

    A figure that stands half-way between the two lines of its label joins them.
    """
    falling = sorted(lines, key=lambda placed: -_middle(placed))
    near = _HALF_WAY * median(line.top - line.bottom for _, line in falling)
    rows: list[list[_Placed]] = []
    for placed in falling:
        if rows and _middle(rows[-1][-1]) - _middle(placed) < near:
            rows[-1].append(placed)
        else:
            rows.append([placed])
    return rows


def _middle(placed: _Placed) -> float:
    _, line = placed
    return (line.top + line.bottom) / 2
