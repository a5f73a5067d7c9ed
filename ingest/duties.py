"""A duty as found in a document, and how a found one becomes a row of the register."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from ingest.deadlines import NO_DEADLINE, Anchor, Due, due_in
from ingest.documents import (
    Clause,
    Deadline,
    Document,
    Modality,
    Requirement,
    RequirementKind,
    Wording,
)
from ingest.flattening import Flat, folded
from ingest.itemising import items_in
from ingest.measures import measure_in
from ingest.recurrences import recurrence_in

_TAIL = re.compile(r"(?:\s*[;,:]\s*(?:and|or)?|\s*;?\s+(?:and|or))\s*$|\s*[;,:]\s*$", re.I)
_HEAD = re.compile(r"^[\s□▪■•·*o\uf0b7\uf0a7-]+(?=\S)")
_ID = 16
_MONITORED = re.compile(
    r"\b(?:reported?|reports?|made\s+available|presented|submitted|provided?|monitored|agreed|approved|"
    r"discussed|reviewed|receives?|information|recommendations\s+made|considered|with|put)\b"
    r"[^.;]{0,160}?\b(?:to|by|at|with|before|board)\b",
    re.I,
)
_WATCHERS: tuple[tuple[str, str], ...] = (
    (r"\bimprovement\s+board\b", "Improvement Board"),
    (r"\b\w?[LWS]?SCB\b|\bsafeguarding\s+children(?:['’]?s)?\s+board\b", "LSCB"),
    (r"\bministers?\b|\b(?:under\s+)?secretary\s+of\s+state\b", "Ministers"),
    (r"\bthe\s+department\b|\bdfe\b", "DfE"),
    (r"\bfull\s+council\b", "Full council"),
)  # fmt: skip
_TO_WATCHER = (
    r"(?:report(?:ed|s|ing)?|available|present(?:ed)?|submit(?:ted)?|provid\w+|information|updates?|send|"
    r"before|receiv\w+|put\s+(?:to|before))\b[^.;]{{0,140}}?{0}"
    r"|\b(?:agreed|approved|monitored|discussed|reviewed|considered|agree)\b[^.;]{{0,90}}?\b(?:by|with)\b[^.;]{{0,60}}?{0}"
    r"|{0}[^.;]{{0,60}}?\b(?:receiv\w+|monitor\w*|continues\s+to\s+receive)\b"
    r"|\bmade\s+by\s+the\s+{0}"
)  # fmt: skip
_EVIDENCE = re.compile(
    r"(?:[^.;]*\b(?:evidence|audits?\s+of\s+(?:the\s+)?case\s+files|management\s+information|case\s+audits?)\b[^.;]*)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Duty:
    """A duty found: ``line`` is the words that its offsets count in, its clause's or cell's."""

    kind: RequirementKind
    holder: str
    modality: Modality
    topic: str
    clause: Clause
    quote: Wording
    label: str = ""
    lead_in: Wording | None = None
    items: tuple[Wording, ...] = ()
    timed: Wording | None = None
    anchor: Anchor | None = None
    extra: dict[str, str] = field(default_factory=dict)


def cut(line: Flat, start: int, end: int) -> Wording:
    """The words of a duty without the mark before them or the stop that leads to the next."""
    words = line.words[start:end]
    head = _HEAD.match(words)
    if head:
        start += head.end()
    tail = _TAIL.search(line.words[start:end])
    if tail:
        end = start + tail.start()
    return line.wording(start, end)


def completed(
    document: Document, duties: Iterable[Duty], anchor: Anchor
) -> tuple[Requirement, ...]:
    """The rows of a document's duties: ids, items, deadlines, measures and who watches."""
    seen: Counter[str] = Counter()
    rows = []
    council = document.description.councils[0] if document.description.councils else None
    for duty in duties:
        if not duty.quote.spans:
            continue
        key = folded(duty.quote.text).lower()
        seen[key] += 1
        rows.append(_row(document, duty, duty.anchor or anchor, council, seen[key], key))
    return tuple(rows)


def _row(
    document: Document, duty: Duty, anchor: Anchor, council: str | None, time: int, key: str
) -> Requirement:
    text = document.text
    line = Flat.of(text, duty.quote.spans)
    items = duty.items
    inner = tuple(line.wording(span.start, span.end) for span in items_in(line.words))
    items = (*inner, *items)
    lines = [line, *(Flat.of(text, item.spans) for item in duty.items)]
    if duty.timed:
        lines.append(Flat.of(text, duty.timed.spans))
    spoken = [one.words for one in lines]
    said = [" ".join(words.split()) for words in spoken]
    recurrence = next(
        (found.recurrence for words in spoken if (found := recurrence_in(words))), None
    )
    return Requirement(
        id=hashlib.sha256(f"{document.id}\n{key}\n{time}".encode()).hexdigest()[:_ID],
        kind=duty.kind,
        council=council,
        duty_holder=duty.holder,
        modality=duty.modality,
        topic=duty.topic,
        quote=duty.quote,
        clause_id=duty.clause.id,
        label=duty.label,
        lead_in=duty.lead_in,
        items=_once(items),
        deadline=_deadline(lines, anchor, counted=duty.timed is not None),
        recurrence=recurrence,
        measure=measure_in(said[0], said[1:]),
        monitored_by=_watched(said, duty),
        evidence_required=_evidence(lines),
    )


def _once(items: Sequence[Wording]) -> tuple[Wording, ...]:
    return tuple({item.spans: item for item in items if item.spans}.values())


_FIRM = {
    "date": 0,
    "month": 0,
    "relative": 1,
    "ordinal_meeting": 2,
    "immediate": 3,
    "recurring": 4,
    "none": 5,
}


def _deadline(lines: Sequence[Flat], anchor: Anchor, *, counted: bool) -> Deadline:
    """The firmest deadline of the duty's words; the dates of all its items when it has targets."""
    own = due_in(lines[0].words, anchor, counted=counted)
    if own is not None and own.kind != "recurring":
        return _made(own, lines[0])
    found = [(due_in(line.words, anchor, counted=counted), line) for line in lines]
    dues = [(due, line) for due, line in found if due is not None]
    if not dues:
        return NO_DEADLINE
    dated = [(due, line) for due, line in dues if due.dates and due.kind in ("date", "month")]
    if len(dated) > 1:
        last, line = max(dated, key=lambda one: one[0].date or "")
        dates = tuple(dict.fromkeys(date for due, _ in dated for date in due.dates))
        return _made(replace(last, dates=tuple(sorted(dates))), line)
    due, line = min(dues, key=lambda one: (_FIRM[one[0].kind], not one[0].dates))
    return _made(due, line)


def _made(due: Due, line: Flat) -> Deadline:
    return Deadline(
        due.kind, line.wording(due.span.start, due.span.end), due.date, due.dates, due.rule
    )


def _watched(said: Sequence[str], duty: Duty) -> str | None:
    """The bodies that the duty's words say will be told of it, agree or watch it."""
    words = " . ".join(said)
    names = [
        name
        for pattern, name in _WATCHERS
        if name != duty.holder and re.search(_TO_WATCHER.format(pattern), words, re.I)
    ]
    return "; ".join(names) or None


def _evidence(lines: Sequence[Flat]) -> str | None:
    """The words that say by what the thing is to be shown, as printed on one line."""
    for line in lines:
        match = _EVIDENCE.search(line.words)
        if match:
            return folded_line(match.group())
    return None


def folded_line(words: str) -> str:
    """Words on one line, without the white space between."""
    return " ".join(words.split())
