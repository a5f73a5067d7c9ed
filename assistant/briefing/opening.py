"""What stands before the contents list: the briefing in short, and what it was made from."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.answer.quoting import date_words, display
from assistant.briefing import conflicts, trace
from assistant.briefing import due as deadlines
from assistant.briefing import grades as grading
from assistant.briefing.blocks import Block, Paragraph, Points, Said
from assistant.briefing.desk import NOTICE_KINDS, Desk
from assistant.briefing.words import counted, latest
from ingest.documents import Judgement

_OVERALL = ("overall", "safeguarding", "looked_after")


def blocks(desk: Desk) -> tuple[Block, ...]:
    """A handful of lines, each with its places."""
    lines = [*_judged(desk), *_asked(desk), *_due(desk), *_traced(desk), *_differing(desk)]
    return (
        Points(tuple(lines)),
        Paragraph(Said(_made_from(desk)), "note"),
    )


def _judged(desk: Desk) -> Iterator[Said]:
    by_report = grading.grades_by_report(desk)
    if not by_report:
        yield Said(f"The papers held give no inspection grade of {desk.council}.")
        return
    report, grades = list(by_report.items())[-1]
    entry = desk.entry(report)
    overall = [g for g in grades if g.topic in _OVERALL] or list(grades[:1])
    once = {(display(g.subject), display(g.grade)): g for g in reversed(overall)}
    parts = [f"{subject}: “{grade}”" for subject, grade in reversed(once)]
    when = f" (published {date_words(entry.issued_on)})" if entry.issued_on else ""
    cited = tuple(_cited(desk, report, grade) for grade in list(once.values())[::-1][:2])
    yield Said(f"The last inspection held{when} judged {'; '.join(parts[:3])}.", cited)


def _cited(desk: Desk, report: str, grade: Judgement):  # type: ignore[no-untyped-def]  # noqa: ANN202
    return desk.cite(report, grade.clause_id or "", grade.span)


def _asked(desk: Desk) -> Iterator[Said]:
    notice = latest(desk.notices())
    if notice is None:
        return
    rows = [
        r for r in desk.rows(*NOTICE_KINDS, entry=notice) if r.requirement.kind != "consequence"
    ]
    when = f" of {date_words(notice.issued_on)}" if notice.issued_on else " (undated)"
    if rows:
        yield Said(
            f"The improvement notice{when} holds {counted(len(rows), 'requirement')}.",
            (desk.cite_row(rows[0]),),
        )


def _due(desk: Desk) -> Iterator[Said]:
    dues = deadlines.due_dates(desk)
    past = {row.id: row for due in dues if due.day < desk.meeting for row in due.rows}
    silent = [row for row in past.values() if not desk.progress(row)]
    if past:
        said = f"{counted(len(past), 'requirement')} had a date that has passed by the meeting; "
        said += f"{deadlines.on_these(len(silent), len(past))}."
        yield Said(said, tuple(desk.cite_row(row) for row in silent[:2]))
    ahead = [due for due in dues if due.day >= desk.meeting]
    if ahead:
        row = ahead[0].first
        yield Said(
            f"Next date: {date_words(ahead[0].date)}, {desk.quoted(row, 18)}.",
            (desk.cite_row(row),),
        )


def _traced(desk: Desk) -> Iterator[Said]:
    reports = trace.traced_reports(desk)[:1]
    rows = [row for entry in reports for row in desk.rows("recommendation", entry=entry)]
    if not rows:
        return
    reported = [row for row in rows if desk.progress(row)]
    alone = trace.without_partner(desk)
    said = (
        f"Of {counted(len(rows), 'recommendation')} of the last inspection, the papers held report "
    )
    said += f"progress on {len(reported) or 'none'}"
    which = "all" if len(alone) == len(rows) else str(len(alone))
    said += f"; for {which} of them no measure, plan action or report was found." if alone else "."
    yield Said(said, tuple(desk.cite_row(row) for row in (alone or rows)[:1]))


def _differing(desk: Desk) -> Iterator[Said]:
    found = conflicts.differences(desk)
    if found:
        yield Said(
            f"Papers differ in {counted(len(found), 'place')}; both sides are shown.",
            (found[0].one, found[0].other),
        )


def _made_from(desk: Desk) -> str:
    undated = sum(1 for entry in desk.papers if not entry.issued_on)
    parts = [
        f"Made from {counted(len(desk.papers), 'paper')} of {desk.council} held in the corpus that "
        f"were out by {date_words(desk.meeting)}"
    ]
    if undated:
        parts.append(f"{undated} of them undated")
    if desk.later:
        parts.append(f"{counted(len(desk.later), 'later paper')} not used")
    return (
        "; ".join(parts) + ". Words in quotation marks are the papers' own; a number in square "
        "brackets names the source at the end, then the page and place in it."
    )
