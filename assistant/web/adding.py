"""Adding documents: choose or drop files, see how they are read, correct what was read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, File, Form, Request, UploadFile
from fastapi.responses import RedirectResponse, Response

from assistant.http.access import editor
from assistant.http.state import Served
from assistant.service import Service
from assistant.upload_log import Job
from assistant.uploads import MOST_FILES
from assistant.web.document_facts import Fact, facts
from assistant.web.naming import KINDS
from assistant.web.rendering import page
from ingest.corpus import Entry
from ingest.errors import NoticesError

router = APIRouter(include_in_schema=False, dependencies=[Depends(editor)])
_NONE = "Choose a file first"


@dataclass(frozen=True, slots=True)
class Added:
    """One file of an upload and, where it was read, what it was read as."""

    name: str
    status: str
    message: str
    entry: Entry | None
    facts: tuple[Fact, ...] = ()


@router.get("/documents/add")
def form(request: Request) -> Response:
    """The form."""
    return page(request, "add.html", errors={}, most=MOST_FILES)


@router.post("/documents/add")
def add(
    request: Request,
    service: Served,
    files: Annotated[list[UploadFile] | None, File()] = None,
) -> Response:
    """Take the files in, and lead to how they are read."""
    sent = [(each.filename or "", each.file) for each in files or () if each.filename]
    try:
        if not sent:
            raise _NothingError(_NONE)
        job = service.uploads.add(sent, {})
    except NoticesError as error:
        errors = {"files": error.user_message}
        return page(request, "add.html", status=error.status, errors=errors, most=MOST_FILES)
    return RedirectResponse(f"/uploads/{job.id}", status_code=303)


@router.get("/uploads/{upload_id}")
def progress(request: Request, service: Served, upload_id: str) -> Response:
    """How far it is, and what became of each file."""
    job = service.uploads.job(upload_id)
    return page(request, "upload.html", job=job, added=_added(job, service))


@router.get("/documents/{document_id}/correct")
def corrected(request: Request, service: Served, document_id: str) -> Response:
    """The form to say what a document is."""
    return _correcting(request, service, document_id, {}, {})


@router.post("/documents/{document_id}/correct")
def correct(
    request: Request,
    service: Served,
    document_id: str,
    council: Annotated[str, Form()] = "",
    kind: Annotated[str, Form()] = "",
    title: Annotated[str, Form()] = "",
    publisher: Annotated[str, Form()] = "",
    issued: Annotated[str, Form()] = "",
    inspected: Annotated[str, Form()] = "",
) -> Response:
    """Read the file again with what is said; what was left as it was is not told."""
    said = {
        "council": council, "kind": kind, "title": title, "publisher": publisher,
        "issued": issued, "inspected": inspected,
    }  # fmt: skip
    before = _known(service, document_id)
    changed = {name: value for name, value in said.items() if value.strip() != before[name]}
    try:
        job = service.uploads.correct(document_id, changed)
    except NoticesError as error:
        field = next((name for name in changed if name in error.user_message.lower()), "title")
        return _correcting(request, service, document_id, {field: error.user_message}, said)
    return RedirectResponse(f"/uploads/{job.id}", status_code=303)


@router.get("/documents/{document_id}/remove")
def removing(request: Request, service: Served, document_id: str) -> Response:
    """Ask before anything is removed."""
    document = service.library.document(document_id)
    parts = sum(1 for entry in service.entries() if entry.part_of == document_id)
    return page(request, "remove.html", document=document, parts=parts, wrong="")


@router.post("/documents/{document_id}/remove")
def remove(request: Request, service: Served, document_id: str) -> Response:
    """Take it out, completely."""
    document = service.library.document(document_id)
    try:
        service.uploads.remove(document_id)
    except NoticesError as error:
        wrong = error.user_message
        return page(
            request, "remove.html", status=error.status, document=document, parts=0, wrong=wrong
        )
    return RedirectResponse("/documents", status_code=303)


class _NothingError(NoticesError):
    """The form came without a file."""

    status = 422


def _added(job: Job, service: Service) -> list[Added]:
    known = {entry.id: entry for entry in service.entries()}
    made = []
    for file in job.files:
        shown = file.as_json()
        entry = known.get(file.document_id or "")
        read = facts(service.library.document(entry.id), None)[:4] if entry else ()
        made.append(Added(shown["name"], file.status, file.message, entry, read))
    return made


def _known(service: Service, document_id: str) -> dict[str, str]:
    """What is known of a document, as the form has it."""
    told = service.library.document(document_id).description
    return {
        "council": "; ".join(told.councils),
        "kind": told.kind,
        "title": told.title,
        "publisher": told.publisher or "",
        "issued": told.issued.iso if told.issued else "",
        "inspected": "..".join(day for day in told.inspected or () if day),
    }


def _correcting(
    request: Request,
    service: Service,
    document_id: str,
    errors: dict[str, str],
    said: dict[str, str],
) -> Response:
    return page(
        request,
        "correct.html",
        status=422 if errors else 200,
        document=service.library.document(document_id),
        fields=said or _known(service, document_id),
        errors=errors,
        kinds=KINDS,
    )
