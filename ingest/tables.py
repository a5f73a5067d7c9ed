"""Tables: rows of cells, which of them are column heads, and what is torn put together.

A table's own words are its column heads; each row holds cells, each with the words that
head its column. A cell that was torn is two cells with one head. Nothing is guessed: where
no row can be told to be the head, cells have none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.documents import Span

FIGURE = re.compile(
    r"[£$€+\-–]?\s*\d[\d,.]*\s*(?:%|\*|k|m|bn|days?)?\*?|N/?A|-|–|n/k", re.IGNORECASE
)
_YEARISH = re.compile(r"(?:19|20)\d\d(?:\s*[/-]\s*\d{2,4})?")
_DIGIT = re.compile(r"\d")
_KEYED = re.compile(r".*:\s*\**$")
_SHORT_HEAD = 12
_MAX_HEAD_ROWS = 3
_SENTENCE = 4

Row = tuple[Span | None, ...]


@dataclass(slots=True)
class Table:
    """A table's rows as cells; the first ``heads`` of them are column heads.

    ``again`` are later head rows that only repeat the first; ``pages`` holds each row's page.
    ``title`` are words of the table itself that name what it holds.
    """

    rows: list[Row]
    heads: int
    page: int | None
    pages: list[int | None] = field(default_factory=list)
    again: set[int] = field(default_factory=set)
    title: Span | None = None

    @property
    def start(self) -> int:
        """Offset of the first cell."""
        cells = [cell.start for row in self.rows for cell in row if cell]
        return min([*cells, self.title.start] if self.title else cells)

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


def make_table(text: str, rows: list[Row], heads: int, pages: list[int | None]) -> Table:
    """A table whose later rows that only repeat a head row are known."""
    return Table(rows, heads, pages[0], pages, _repeats(text, rows, heads))


def _repeats(text: str, rows: Sequence[Row], heads: int) -> set[int]:
    """The indexes of the rows that only say a head row again."""
    said = [said_cells(text, row) for row in rows]
    return {index for index in range(heads, len(rows)) if said[index] in said[:heads]}


def said_cells(text: str, row: Row) -> list[str]:
    """What a row's cells say, each on one line; empty cells left out."""
    return [" ".join(cell.cut(text).split()) for cell in row if cell]


def _has_figures(text: str, row: Row) -> bool:
    said = said_cells(text, row)[1:] if row and row[0] else said_cells(text, row)
    numeric = [w for w in said if FIGURE.fullmatch(w) and not _YEARISH.fullmatch(w)]
    return bool(numeric) and 2 * len(numeric) >= len(said)


_SENTENCE_END = re.compile(r"\w{5,}\.$|\s\S+\.$")  # a full stop, save that of "No." and "Ref."


def head_rows(text: str, rows: Sequence[Row]) -> int:
    """How many of the first rows are column heads; 0 when none can be told to be."""
    if len(rows) < 2 or max(len(row) for row in rows) < 2:
        return 0
    numeric = [_has_figures(text, row) for row in rows]
    if numeric[0] or _is_form(text, rows):
        return 0
    if 2 * sum(numeric) >= len(rows) - 1:
        first = numeric.index(True) if True in numeric else 0
        return first if first <= _MAX_HEAD_ROWS else 1
    return 1 if _headlike(text, rows) else 0


def _is_form(text: str, rows: Sequence[Row]) -> bool:
    """Whether rows are pairs of a field and what is filled in: "Place:", "Town Hall"."""
    keys = [_KEYED.fullmatch(said_cells(text, row)[0]) is not None for row in rows]
    return keys[0] and len(said_cells(text, rows[0])) == 2 and 2 * sum(keys) > len(keys)


def _headlike(text: str, rows: Sequence[Row]) -> bool:
    """Whether the first row is short words over longer ones, a head to each column."""
    first, later = said_cells(text, rows[0]), rows[1:]
    widest = max(len(said_cells(text, row)) for row in later)
    if len(first) < 2 or len(first) < widest - 1:
        return False
    if any(len(words.split()) > _SHORT_HEAD or _SENTENCE_END.search(words) for words in first):
        return False
    if any(FIGURE.fullmatch(words) and not _YEARISH.fullmatch(words) for words in first):
        return False
    if len(first) == 2 and not _heads_column(text, rows):
        return False
    if len(first) > 2 and _heads_dated_column(text, rows):
        return True
    bodies = [words for row in later for words in said_cells(text, row)]
    longer = (sum(map(len, bodies)) / len(bodies)) / (sum(map(len, first)) / len(first))
    return longer > 1.5 or (longer > 0.8 and len(first) > 2)


def _heads_dated_column(text: str, rows: Sequence[Row]) -> bool:
    """Whether words without a figure stand over a column that has one in every row."""
    for column, cell in enumerate(rows[0]):
        below = [cell for row in rows[1:] for cell in row[column : column + 1] if cell]
        if cell is None or len(below) < len(rows) - 1 or _DIGIT.search(cell.cut(text)):
            continue
        if all(_DIGIT.search(other.cut(text)) for other in below):
            return True
    return False


def _heads_column(text: str, rows: Sequence[Row]) -> bool:
    """Whether a two-column table's first row heads its columns, rather than being a pair."""
    if len(rows[0]) < 2 or rows[0][0] is None or rows[0][1] is None:
        return False
    over, beside = rows[0][0].cut(text), rows[0][1].cut(text)
    column = [row[0].cut(text) for row in rows[1:] if row[0]]
    if sum(map(len, column)) > 1.3 * len(over) * len(column):
        return True
    said = [row[1].cut(text).split() for row in rows[1:] if len(row) > 1 and row[1]]
    short = len(beside.split()) < _SENTENCE and not any(map(str.isdigit, over + beside))
    return short and bool(said) and all(len(words) >= _SENTENCE for words in said)


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
        heads = [[said_cells(text, row) for row in t.rows[: t.heads]] for t in (before, table)]
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
    if not upper or (FIGURE.fullmatch(lower) and not (upper.isdigit() and lower.isdigit())):
        return False
    if upper.isdigit() and lower.isdigit():
        return len(upper) == len(lower) == 1
    return upper[-1].isalpha() and lower[:1].islower()
