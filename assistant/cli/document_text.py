"""A document as rows and as an outline to read."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from assistant.answer.quoting import date_words, display

if TYPE_CHECKING:
    from ingest.corpus import Entry
    from ingest.documents import Clause, Document

_HOW = {
    "hand": "read from a scanned hand",
    "file name": "from the file's name",
    "override": "told by a person",
    "inferred": "inferred",
}
_LINES_OF_A_CLAUSE = 2
_SHORT = 8


def document_row(entry: Entry) -> tuple[str, ...]:
    """One row of the list: id, councils, kind, date, title; a part is set in under its pack."""
    return (
        short_id(entry.id),
        _issued_short(entry),
        ", ".join(entry.councils),
        entry.kind.replace("_", " "),
        _title(entry),
        "" if entry.part_of else entry.source,
    )


def narrow_row(entry: Entry) -> tuple[str, ...]:
    """The same for a narrow terminal: id, date, and the rest in lines of one cell."""
    about = (", ".join(entry.councils), entry.kind.replace("_", " "))
    file = "" if entry.part_of else entry.source
    lines = (_title(entry), ", ".join(filter(None, about)), file)
    return short_id(entry.id), _issued_short(entry), "\n".join(filter(None, lines))


def footing(entries: Sequence[Entry]) -> Iterator[str]:
    """What stands under the list: how many, and what its marks mean."""
    if any(_issued_short(entry).endswith("?") for entry in entries):
        yield "? the date is not plainly stated in the text: `notices show` says how it is known"
    if any(entry.part_of for entry in entries):
        yield "– a paper inside the pack above it"
    yield f"{len(entries)} documents" if len(entries) != 1 else "1 document"


def _title(entry: Entry) -> str:
    title = f"– {entry.title}" if entry.part_of else entry.title or entry.source
    return title + (f" (same text as {short_id(entry.same_as)})" if entry.same_as else "")


def short_id(document_id: str) -> str:
    """The beginning of an id, which is enough to name it; a part keeps its number."""
    whole, dash, number = document_id.partition("-")
    return f"{whole[:_SHORT]}{dash}{number}"


def shown(
    document: Document, entry: Entry, parts: Sequence[Entry], width: int, bold: Callable[[str], str]
) -> str:
    """What it is, what was hard to read, its parts, and its outline."""
    blocks = [bold(entry.title or entry.source), "\n".join(_facts(entry, width))]
    if document.warnings:
        told = [_filled(warning, width, "  ", "  ") for warning in document.warnings]
        blocks.append("\n".join([bold("Warnings"), *told]))
    if parts:
        listed = [_part(part, width) for part in parts]
        blocks.append("\n".join([bold("Parts"), *listed]))
    blocks.append("\n".join([bold("Outline"), *_outline(document, width)]))
    return "\n\n".join(blocks)


def _facts(entry: Entry, width: int) -> Iterator[str]:
    facts = {
        "id": entry.id,
        "kind": entry.kind.replace("_", " "),
        "council": ", ".join(entry.councils) or "none named as its own",
        "publisher": entry.publisher or "",
        "issued": _issued_long(entry),
        "inspected": " to ".join(date_words(day) for day in entry.inspected or () if day),
        "file": entry.source,
        "part of": f"{entry.part_of}, as number {entry.part_number}" if entry.part_of else "",
        "same text as": f"{entry.same_as}, which is searched in its stead" if entry.same_as else "",
        "pages": str(entry.pages),
        "sha256": entry.sha256,
    }
    for name, value in facts.items():
        if value:
            yield _filled(f"{name:<14}{value}", width, "", " " * 14)


def _part(part: Entry, width: int) -> str:
    about = ", ".join(filter(None, (part.kind.replace("_", " "), _issued_short(part))))
    return _filled(
        f"{part.part_number:>3}  {short_id(part.id)}  {part.title} ({about})", width, "  ", " " * 7
    )


def _outline(document: Document, width: int) -> Iterator[str]:
    """One clause a line or two, set in under what it hangs on; page numbers where they turn."""
    depths: dict[str | None, int] = {None: -1}
    page = None
    for clause in document.clauses:
        depths[clause.id] = depth = depths.get(clause.parent, -1) + 1
        if clause.page != page and clause.page is not None:
            page = clause.page
            yield f"— page {page} —"
        yield _clause(clause, document.text, depth, width)


def _clause(clause: Clause, text: str, depth: int, width: int) -> str:
    indent = "  " * min(depth, 10)
    words = display(" […] ".join(span.cut(text) for span in clause.spans))
    mark = "# " if clause.kind == "heading" else "- " if clause.kind == "point" else ""
    if clause.kind in ("table", "row", "caption", "footnote"):
        mark = f"[{clause.kind}] "
    label = f"{clause.label} " if clause.label and not words.startswith(clause.label) else ""
    lines = textwrap.wrap(
        f"{mark}{label}{words}", width, initial_indent=indent, subsequent_indent=indent + "  ",
        max_lines=_LINES_OF_A_CLAUSE, placeholder=" […]", break_on_hyphens=False,
    )  # fmt: skip
    return "\n".join(lines) or f"{indent}{mark}".rstrip()


def _issued_short(entry: Entry) -> str:
    if not entry.issued:
        return ""
    return entry.issued.iso + ("" if entry.issued.how in ("stated", "override") else " ?")


def _issued_long(entry: Entry) -> str:
    if not entry.issued:
        return "not known; --issued can tell it when ingesting"
    how = _HOW.get(entry.issued.how)
    return date_words(entry.issued.iso) + (f" ({how})" if how else "")


def _filled(text: str, width: int, first: str, rest: str) -> str:
    return textwrap.fill(
        text, width, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False
    )
