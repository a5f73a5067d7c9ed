"""Tables: those a reader found, and those that stand as tabbed or piped lines of a text.

A table's own words are its column heads; each row holds cells, each with the words that
head its column. A cell that was torn is two cells with one head. Nothing is guessed: where
no row can be told to be the head, cells have none.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ingest.documents import Grid, Span
from ingest.lines import Printed, trim

_NUMERIC = re.compile(r"[£$€+\-–]?\s*\d[\d,.]*\s*(?:%|\*|k|m|bn|days?)?\*?|N/?A|-|–|n/k", re.IGNORECASE)
_YEARISH = re.compile(r"(?:19|20)\d\d(?:\s*[/-]\s*\d{2,4})?")
_PIPE_RULE = re.compile(r"[\s|:+\-–—=]+")
_KEYED = re.compile(r".*:\s*\**$")
_SHORT_HEAD = 12
_RUNNING = 40
_HEAD_LINES = 3
_FEWEST_LINES = 3
_MAX_HEAD_ROWS = 3

Row = tuple[Span | None, ...]


@dataclass(slots=True)
class Table:
    """A table's rows as cells; the first ``heads`` of them are column heads.

    ``again`` are later head rows that only repeat the first. ``lines`` are the indexes of
    the printed lines that it covers, ``page`` the page on which it starts.
    """

    rows: list[Row]
    heads: int
    page: int | None
    pages: list[int | None] = field(default_factory=list)
    again: set[int] = field(default_factory=set)

    @property
    def start(self) -> int:
        """Offset of the first cell."""
        return min(cell.start for row in self.rows for cell in row if cell)

    @property
    def width(self) -> int:
        """The number of columns."""
        return max(len(row) for row in self.rows)

    def head(self, text: str, column: int) -> str:
        """The words over a column, from the top down, on one line."""
        words: list[str] = []
        for row in self.rows[: self.heads]:
            cell = row[column] if column < len(row) else None
            said = " ".join(cell.cut(text).split()) if cell else ""
            if said and said not in words:
                words.append(said)
        return " ".join(words)


def grid_tables(text: str, grids: Sequence[Grid]) -> list[Table]:
    """The reader's grids as tables. A box drawn round running text is none: it is left out."""
    tables: list[Table] = []
    for grid in grids:
        kept = [tuple(_kept(text, cell) for cell in row) for row in grid.rows]
        for rows in _tabular_runs(text, [row for row in kept if any(row)]):
            heads = _head_rows(text, rows)
            tables.append(_made(text, rows, heads, [grid.page] * len(rows)))
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
            if line.page != table.page or len(line.words.split()) > 4 * _SHORT_HEAD:
                break
            row = _cells(text, line) if "\t" in line.text.strip() else ()
            if len(row) == table.width and all(row):
                taken |= _take_heads(table, row, lines, range(index, first))
                break
    return taken


def _take_heads(
    table: Table, row: Row, lines: Sequence[Printed], above: range
) -> set[int]:
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
            tables.append(_made(text, rows, _head_rows(text, rows), pages))
    return tables, covered


def _made(text: str, rows: list[Row], heads: int, pages: list[int | None]) -> Table:
    """A table whose later rows that only repeat a head row are known."""
    return Table(rows, heads, pages[0], pages, _repeats(text, rows, heads))


def _repeats(text: str, rows: Sequence[Row], heads: int) -> set[int]:
    """The indexes of the rows that only say a head row again."""
    said = [_said(text, row) for row in rows]
    return {index for index in range(heads, len(rows)) if said[index] in said[:heads]}


def _columns_of_figures(text: str, lines: Sequence[Printed], run: Sequence[int]) -> bool:
    """On a printed page only figures in columns make a table of lines that no frame holds."""
    if len(run) < _FEWEST_LINES:
        return False
    last = [_said(text, _cells(text, lines[index]))[-1] for index in run]
    figures = [words for words in last if all(map(_NUMERIC.fullmatch, words.split()))]
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
        start = line.start if line.text[: line.start - offset].strip().startswith("Page") else offset
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
    return span if words and not _PIPE_RULE.fullmatch(words) or words in ("-", "–") else None


def _said(text: str, row: Row) -> list[str]:
    return [" ".join(cell.cut(text).split()) for cell in row if cell]


def _has_numbers(text: str, row: Row) -> bool:
    said = _said(text, row)[1:] if row and row[0] else _said(text, row)
    numeric = [w for w in said if _NUMERIC.fullmatch(w) and not _YEARISH.fullmatch(w)]
    return bool(numeric) and 2 * len(numeric) >= len(said)


