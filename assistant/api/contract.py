"""What routes take and give: the contract's objects, as FastAPI describes and checks them."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from assistant.api.periods import FirstDay, LastDay
from ingest.documents import Kind

Status = Literal["answered", "partial", "not_found", "clarify", "refused", "error"]
CouncilName = Annotated[str, Field(min_length=1, max_length=100)]
MOST_NAMES = 50
EVENT_STREAM = "text/event-stream"
UNBUFFERED = {"X-Accel-Buffering": "no"}  # a proxy may not keep events back
EVENT: dict[str, Any] = {
    "type": "object",
    "required": ["data"],
    "properties": {
        "event": {"type": "string"},
        "data": {"type": "string", "description": "JSON."},
    },
}
"""Each event of a stream, for its description (``itemSchema``, as OpenAPI 3.2 has it)."""


class ScopeAsked(BaseModel):
    """What may be searched; a scope only ever narrows what a question names."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    councils: list[CouncilName] = Field([], max_length=MOST_NAMES, examples=[["Kelder"]])
    kinds: list[Kind] = Field([], max_length=MOST_NAMES, examples=[["improvement_notice"]])
    from_: FirstDay | None = Field(
        None, alias="from", description="Issued then or later.", examples=["2012-09"]
    )
    to: LastDay | None = Field(None, description="Issued then or earlier.", examples=["2013"])


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


class ModelUse(BaseModel):
    """What a chat model did for an answer; null in quoting mode."""

    name: str
    prompt: str
    prompt_hash: str
    statements: int
    dropped: int = Field(description="Statements that do not stand in their clauses.")
    tokens_read: int
    tokens_written: int
    fallback: str | None = Field(description="Why the quoting answer is given instead.")
    reading_hash: str | None = Field(
        description="Of the prompt by which a model read a follow-up; null where rules did."
    )


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
    conversation_id: str | None
    read_as: str | None = Field(description="A follow-up as the question that it was read as.")
    model: ModelUse | None


class Signals(BaseModel):
    """What ranks a passage, each 0 to 1."""

    words: float = Field(description="BM25 over the best of the query.")
    dense: float = Field(description="The cosine of the vectors.")
    coverage: float = Field(description="The weighted share of the query's concepts in it.")


class Passage(BaseModel):
    """A passage found, best first."""

    score: float
    signals: Signals
    citation: Citation


class Passages(BaseModel):
    """What a query found."""

    count: int
    passages: list[Passage]


class Judged(BaseModel):
    """What a person said of an answer."""

    answer_id: str
    verdict: Literal["helpful", "unhelpful"]
    comment: str


class Alive(BaseModel):
    """The process answers."""

    status: Literal["ok"]


class Ready(BaseModel):
    """The corpus opens and the model is loaded."""

    status: Literal["ready"]
    documents: int
    version: str
    mode: str
