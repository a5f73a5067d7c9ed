"""Adding and correcting documents: jobs that go on in the background, and how they stand."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, File, Form, Request, UploadFile
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel, ConfigDict, Field

from assistant.api import contract, document_contract
from assistant.http.access import Editor
from assistant.http.bodies import MediaTypeError, takes_json
from assistant.http.state import Served
from assistant.uploads.intake import MOST_FILES
from assistant.uploads.log import Job
from ingest.documents import Kind

router = APIRouter(prefix="/v1", tags=["adding documents"])

Councils = Annotated[list[str], Field(max_length=contract.MOST_NAMES)]
Title = Annotated[str, Field(max_length=500)]
Name = Annotated[str, Field(max_length=200)]
Days = Annotated[str, Field(max_length=30)]


class Corrections(BaseModel):
    """What a person says of a document, over what was read from its text."""

    model_config = ConfigDict(extra="forbid")

    councils: Councils = Field([], examples=[["Kelder"]])
    kind: Kind | None = Field(None, examples=["improvement_notice"])
    title: Title = Field("", examples=["Second improvement notice"])
    issued: Days = Field("", description="2012, 2012-09 or 2012-09-24.", examples=["2012-09"])
    publisher: Name = Field("", examples=["Department for Education"])
    inspected: Days = Field(
        "", description="2022-03-14, or 2022-03-14..2022-03-25.", examples=["2022-03-14"]
    )

    def overrides(self) -> dict[str, str]:
        """As ingestion takes them; what is not said stays as it was."""
        told = {
            "council": "; ".join(name for name in self.councils if name.strip()),
            "kind": self.kind or "",
            **self.model_dump(include={"title", "issued", "publisher", "inspected"}),
        }
        return {name: value for name, value in told.items() if value.strip()}


def _multipart_only(request: Request) -> None:
    if not request.headers.get("content-type", "").lower().startswith("multipart/form-data"):
        raise MediaTypeError("Send the files as multipart/form-data, in fields named “files”.")


@router.post(
    "/documents",
    status_code=202,
    response_model=document_contract.Upload,
    summary="Add documents",
    dependencies=[Depends(_multipart_only)],
)
def upload(
    files: Annotated[list[UploadFile], File(description=f"1 to {MOST_FILES} files.")],
    service: Served,
    _: Editor,
    council: Annotated[Councils, Form()] = [],  # noqa: B006  # FastAPI copies it
    kind: Annotated[Kind | None, Form()] = None,
    title: Annotated[Title, Form()] = "",
    issued: Annotated[Days, Form()] = "",
    publisher: Annotated[Name, Form()] = "",
    inspected: Annotated[Days, Form()] = "",
) -> Response:
    """They are read in the background; a file of a name that was sent before replaces that one."""
    said = Corrections(
        councils=council, kind=kind, title=title, issued=issued, publisher=publisher,
        inspected=inspected,
    )  # fmt: skip
    sent = [(file.filename or "", file.file) for file in files]
    return _accepted(service.uploads.add(sent, said.overrides()))


@router.patch(
    "/documents/{document_id}",
    status_code=202,
    response_model=document_contract.Upload,
    summary="Correct what a document is",
    dependencies=[takes_json],
    responses={409: {"description": "It is a part of a pack."}},
)
def correct(document_id: str, said: Corrections, service: Served, _: Editor) -> Response:
    """Its file is read again with what is said, in the background; the rest stays as it was."""
    return _accepted(service.uploads.correct(document_id, said.overrides()))


@router.get("/uploads", response_model=document_contract.Uploads, summary="What was added lately")
def list_uploads(service: Served, _: Editor) -> Response:
    """The last hundred jobs, newest first."""
    made = [job.as_json() for job in service.uploads.jobs()]
    return JSONResponse({"count": len(made), "uploads": made})


@router.get(
    "/uploads/{upload_id}", response_model=document_contract.Upload, summary="How an upload stands"
)
def get_upload(upload_id: str, service: Served, _: Editor) -> Response:
    """Each file with what became of it."""
    return JSONResponse(service.uploads.job(upload_id).as_json())


def _accepted(job: Job) -> Response:
    return JSONResponse(job.as_json(), 202, {"Location": f"/v1/uploads/{job.id}"})
