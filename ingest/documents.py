"""The nouns that ingestion makes: frozen values, with no framework's type inside.

Offsets are counted in Unicode code points of a document's one canonical text
and are half-open: ``text[span.start:span.end]``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Kind = Literal[
    "improvement_notice",
    "inspection_report",
    "improvement_plan",
    "bulletin",
    "committee_report",
    "agenda",
    "thresholds_guidance",
    "statutory_guidance",
    "legislation",
    "scorecard",
    "minutes",
    "other",
]
ClauseKind = Literal["heading", "paragraph", "point", "table", "row", "caption", "footnote"]
Precision = Literal["day", "month", "year"]
Topic = Literal[
    "overall",
    "leaders",
    "help_and_protection",
    "children_in_care",
    "care_leavers",
    "adoption",
    "lscb",
    "safeguarding",
    "looked_after",
    "capacity",
    "other",
]
Scale = Literal["outstanding", "good", "requires improvement", "adequate", "inadequate"]
RequirementKind = Literal[
    "notice_measure",
    "board",
    "reporting",
    "review",
    "consequence",
    "recommendation",
    "plan_action",
    "resolution",
]
Modality = Literal["must", "should", "expected", "will", "may", "must_not"]
DeadlineKind = Literal[
    "date", "month", "relative", "recurring", "ordinal_meeting", "immediate", "none"
]
Unit = Literal["working day", "day", "week", "month", "year", "meeting"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range ``[start, end)`` of a document's canonical text."""

    start: int
    end: int

    def cut(self, text: str) -> str:
        """The words themselves, exactly as they stand in ``text``."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Page:
    """One page; a text without pages has a single page numbered None.

    ``number`` counts from 1 in the file as ingested (in a part of a pack: in the pack).
    ``confidence`` is the mean word confidence of OCR, 0 to 1, or None for born-digital text.
    ``width`` and ``height`` are in PDF points, 0 where there is no geometry.
    """

    number: int | None
    span: Span
    width: float = 0.0
    height: float = 0.0
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line: a span without its line break, and how it looked.

    ``box`` is (left, bottom, right, top) in PDF points, or None; ``size`` is the
    font size in points (0 when unknown); ``style`` is a reader's own word for
    what the format itself says the line is ("heading 1", "list bullet", "").
    """

    span: Span
    page: int | None = None
    size: float = 0.0
    bold: bool = False
    box: tuple[float, float, float, float] | None = None
    style: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as its reader found it: rows of cells, each a span or None where empty."""

    rows: tuple[tuple[Span | None, ...], ...]
    page: int | None = None
    header_rows: int = 1


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader makes of one file: the canonical text and the layout over it.

    ``lines`` cover every printed line in reading order; ``grids`` are the tables whose
    cells are known for sure (their lines also stand in ``lines``). ``properties`` hold
    what the format states about itself (title, author, created, subject, from).
    ``warnings`` are sentences for a person ("page 3 was read by OCR, confidence 0.91").
    ``raised`` are the small raised figures of footnotes, which stand in the text without
    a space: "31 March 2014" with note 10 reads "31 March 201410", the last two raised.
    """

    text: str
    media_type: str
    pages: tuple[Page, ...]
    lines: tuple[Line, ...]
    grids: tuple[Grid, ...] = ()
    properties: dict[str, str] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    raised: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table row, with the words that head its column."""

    head: str
    span: Span


@dataclass(frozen=True, slots=True)
class Clause:
    """The smallest thing that can be cited: a heading, paragraph, point or table row.

    ``id`` is stable within its document version ("c12"). ``spans`` are in reading order;
    more than one means that page furniture was cut out between them. ``parent`` is the
    id of the clause that this one hangs on: a point's lead-in (or the point above it), a
    row's table, otherwise the nearest heading; None at the top. ``label`` is the printed
    number or mark ("2.", "(i)", "1.3", "IP3.1"; "" for a plain bullet) and lies outside
    ``spans``' first character only if it was printed so. ``level`` is a heading's or a
    point's depth, from 1. ``cells`` are given for rows, and are spans inside ``spans``.
    """

    id: str
    kind: ClauseKind
    spans: tuple[Span, ...]
    parent: str | None = None
    label: str = ""
    level: int = 0
    page: int | None = None
    cells: tuple[Cell, ...] = ()
    lead_in: str | None = None

    @property
    def span(self) -> Span:
        """From the first character to the last, furniture between included."""
        return Span(self.spans[0].start, self.spans[-1].end)


@dataclass(frozen=True, slots=True)
class Passage:
    """What is searched: part of a clause, with made words in front that are never quoted.

    ``prefix`` tells where the passage stands (kind, council, date, heading path, lead-in,
    caption and column heads); ``words`` is the cleaned copy for search (hyphens mended,
    ligatures, quotation marks and bullets folded). ``span`` is what a quotation would cut.
    """

    id: str
    document_id: str
    clause_id: str
    span: Span
    prefix: str
    words: str


@dataclass(frozen=True, slots=True)
class Dated:
    """A date with what it is worth. ``iso`` is YYYY, YYYY-MM or YYYY-MM-DD.

    ``how`` says how it is known: "stated" (typed in the document), "hand" (a scanned
    hand, read with care), "file name", "override", "inferred".
    """

    iso: str
    precision: Precision
    how: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Description:
    """What a document is. Unknown stays None or empty: nothing is guessed.

    ``councils`` are the short names of those that the document is *about* or is *of*;
    national guidance has none. ``inspected`` is (first day, last day), ISO, either may be "".
    ``mentions`` are other councils named in the text (never a scope).
    """

    kind: Kind
    title: str
    councils: tuple[str, ...] = ()
    publisher: str | None = None
    issued: Dated | None = None
    inspected: tuple[str, str] | None = None
    mentions: tuple[str, ...] = ()
    replaces: str | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """One grade, as a report gives it (span) and on the common scale (None if it has none there).

    ``subject`` is the report's own wording in lower case; ``topic`` says the same across
    frameworks. Before 2013 a report has no grade for everything: its two overall grades are
    of "safeguarding" and "looked_after".
    """

    id: str
    council: str
    body: str
    framework: str
    subject: str
    grade: str
    scale: Scale | None
    inspected_from: str | None
    inspected_to: str | None
    published: str | None
    inspector: str | None
    span: Span
    clause_id: str | None = None
    topic: Topic = "other"


@dataclass(frozen=True, slots=True)
class Wording:
    """Words of a document as they stand, and where. ``text`` is cut from it by ``spans``.

    More than one span means that page furniture was cut out, shown as " […] ".
    """

    text: str
    spans: tuple[Span, ...]

    @property
    def span(self) -> Span:
        """From the first character to the last, furniture between included."""
        return Span(self.spans[0].start, self.spans[-1].end)


@dataclass(frozen=True, slots=True)
class Deadline:
    """By when: the words, and every date that they give, with the rule that it was read by.

    ``date`` is the last of ``dates`` (YYYY-MM-DD, or YYYY-MM where only a month is named), None
    where none can be computed; ``rule`` then says why. ``rule`` is made words.
    """

    kind: DeadlineKind = "none"
    words: Wording | None = None
    date: str | None = None
    dates: tuple[str, ...] = ()
    rule: str | None = None


@dataclass(frozen=True, slots=True)
class Recurrence:
    """How often: ``times`` in every ``every`` units; ``every`` is None where it is not stated."""

    words: str
    every: int | None = None
    unit: Unit | None = None
    times: int = 1


@dataclass(frozen=True, slots=True)
class Target:
    """A figure to be reached, by when (YYYY-MM or YYYY-MM-DD), and on which basis it counts."""

    value: str
    by: str | None = None
    basis: str | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """What is measured, where it stood, and what it is to become; the document's own words."""

    metric: str
    baseline: str | None
    targets: tuple[Target, ...]


