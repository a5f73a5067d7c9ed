"""Section 5: from what inspectors asked for to what the papers report was done."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer.quoting import date_words
from assistant.answers import Citation
from assistant.briefing.blocks import (
    Bar,
    Block,
    Chart,
    Paragraph,
    Picture,
    Said,
    Section,
    Table,
)
from assistant.briefing.desk import Desk
from assistant.briefing.reports import (
    NONE_FOUND,
    asked_twice,
    later_report,
    progress_said,
    told_beside,
)
from assistant.briefing.words import counted, noted
from assistant.registers.filed import Filed
from ingest.corpus import Entry

MOST_ROWS = 30
MOST_ACTIONS = 24
_WORDS, _PARTNER_WORDS = 18, 14
_SAME, _SAME_WORDS = 0.9, 8  # where a plan repeats the recommendation, few words will do


def section(desk: Desk) -> Section:
    """Recommendations with their partners; what has none is said."""
    blocks: list[Block] = []
    reports = traced_reports(desk)
    measures = _measures(desk)
    if not reports and not desk.rows("plan_action") and measures is None:
        said = "The papers held have no recommendation of an inspection and no plan to trace."
        return Section("From recommendation to progress", (Paragraph(Said(said)),))
    blocks.append(Paragraph(Said(_method()), "note"))
    picture = _chart(desk, reports)
    if picture:
        blocks.append(picture)
    under = [Section(_heading(report), tuple(_traced(desk, report))) for report in reports[:1]]
    if len(reports) > 1:
        under.append(later_report(desk, reports[1], reports[0]))
    twice = asked_twice(desk)
    if twice:
        under.append(Section("Asked for in the last report and in the one before", (twice,)))
    if measures is not None:
        under.append(Section("What papers report on the notice's measures", (measures,)))
    actions = _actions(desk)
    if actions:
        under.append(Section("Plan actions on which no progress is reported", tuple(actions)))
    beside = told_beside(desk)
    if beside:
        under.append(Section("Also reported, and linked to none of these", (beside,)))
    return Section("From recommendation to progress", tuple(blocks), tuple(under))


def traced_reports(desk: Desk) -> list[Entry]:
    """The last report with recommendations; with it the one before, where nothing came after."""
    reports = [entry for entry in desk.reports() if desk.rows("recommendation", entry=entry)]
    last = reports[-1:]
    answered = any(
        desk.partners(row, kind)
        for entry in last
        for row in desk.rows("recommendation", entry=entry)
        for kind in ("measure", "action", "progress")
    )
    return last if answered else reports[-2:][::-1]


def without_partner(desk: Desk) -> list[Filed]:
    """Recommendations of the last report for which no measure, action or progress is found."""
    return [row for row in _recommended(desk) if not _any_partner(desk, row)]


def without_progress(desk: Desk) -> list[Filed]:
    """Recommendations taken up by a notice or a plan, on which nothing is reported."""
    return [
        row
        for row in _recommended(desk)
        if (desk.partners(row, "measure") or desk.partners(row, "action"))
        and not desk.progress(row)
    ]


def _recommended(desk: Desk) -> list[Filed]:
    reports = traced_reports(desk)[:1]
    return [row for entry in reports for row in desk.rows("recommendation", entry=entry)]


def _any_partner(desk: Desk, row: Filed) -> bool:
    return bool(desk.progress(row)) or any(desk.partners(row, k) for k in ("measure", "action"))


def _method() -> str:
    return (
        "Links are proposed by likeness of wording within this council's papers, each with "
        "how sure "
        "it is (0 to 1); they are a help in reading, not a finding. “None found” means that no "
        "like wording was found in the papers held."
    )


def _heading(report: Entry) -> str:
    when = date_words(report.issued_on) if report.issued_on else "undated"
    return f"What the inspection report ({when}) asks for"


def _traced(desk: Desk, report: Entry) -> list[Block]:
    rows = desk.rows("recommendation", entry=report)
    if not any(_any_partner(desk, row) for row in rows):
        said = (
            f"For none of its {counted(len(rows), 'recommendation')} was a measure, a plan "
            f"action or a "
            "report of progress found in the papers held."
        )
        said += "" if desk.notices() else " They are listed in section 1."
        return [Paragraph(Said(said, tuple(_ends(desk, rows))))]
    taken_up = bool(desk.rows("notice_measure", "plan_action"))
    heads: tuple[str, ...] = ("Recommendation", "Progress that papers report")
    shares: tuple[float, ...] = (0.5, 0.5)
    if taken_up:
        heads = ("Recommendation", "Taken up in notice or plan", "Progress that papers report")
        shares = (0.42, 0.28, 0.3)
    lines = tuple(_line(desk, row, taken_up) for row in rows[:MOST_ROWS])
    blocks: list[Block] = [Table(_heading(report), heads, shares, lines)]
    if len(rows) > MOST_ROWS:
        blocks.append(Paragraph(Said(f"{len(rows) - MOST_ROWS} more are in the register."), "note"))
    return blocks


def _line(desk: Desk, row: Filed, taken_up: bool) -> tuple[Said, ...]:
    first = Said(desk.quoted(row, _WORDS), (desk.cite_row(row),))
    cells = [noted(first, desk.confirmed(row))]
    if taken_up:
        cells.append(_partner(desk, row))
    found = desk.progress(row)
    cells.append(progress_said(desk, found) if found else Said(NONE_FOUND))
    return tuple(cells)


def _partner(desk: Desk, row: Filed) -> Said:
    """The surest partner in a plan, else in a notice; the others by name."""
    links = [*desk.partners(row, "action"), *desk.partners(row, "measure")]
    if not links:
        return Said(NONE_FOUND)
    link, target = links[0], links[0].target
    assert isinstance(target, Filed)
    words = _PARTNER_WORDS if link.confidence < _SAME else _SAME_WORDS
    others = [_short(each.target) for each in links[1:] if isinstance(each.target, Filed)]
    note = f"{link.confidence:.2f}" + (f"; also {', '.join(others)}" if others else "")
    cited = [desk.cite_row(e.target) for e in links if isinstance(e.target, Filed)]
    said = Said(desk.quoted(target, words), tuple(cited[:2]), note)
    return noted(said, desk.confirmed_link(link))


def _short(row: Filed) -> str:
    """A partner named in passing: "PA3", "the notice"."""
    return row.requirement.label.strip(" .") or f"the {row.entry.kind.split('_')[-1]}"


def _measures(desk: Desk) -> Table | None:
    """The measures of the notice on which a paper reports directly."""
    rows = []
    for row in desk.rows("notice_measure"):
        found = desk.partners(row, "progress")
        if found:
            said = Said(desk.quoted(row, _WORDS), (desk.cite_row(row),))
            rows.append((noted(said, desk.confirmed(row)), progress_said(desk, found)))
    if not rows:
        return None
    heads = ("What the notice requires", "Progress that papers report")
    return Table("Measures and progress", heads, (0.5, 0.5), tuple(rows[:MOST_ROWS]))


def _actions(desk: Desk) -> list[Block]:
    """The plan's actions that no paper reports on, by their printed ids."""
    actions = desk.rows("plan_action")
    if not actions:
        return []
    silent = [row for row in actions if not desk.progress(row)]
    said = (
        f"Of {counted(len(actions), 'plan action')}, the papers held report progress on "
        f"{len(actions) - len(silent)}. On these they report nothing:"
    )
    blocks: list[Block] = [Paragraph(Said(said))] if silent else []
    if len(silent) > MOST_ACTIONS:
        blocks.append(Paragraph(Said(_labels(silent), tuple(_ends(desk, silent)))))
    elif silent:
        lines = tuple(
            (Said(desk.quoted(row, _WORDS)), Said("", (desk.cite_row(row),))) for row in silent
        )
        blocks.append(
            Table(
                "Plan actions without reported progress", ("Action", "Source"), (0.75, 0.25), lines
            )
        )
    return blocks


