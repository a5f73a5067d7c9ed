"""The last section: which papers were used, which were not, and how their dates are known."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer.quoting import date_words, display
from assistant.briefing.blocks import Block, Paragraph, Said, Section, Table
from assistant.briefing.desk import Desk
from ingest.corpus import Entry

MOST_LISTED = 14
_HOW = {
    "hand": "read from a handwritten date", "file name": "by the file's name",
    "override": "as entered by hand", "inferred": "inferred, not stated",
}  # fmt: skip


def section(desk: Desk) -> Section:
    """The numbered sources; then papers held but not cited, and those later than the meeting."""
    rows = tuple(
        (Said(str(number)), Said(display(entry.title)), Said(_issued(entry)), Said(_file(entry)))
        for number, entry in enumerate(desk.numbered(), 1)
    )
    cited = {entry.id for entry in desk.numbered()}
    heads, shares = ("No.", "Paper", "Issued", "File"), (0.07, 0.45, 0.22, 0.26)
    blocks: list[Block] = [Table("Sources", heads, shares, rows)] if rows else []
    unused = [e for e in desk.papers if e.id not in cited and e.kind != "agenda"]
    if unused:
        blocks.append(_listed("Held, out by the meeting, and not cited", unused))
    if desk.later:
        when = date_words(desk.meeting)
        blocks.append(_listed(f"Issued after {when} and therefore not used", desk.later))
    return Section("Sources", tuple(blocks))


def _listed(what: str, entries: Sequence[Entry]) -> Paragraph:
    said = [f"{display(entry.title)} ({_issued(entry)})" for entry in entries[:MOST_LISTED]]
    left = len(entries) - MOST_LISTED
    more = [f"and {left} more"] if left > 0 else []
    return Paragraph(Said(f"{what}: {'; '.join([*said, *more])}."), "note")


def _issued(entry: Entry) -> str:
    if entry.issued is None:
        return "undated"
    how = _HOW.get(entry.issued.how)
    said = date_words(entry.issued.iso)
    return f"{said} ({how})" if how else said


def _file(entry: Entry) -> str:
    return f"{entry.source}, part {entry.part_number}" if entry.part_number else entry.source