@dataclass(frozen=True, slots=True)
class Requirement:
    """One thing that somebody must, should or will do, as its document says it.

    ``id`` stays the same while the document and the words stand. ``quote`` holds the duty;
    ``lead_in`` the words above it that carry its holder and its verb, where it has none of its
    own. ``duty_holder`` is a standard name ("Council", "Council with partners", "Improvement
    Board", "Chair", "Ministers", "DfE", "LSCB", "Not stated") or the name printed. ``label`` is
    the printed number ("IP3.1"). ``topic`` is the nearest heading, as printed.
    """

    id: str
    kind: RequirementKind
    council: str | None
    duty_holder: str
    modality: Modality
    topic: str
    quote: Wording
    clause_id: str
    label: str = ""
    lead_in: Wording | None = None
    items: tuple[Wording, ...] = ()
    deadline: Deadline = field(default_factory=Deadline)
    recurrence: Recurrence | None = None
    measure: Measure | None = None
    monitored_by: str | None = None
    evidence_required: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One document of the corpus (a part of a pack is one), with its whole structure.

    ``id`` is derived from ``sha256`` and the part's place, so that the same bytes get the
    same id. ``source`` is the path as ingested, relative to the PATH given ("/" between
    folders); a part keeps its pack's. ``same_as`` is the id of the document that holds
    the same text and is searched in this one's stead. ``raised`` are a Reading's: figures
    of footnotes that stand in the text, but belong to no date, number or word of it.
    """

    id: str
    source: str
    sha256: str
    media_type: str
    text: str
    pages: tuple[Page, ...]
    description: Description
    clauses: tuple[Clause, ...]
    judgements: tuple[Judgement, ...] = ()
    part_of: str | None = None
    part_number: int | None = None
    same_as: str | None = None
    warnings: tuple[str, ...] = ()
    raised: tuple[Span, ...] = ()
