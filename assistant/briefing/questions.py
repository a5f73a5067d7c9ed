"""Section 7: questions that members may wish to ask, each resting on a cited gap."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from assistant.answer.quoting import date_words, display
from assistant.answers import Citation
from assistant.briefing import conflicts, figures, trace
from assistant.briefing import due as deadlines
from assistant.briefing import grades as grading
from assistant.briefing.blocks import Block, Paragraph, Points, Said, Section
from assistant.briefing.desk import Desk
from assistant.briefing.due import Due
from assistant.briefing.words import clipped, latest
from assistant.registers.filed import Filed

MOST = 12
_WORDS = 24
_SOURCES = {
    "improvement_notice": "the notice", "inspection_report": "the inspection report",
    "improvement_plan": "the plan",
}  # fmt: skip


def section(desk: Desk) -> Section:
    """A numbered list; where no gap was found, that is said."""
    found = list(questions(desk))
    blocks: list[Block] = []
    if found:
        said = (
            "Each rests on a gap in the papers held: what they ask for and do not report. The "
            "answer "
            "may well exist elsewhere."
        )
        blocks = [Paragraph(Said(said), "note"), Points(tuple(found[:MOST]), numbered=True)]
    else:
        blocks = [
            Paragraph(Said("No gap was found in the papers held that a question could rest on."))
        ]
    return Section("Questions that members may wish to ask", tuple(blocks))


def questions(desk: Desk) -> Iterator[Said]:
    """The questions, the most pressing first and not many of one sort."""
    sorts: tuple[tuple[Iterable[Said], int], ...] = (
        (_overdue(desk), 3),
        (_grades(desk), 2),
        (_asked_twice(desk), 2),
        (_without_progress(desk), 2),
        (_without_partner(desk), 2),
        (_older_plan(desk), 1),
        (_targets(desk), 2),
        (_differences(desk), 2),
        (_unresolved(desk), 2),
        (_without_holder(desk), 1),
    )
    for found, most in sorts:
        yield from islice(found, most)


def _overdue(desk: Desk) -> Iterator[Said]:
    """The date that was passed last comes first; a list counts as one."""
    told: set[tuple[str, str]] = set()
    for due, row in sorted(deadlines.overdue(desk), key=lambda each: each[0].day, reverse=True):
        if len(due.rows) > 1:
            key = (due.date, row.entry.id)
            if key not in told:
                told.add(key)
                yield _overdue_list(desk, due)
        else:
            yield Said(
                f"{_source(row)} set {date_words(due.date)} for {desk.quoted(row, _WORDS)}. "
                f"The papers "
                "held do not report on it. Has it been done, and what shows that?",
                (desk.cite_row(row),),
            )


def _overdue_list(desk: Desk, due: Due) -> Said:
    silent = [row for row in due.rows if not desk.progress(row)]
    first = due.first
    return Said(
        f"{_source(first)} gave until {date_words(due.date)} for {len(due.rows)} of its "
        f"{first.requirement.kind.replace('_', ' ')}s; "
        f"{deadlines.on_these(len(silent), len(due.rows))}. Which of them are done?",
        (desk.cite_row(due.rows[0]), desk.cite_row(due.rows[-1])),
    )


def _grades(desk: Desk) -> Iterator[Said]:
    for topic, before, after, first, second in grading.moved(desk):
        if grading.worse(before, after):
            yield Said(
                f"{grading.topic_name(topic)} was judged “{display(before.grade)}” "
                f"and then "
                f"“{display(after.grade)}”. What does the council see as the cause, and what has "
                "changed since?",
                (_graded(desk, first, before), _graded(desk, second, after)),
            )
    by_report = grading.grades_by_report(desk)
    if by_report:
        report, grades = list(by_report.items())[-1]
        for grade in grades:
            if grade.scale == "inadequate":
                yield Said(
                    f"“{display(grade.subject).capitalize()}” was judged “{display(grade.grade)}”. "
                    "What evidence is there that this has changed?",
                    (_graded(desk, report, grade),),
                )


def _graded(desk: Desk, report: str, grade: object) -> Citation:
    clause, span = grade.clause_id, grade.span  # type: ignore[attr-defined]
    return desk.cite(report, clause or "", span)


def _asked_twice(desk: Desk) -> Iterator[Said]:
    for last, before, _ in sorted(desk.asked_twice(), key=lambda each: -each[2]):
        when = date_words(before.entry.issued_on) or "an earlier year"
        yield Said(
            f"The last report asks for {desk.quoted(last, _WORDS)}; the report of {when} asked for "
            f"{desk.quoted(before, _WORDS)}. Why is it asked for again, and what will be "
            "different?",
            (desk.cite_row(last), desk.cite_row(before)),
        )


def _without_progress(desk: Desk) -> Iterator[Said]:
    for row in trace.without_progress(desk):
        link = (desk.partners(row, "action") or desk.partners(row, "measure"))[0]
        assert isinstance(link.target, Filed)
        yield Said(
            f"{_source(row)} asks for {desk.quoted(row, _WORDS)}; "
            f"{_source(link.target, False)} takes it "
            f"up. The papers held report no progress on it. How far has it come?",
            (desk.cite_row(row), desk.cite_row(link.target)),
        )


def _without_partner(desk: Desk) -> Iterator[Said]:
    for row in trace.without_partner(desk):
        yield Said(
            f"{_source(row)} asks for {desk.quoted(row, _WORDS)}. No measure, plan action or "
            f"report on it "
            "was found in the papers held. What is being done?",
            (desk.cite_row(row),),
        )


def _older_plan(desk: Desk) -> Iterator[Said]:
    notice, plan = latest(desk.notices()), latest(desk.of_kind("improvement_plan"))
    if notice is None:
        return
    first = desk.rows("notice_measure", entry=notice)[:1]
    if plan is None:
        if first:
            yield Said(
                "No improvement plan is among the papers held. May members see the plan that "
                "answers "
                "the notice?",
                (desk.cite_row(first[0]),),
            )
        return
    rows = desk.rows("plan_action", entry=plan)[:1]
    if first and rows and (plan.issued_on or "") < (notice.issued_on or ""):
        yield Said(
            f"The plan held is of {date_words(plan.issued_on)}, before the notice of "
            f"{date_words(notice.issued_on)}. Has it been revised since, and may members see it?",
            (desk.cite_row(rows[0]), desk.cite_row(first[0])),
        )


def _targets(desk: Desk) -> Iterator[Said]:
    for target in figures.targets_of(desk):
        if not target.reported:
            last = target.measure.targets[-1]
            when = f" by {date_words(last.by)}" if last.by else ""
            yield Said(
                f"{_source(target.row)} sets {last.value}{when} for "
                f"“{clipped(target.measure.metric, 18)}”. "
                "The papers held give no later figure. What is it now?",
                (desk.cite_row(target.row),),
            )


def _differences(desk: Desk) -> Iterator[Said]:
    for each in conflicts.differences(desk):
        sides = [
            f"“{clipped(says, 16)}”" + (f" ({note})" if note else "")
            for says, note in ((each.one_says, each.one_note), (each.other_says, each.other_note))
        ]
        yield Said(
            f"Two papers differ on {each.matter}: {' and '.join(sides)}. Which holds?",
            (each.one, each.other),
        )


def _unresolved(desk: Desk) -> Iterator[Said]:
    for row in deadlines.unresolved(desk):
        deadline = row.requirement.deadline
        if row.requirement.kind == "recommendation":
            continue  # asked of already, where nothing came of it
        if deadline.kind == "immediate":
            if not desk.progress(row):
                yield Said(
                    f"{_source(row)} asks for {desk.quoted(row, _WORDS)} at once. The papers "
                    f"held do not "
                    "report on it. Has it been done, and when?",
                    (desk.cite_row(row),),
                )
            continue
        words = clipped(deadline.words.text, 14) if deadline.words else ""
        yield Said(
            f"{_source(row)} asks for {desk.quoted(row, _WORDS)}. When it is due depends on "
            f"“{words}”, and "
            "the papers held give no date for that. When is it?",
            (desk.cite_row(row),),
        )


def _without_holder(desk: Desk) -> Iterator[Said]:
    for row in desk.rows("notice_measure", "reporting", "board", "review"):
        if row.requirement.duty_holder == "Not stated":
            yield Said(
                f"{_source(row)} does not say who is to see to {desk.quoted(row, _WORDS)}. "
                f"Who answers "
                "for it?",
                (desk.cite_row(row),),
            )


def _source(row: Filed, opening: bool = True) -> str:
    """ "The notice", "the plan"."""
    said = _SOURCES.get(row.entry.kind, f"the {row.entry.kind.replace('_', ' ')}")
    return said[:1].upper() + said[1:] if opening else said
