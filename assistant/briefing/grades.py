"""Section 4: how inspectors judged, then and now, in their own words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from assistant.answer.quoting import date_words, display
from assistant.answers import Citation
from assistant.briefing.blocks import Block, Paragraph, Said, Section, Table
from assistant.briefing.desk import Desk
from assistant.briefing.words import without_repeats
from ingest.corpus import Entry
from ingest.documents import Judgement, Topic

MOST_INSPECTIONS = 3
_PLACES = 2
_TOPICS: tuple[tuple[Topic, str], ...] = (
    ("overall", "Overall effectiveness"),
    ("leaders", "Leaders, management and governance"),
    ("help_and_protection", "Help and protection"),
    ("children_in_care", "Children in care"),
    ("care_leavers", "Care leavers"),
    ("adoption", "Adoption"),
    ("lscb", "Local safeguarding children board"),
    ("safeguarding", "Safeguarding services, overall"),
    ("looked_after", "Looked after children, overall"),
    ("capacity", "Capacity to improve"),
)
_ORDER = {"inadequate": 0, "requires improvement": 1, "adequate": 1, "good": 2, "outstanding": 3}


def section(desk: Desk) -> Section:
    """One column an inspection; a single inspection's grades by grade."""
    by_report = grades_by_report(desk)
    if not by_report:
        said = f"The papers held give no inspection grade of {desk.council}."
        return Section("How inspectors judged, then and now", (Paragraph(Said(said)),))
    reports = list(by_report)[-MOST_INSPECTIONS:]
    blocks: list[Block] = []
    if len(reports) > 1:
        blocks.append(_compared(desk, reports, by_report))
        if len({_framework(by_report[each]) for each in reports}) > 1:
            said = (
                "These inspections were made under different frameworks, which judge differently "
                "and word their grades differently; grades are shown in each report's own words, "
                "and “adequate” is not the same as “requires improvement”."
            )
            blocks.append(Paragraph(Said(said), "note"))
    else:
        blocks.append(_single(desk, reports[0], by_report[reports[0]]))
        blocks.append(Paragraph(Said("Only one inspection with grades is among the papers held.")))
    if len(by_report) > len(reports):
        left = len(by_report) - len(reports)
        blocks.append(Paragraph(Said(f"Earlier inspections held, not shown: {left}."), "note"))
    return Section("How inspectors judged, then and now", tuple(blocks))


def grades_by_report(desk: Desk) -> dict[str, list[Judgement]]:
    """The grades of each paper that holds any, oldest inspection first."""
    found: dict[str, list[Judgement]] = defaultdict(list)
    for document_id, grade in desk.grades:
        if desk.entry(document_id).kind == "inspection_report":
            found[document_id].append(grade)
    return dict(sorted(found.items(), key=lambda each: _when(desk.entry(each[0]), each[1])))


def moved(desk: Desk) -> list[tuple[Topic, Judgement, Judgement, str, str]]:
    """Topics judged by the last two inspections: the grades before and after, and their papers.

    Only where both are on the common scale.
    """
    by_report = grades_by_report(desk)
    if len(by_report) < 2:
        return []
    (first, then), (second, now) = list(by_report.items())[-2:]
    found = []
    for topic, _ in _TOPICS:
        before, after = _of(topic, then), _of(topic, now)
        if before and after and before.scale and after.scale:
            found.append((topic, before, after, first, second))
    return found


def worse(before: Judgement, after: Judgement) -> bool:
    """Whether a grade on the common scale is lower than the one before."""
    return _ORDER[after.scale or ""] < _ORDER[before.scale or ""]


def topic_name(topic: Topic) -> str:
    """A topic as a person says it."""
    return dict(_TOPICS).get(topic, topic)


def _compared(desk: Desk, reports: Sequence[str], grades: dict[str, list[Judgement]]) -> Table:
    heads = ("What was judged", *(_occasion(desk.entry(each), grades[each]) for each in reports))
    rows = []
    for topic, name in _TOPICS:
        cells = [_cell(desk, report, _of(topic, grades[report]), name) for report in reports]
        if any(cell.citations for cell in cells):
            rows.append((Said(name), *cells))
    share = 0.7 / len(reports)
    return Table("Grades, by inspection", heads, (0.3, *(share for _ in reports)), tuple(rows))


def _cell(desk: Desk, report: str, grade: Judgement | None, name: str) -> Said:
    if grade is None:
        return Said("not judged separately")
    own = display(grade.subject)
    cited = desk.cite(report, grade.clause_id or "", grade.span)
    note = f"as “{own}”" if own.lower() != name.lower() else ""
    return Said(display(grade.grade), (cited,), note)


def _single(desk: Desk, report: str, grades: Sequence[Judgement]) -> Table:
    by_grade: dict[str, list[Judgement]] = defaultdict(list)
    seen: set[tuple[str, str]] = set()
    for grade in grades:
        key = (display(grade.subject).lower(), grade.grade.lower())
        if key not in seen:
            seen.add(key)
            by_grade[display(grade.grade)].append(grade)
    order = sorted(by_grade, key=lambda g: _ORDER.get((by_grade[g][0].scale or ""), 9))
    rows = tuple(
        (Said(each), _subjects(by_grade[each], _cited(desk, report, by_grade[each])))
        for each in order
    )
    caption = f"Grades of the inspection {_occasion(desk.entry(report), grades)}"
    return Table(caption, ("Grade", "What was judged so"), (0.16, 0.84), rows, grouped=True)


def _subjects(grades: Sequence[Judgement], cited: Sequence[Citation]) -> Said:
    """All that was judged so; the first two places are named, the others stand beside them."""
    left = len(cited) - _PLACES
    note = f"and {left} more in the same report" if left > 0 else ""
    return Said("; ".join(display(grade.subject) for grade in grades), tuple(cited[:_PLACES]), note)


def _cited(desk: Desk, report: str, grades: Sequence[Judgement]) -> list[Citation]:
    return without_repeats(desk.cite(report, g.clause_id or "", g.span) for g in grades)


def _of(topic: Topic, grades: Sequence[Judgement]) -> Judgement | None:
    return next((grade for grade in grades if grade.topic == topic), None)


def _occasion(entry: Entry, grades: Sequence[Judgement]) -> str:
    """ "of March 2012", by the last day of inspection, else by the paper's date."""
    ended = next((g.inspected_to or g.inspected_from for g in grades if g.inspected_to), None)
    when = (ended or entry.issued_on or "")[:7]
    framework = grades[0].framework
    said = f"{date_words(when)}" if when else "undated"
    return f"{said} ({framework})" if framework else said


def _framework(grades: Sequence[Judgement]) -> str:
    return grades[0].framework


def _when(entry: Entry, grades: Sequence[Judgement]) -> str:
    return (
        next((g.inspected_to or "" for g in grades if g.inspected_to), "") or entry.issued_on or ""
    )
