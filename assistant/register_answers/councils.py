"""Which councils: every council whose papers set what is asked for, counted, each with its rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.answer.drafts import Draft
from assistant.answer.quoting import Line, date_words, label, shown
from assistant.register_answers.asked import Asked
from assistant.register_answers.deadlines import within
from assistant.register_answers.wording import (
    LISTED,
    SHORT,
    begun,
    by_document,
    counted,
    quotation_of,
)
from assistant.registers.requirements import RequirementRow

_MOST_CITED = 300  # rows of all councils; of more only the first of a council is,
_COUNCILS_CITED = 40  # for so many councils (each is cut from another paper); the rest are counted
_WHOLE = 15  # councils up to which a row's words are shown


def councils_told(asked: Asked, rows: Sequence[RequirementRow]) -> Draft | None:
    """One line a council, with how many of its rows fit; each row is cited."""
    rows = [row for row in rows if row.entry.councils]
    if asked.sought == "deadlines":  # with a day, and one that is asked about
        rows = list({id(row.requirement): row for row, _ in within(asked, rows)}.values())
    councils: dict[str, list[RequirementRow]] = {}
    for row in rows:
        councils.setdefault(row.entry.councils[0], []).append(row)
    if not councils:
        return None
    whole = len(rows) <= _MOST_CITED
    shown_ = list(councils.items())[: None if whole else _COUNCILS_CITED]
    lines = [
        _of(name, own, asked, len(councils), own if whole else own[:1]) for name, own in shown_
    ]
    one = len(councils) == 1
    opening = f"**{len(councils)} council{'' if one else 's'}**, by the papers held here."
    if not whole:
        said = counted(len(rows), asked.noun)
        opening = f"**{said}** of **{len(councils)} councils**, by the papers held here."
        lines += _rest({name: councils[name] for name in [*councils][_COUNCILS_CITED:]}, asked)
    return Draft(tuple(lines), opening, confidence=LISTED)


def _rest(councils: Mapping[str, Sequence[RequirementRow]], asked: Asked) -> list[Line]:
    """The councils beyond those with a citation, counted; and where every row is to be had."""
    named = ", ".join(f"{shown(name)} ({len(rows):,})" for name, rows in councils.items())
    lines = [Line(f"Counted, and not cited here: {named}.", (), "said")] if named else []
    narrowed = "".join(
        f" {option} {day}"
        for option, day in (("--due-after", asked.after), ("--due-before", asked.before))
        if day
    )
    where = (
        "The first row of each is cited. The register has every row with its source: the page "
        f"Requirements, or the command notices requirements{narrowed} (a table, CSV or XLSX)."
    )
    return [*lines, Line(where, (), "said")]


def _of(
    name: str,
    rows: Sequence[RequirementRow],
    asked: Asked,
    count: int,
    borne: Sequence[RequirementRow],
) -> Line:
    """What one council's papers set: the papers, the dates, or how many rows and the first."""
    cited = tuple(quotation_of(row) for row in borne)
    if asked.papers:
        papers = "; ".join(label(entry) for entry, _ in by_document(rows))
        return Line(papers, (quotation_of(rows[0]),), "term")
    if asked.sought == "deadlines":
        days = sorted({date for _, date in within(asked, rows)})
        said = ", ".join(date_words(day) for day in days)
        return Line(f"**{shown(name)}**: {said}", cited, "term")
    said = counted(len(rows), asked.noun)
    words = f": “{begun(rows[0], SHORT)}”" if count <= _WHOLE else ""
    return Line(f"**{shown(name)}**: {said}{words}", cited, "term")
