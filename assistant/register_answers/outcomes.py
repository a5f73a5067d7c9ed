"""What has been done about a thing: the duties that speak of it, what was planned, what is
reported. A report counts when a link leads to it or it speaks of the thing itself."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer.drafts import Draft
from assistant.answer.quoting import Line, Quotation, label, shown
from assistant.evidence.library import Library
from assistant.evidence.passages import coverage, missing_concepts
from assistant.linking.kept import Trace, trace
from assistant.linking.progress import Reported
from assistant.question.nouns import Question
from assistant.register_answers.asked import Asked
from assistant.register_answers.wording import (
    LISTED,
    SHORT,
    begun,
    by_document,
    counted,
    quotation_of,
)
from assistant.registers.filed import Filed
from assistant.registers.requirements import RequirementRow

_MOST_DUTIES, _MOST_REPORTS = 12, 6
_NEAR, _NEAREST = 0.35, 3  # share of what is asked that a near report speaks of; how many


def outcomes_told(
    asked: Asked, question: Question, rows: Sequence[RequirementRow], library: Library
) -> Draft | None:
    """The duties, then what the papers report of them, the latest first; what is not shown is
    counted. Where nothing is reported the answer says so.

    None for several councils, or for more duties than one question can mean.
    """
    if len(question.councils) != 1 or len(rows) > _MOST_DUTIES:
        return None
    held = trace(library.corpus, question.councils[0])
    planned, reported, found = _linked(rows, held)
    told = [each for each in held.reports if not missing_concepts(asked.topic, _said(each))]
    reports = list({(r.entry.id, r.span.start): r for r in (*reported, *told)}.values())
    reports.sort(key=lambda each: each.entry.issued_on or "", reverse=True)
    asked_for = {row.requirement.id for row in rows}
    lines = [*_duties(rows), *_plans([row for row in planned if row.id not in asked_for])]
    if reports:
        return Draft((*lines, *_reports(reports)), confidence=LISTED)
    lines += _none_reported(asked, held, found)
    return Draft(tuple(lines), status="partial", confidence=LISTED)


def _plans(planned: Sequence[Filed]) -> list[Line]:
    if not planned:
        return []
    head = Line(f"**{counted(len(planned), 'action')}** planned for it:", (), "lead")
    return [head, *(Line(f"{label(row.entry)}: ", (_of_row(row),), "item") for row in planned)]


def _none_reported(asked: Asked, held: Trace, found: Sequence[Reported]) -> list[Line]:
    """That no report speaks of all that is asked, and what later inspections found of it; else
    those that speak of the most of it."""
    words = " and ".join(f"“{shown(concept.surface)}”" for concept in asked.topic)
    said = f"**No report** of what was done, in the papers held here, speaks of {words}."
    scored = [(coverage(asked.topic, _said(each)), each) for each in held.reports]
    near = sorted(
        ((share, each) for share, each in scored if share >= _NEAR),
        key=lambda one: (-one[0], one[1].entry.issued_on or ""),
    )[:_NEAREST]
    if found:
        latest = sorted(found, key=lambda one: one.entry.issued_on or "", reverse=True)[:_NEAREST]
        items = [Line(f"{label(each.entry)}: ", (_of_report(each),), "item") for each in latest]
        return [Line(f"{said} What inspectors found later:", (), "lead"), *items]
    if not near:
        return [Line(said, (), "said")]
    items = [Line(f"{label(each.entry)}: ", (_of_report(each),), "item") for _, each in near]
    return [Line(f"{said} The nearest:", (), "lead"), *items]


def _linked(
    rows: Sequence[RequirementRow], held: Trace
) -> tuple[list[Filed], list[Reported], list[Reported]]:
    """What was planned for some duties, reported as done, and found by inspectors."""
    ids = {row.requirement.id for row in rows}
    targets = [link.target for link in held.links if link.source.id in ids]
    planned = {each.id: each for each in targets if isinstance(each, Filed)}
    reports = [each for each in targets if isinstance(each, Reported)]
    done = [each for each in reports if not each.finding]
    return list(planned.values()), done, [each for each in reports if each.finding]


def _duties(rows: Sequence[RequirementRow]) -> list[Line]:
    lines: list[Line] = []
    for entry, own in by_document(rows):
        said = f"{label(entry)}: {counted(len(own), 'requirement')} on this."
        lines.append(Line(said, (), "lead"))
        lines += [Line(f"“{begun(row, SHORT)}”", (quotation_of(row),), "term") for row in own]
    return lines


def _reports(reports: Sequence[Reported]) -> list[Line]:
    first, more = reports[:_MOST_REPORTS], reports[_MOST_REPORTS:]
    lines = [Line(f"**{counted(len(reports), 'report')}** of what was done:", (), "lead")]
    lines += [Line(f"{label(each.entry)}: ", (_of_report(each),), "item") for each in first]
    if more:
        said = f"{counted(len(more), 'earlier report')} beside."
        lines.append(Line(said, tuple(_of_report(each) for each in more), "said"))
    return lines


def _said(each: Reported) -> str:
    return " ".join((each.topic, *each.beside, each.words))


def _of_report(each: Reported) -> Quotation:
    return Quotation(each.entry.id, each.clause.id, (each.span,))


def _of_row(row: Filed) -> Quotation:
    return Quotation(row.entry.id, row.requirement.clause_id, row.requirement.quote.spans)
