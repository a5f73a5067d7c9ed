"""A long document in stretches, so that one of 250 pages opens as quickly as one of two."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.documents import Clause, Document

_SHORT = 30_000  # characters; a document of no more is shown whole
_ENOUGH = 12_000  # characters, after which the next page or heading begins a new stretch
_MOST = 20_000  # ... and after which any paragraph does


@dataclass(frozen=True, slots=True)
class Stretch:
    """Clauses ``[start, end)`` of a document, and the pages that they stand on."""

    number: int
    start: int
    end: int
    first_page: int | None
    last_page: int | None

    @property
    def pages(self) -> str:
        """ "page 4", "pages 4 to 9", or "part 2" of a text without pages."""
        if self.first_page is None:
            return f"part {self.number}"
        if self.first_page == self.last_page:
            return f"page {self.first_page}"
        return f"pages {self.first_page} to {self.last_page}"


class Stretches:
    """All stretches of one document, in order; there is at least one."""

    def __init__(self, document: Document) -> None:
        clauses = document.clauses
        self._starts = _starts(clauses) if len(document.text) > _SHORT else [0]
        ends = [*self._starts[1:], len(clauses)]
        self._all = [
            _stretch(clauses, number, start, end)
            for number, (start, end) in enumerate(zip(self._starts, ends, strict=True), 1)
        ]

    def __len__(self) -> int:
        return len(self._all)

    def numbered(self, number: int) -> Stretch | None:
        """The stretch of that number, from 1; None if there is none."""
        return self._all[number - 1] if 1 <= number <= len(self._all) else None

    def holding(self, index: int) -> Stretch:
        """The stretch that the clause of that index stands in."""
        return self._all[max(0, bisect_right(self._starts, index) - 1)]


def _stretch(clauses: Sequence[Clause], number: int, start: int, end: int) -> Stretch:
    pages = [clause.page for clause in clauses[start:end] if clause.page is not None]
    return Stretch(number, start, end, min(pages, default=None), max(pages, default=None))


def _starts(clauses: Sequence[Clause]) -> list[int]:
    starts, size, page = [0], 0, None
    for index, clause in enumerate(clauses):
        turned = clause.page != page
        page = clause.page
        breaks = clause.kind in ("heading", "paragraph")
        if breaks and (size > _MOST or (size > _ENOUGH and (turned or clause.kind == "heading"))):
            starts.append(index)
            size = 0
        size += sum(span.end - span.start for span in clause.spans)
    return starts
