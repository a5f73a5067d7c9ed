"""The register of links as files: JSON, CSV and XLSX. Bytes of rows, no door."""

from __future__ import annotations

import json
from collections.abc import Sequence

from assistant.answer.quoting import display
from assistant.linking.register import Linked, Unlinked
from assistant.registers.files import LOCAL_SERVICE, link_of
from assistant.registers.spreadsheets import csv_text, xlsx_bytes

LINK_FORMATS = ("json", "csv", "xlsx")
_HEADS = (
    "council", "stage", "confidence", "because", "from", "from words", "from title", "from page",
    "from link", "to", "to words", "to title", "to page", "link", "verdict", "said by", "said "
    "at", "id",
)  # fmt: skip


def links_file(
    form: str,
    rows: Sequence[Linked],
    service: str = LOCAL_SERVICE,
    unlinked: Sequence[Unlinked] = (),
) -> bytes:
    """The links in one of LINK_FORMATS; addresses lead to ``service``'s source viewer.

    JSON holds the rows without a partner too.
    """
    if form == "json":
        made = {
            "count": len(rows),
            "links": [row.as_json() for row in rows],
            "unlinked": [each.as_json() for each in unlinked],
        }
        return (json.dumps(made, ensure_ascii=False, indent=2) + "\n").encode("utf-8")
    cells = [_cells(row, service) for row in rows]
    if form == "xlsx":
        return xlsx_bytes("links", _HEADS, cells, link="link")
    return csv_text(_HEADS, cells).encode("utf-8")


def links_page(
    rows: Sequence[Linked], unlinked: Sequence[Unlinked], limit: int, offset: int
) -> bytes:
    """So many links, and so many rows without a partner, from a place on; all are counted."""
    end = offset + limit
    made = {
        "count": len(rows),
        "limit": limit,
        "offset": offset,
        "links": [row.as_json() for row in rows[offset:end]],
        "unlinked_count": len(unlinked),
        "unlinked": [each.as_json() for each in unlinked[offset:end]],
    }
    return json.dumps(made, ensure_ascii=False).encode("utf-8")


def _cells(row: Linked, service: str) -> tuple[str, ...]:
    made, source, target = row.as_json(), row.from_citation, row.to_citation
    said = row.confirmed
    cells = (
        row.council, row.link.stage, f"{row.link.confidence:.2f}", row.link.because, made["from"],
        display(source.quote), source.document.title, source.page, link_of(source, service),
        made["to"], display(target.quote), target.document.title, target.page,
        link_of(target, service), said and said.verdict, said and said.by, said and said.at,
        row.link.id,
    )  # fmt: skip
    return tuple("" if cell is None else str(cell) for cell in cells)
