"""The objects of the registers, as FastAPI describes them."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, Field

from assistant.api.contract import Citation


class Confirmed(BaseModel):
    """What a person said of a row, and when (ISO, in UTC)."""

    verdict: Literal["confirmed", "rejected"]
    by: str
    at: str
    note: str = Field("", description="Why; left out where nothing was said.")


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
    confirmed: Confirmed | None
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

    every: int | None
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
    confirmed: Confirmed | None
    deadline_confirmed: Confirmed | None
    citation: Citation


class Requirements(BaseModel):
    """The register of what must be done."""

    count: int
    requirements: list[Requirement]


class Link(BaseModel):
    """From one row to what came of it: a proposal by likeness, with its evidence."""

    id: str
    council: str
    from_: str = Field(alias="from", description="A requirement's id.")
    from_citation: Citation
    to: str | None = Field(description="A requirement's id; none where progress is reported.")
    to_citation: Citation
    stage: str = Field(examples=["recommendation->action"])
    confidence: float = Field(description="0 to 1.")
    because: str
    confirmed: Confirmed | None


class Unlinked(BaseModel):
    """A row that has no partner, and among what."""

    id: str
    council: str | None
    kind: str
    quote: str
    lacks: list[str]
    citation: Citation


class Links(BaseModel):
    """A page of the register of links, and of the rows that have none."""

    count: int = Field(description="Of all links.")
    limit: int
    offset: int
    links: list[Link]
    unlinked_count: int = Field(description="Of all rows without a partner.")
    unlinked: list[Unlinked]
