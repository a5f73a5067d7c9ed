"""The objects of documents and of their way in, as FastAPI describes them."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, Field


class Inspected(BaseModel):
    """The first and the last day of an inspection."""

    from_: str | None = Field(alias="from")
    to: str | None


class DocumentBrief(BaseModel):
    """What is known of a document, but for its text."""

    id: str
    title: str
    kind: str
    councils: list[str]
    publisher: str | None
    issued: str | None
    issued_precision: str | None
    issued_how: str | None = Field(description="How the date is known, such as stated.")
    inspected: Inspected | None
    source: str
    sha256: str
    media_type: str
    pages: int
    clauses: int
    part_of: str | None
    part_number: int | None
    same_as: str | None = Field(description="The document of the same text that is searched.")


class Documents(BaseModel):
    """One page of the list; ``count`` is of all that match."""

    count: int
    limit: int
    offset: int
    documents: list[DocumentBrief]


class Clause(BaseModel):
    """The smallest thing that can be cited."""

    id: str
    kind: str
    parent: str | None
    label: str
    level: int
    page: int | None
    spans: list[tuple[int, int]] = Field(description="Half-open ranges of the stored text.")
    text: str


class DocumentWhole(DocumentBrief):
    """A document with its outline."""

    current: bool = Field(description="False for an old version, which is never searched.")
    parts: list[DocumentBrief]
    warnings: list[str]
    outline: list[Clause]


class Removed(BaseModel):
    """What went: the document, its parts and its old versions."""

    removed: list[str]


class FileOfUpload(BaseModel):
    """One file of a job, and what became of it."""

    name: str
    status: Literal["waiting", "reading", "added", "replaced", "unchanged", "removed", "failed"]
    message: str
    document_id: str | None


class Upload(BaseModel):
    """Documents on their way into the corpus."""

    id: str
    status: Literal["waiting", "running", "done"]
    message: str = Field(description="What it waits for, where it waits.")
    made_at: str
    files: list[FileOfUpload]


class Uploads(BaseModel):
    """The jobs, newest first."""

    count: int
    uploads: list[Upload]
