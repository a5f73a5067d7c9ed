"""``GET /answers/{id}``: an answer as it was given, its sources beside it, and its feedback."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Literal

from fastapi import Form, Request
from fastapi.responses import RedirectResponse, Response

from assistant.answer_log import MOST_COMMENT
from assistant.answers import Answer, Scope
from assistant.http.state import Served
from assistant.question.narrowing import ASKED_FOR
from assistant.web.answer_markup import answer_markup
from assistant.web.filters import Filters
from assistant.web.holdings import councils
from assistant.web.naming import KINDS, listed
from assistant.web.rendering import page
from assistant.web.routes import router as pages
from assistant.web.sources import copied, grouped

router = pages()


@router.get("/answers/{answer_id}")
def answer(request: Request, service: Served, answer_id: str, said: str = "") -> Response:
    """The answer as it was given."""
    given = service.answers.answer(answer_id)
    marks = [citation.number for citation in given.citations]
    return page(
        request,
        "answer.html",
        answer=given,
        body=answer_markup(given.text, marks),
        sources=grouped(given.citations, given, numbered=True),
        nearest=grouped(given.nearest, given, numbered=False),
        read_with=_read_with(given),
        copied=copied(given),
        judged=bool(said),
        most_comment=MOST_COMMENT,
        filters=_asked_for(given.scope),
        question="",
        errors={},
        kinds=KINDS,
        councils=councils(service.entries()),
    )


@router.post("/answers/{answer_id}/feedback")
def judge(
    service: Served,
    answer_id: str,
    verdict: Annotated[Literal["helpful", "unhelpful"], Form()],
    comment: Annotated[str, Form()] = "",
) -> Response:
    """Keep what a person says of the answer."""
    service.answers.judge(answer_id, verdict, comment.strip())
    return RedirectResponse(f"/answers/{answer_id}?said=1#said", status_code=303)


def _asked_for(scope: Scope) -> Filters:
    """What the person had narrowed the question to, and so the next; not what was read from it."""
    asked = Filters.of_scope(scope)
    return asked if scope.because == ASKED_FOR else replace(asked, councils=())


def _read_with(given: Answer) -> str:
    """What was searched, in words; "" when it was everything."""
    scope = given.scope
    since = f"from {scope.from_date}" if scope.from_date else ""
    until = f"to {scope.to_date}" if scope.to_date else ""
    kinds = [kind.replace("_", " ") for kind in scope.kinds]
    parts = (listed(scope.councils), listed(kinds), f"{since} {until}".strip())
    return "; ".join(part for part in parts if part)
