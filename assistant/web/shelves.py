"""``GET /documents``: what is in the corpus, filtered, packs with their papers."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query, Request
from fastapi.responses import Response

from assistant.http.state import Served
from assistant.shelf import Filter, listed
from assistant.web.holdings import councils
from assistant.web.naming import KINDS
from assistant.web.paging import paged
from assistant.web.rendering import page
from assistant.web.routes import router as pages
from ingest.errors import NoticesError

router = pages()
_LONGEST = 200


@router.get("/documents")
def documents(
    request: Request,
    service: Served,
    council: Annotated[str, Query(max_length=_LONGEST)] = "",
    kind: Annotated[str, Query(max_length=_LONGEST)] = "",
    words: Annotated[str, Query(max_length=_LONGEST)] = "",
    number: Annotated[int, Query(alias="page")] = 1,
) -> Response:
    """The list; a filter that fits nothing says so."""
    entries = service.entries()
    told = {"council": council.strip(), "kind": kind if kind in KINDS else "", "words": words}
    wrong = ""
    try:
        found = listed(entries, Filter(told["council"] or None, told["kind"] or None, words=words))
    except NoticesError as error:
        found, wrong = [], error.user_message
    return page(
        request,
        "documents.html",
        status=422 if wrong else 200,
        listed=paged(found, number, "/documents", told),
        told=told,
        errors={"council": wrong} if wrong else {},
        kinds=KINDS,
        councils=councils(entries),
        packs={entry.part_of for entry in entries if entry.part_of},
    )
