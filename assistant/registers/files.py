"""The registers as files: JSON, CSV, XLSX and, for requirements, ICS. Bytes of rows, no door."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from assistant.answer.quoting import display
from assistant.answers import Citation
from assistant.registers.calendars import calendar_bytes
from assistant.registers.confirmations import Confirmation
from assistant.registers.requirements import RequirementRow
from assistant.registers.rows import Graded
from assistant.registers.spreadsheets import csv_text, xlsx_bytes

REQUIREMENT_FORMATS = ("json", "csv", "xlsx", "ics")
JUDGEMENT_FORMATS = ("json", "csv", "xlsx")
MEDIA_TYPES = {
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ics": "text/calendar; charset=utf-8",
}
# Where links lead when nothing is said: the page of `notices serve` on this machine.
LOCAL_SERVICE = "http://127.0.0.1:8000"

_REQUIREMENT_HEADS = (
    "council", "due", "deadline", "rule", "recurrence", "duty holder", "modality", "kind",
    "topic", "label", "lead-in", "quote", "items", "metric", "baseline", "targets",
    "monitored by", "evidence required", "title", "issued", "source", "page",
    "clause", "link", "verdict", "said by", "said at", "verdict on the date", "id",
)  # fmt: skip
_JUDGEMENT_HEADS = (
    "council", "body", "framework", "subject", "grade", "scale", "inspected from", "inspected to",
    "published", "inspector", "title", "source", "page", "quote", "link", "verdict", "said by",
    "said at", "id",
)  # fmt: skip


def requirements_file(
    form: str, rows: Sequence[RequirementRow], service: str = LOCAL_SERVICE
) -> bytes:
    """The requirements in one of REQUIREMENT_FORMATS; links lead to ``service``'s source viewer."""
    if form == "json":
        return _json("requirements", [row.as_json() for row in rows])
    if form == "ics":
        return calendar_bytes(rows, service)
    cells = [_requirement_cells(row, service) for row in rows]
    return _sheet(form, "requirements", _REQUIREMENT_HEADS, cells)


def judgements_file(form: str, rows: Sequence[Graded], service: str = LOCAL_SERVICE) -> bytes:
    """The judgements in one of JUDGEMENT_FORMATS."""
    if form == "json":
        return _json("judgements", [row.as_json() for row in rows])
    cells = [_judgement_cells(row, service) for row in rows]
    return _sheet(form, "judgements", _JUDGEMENT_HEADS, cells)


def link_of(citation: Citation, service: str) -> str:
    """The address at which a citation opens."""
    return f"{service.rstrip('/')}{citation.url}"


def _json(name: str, rows: list[dict[str, Any]]) -> bytes:
    made = {"count": len(rows), name: rows}
    return (json.dumps(made, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def _sheet(form: str, name: str, heads: Sequence[str], cells: list[tuple[str, ...]]) -> bytes:
    if form == "xlsx":
        return xlsx_bytes(name, heads, cells, link="link")
    return csv_text(heads, cells).encode("utf-8")


def _requirement_cells(row: RequirementRow, service: str) -> tuple[str, ...]:
    each, citation = row.requirement, row.citation
    measure, deadline = each.measure, each.deadline
    targets = measure.targets if measure else ()
    said = ["; ".join(filter(None, (t.value, t.by and f"by {t.by}", t.basis))) for t in targets]
    return _texts(
        each.council, ", ".join(deadline.dates), deadline.words and display(deadline.words.text),
        deadline.rule, each.recurrence and each.recurrence.words, each.duty_holder, each.modality,
        each.kind, display(each.topic), each.label, each.lead_in and display(each.lead_in.text),
        display(each.quote.text), "\n".join(display(item.text) for item in each.items),
        measure and measure.metric, measure and measure.baseline, "\n".join(said),
        each.monitored_by, each.evidence_required, citation.document.title,
        citation.document.issued, citation.document.source, citation.page, citation.clause,
        link_of(citation, service), *_said(row.confirmed),
        row.deadline_confirmed and row.deadline_confirmed.verdict, each.id,
    )  # fmt: skip


def _judgement_cells(row: Graded, service: str) -> tuple[str, ...]:
    each, citation = row.judgement, row.citation
    return _texts(
        each.council, each.body, each.framework, each.subject, each.grade, each.scale,
        each.inspected_from, each.inspected_to, each.published, each.inspector,
        citation.document.title, citation.document.source, citation.page, citation.quote,
        link_of(citation, service), *_said(row.confirmed), row.id,
    )  # fmt: skip


def _said(confirmed: Confirmation | None) -> tuple[str | None, ...]:
    """What a person said of a row, who and when."""
    return (confirmed.verdict, confirmed.by, confirmed.at) if confirmed else (None, None, None)


def _texts(*cells: object) -> tuple[str, ...]:
    return tuple("" if cell is None else str(cell) for cell in cells)
