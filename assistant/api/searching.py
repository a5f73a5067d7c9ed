"""``POST /v1/search``: ranked passages."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel, ConfigDict, Field

from assistant.answer.quoting import make_citation
from assistant.api import contract
from assistant.api.scopes import scope_of
from assistant.evidence.passages import Evidence
from assistant.http.access import Reader
from assistant.http.bodies import takes_json
from assistant.http.state import Served
from assistant.question.guarding import LONGEST
from assistant.service import Service

router = APIRouter(prefix="/v1", tags=["questions"], dependencies=[takes_json])
MOST = 100


class Searched(BaseModel):
    """What to look for, and where."""

    model_config = ConfigDict(extra="forbid")

    query: str = Field(min_length=1, max_length=LONGEST, examples=["child protection plans"])
    scope: contract.ScopeAsked | None = None
    limit: int = Field(10, ge=1, le=MOST)


@router.post("/search", response_model=contract.Passages, summary="Find passages")
def search(searched: Searched, service: Served, _: Reader) -> Response:
    """Passages by words and by likeness, best first; a question is read for its scope too."""
    scope = scope_of(searched.scope, service)

    def passages() -> list[dict[str, Any]]:
        found = service.search(searched.query, scope, searched.limit)
        return [_passage(each, number, service) for number, each in enumerate(found, 1)]

    made = service.steadily(passages)
    return JSONResponse({"count": len(made), "passages": made})


def _passage(found: Evidence, number: int, service: Service) -> dict[str, Any]:
    passage, entries = found.passage, {found.entry.id: found.entry}
    citation = make_citation(
        service.library, entries, found.entry.id, passage.clause_id, passage.span, number
    )
    signals = {"words": found.words, "dense": found.dense, "coverage": found.coverage}
    return {
        "score": round(float(found.score), 6),
        "signals": {name: round(float(value), 6) for name, value in signals.items()},
        "citation": citation.as_json(),
    }
