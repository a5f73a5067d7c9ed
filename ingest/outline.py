"""The outline: a reading's headings, paragraphs, points, tables and footnotes as a tree of clauses.

``outline`` is the one entry: printed lines, furniture left out, are grouped into blocks and
tables, and then hung on one another: a point on its lead-in, a row on its table, a
paragraph on its heading. It depends on the reading alone and takes time in proportion to it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from ingest.blocks import Block, blocks
from ingest.documents import Clause, Reading
from ingest.furniture import mark_contents, mark_furniture
from ingest.hanging import Hanging
from ingest.headings import find_headings
from ingest.lines import Printed, printed_lines
from ingest.matrices import split_by_heads
from ingest.setting import Setting
from ingest.tables import Table, join_torn
from ingest.tabulating import adopt_heads, grid_tables, line_tables
from ingest.unmarked import unmarked_items

OUTLINE_VERSION = "3"

_ONE_PARAGRAPH_A_LINE = ("wordprocessingml", "html", "spreadsheet", "msword")


def outline(reading: Reading) -> tuple[Clause, ...]:
    """The clauses of ``reading`` in reading order, with ids c1, c2, ...

    Every printed character is in exactly one clause, except marks (bullets, labels,
    Markdown) and page furniture. Spans of different clauses never overlap.
    """
    lines = printed_lines(reading)
    grids = grid_tables(reading.text, reading.grids)
    tabled = adopt_heads(reading.text, grids, lines) | _inside(lines, grids)
    mark_contents(lines)
    mark_furniture(lines, reading.pages, tabled)
    free = [line for index, line in enumerate(lines) if index not in tabled]
    drawn, covered = line_tables(reading.text, free)
    tables = sorted([*grids, *drawn], key=lambda table: table.start)
    flow = [line for index, line in enumerate(free) if index not in covered and not line.furniture]
    setting = Setting.of(flow, any(kind in reading.media_type for kind in _ONE_PARAGRAPH_A_LINE))
    found = list(blocks(reading.text, flow, setting, [table.start for table in tables]))
    found = [block for block in found if block.spans and block.spans[0].end > block.spans[0].start]
    tables = join_torn(reading.text, tables, _parted(tables, found))
    tables = split_by_heads(reading.text, tables)
    items = unmarked_items(reading.text, found)
    headings = find_headings(reading.text, found, setting, items)
    return Hanging(reading.text, found, tables, headings, items).clauses()


def _inside(lines: Sequence[Printed], tables: Sequence[Table]) -> set[int]:
    """The indexes of the lines that hold a cell of a known table."""
    starts = [line.whole.start for line in lines]
    found: set[int] = set()
    for table in tables:
        for row in table.rows:
            for cell in row:
                if cell is None:
                    continue
                index = max(0, bisect_left(starts, cell.start + 1) - 1)
                while index < len(lines) and lines[index].whole.start < cell.end:
                    if lines[index].whole.end > cell.start:
                        found.add(index)
                    index += 1
    return found


def _parted(tables: Sequence[Table], found: Sequence[Block]) -> set[int]:
    """The indexes of the tables that words part from the table before."""
    starts = sorted(block.spans[0].start for block in found if block.kind != "footnote")
    parted: set[int] = set()
    for index in range(1, len(tables)):
        before, here = tables[index - 1].start, tables[index].start
        if bisect_left(starts, here) > bisect_left(starts, before):
            parted.add(index)
    return parted
