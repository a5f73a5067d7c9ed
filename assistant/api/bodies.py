"""What routes take and give: the contract's objects, as FastAPI describes and checks them."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from ingest.documents import Kind

Status = Literal["answered", "partial", "not_found", "clarify", "refused", "error"]
CouncilName = Annotated[str, Field(min_length=1, max_length=100)]
MOST_NAMES = 50


class ScopeAsked(BaseModel):
    """What may be searched; a scope only ever narrows what a question names."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    councils: list[CouncilName] = Field([], max_length=MOST_NAMES, examples=[["Kelder"]])
    kinds: list[Kind] = Field([], max_length=MOST_NAMES, examples=[["improvement_notice"]])
    from_: date | None = Field(None, alias="from", description="Issued on this day or later.")
    to: date | None = Field(None, description="Issued on this day or earlier.")


class ScopeUsed(BaseModel):
    """What was searched, and why."""

    councils: list[str]
    kinds: list[str]
    from_: str | None = Field(alias="from")
    to: str | None
    because: str


class Source(BaseModel):
    """The document that a citation opens."""

    id: str
    title: str
    kind: str
    councils: list[str]
    publisher: str | None
    issued: str | None = Field(description="YYYY, YYYY-MM or YYYY-MM-DD.")
    source: str = Field(description="The path as ingested.")
    sha256: str
    part_of: str | None = Field(description="The id of the pack that this is a part of.")


class Citation(BaseModel):
    """A quotation and where it stands: the stored text's characters from start to end."""

    number: int
    quote: str
    prefix: str
    suffix: str
    document: Source
    page: int | None
    clause: str
    headings: list[str]
    start: int
    end: int
    url: str
    clause_id: str
    ocr_confidence: float | None


class Statement(BaseModel):
    """One statement, and the numbers of its citations."""

    text: str
    citations: list[int]


class CorpusSeen(BaseModel):
    """The corpus as it was when the question was taken."""

    version: str
    documents: int


class Decision(BaseModel):
    """How sure the decision to answer was, 0 to 1, and what it rested on."""

    confidence: float | None
    reasons: list[str]


class Answer(BaseModel):
    """What the service says to one question."""

    id: str
    question: str
    status: Status
    text: str = Field(description="Markdown. Each statement ends with its marks [1][2].")
    statements: list[Statement]
    citations: list[Citation]
    options: list[str] = Field(description="Questions to choose from, when status is clarify.")
    nearest: list[Citation]
    scope: ScopeUsed
    corpus: CorpusSeen
    mode: str
    decision: Decision
    timings_ms: dict[str, float]
    conversation_id: str | None = None
