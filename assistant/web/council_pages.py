"""``/councils``: each council's own page, and its briefing before a meeting as a download."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Annotated
from urllib.parse import quote

from fastapi import Query, Request
from fastapi.responses import RedirectResponse, Response

from assistant.briefing.files import FORMATS, MEDIA_TYPES, briefing_file, file_name
from assistant.briefing.pack import Briefing, briefing, meeting_day
from assistant.http.state import Served
from assistant.linking.register import Unlinked, unlinked
from assistant.registers.confirmations import Confirmation
from assistant.registers.confirming import grades_with_confirmations, with_confirmations
from assistant.registers.requirements import RequirementRow, of_library
from assistant.registers.rows import judgements_of
from assistant.service import Service
from assistant.web.charts import chart
from assistant.web.holdings import councils
from assistant.web.register_pages import KIND_NAMES, due_words
from assistant.web.rendering import page
from assistant.web.routes import router as pages
from ingest.corpus import Entry
from ingest.errors import NoticesError

router = pages()
_SHOWN = 12  # of each; the registers have them all


class UnknownCouncilError(NoticesError):
    """No document here is of that council."""

    status = 404

    def __init__(self) -> None:
        super().__init__("No document here is of a council of that name. /councils lists them.")


@dataclass(frozen=True, slots=True)
class Due:
    """One date of one requirement."""

    day: str
    row: RequirementRow


@dataclass(frozen=True, slots=True)
class Together:
    """What is due on one day by one rule of one document, and whose it is: told once."""

    day: str
    holder: str
    rule: str
    entry: Entry
    rows: tuple[RequirementRow, ...]


@router.get("/councils")
def list_councils(request: Request, service: Served) -> Response:
    """Every council with how many documents are of it."""
    counts = Counter(
        name for entry in service.entries() if entry.same_as is None for name in entry.councils
    )
    return page(request, "councils.html", councils=sorted(counts.items()))


@router.get("/councils/{name}")
def council(request: Request, service: Served, name: str) -> Response:
    """What is held of one council, what it must do by when, and how it was judged."""
    known = _known(name, service)
    if known != name:  # one address for each page
        return RedirectResponse(f"/councils/{quote(known)}", 308)
    return _page(request, service, known, "", "")


@router.get("/councils/{name}/brief")
def brief(
    request: Request,
    service: Served,
    name: str,
    meeting: Annotated[str, Query(max_length=40)] = "",
    form: Annotated[str, Query(alias="format", max_length=10)] = "docx",
) -> Response:
    """The briefing before a meeting, as Word or PDF."""
    known = _known(name, service)
    form = form if form in FORMATS else FORMATS[0]
    try:
        day = meeting_day(meeting)
        made = service.steadily(lambda: _briefing(service, known, day))
    except NoticesError as error:
        return _page(request, service, known, meeting, error.user_message)
    told = f'attachment; filename="{file_name(made, form)}"'
    headers = {"Content-Disposition": told, "Cache-Control": "no-store"}
    return Response(briefing_file(made, form), media_type=MEDIA_TYPES[form], headers=headers)


def _briefing(service: Service, name: str, day: str) -> Briefing:
    return briefing(service.corpus, name, day, said=service.confirmations.all())


def _known(name: str, service: Service) -> str:
    """The council's own spelling, whatever case it was typed in. Raises UnknownCouncilError."""
    spelt = {each.casefold(): each for each in councils(service.entries())}
    if name.casefold() not in spelt:
        raise UnknownCouncilError
    return spelt[name.casefold()]


def _page(request: Request, service: Service, name: str, meeting: str, wrong: str) -> Response:
    said = service.confirmations.all()
    rows = with_confirmations(of_library(service.library, name), said)
    graded = judgements_of(service.library, name)
    graded = grades_with_confirmations(graded, said)
    today = dt.datetime.now(dt.UTC).date().isoformat()
    past, coming = _deadlines(rows, today)
    waiting = _without_progress(service, name)
    kinds = Counter[str](row.requirement.kind for row in rows)
    return page(
        request,
        "council.html",
        status=422 if wrong else 200,
        name=name,
        entries=[
            entry for entry in service.entries() if name in entry.councils and entry.same_as is None
        ],
        past=_together(past[-_SHOWN:]),
        coming=_together(coming[:_SHOWN]),
        dated=len(past) + len(coming),
        kinds_named=KIND_NAMES,
        kinds=[(kind, KIND_NAMES[kind], kinds[kind]) for kind in KIND_NAMES if kinds[kind]],
        chart=chart([row for row in graded if _holds(row.confirmed)]),
        grades=graded,
        waiting=waiting[:_SHOWN],
        waiting_all=len(waiting),
        meeting=meeting,
        errors={"meeting": wrong} if wrong else {},
    )


def _deadlines(rows: Sequence[RequirementRow], today: str) -> tuple[list[Due], list[Due]]:
    """What was due before today, and what is due from today on, each in order; what a person
    rejected, or whose date they did, is not counted on."""
    kept = [row for row in rows if _holds(row.confirmed) and _holds(row.deadline_confirmed)]
    found = sorted((Due(day, row) for row in kept for day in row.due_days), key=lambda d: d.day)
    return [each for each in found if each.day < today], [e for e in found if e.day >= today]


def _holds(said: Confirmation | None) -> bool:
    return said is None or said.verdict != "rejected"


def _together(dated: Sequence[Due]) -> list[Together]:
    """Neighbours that share all but their words, as one."""

    def shared(due: Due) -> tuple[str, str, str, str]:
        return due.day, due.row.requirement.duty_holder, due_words(due.row)[1], due.row.entry.id

    return [
        Together(day, holder, rule, some[0].row.entry, tuple(each.row for each in some))
        for (day, holder, rule, _), some in (
            (key, list(group)) for key, group in groupby(dated, shared)
        )
    ]


def _without_progress(service: Service, name: str) -> list[Unlinked]:
    said = service.confirmations.all()
    found = service.steadily(lambda: unlinked(service.corpus, name, said=said))
    return [each for each in found if "progress" in each.lacks]
