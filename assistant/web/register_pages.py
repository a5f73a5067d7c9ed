"""``GET /requirements`` and ``/judgements``: the registers as tables, with their downloads."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, TypeVar, cast, get_args

from fastapi import Query, Request
from fastapi.responses import Response

from assistant.answer.quoting import date_words, display
from assistant.http.state import Served
from assistant.periods import first_day, last_day
from assistant.question.narrowing import council_name
from assistant.registers.confirming import grades_with_confirmations, with_confirmations
from assistant.registers.requirements import RequirementRow, of_library
from assistant.registers.rows import Graded, judgements_of
from assistant.web.holdings import councils
from assistant.web.paging import address, paged
from assistant.web.rendering import page
from assistant.web.routes import router as pages
from ingest.documents import RequirementKind
from ingest.errors import NoticesError

router = pages()
KIND_NAMES: dict[str, str] = {
    "notice_measure": "Notice measure",
    "board": "The board",
    "reporting": "Reporting",
    "review": "Review",
    "consequence": "If it fails",
    "recommendation": "Recommendation",
    "plan_action": "Plan action",
    "resolution": "Resolution",
}
Text = Annotated[str, Query(max_length=200)]
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Order:
    """How a table is sorted, and the addresses that sort it otherwise."""

    by: str
    down: bool
    path: str
    told: Mapping[str, str]

    def address(self, column: str) -> str:
        """Sorted by a column; the other way round if it is sorted by it already."""
        down = "1" if column == self.by and not self.down else ""
        return address(self.path, self.told, sort=column, down=down)

    @property
    def query(self) -> dict[str, str]:
        """The filters and the order, as an address has them."""
        return {**self.told, "sort": self.by, "down": "1" if self.down else ""}

    def in_order(self, rows: Sequence[Row], keys: Mapping[str, Callable[[Row], Any]]) -> list[Row]:
        """The rows in this order; as they were where none is asked for."""
        if not self.by:
            return list(rows)
        return sorted(rows, key=keys[self.by], reverse=self.down)


@router.get("/requirements")
def requirements(
    request: Request,
    service: Served,
    council: Text = "",
    kind: Text = "",
    topic: Text = "",
    after: Annotated[str, Query(alias="due_after", max_length=20)] = "",
    before: Annotated[str, Query(alias="due_before", max_length=20)] = "",
    sort: Text = "",
    down: Text = "",
    number: Annotated[int, Query(alias="page")] = 1,
) -> Response:
    """What must be done, by whom and by when."""
    told = {
        "council": council.strip(), "kind": kind if kind in KIND_NAMES else "", "topic": topic,
        "due_after": after.strip(), "due_before": before.strip(),
    }  # fmt: skip
    days, errors = _days(told)
    name, unknown = _known(told["council"], service.library.councils())
    errors |= unknown
    rows: list[RequirementRow] = []
    if not errors:
        rows = of_library(
            service.library,
            name,
            days["due_before"],
            days["due_after"],
            topic.strip() or None,
            cast(RequirementKind, told["kind"]) if told["kind"] else None,
        )
        rows = with_confirmations(rows, service.confirmations.all())
    order = Order(sort if sort in _BY else "", bool(down), "/requirements", told)
    rows = order.in_order(rows, _BY)
    if order.by == "due":  # either way, what has no date comes after what has one
        rows = sorted(rows, key=lambda row: not row.due_days)
    return page(
        request,
        "requirements.html",
        status=422 if errors else 200,
        listed=paged(rows, number, "/requirements", order.query),
        told=told,
        errors=errors,
        order=order,
        kinds=KIND_NAMES,
        councils=councils(service.entries()),
        downloads=[] if errors else _downloads("/v1/requirements", told, ("csv", "xlsx", "ics")),
        due=due_words,
    )


@router.get("/judgements")
def grades(
    request: Request,
    service: Served,
    council: Text = "",
    year: Text = "",
    topic: Text = "",
    grade: Text = "",
    sort: Text = "",
    down: Text = "",
    number: Annotated[int, Query(alias="page")] = 1,
) -> Response:
    """The grades that inspections gave, in their reports' own words."""
    told = {
        "council": council.strip(), "year": year.strip(), "topic": topic.strip(),
        "grade": grade.strip(),
    }  # fmt: skip
    name, errors = _known(told["council"], service.library.councils())
    told_year = told["year"]
    if told_year and not (told_year.isascii() and told_year.isdigit() and len(told_year) == 4):
        errors["year"] = "Write a year as 2012."
    rows: list[Graded] = []
    if not errors:
        rows = judgements_of(
            service.library, name, int(told_year) if told_year else None,
            told["topic"] or None, told["grade"] or None,
        )  # fmt: skip
        said = service.confirmations.all()
        rows = grades_with_confirmations(rows, said)
    order = Order(sort if sort in _GRADED_BY else "", bool(down), "/judgements", told)
    return page(
        request,
        "judgements.html",
        status=422 if errors else 200,
        listed=paged(order.in_order(rows, _GRADED_BY), number, "/judgements", order.query),
        told=told,
        errors=errors,
        order=order,
        councils=councils(service.entries()),
        downloads=[] if errors else _downloads("/v1/judgements", told, ("csv", "xlsx")),
    )


def due_words(row: RequirementRow) -> tuple[str, str]:
    """By when, in words, and the rule that it was read by; a date is never without its rule."""
    deadline = row.requirement.deadline
    dates = ", ".join(date_words(date) for date in deadline.dates)
    said = display(deadline.words.text) if deadline.words else ""
    recurs = display(row.requirement.recurrence.words) if row.requirement.recurrence else ""
    return dates or recurs or said, deadline.rule or ""


def _first_due(row: RequirementRow) -> str:
    return row.due_days[0] if row.due_days else ""


_BY: dict[str, Callable[[RequirementRow], Any]] = {
    "council": lambda row: row.requirement.council or "",
    "due": _first_due,
    "who": lambda row: row.requirement.duty_holder,
    "kind": lambda row: row.requirement.kind,
}
_GRADED_BY: dict[str, Callable[[Graded], Any]] = {
    "council": lambda row: row.judgement.council,
    "inspected": lambda row: row.judgement.inspected_to or row.judgement.published or "",
    "subject": lambda row: row.judgement.subject,
    "grade": lambda row: row.judgement.scale or row.judgement.grade,
}
assert set(KIND_NAMES) == set(get_args(RequirementKind))


def _days(told: Mapping[str, str]) -> tuple[dict[str, str | None], dict[str, str]]:
    """The days of the due filters, and what is wrong with them."""
    days: dict[str, str | None] = {"due_after": None, "due_before": None}
    wrong: dict[str, str] = {}
    for field, read in (("due_after", first_day), ("due_before", last_day)):
        try:
            days[field] = read(told[field]) if told[field] else None
        except NoticesError as error:
            wrong[field] = error.user_message
    return days, wrong


def _known(given: str, known: Sequence[str]) -> tuple[str | None, dict[str, str]]:
    """A council's short name, and what is wrong with it."""
    if not given:
        return None, {}
    try:
        return council_name(given, known), {}
    except NoticesError as error:
        return None, {"council": error.user_message}


def _downloads(path: str, told: Mapping[str, str], forms: Sequence[str]) -> list[tuple[str, str]]:
    """Each format with the address of its file, the same rows."""
    names = {"csv": "CSV", "xlsx": "Excel", "ics": "Calendar"}
    return [(names[form], address(path, told, format=form)) for form in forms]
