"""A table hung: its column heads as one clause, each row below it, sections between."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ingest.documents import Cell, Span
from ingest.drafting import Draft
from ingest.points import ends_in_colon
from ingest.tables import Cells, Table, merge_torn_rows


def hang_table(
    text: str, table: Table, draft: Draft, parent: str | None, lead_in: str | None
) -> None:
    """Make the clauses of ``table``.

    A row of a single cell heads the rows below it. A row whose first column is empty goes
    on with the row above, and hangs on it. A table without heads has an empty span. Words of
    the table that name it are its caption.
    """
    heads = [
        span
        for index, row in enumerate(table.rows)
        if index < table.heads or index in table.again
        for span in _spans(text, row)
    ]
    if table.title is not None:
        parent = draft.add("caption", [table.title], parent, page=table.page)
    anchor = heads or [Span(table.start, table.start)]
    top = draft.add("table", anchor, parent, page=table.page, lead_in=lead_in)
    section, above = top, ""
    for page, cells in merge_torn_rows(text, table):
        over = _is_section(text, table, cells)
        goes_on = cells[0][0] > 0 and above and not over
        row = _hang_row(text, table, draft, page, cells, above if goes_on else section)
        if over:
            draft.move_last(top)
            section = row
        above = above if goes_on else row


def _is_section(text: str, table: Table, cells: Cells) -> bool:
    if len(cells) > 1 or table.width < 2:
        return False
    column, cell = cells[0]
    return column == 0 or (table.width > 2 and ends_in_colon(cell.cut(text)))


def _hang_row(
    text: str, table: Table, draft: Draft, page: int | None, cells: Cells, parent: str
) -> str:
    spans = list(_spans(text, [cell for _, cell in cells]))
    made = tuple(Cell(table.head(text, column), cell) for column, cell in cells)
    return draft.add("row", spans, parent, page=page, cells=made)


def _spans(text: str, row: Sequence[Span | None]) -> Iterator[Span]:
    """A row's cells as spans in reading order, joined where only marks stand between them."""
    open_span: Span | None = None
    for cell in sorted(cell for cell in row if cell):
        if open_span and not text[open_span.end : cell.start].strip(" \t\n\r|"):
            open_span = Span(open_span.start, max(open_span.end, cell.end))
            continue
        if open_span:
            yield open_span
        open_span = cell
    if open_span:
        yield open_span
