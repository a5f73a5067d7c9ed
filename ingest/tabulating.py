"""Where the tables are: the reader's grids, and tabbed or piped lines of a text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from ingest.documents import Grid, Span
from ingest.lines import Printed, trim
from ingest.tables import FIGURE, Row, Table, head_rows, make_table, said_cells

_PIPE_RULE = re.compile(r"[\s|:+\-–—=]+")
_SHORT_LINE = 48
_RUNNING = 40
_HEAD_LINES = 3
_FEWEST_LINES = 3


def grid_tables(text: str, grids: Sequence[Grid]) -> list[Table]:
    """The reader's grids as tables. A box drawn round running text is none: it is left out."""
    tables: list[Table] = []
    for grid in grids:
        kept = [tuple(_kept(text, cell) for cell in row) for row in grid.rows]
        for rows in _tabular_runs(text, [row for row in kept if any(row)]):
            heads = head_rows(text, rows)
            tables.append(make_table(text, rows, heads, [grid.page] * len(rows)))
    return tables


def _tabular_runs(text: str, rows: Sequence[Row]) -> Iterator[list[Row]]:
    """The rows between those that are one long cell, where any has two cells."""
    run: list[Row] = []
    for row in (*rows, None):
        if row is not None and not _running(text, row):
            run.append(row)
            continue
        if any(sum(map(bool, other)) > 1 for other in run):
            yield run
        run = []


def _running(text: str, row: Row) -> bool:
    cells = [cell for cell in row if cell]
    return len(cells) == 1 and len(cells[0].cut(text).split()) > _RUNNING


def adopt_heads(text: str, tables: Sequence[Table], lines: Sequence[Printed]) -> set[int]:
    """Give a headless grid the heads printed just above its frame; the indexes of their lines."""
    starts = [line.whole.start for line in lines]
    taken: set[int] = set()
    for table in tables:
        if table.heads or table.width < 2:
            continue
        first = bisect_right(starts, table.start) - 1
        above = range(first - 1, max(first - _HEAD_LINES - 1, -1), -1)
        for index in above:
            line = lines[index]
            if line.page != table.page or len(line.words.split()) > _SHORT_LINE:
                break
            row = _cells(text, line) if "\t" in line.text.strip() else ()
            if len(row) == table.width and all(row):
                taken |= _take_heads(table, row, lines, range(index, first))
                break
    return taken


def _take_heads(table: Table, row: Row, lines: Sequence[Printed], above: range) -> set[int]:
    """Put ``row`` over the table; a line under its last head goes on with that head."""
    cells, taken = list(row), {above[0]}
    over = lines[above[0]].box
    for index in above[1:]:
        box, last = lines[index].box, cells[-1]
        if over and box and last and box[0] > over[0] + 0.6 * (over[2] - over[0]):
            cells[-1] = Span(last.start, lines[index].end)
            taken.add(index)
    table.rows.insert(0, tuple(cells))
    table.pages.insert(0, table.page)
    table.again = {index + 1 for index in table.again}
    table.heads = 1
    return taken


def line_tables(text: str, lines: Sequence[Printed]) -> tuple[list[Table], set[int]]:
    """Tables made of tabbed or piped lines, and the indexes of those lines."""
    tables: list[Table] = []
    covered: set[int] = set()
    for run in _runs(text, lines):
        if lines[run[0]].box is not None and not _columns_of_figures(text, lines, run):
            continue
        rows: list[Row] = []
        pages: list[int | None] = []
        for index in run:
            covered.add(index)
            row = _cells(text, lines[index])
            if any(row):
                rows.append(row)
                pages.append(lines[index].page)
        if rows:
            tables.append(make_table(text, rows, head_rows(text, rows), pages))
    return tables, covered


def _columns_of_figures(text: str, lines: Sequence[Printed], run: Sequence[int]) -> bool:
    """On a printed page only figures in columns make a table of lines that no frame holds."""
    if len(run) < _FEWEST_LINES:
        return False
    last = [said_cells(text, _cells(text, lines[index]))[-1] for index in run]
    figures = [words for words in last if all(map(FIGURE.fullmatch, words.split()))]
    return len(figures) >= 0.6 * len(run)


def _runs(text: str, lines: Sequence[Printed]) -> Iterator[list[int]]:
    run: list[int] = []
    for index, line in enumerate(lines):
        if line.furniture and not (run and _PIPE_RULE.fullmatch(line.text)):
            continue
        if _tabular(line):
            if run and _breaks(text, lines[run[-1]], line):
                yield run
                run = []
            run.append(index)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _breaks(text: str, before: Printed, line: Printed) -> bool:
    if line.box is not None:
        return before.page != line.page
    return line.gap and text.count("\n", before.whole.end, line.whole.start) > 1


def _tabular(line: Printed) -> bool:
    words = line.text
    if line.contents:
        return False
    if "\t" in words.strip(" "):
        return line.box is None or line.mark is None
    if line.box is not None:
        return False
    stripped = words.strip()
    return stripped.startswith("|") and stripped.count("|") >= 2


def _cells(text: str, line: Printed) -> Row:
    words = line.text
    pipes = "\t" not in words
    offset = line.whole.start
    if pipes:
        left = len(words) - len(words.lstrip()) + 1
        body = words.rstrip()
        body = body[:-1] if body.endswith("|") else body
        pieces, at = body[left:].split("|"), offset + left
    else:
        start = (
            line.start if line.text[: line.start - offset].strip().startswith("Page") else offset
        )
        pieces, at = text[start : line.whole.end].split("\t"), start
    cells: list[Span | None] = []
    for piece in pieces:
        cells.append(_kept(text, Span(at, at + len(piece))))
        at += len(piece) + 1
    while len(cells) > 1 and cells[-1] is None:
        cells.pop()
    return tuple(cells)


def _kept(text: str, cell: Span | None) -> Span | None:
    if cell is None:
        return None
    span = trim(text, cell)
    words = span.cut(text)
    return span if (words and not _PIPE_RULE.fullmatch(words)) or words in ("-", "–") else None
