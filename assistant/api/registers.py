"""``/v1/requirements``, ``/v1/judgements``, ``/v1/links``: as JSON, sheets and a calendar."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict, Field

from assistant.api import register_contract
from assistant.api.periods import FirstDay, LastDay
from assistant.http.access import Reader
from assistant.http.conditional import of_corpus
from assistant.http.negotiating import wanted_format
from assistant.http.paging import MOST, page_links
from assistant.http.state import Served
from assistant.linking.files import LINK_FORMATS, links_file, links_page
from assistant.linking.register import links, unlinked
from assistant.question.narrowing import council_name
from assistant.registers.confirming import grades_with_confirmations, with_confirmations
from assistant.registers.files import (
    JUDGEMENT_FORMATS,
    MEDIA_TYPES,
    REQUIREMENT_FORMATS,
    judgements_file,
    requirements_file,
)
from assistant.registers.requirements import of_library
from assistant.registers.rows import judgements_of
from assistant.service import Service
from ingest.documents import RequirementKind

router = APIRouter(prefix="/v1", tags=["registers"])
CouncilName = Annotated[str | None, Field(min_length=1, max_length=100, examples=["Kelder"])]


class Due(BaseModel):
    """Which requirements to list."""

    model_config = ConfigDict(extra="forbid")

    council: CouncilName = None
    due_before: LastDay | None = Field(None, description="Due then or earlier.")
    due_after: FirstDay | None = Field(None, description="Due then or later.")
    topic: str | None = Field(None, max_length=200, description="Words that it must speak of.")
    kind: RequirementKind | None = None


class DueAs(Due):
    """Which requirements to list, and as what."""

    format: Literal["json", "csv", "xlsx", "ics"] | None = Field(
        None, description="What `Accept` says, if it is not given; else JSON."
    )


class DueWithKey(Due):
    """Which requirements a calendar is to show."""

    key: str | None = Field(
        None, max_length=200, description="A key, for calendars that cannot send headers."
    )


class Graded(BaseModel):
    """Which judgements to list, and as what."""

    model_config = ConfigDict(extra="forbid")

    council: CouncilName = None
    year: int | None = Field(None, ge=1900, le=2200, description="Inspected or published then.")
    topic: str | None = Field(None, max_length=200, description="Words of what was judged.")
    grade: str | None = Field(None, max_length=60, description="The grade, or its common scale's.")
    format: Literal["json", "csv", "xlsx"] | None = Field(
        None, description="What `Accept` says, if it is not given; else JSON."
    )


class Traced(BaseModel):
    """Which links to list, and as what."""

    model_config = ConfigDict(extra="forbid")

    council: CouncilName = None
    stage: str | None = Field(None, max_length=60, examples=["recommendation->action"])
    limit: int = Field(100, ge=1, le=MOST, description="Of the JSON: links, and rows without.")
    offset: int = Field(0, ge=0, le=1_000_000)
    format: Literal["json", "csv", "xlsx"] | None = Field(
        None, description="What `Accept` says, if it is not given; else JSON."
    )


def _described(*forms: str) -> dict[int | str, dict[str, Any]]:
    """The other formats and answers of a register, for its description."""
    schema = {"schema": {"type": "string", "format": "binary"}}
    content = {MEDIA_TYPES[form].partition(";")[0]: schema for form in forms}
    return {
        200: {"content": content},
        304: {"description": "It is as the client has it (`If-None-Match`)."},
        406: {"description": "`Accept` names no format that there is."},
    }


@router.get(
    "/requirements",
    response_model=register_contract.Requirements,
    summary="What must be done, by whom and by when",
    responses=_described("csv", "xlsx", "ics"),
)
def get_requirements(
    due: Annotated[DueAs, Query()], request: Request, service: Served, _: Reader
) -> Response:
    """Rows of notices, reports, plans and resolutions, each in its document's own words."""
    form = wanted_format(request, due.format, REQUIREMENT_FORMATS, MEDIA_TYPES)
    make = _requirements(form, due, request, service)
    also = service.confirmations.mark
    return of_corpus(request, make, MEDIA_TYPES[form], _named(form, "requirements"), also)


