"""What holds for every Reading, whatever it was read from."""

from __future__ import annotations

from itertools import pairwise

from ingest.documents import Grid, Reading, Span


def assert_sound(reading: Reading) -> None:
    """Lines lie in order on pages, hold no line break, and cover every printed character."""
    text = reading.text
    spans = [line.span for line in reading.lines]
    assert all(before.end <= after.start for before, after in pairwise(spans))
    assert all(span.start < span.end and "\n" not in span.cut(text) for span in spans)
    uncovered = list(text)
    for span in spans:
        uncovered[span.start : span.end] = []
        uncovered[span.start : span.start] = [" "] * (span.end - span.start)
    assert not "".join(uncovered).strip(), "text outside every line"
    pages = [page.span for page in reading.pages]
    assert all(before.end < after.start for before, after in pairwise(pages))
    assert not pages or pages[-1].end <= len(text)
    for grid in reading.grids:
        assert len({len(row) for row in grid.rows}) == 1
        cells = [cell for row in grid.rows for cell in row if cell is not None]
        assert all(cell.cut(text).strip() for cell in cells)
        assert sorted(cells) == cells


def cells(reading: Reading, grid: Grid | None = None) -> list[list[str]]:
    """The words of a table's cells, white space folded; "" for an empty one."""
    chosen = grid or reading.grids[0]

    def words(span: Span | None) -> str:
        return "" if span is None else " ".join(span.cut(reading.text).split())

    return [[words(span) for span in row] for row in chosen.rows]


def styled(reading: Reading) -> list[tuple[str, str]]:
    """Each line's style and words."""
    return [(line.style, line.span.cut(reading.text)) for line in reading.lines]
