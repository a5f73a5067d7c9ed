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


class Judgement(BaseModel):
    """One grade, in the report's own words."""

    id: str
    council: str
    body: str
    framework: str
    subject: str
    grade: str
    scale: str | None
    inspected_from: str | None
    inspected_to: str | None
    published: str | None
    inspector: str | None
    citation: Citation


class Judgements(BaseModel):
    """The register of inspection grades."""

    count: int
    judgements: list[Judgement]


class Deadline(BaseModel):
    """By when: the words, and the date with the rule that it was computed by."""

    text: str | None
    kind: str
    date: str | None
    dates: list[str]
    rule: str | None


class Target(BaseModel):
    """A figure to be reached."""

    value: str
    by: str | None
    basis: str | None


class Measure(BaseModel):
    """What is counted, from where, to where."""

    metric: str | None
    baseline: str | None
    targets: list[Target]


class Recurs(BaseModel):
    """How often, as a rhythm."""

    every: int
    unit: str | None
    times: int


class Requirement(BaseModel):
    """Who must do what, by when, measured how; the words are the document's own."""

    id: str
    kind: str
    council: str | None
    duty_holder: str | None
    modality: str
    topic: str
    label: str
    lead_in: str | None
    quote: str
    items: list[str]
    deadline: Deadline
    recurrence: str | None
    recurs: Recurs | None
    measure: Measure | None
    monitored_by: str | None
    evidence_required: str | None
    confirmed: bool | None
    citation: Citation


class Requirements(BaseModel):
    """The register of what must be done."""

    count: int
    requirements: list[Requirement]


class Judged(BaseModel):
    """What a person said of an answer."""

    answer_id: str
    verdict: Literal["helpful", "unhelpful"]
    comment: str


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


class Alive(BaseModel):
    """The process answers."""

    status: Literal["ok"]


class Ready(BaseModel):
    """The corpus opens and the model is loaded."""

    status: Literal["ready"]
    documents: int
    version: str
    mode: str