@router.get(
    "/requirements.ics",
    response_class=Response,
    summary="A calendar to subscribe to",
    responses={
        200: {"content": {"text/calendar": {"schema": {"type": "string"}}}},
        304: {"description": "It is as the client has it (`If-None-Match`)."},
    },
)
def get_calendar(
    due: Annotated[DueWithKey, Query()], request: Request, service: Served, _: Reader
) -> Response:
    """Dated and recurring requirements; the address stays, and so do its entries' ids."""
    make = _requirements("ics", due, request, service)
    return of_corpus(request, make, MEDIA_TYPES["ics"], also=service.confirmations.mark)


@router.get(
    "/judgements",
    response_model=register_contract.Judgements,
    summary="Inspection grades",
    responses=_described("csv", "xlsx"),
)
def get_judgements(
    graded: Annotated[Graded, Query()], request: Request, service: Served, _: Reader
) -> Response:
    """Each grade in its report's own words; nothing is derived from them."""
    form = wanted_format(request, graded.format, JUDGEMENT_FORMATS, MEDIA_TYPES)
    council = _council(graded.council, service)

    def make() -> bytes:
        rows = judgements_of(service.library, council, graded.year, graded.topic, graded.grade)
        rows = grades_with_confirmations(rows, service.confirmations.all())
        return judgements_file(form, rows, str(request.base_url))

    steadily, also = partial(service.steadily, make), service.confirmations.mark
    return of_corpus(request, steadily, MEDIA_TYPES[form], _named(form, "judgements"), also)


@router.get(
    "/links",
    response_model=register_contract.Links,
    summary="What came of recommendations, measures and actions",
    responses=_described("csv", "xlsx"),
)
def get_links(
    traced: Annotated[Traced, Query()], request: Request, service: Served, _: Reader
) -> Response:
    """Proposed within one council by likeness of words; those that a person rejected left out.

    The JSON comes in pages, of the links and of the rows without a partner alike; the files are
    whole.
    """
    form = wanted_format(request, traced.format, LINK_FORMATS, MEDIA_TYPES)
    council = _council(traced.council, service)
    said, library, corpus = service.confirmations.all(), service.library, service.corpus
    rows, alone = service.steadily(
        lambda: (
            links(corpus, council, said=said, stage=traced.stage, library=library),
            unlinked(corpus, council, said=said, library=library) if form == "json" else [],
        )
    )
    headers = _named(form, "links")
    if form == "json":
        most = max(len(rows), len(alone))
        headers |= page_links(request, most, traced.limit, traced.offset)
        make = partial(links_page, rows, alone, traced.limit, traced.offset)
    else:
        make = partial(links_file, form, rows, str(request.base_url))
    also = service.confirmations.mark
    return of_corpus(request, partial(service.steadily, make), MEDIA_TYPES[form], headers, also)


def _requirements(form: str, due: Due, request: Request, service: Service) -> Callable[[], bytes]:
    """Makes the file of the rows asked for. Raises ScopeError at once for an unknown council."""
    council = _council(due.council, service)

    def make() -> bytes:
        rows = of_library(
            service.library, council, due.due_before, due.due_after, due.topic, due.kind
        )
        rows = with_confirmations(rows, service.confirmations.all())
        return requirements_file(form, rows, str(request.base_url))

    return partial(service.steadily, make)


def _council(given: str | None, service: Service) -> str | None:
    return council_name(given, service.library.councils()) if given else None


def _named(form: str, name: str) -> dict[str, str]:
    """What is no JSON is saved as a file."""
    file = f'attachment; filename="{name}.{form}"'
    return {} if form == "json" else {"Content-Disposition": file}
