"""``/v1/answers``: an answer opened again, and what a person says of it."""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel, ConfigDict, Field

from assistant.answer_log import MOST_COMMENT
from assistant.api import contract
from assistant.http.access import Reader
from assistant.http.bodies import takes_json
from assistant.http.state import Served

router = APIRouter(prefix="/v1/answers", tags=["answers"])


class Said(BaseModel):
    """What a person says of an answer."""

    model_config = ConfigDict(extra="forbid")

    verdict: Literal["helpful", "unhelpful"] = Field(examples=["unhelpful"])
    comment: str = Field("", max_length=MOST_COMMENT, examples=["The second date is missing."])


@router.get("/{answer_id}", response_model=contract.Answer, summary="An answer given before")
def get_answer(answer_id: str, service: Served, _: Reader) -> Response:
    """As it was given; kept for as many days as NOTICES_KEEP_ANSWERS_DAYS says."""
    return JSONResponse(service.answers.answer(answer_id).as_json())


@router.post(
    "/{answer_id}/feedback",
    response_model=contract.Judged,
    summary="Say whether an answer helped",
    dependencies=[takes_json],
)
def give_feedback(answer_id: str, said: Said, service: Served, _: Reader) -> Response:
    """The last word counts; `notices feedback` exports all as cases to learn from."""
    service.answers.judge(answer_id, said.verdict, said.comment)
    return JSONResponse({"answer_id": answer_id, **said.model_dump()})
