"""``/v1/documents``: what is in the corpus, and one document whole."""

from __future__ import annotations

import json
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel, ConfigDict, Field

from assistant.api import document_contract
from assistant.api.periods import FirstDay, LastDay
from assistant.document_json import document_json, whole_document_json
from assistant.http.access import Editor, Reader
from assistant.http.conditional import conditional
from assistant.http.paging import MOST, page_links
from assistant.http.state import Served
from assistant.shelf import Filter, listed
from ingest.documents import Kind

router = APIRouter(prefix="/v1/documents", tags=["documents"])
_TAGGED: dict[int | str, dict[str, Any]] = {
    304: {"description": "It is as the client has it (`If-None-Match`)."}
}


class Wanted(BaseModel):
    """Which documents to list."""

    model_config = ConfigDict(extra="forbid")

    council: str | None = Field(None, min_length=1, max_length=100, examples=["Kelder"])
    kind: Kind | None = None
    from_: FirstDay | None = Field(None, alias="from", description="Issued then or later.")
    to: LastDay | None = Field(None, description="Issued then or earlier.")
    query: str = Field("", max_length=200, description="Words of title, file or council.")
    limit: int = Field(100, ge=1, le=MOST)
    offset: int = Field(0, ge=0, le=1_000_000)


@router.get(
    "", response_model=document_contract.Documents, summary="List the documents", responses=_TAGGED
)
def list_documents(
    wanted: Annotated[Wanted, Query()], request: Request, service: Served, _: Reader
) -> Response:
    """Documents with their councils, kinds and dates; packs' parts follow their pack."""
    shown = Filter(wanted.council, wanted.kind, wanted.from_, wanted.to, wanted.query)
    found = listed(service.entries(), shown)
    page = found[wanted.offset : wanted.offset + wanted.limit]
    made = {
        "count": len(found),
        "limit": wanted.limit,
        "offset": wanted.offset,
        "documents": [document_json(entry) for entry in page],
    }
    links = page_links(request, len(found), wanted.limit, wanted.offset)
    return conditional(request, _bytes(made), "application/json", links)


@router.get(
    "/{document_id}",
    response_model=document_contract.DocumentWhole,
    summary="One document with its outline",
    responses=_TAGGED,
)
def get_document(document_id: str, request: Request, service: Served, _: Reader) -> Response:
    """An old version, which an old answer quotes, is found by its id too."""
    document = service.library.document(document_id)
    entries = service.entries()
    made = {
        **whole_document_json(document),
        "current": any(entry.id == document_id for entry in entries),
        "parts": [document_json(entry) for entry in entries if entry.part_of == document_id],
    }
    return conditional(request, _bytes(made), "application/json")


@router.get(
    "/{document_id}/text",
    response_class=Response,
    summary="The stored text",
    responses={200: {"content": {"text/plain": {"schema": {"type": "string"}}}}, **_TAGGED},
)
def get_text(document_id: str, request: Request, service: Served, _: Reader) -> Response:
    """What citations are cut from: a quote is the characters from its start to its end."""
    text = service.library.document(document_id).text
    return conditional(request, text.encode("utf-8"), "text/plain; charset=utf-8")


@router.delete(
    "/{document_id}",
    response_model=document_contract.Removed,
    summary="Take a document out, completely",
)
def remove_document(document_id: str, service: Served, _: Editor) -> Response:
    """Its text, parts, old versions, vectors and, if it was uploaded, its file."""
    return JSONResponse({"removed": list(service.uploads.remove(document_id))})


def _bytes(made: dict[str, Any]) -> bytes:
    return json.dumps(made, ensure_ascii=False).encode("utf-8")
