"""``/healthz``, ``/readyz`` and ``/metrics``: for whatever watches the service."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response

from assistant.api import contract
from assistant.http.access import Administrator
from assistant.http.measuring import MEDIA_TYPE
from assistant.http.state import Served, metrics_of
from ingest.errors import NoticesError

router = APIRouter(tags=["health"])


class NotReadyError(NoticesError):
    """The corpus or the model cannot be used."""

    status = 503


@router.get("/healthz", response_model=contract.Alive, summary="Whether the process answers")
async def healthz() -> Response:
    """Needs neither a key, nor the corpus, nor a thread."""
    return JSONResponse({"status": "ok"})


@router.get("/readyz", response_model=contract.Ready, summary="Whether questions can be answered")
def readyz(service: Served) -> Response:
    """Reads the corpus and asks the model for one vector."""
    try:
        entries, version = service.entries(), service.library.version
        service.corpus.embedder.embed_query("ready")
    except NoticesError:
        raise
    except Exception as error:
        raise NotReadyError("The model or the corpus cannot be used.") from error
    count = sum(1 for entry in entries if entry.same_as is None)
    ready = {"status": "ready", "documents": count, "version": version, "mode": "quoting"}
    return JSONResponse(ready)


@router.get(
    "/metrics",
    response_class=Response,
    summary="Figures for Prometheus",
    responses={200: {"content": {"text/plain": {"schema": {"type": "string"}}}}},
)
def metrics(request: Request, service: Served, _: Administrator) -> Response:
    """Counts and times; no word of a question."""
    return Response(metrics_of(request.app).shown(service), media_type=MEDIA_TYPE)