def _head_rows(text: str, rows: Sequence[Row]) -> int:
    """How many of the first rows are column heads; 0 when none can be told to be."""
    if len(rows) < 2 or max(len(row) for row in rows) < 2:
        return 0
    numeric = [_has_numbers(text, row) for row in rows]
    if numeric[0] or _KEYED.fullmatch(_said(text, rows[0])[0]) and len(_said(text, rows[0])) == 2:
        return 0
    if 2 * sum(numeric) >= len(rows) - 1:
        first = numeric.index(True) if True in numeric else 0
        return first if first <= _MAX_HEAD_ROWS else 1
    return 1 if _headlike(text, rows) else 0


def _headlike(text: str, rows: Sequence[Row]) -> bool:
    """Whether the first row is short words over longer ones, a head to each column."""
    first, later = _said(text, rows[0]), rows[1:]
    if not later or len(first) < 2 or len(first) < max(len(_said(text, row)) for row in later) - 1:
        return False
    if any(len(words.split()) > _SHORT_HEAD or words.endswith(".") for words in first):
        return False
    if any(_KEYED.fullmatch(words) for words in first[:1]) or any(
        _NUMERIC.fullmatch(words) and not _YEARISH.fullmatch(words) for words in first
    ):
        return False
    if any(_KEYED.fullmatch(_said(text, row)[0]) for row in later):
        return False
    bodies = [words for row in later for words in _said(text, row)]
    if len(first) == 2 and not _heads_column(text, rows):
        return False
    longer = (sum(map(len, bodies)) / len(bodies)) / (sum(map(len, first)) / len(first))
    return longer > 1.5 or (longer > 0.8 and len(first) > 2)


def _heads_column(text: str, rows: Sequence[Row]) -> bool:
    """Whether a two-column table's first cell heads its column, rather than names its row."""
    column = [row[0].cut(text) for row in rows if row[0]]
    return bool(rows[0][0]) and sum(map(len, column[1:])) > 1.3 * len(column[0]) * len(column[1:])


def join_torn(text: str, tables: list[Table], apart: set[int]) -> list[Table]:
    """Tables that go on over a page, joined: the same heads again, or none and the same width.

    ``apart`` are the indexes of tables with other words between them and the one before.
    """
    joined: list[Table] = []
    for index, table in enumerate(tables):
        before = joined[-1] if joined else None
        if before is None or index in apart or not _goes_on(text, before, table):
            joined.append(table)
            continue
        offset = len(before.rows)
        repeats = table.heads if before.heads else 0
        before.again |= {offset + row for row in range(repeats)}
        before.rows.extend(table.rows)
        before.pages.extend(table.pages)
    for table in joined:
        table.again |= _repeats(text, table.rows, table.heads)
    return joined


def _goes_on(text: str, before: Table, table: Table) -> bool:
    if before.heads and table.heads:
        heads = [[_said(text, row) for row in t.rows[: t.heads]] for t in (before, table)]
        return heads[0] == heads[1]
    if table.heads and not before.heads:
        return False
    return before.width == table.width and before.width > 1


Cells = list[tuple[int, Span]]


def merge_torn_rows(text: str, table: Table) -> list[tuple[int | None, Cells]]:
    """Each row's page and its (column, cell) pairs; a fragment row goes to the row above it.

    A row is a fragment when all it holds is the end of a word or number that the cell
    above it began ("Chippenh" / "am").
    """
    rows: list[tuple[int | None, Cells]] = []
    for index, row in enumerate(table.rows):
        if index < table.heads or index in table.again:
            continue
        cells = [(column, cell) for column, cell in enumerate(row) if cell]
        if rows and _fragment(text, cells, rows[-1][1]):
            rows[-1][1].extend(cells)
        else:
            rows.append((table.pages[index], cells))
    return rows


def _fragment(
    text: str, cells: Sequence[tuple[int, Span]], above: Sequence[tuple[int, Span]]
) -> bool:
    if len(cells) >= len(above) or not cells:
        return False
    over = {column: cell.cut(text) for column, cell in above}
    return all(_continues(over.get(column, ""), cell.cut(text)) for column, cell in cells)


def _continues(upper: str, lower: str) -> bool:
    if not upper or _NUMERIC.fullmatch(lower) and not (upper.isdigit() and lower.isdigit()):
        return False
    if upper.isdigit() and lower.isdigit():
        return len(upper) == len(lower) == 1
    return upper[-1].isalpha() and lower[:1].islower()
