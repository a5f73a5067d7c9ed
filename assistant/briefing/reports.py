"""One report beside another: what was asked for twice, what the later says, what else is told."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer.quoting import date_words
from assistant.briefing.blocks import Paragraph, Points, Said, Section, Table
from assistant.briefing.desk import Desk
from assistant.briefing.words import clipped, noted
from assistant.linking.echoes import Echo
from assistant.linking.link import Link
from assistant.registers.filed import Filed
from ingest.corpus import Entry

MOST_ROWS = 30
_WORDS, _REPORT_WORDS = 18, 18
NONE_FOUND = "none found"
MOST_BESIDE = 6
_ECHO_WORDS = 40
_TELLING = ("committee_report", "bulletin", "minutes", "scorecard")


def progress_said(desk: Desk, links: Sequence[Link], words: int = _REPORT_WORDS) -> Said:
    link = links[0]
    said = desk.report_said(link, words)
    noted_said = Said(said.text, said.citations, f"{said.note}; {link.confidence:.2f}")
    return noted(noted_said, desk.confirmed_link(link))


def asked_twice(desk: Desk) -> Table | None:
    found = desk.asked_twice()
    if not found:
        return None
    heads = ("The last report asks for", "The one before asked for")
    rows = tuple(
        (
            Said(desk.quoted(last, _WORDS), (desk.cite_row(last),)),
            Said(desk.quoted(before, _WORDS), (desk.cite_row(before),), f"{sure:.2f}"),
        )
        for last, before, sure in found
    )
    return Table("Asked for twice", heads, (0.5, 0.5), rows)


def later_report(desk: Desk, earlier: Entry, later: Entry) -> Section:
    """What the report before asked for, beside what the last one says on the like subject."""
    first, last = (date_words(each.issued_on) or "undated" for each in (earlier, later))
    rows = desk.rows("recommendation", entry=earlier)[:MOST_ROWS]
    found = desk.echoes(rows, later)
    heads = (
        f"Asked for in the report of {first}",
        f"What the report of {last} says on a like subject",
    )
    lines = tuple(
        (
            Said(desk.quoted(row, _WORDS), (desk.cite_row(row),)),
            _reported_by(desk, row, later) or _echo(desk, later, found.get(row.id)),
        )
        for row in rows
    )
    note = (
        "Set side by side by likeness of wording; whether the one answers the other is for "
        "the reader."
    )
    blocks = (
        Table(f"{first} beside {last}", heads, (0.42, 0.58), lines),
        Paragraph(Said(note), "note"),
    )
    return Section(
        f"What the report before ({first}) asked for, and what the last one says", blocks
    )


def _reported_by(desk: Desk, row: Filed, paper: Entry) -> Said | None:
    """The progress that one paper reports on a row."""
    links = [e for e in desk.partners(row, "progress") if e.target.entry.id == paper.id]
    return progress_said(desk, links, _ECHO_WORDS) if links else None


def _echo(desk: Desk, paper: Entry, echo: Echo | None) -> Said:
    if echo is None:
        return Said(NONE_FOUND)
    text = desk.library.document(paper.id).text
    cited = desk.cite(paper.id, echo.passage.clause_id, echo.passage.span)
    return Said(
        f"“{clipped(echo.passage.span.cut(text), _ECHO_WORDS)}”", (cited,), f"{echo.sure:.2f}"
    )


def told_beside(desk: Desk) -> Points | None:
    """What papers since the last report or notice tell as done, though not of which duty."""
    last = max((e.issued_on or "" for e in (*desk.reports(), *desk.notices())), default="")
    shown = [
        report
        for report in desk.trace.beside
        if report.entry.kind in _TELLING and desk.recent(report.entry)
        if report.entry.issued_on is None or report.entry.issued_on >= last
    ][:MOST_BESIDE]
    if not shown:
        return None
    return Points(
        tuple(
            Said(
                f"“{clipped(report.words, 34)}”",
                (desk.cite_report(report),),
                desk.dated_words(report.entry),
            )
            for report in shown
        )
    )
