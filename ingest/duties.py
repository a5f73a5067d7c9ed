"""A duty as found in a document, and how a found one becomes a row of the register."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ingest.deadlines import NO_DEADLINE, due_in
from ingest.documents import (
    Clause,
    Deadline,
    DeadlineKind,
    Document,
    Measure,
    Modality,
    Requirement,
    RequirementKind,
    Wording,
)
from ingest.due import Anchor, Due
from ingest.flattening import Flat, folded
from ingest.items import contents_in, items_in
from ingest.measures import measure_in
from ingest.recurrences import recurrence_in

_TAIL = re.compile(r"(?:\s*[;,:]\s*(?:and|or)?|\s*;?\s+(?:and|or))\s*$|\s*[;,:]\s*$", re.I)
_HEAD = re.compile(r"^(?:[\s□▪■•·*\uf0b7\uf0a7٠✓-]|o(?=\s))+(?=\S)")
_ID = 16
_WATCHERS: tuple[tuple[str, str], ...] = (
    (r"improvement\s+board\b", "Improvement Board"),
    (r"(?:\w{1,3}SCB\b|safeguarding\s+children(?:['’]?s)?\s+board\b)", "LSCB"),
    (r"(?:ministers?\b|(?:parliamentary\s+)?(?:under\s+)?secretary\s+of\s+state\b)", "Ministers"),
    (r"(?:department\b|dfe\b)", "DfE"),
    (r"full\s+council\b", "Full council"),
)  # fmt: skip
_TO_WATCHER = (
    r"\b(?:report\w*|available|present\w*|submit\w*|provid\w+|information|updates?|send|put)\b"
    r"[^.;]{{0,90}}?\b(?:to|before)\s+(?:the\s+"
    r"|each\s+meeting\s+of\s+the\s+)?(?:[\w’' ]{{0,60}}?\b(?:and|or)\s+(?:the\s+)?)?(?:\w+\s+)?{0}"
    r"|\b(?:agreed|approved|monitored|discussed|reviewed|considered"
    r"|reported)\s+(?:and\s+\w+\s+)?(?:by|with|at)\s+"
    r"(?:each\s+meeting\s+of\s+)?(?:the\s+|an\s+)?(?:[\w’' ]{{0,50}}?\b(?:and"
    r"|or)\s+(?:the\s+)?)?(?:\w+\s+)?{0}"
    r"|\bagree\s+(?:an?\s+(?:\w+\s+){{1,3}})?with\s+(?:the\s+)?(?:\w+\s+){{0,2}}?{0}"
    r"|{0}\s+(?:continues\s+to\s+)?receiv\w+|\bsend\s+(?:the\s+)?{0}\b|\bmade\s+by\s+the\s+{0}"
)
_EVIDENCE = re.compile(
    r"\b(?:evidence\b[^,.;]{0,160}|(?:the\s+)?audits?\s+of\s+(?:the\s+)?case\s+files\b[^,.;]{0,60}"
    r"|management\s+information\b[^,.;]{0,120}"
    r"|(?:a\s+)?reports?\s+of\s+the\s+results\b[^,.;]{0,80})",
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
    measure: Measure | None = None
    untimed: bool = False  # what is only noted is due at no time, whatever its words speak of


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
    items = (*_inner(line, duty.kind), *(one for item in items for one in _parts(text, item, duty)))
    lines = [line, *(Flat.of(text, item.spans) for item in duty.items)]
    timed = Flat.of(text, duty.timed.spans) if duty.timed else None
    spoken = [one.words for one in lines]
    said = [" ".join(words.split()) for words in spoken]
    measure = duty.measure or measure_in(said[0], said[1:])
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
        deadline=_due(duty, lines, timed, anchor, measured=measure is not None),
        recurrence=None if duty.untimed else recurrence,
        measure=measure,
        monitored_by=_watched(said, duty),
        evidence_required=_evidence(lines),
    )


def _inner(line: Flat, kind: RequirementKind, *, told: bool = False) -> tuple[Wording, ...]:
    """The items that a sentence holds; a notice's sentences list, other papers set points."""
    found = contents_in(line.words) if kind in _POINTED else items_in(line.words, told=told)
    return tuple(cut(line, span.start, span.end) for span in found)


_POINTED: tuple[RequirementKind, ...] = ("recommendation", "plan_action", "resolution")


def _parts(text: str, item: Wording, duty: Duty) -> tuple[Wording, ...]:
    """A sentence that tells what a thing is to hold, as what it names; else itself."""
    line = Flat.of(text, item.spans)
    if not _TELLS_CONTENT.search(line.words):
        return (item,)
    return _inner(line, duty.kind, told=True) or (item,)


_TELLS_CONTENT = re.compile(
    r"^\W*(?:the|this|these|each|in\s+particular)\b.{0,60}?\b(?:includ\w+|contain\w*|cover\w*"
    r"|be)\b|^\W*ensuring\s+that\b",
    re.I,
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


def _due(
    duty: Duty, lines: Sequence[Flat], timed: Flat | None, anchor: Anchor, *, measured: bool
) -> Deadline:
    if duty.untimed:
        return NO_DEADLINE
    return _of_targets(duty.measure) or _deadline(lines, timed, anchor, measured)


def _deadline(
    lines: Sequence[Flat], timed: Flat | None, anchor: Anchor, measured: bool
) -> Deadline:
    """The firmest deadline of the duty's words, else the one that stands over or beside it; the
    dates of all its items when it has targets."""
    own = due_in(lines[0].words, anchor)
    if measured and own is not None and own.kind == "relative" and not own.dates:
        own = None  # "done within ten days" is what is measured
        lines = lines[1:]
    if own is not None and (own.dates or (own.kind != "recurring" and timed is None)):
        return _made(own, lines[0])
    beside = due_in(timed.words, anchor, timed=True) if timed else None
    if timed is not None and beside is not None:
        return _made(beside, timed)
    dues = [(due, line) for line in lines if (due := due_in(line.words, anchor)) is not None]
    if not dues:
        return NO_DEADLINE
    dated = [(due, line) for due, line in dues if due.dates and due.kind in ("date", "month")]
    if len(dated) > 1:
        last, line = max(dated, key=lambda one: one[0].date or "")
        dates = tuple(dict.fromkeys(date for due, _ in dated for date in due.dates))
        return _made(replace(last, dates=tuple(sorted(dates))), line)
    due, line = min(dues, key=lambda one: (_FIRM[one[0].kind], not one[0].dates))
    return _made(due, line)


def _of_targets(measure: Measure | None) -> Deadline | None:
    """The dates of a table's targets, which stand in its columns."""
    dates = tuple(sorted({t.by for t in measure.targets if t.by})) if measure else ()
    if not dates:
        return None
    kind: DeadlineKind = "date" if len(max(dates)) == 10 else "month"
    said = "The date stands in the table with its target"
    rule = f"{said}; a month is named, no day." if kind == "month" else f"{said}."
    return Deadline(kind, None, max(dates), dates, rule)


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
    """The words that say by what the thing is to be shown, on one line; an item that does so is
    told more of than the duty itself."""
    for line in (*lines[1:], lines[0]):
        match = _EVIDENCE.search(line.words)
        if match:
            return folded_line(match.group())
    return None


def folded_line(words: str) -> str:
    """Words on one line, without the white space between."""
    return " ".join(words.split())
