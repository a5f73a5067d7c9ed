"""``GET /`` and ``POST /ask``: the page to ask on.

A question may hold a child's details, so it travels in a form's body and never in an address.
"""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Form, Request
from fastapi.responses import RedirectResponse, Response

from assistant.http.state import Served
from assistant.web.filters import FilterError, Filters, filters
from assistant.web.holdings import councils, holdings
from assistant.web.naming import KINDS
from assistant.web.rendering import page
from assistant.web.routes import router as pages

router = pages()
_EMPTY = "Write a question first"


@router.get("/")
def home(request: Request, service: Served) -> Response:
    """The page."""
    return _form(request, service, "", Filters(), {})


@router.post("/ask")
def ask(
    request: Request,
    service: Served,
    narrowed: Annotated[Filters, Depends(filters)],
    question: Annotated[str, Form()] = "",
    after: Annotated[str, Form()] = "",
    conversation: Annotated[str, Form()] = "",
) -> Response:
    """Answer, keep the answer, and lead to it; ``after`` is the answer that it follows."""
    words = question.strip()
    if not words:
        return _form(request, service, "", narrowed, {"question": _EMPTY})
    try:
        scope = narrowed.scope(councils(service.entries()))
    except FilterError as error:
        return _form(request, service, words, narrowed, error.fields)
    answer = service.ask(words, scope, conversation or None, after or None)
    return RedirectResponse(f"/answers/{answer.id}", status_code=303)


def _form(
    request: Request, service: Served, question: str, narrowed: Filters, errors: dict[str, str]
) -> Response:
    entries = service.entries()
    return page(
        request,
        "home.html",
        status=422 if errors else 200,
        question=question,
        filters=narrowed,
        errors=errors,
        kinds=KINDS,
        held=holdings(entries),
        councils=councils(entries),
        suggested=service.suggester.suggested(),
    )