def _labels(rows: Sequence[Filed]) -> str:
    labels = [row.requirement.label.strip(" .") for row in rows]
    named = [label for label in labels if label]
    unnamed = len(labels) - len(named)
    parts = [", ".join(named)] if named else []
    if unnamed:
        parts.append(f"{counted(unnamed, 'action')} without a printed number")
    return "; ".join(parts) + "."


def _ends(desk: Desk, rows: Sequence[Filed]) -> list[Citation]:
    return [desk.cite_row(rows[0]), desk.cite_row(rows[-1])]


def _chart(desk: Desk, reports: Sequence[Entry]) -> Picture | None:
    """How far each recommendation and action can be followed in the papers held."""
    bars, told = [], []
    for name, rows in (
        ("Recommendations", _recommended(desk)),
        ("Plan actions", desk.rows("plan_action")),
    ):
        if len(rows) < 3:
            continue
        reported = sum(1 for row in rows if desk.progress(row))
        taken = sum(
            1
            for row in rows
            if not desk.progress(row) and any(desk.partners(row, k) for k in ("measure", "action"))
        )
        parts = [("progress reported", reported)]
        if name == "Recommendations":
            parts.append(("taken up, no progress found", taken))
        parts.append(("nothing found", len(rows) - reported - (taken if len(parts) > 1 else 0)))
        bars.append(Bar(name, tuple((part, float(number)) for part, number in parts)))
        told.append(f"{name}: " + ", ".join(f"{number} {part}" for part, number in parts))
    if not any(value for bar in bars for part, value in bar.parts if part != "nothing found"):
        return None
    caption = "How far the papers held can be followed"
    return Picture(Chart(tuple(bars)), caption, f"Bar chart. {'; '.join(told)}.")
