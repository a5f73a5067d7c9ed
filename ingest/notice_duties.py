"""The duties of an improvement notice: its measures, and its clauses on the board, reporting,
reviews and what follows from failure.

One point is one duty, unless a sentence of it names another holder, is a report of its own, or
can be done or missed alone; what only tells more of it is its item. The lead-in above a list
carries the holder and the verb.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.deadlines import due_in
from ingest.documents import Clause, Document, Modality, RequirementKind, Span, Wording
from ingest.due import Anchor
from ingest.duties import Duty, cut
from ingest.flattening import Flat
from ingest.holders import (
    COUNCIL,
    DEPARTMENT,
    MINISTERS,
    NOT_STATED,
    addressed,
    holder_of,
    led_holder,
)
from ingest.itemising import Sentence, duties_in, elaborates, sentences_of
from ingest.modality import modality_of, opens_with_verb
from ingest.navigation import Structure
from ingest.notice_kinds import REPORTS, kind_of
from ingest.notice_numbers import NUMBER, numbered_under, points_under
from ingest.notice_stems import is_stem, leads_to_things
from ingest.notice_tables import leads_to_table, table_duty
from ingest.notice_topics import Topic, topic_in
from ingest.target_tables import target_row

_GROUNDS = re.compile(
    r"\bissued\s+(?:due\s+to|because)|\bon\s+the\s+basis\s+of\s+evidence"
    r"|\bwhy\s+this\s+(?:notice|direction)"
    r"|\bgrounds\b|^\W*(?:background|introduction|definitions|interpretation|address|reasons?)\b",
    re.I,
)
_FAILURE = re.compile(
    r"\bfail(?:ure|s|ing)?\b.*\bcompl|\bnot\s+compl(?:y|ied)|\bnon-?compliance|^\W*consequences?\b"
    r"|^\W*(?:\d+\W+)?(?:what\s+(?:will\s+)?happens?\s+)?if\b",
    re.I,
)
_MEASURES = re.compile(
    r"\bmeasures?(?:\(s\))?\s+(?:are|is)\s+(?:needed|required)"
    r"|\bwhat\s+.*\b(?:has\s+to|must|is\s+required\s+to|needs\s+to)\s+do|\bactions?\s+required",
    re.I,
)
_FORMAL = re.compile(
    r"^\W*(?:to\s*:|(?-i:Address\b(?!\s+[a-z]))|signed\b|dated?\s*:|issued\s+(?:by|under)"
    r"|for\s+and\s+on\s+behalf|https?:)",
    re.I,
)
_OF_THE_NOTICE = re.compile(
    r"^\W*(?:this|the)\s+(?:improvement\s+)?(?:notice|direction)\s+(?:stays|remains"
    r"|will\s+(?:stay|remain|be))"
    r"|\bwithdrawn\b|\b(?:notice|direction)\s+will\s+be\s+lifted\b"
    r"|^\W*the\s+(?:purpose|aim)s?\s+of\s+(?:this|the)\s+(?:\w+\s+)?(?:notice|direction)\b"
    r"|^\W*this\s+(?:\w+\s+)?(?:notice|direction|letter)\s+(?:sets\s+out|explains|describes)\b",
    re.I,
)


_OF_BEFORE = re.compile(
    r"(?:^|,\s|\s)(?:it|they)\s+(?:must|should|shall|will|is\s+to|are\s+to)\b", re.I
)
_DEFINED = re.compile(
    r"\b(?:Council|Authority|Borough|County|City)\s*\((?:the\s+|hereafter\s+)?[“\"‘']?(?P<name>[A-Z]\w+)[”\"’']?\)"
)


def notice_duties(document: Document) -> Iterator[Duty]:
    """The duties of a notice, in reading order."""
    reader = _Reader(document)
    for clause in document.clauses:
        if clause.kind in ("paragraph", "point") and clause.id not in reader.told:
            yield from reader.duties(clause)
        elif clause.kind == "row":
            row = target_row(document, reader.structure, clause, "notice_measure", "must")
            row = row or table_duty(document, reader.structure, clause)
            if row is not None:
                yield row


class _Reader:
    """One pass over a notice; ``told`` are the clauses that are items of a duty already."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.structure = Structure(document.clauses, document.text)
        self.told: set[str] = set()
        self.topic: Topic | None = None
        defined = {match["name"] for match in _DEFINED.finditer(document.text)}
        self.council = re.compile(rf"^\W*(?:{'|'.join(sorted(defined)) or 'council'})\b")

    def duties(self, clause: Clause) -> Iterator[Duty]:
        """What a paragraph or point obliges to."""
        line = Flat.of(self.document.text, clause.spans)
        heads = [self.structure.words(head) for head in self.structure.heading_path(clause.id)]
        near = heads[-1] if heads else ""
        if _FORMAL.match(line.words) or _GROUNDS.search(near):
            return
        leads = self._leads(clause)
        topic = topic_in(clause, line.words, leads, self.structure)
        if topic is not None:
            self.topic = topic
            return
        if self.topic is not None and not self.topic.is_over(clause, self.structure):
            self.topic = None
        if self.topic is not None:
            heads, leads = [*heads, self.topic.words], leads or [*self.topic.leads]
        said = sentences_of(line.words)
        points = points_under(clause, self.structure)
        goes_on = bool(points) or self._goes_on(clause) or leads_to_table(clause, self.structure)
        stem = goes_on and is_stem(said[-1].words) if said else False
        if stem and points and leads_to_things(said[-1].words, map(self.structure.words, points)):
            stem = False
        if stem:
            said = said[:-1]
        made = self._from_sentences(clause, line, said, heads, leads)
        if points and not stem and made:
            self.told.update(point.id for point in points)
            for point in points:
                self.told.update(below.id for below in self.structure.descendants(point.id))
            items = tuple(self._whole(point) for point in points)
            made[-1] = replace(made[-1], items=(*made[-1].items, *items))
        yield from made

    def _whole(self, clause: Clause) -> Wording:
        line = Flat.of(self.document.text, clause.spans)
        return cut(line, 0, len(line.words))

    def _goes_on(self, clause: Clause) -> bool:
        """Whether the next paragraph begins with a number under this one's ("2.", then "2.1")."""
        after = self.structure.index(clause.id) + 1
        following = self.document.clauses[after : after + 1]
        return any(numbered_under(one, self.structure) is clause for one in following)

    def _leads(self, clause: Clause) -> list[Wording]:
        """The last sentence of each clause that leads to this one, from the top down."""
        leads = []
        before = numbered_under(clause, self.structure)
        for lead in [*self.structure.lead_ins(clause.id), *([before] if before else [])]:
            line = Flat.of(self.document.text, lead.spans)
            said = sentences_of(line.words)
            if said and lead.kind != "heading":
                if len(said) > 1 and _OF_BEFORE.search(said[-1].words):
                    leads.append(line.wording(said[-2].span.start, said[-2].span.end))
                leads.append(line.wording(said[-1].span.start, said[-1].span.end))
        return leads

    def _from_sentences(
        self, clause: Clause, line: Flat, said: Sequence[Sentence], heads: Sequence[str],
        leads: Sequence[Wording],
    ) -> list[Duty]:  # fmt: skip
        made: list[Duty] = []
        for sentence in said:
            before = line.words[: sentence.span.start]
            if made and elaborates(sentence.words, before, paragraph=clause.kind == "paragraph"):
                if not sentence.words.rstrip().endswith(":"):  # else it only leads to points
                    item = cut(line, sentence.span.start, sentence.span.end)
                    made[-1] = replace(made[-1], items=(*made[-1].items, item))
                continue
            for place_in, part in enumerate(duties_in(sentence.words)):
                start, end = sentence.span.start + part.start, sentence.span.start + part.end
                duty = self._duty(clause, line, Span(start, end), heads, leads, first=not made)
                if duty is None and place_in and made:
                    duty = _continued(made[-1], cut(line, start, end))
                if duty is not None:
                    made.append(duty)
        return made

    def _duty(
        self, clause: Clause, line: Flat, span: Span, heads: Sequence[str],
        leads: Sequence[Wording], *, first: bool,
    ) -> Duty | None:  # fmt: skip
        words = line.words[span.start : span.end]
        failing = any(_FAILURE.search(head) for head in heads[-2:])
        modality = _modality(words, leads, heads, failing=failing)
        if modality is None or _OF_THE_NOTICE.search(words):
            return None
        holder = _holder(words, leads, failing=failing)
        if holder == NOT_STATED and self.council.match(words):
            holder = COUNCIL
        number = NUMBER.match(words)
        if number is not None:
            span = Span(span.start + number.end(), span.end)
        listed = bool(leads) and (clause.kind == "point" or number is not None)
        kind: RequirementKind
        if failing:
            kind = "consequence"
        else:
            board = listed and _led(leads) in ("Improvement Board", "Chair", "DfE")
            kind = kind_of(words, holder, listed=listed, led_by_board=board, first=first)
        lead = leads[-1] if leads and listed else None
        topic = heads[-1] if heads else ""
        quote = cut(line, span.start, span.end)
        label = number["label"] if number else clause.label
        timed = lead if lead is not None and _times(lead) else None
        return Duty(kind, holder, modality, topic, clause, quote, label, lead, timed=timed)


def _times(lead: Wording) -> bool:
    """Whether a lead-in says by when ("By September 2013 the Council must:")."""
    due = due_in(" ".join(lead.text.split()), Anchor(None, "the notice"))
    return due is not None and due.kind in ("date", "month", "relative", "immediate")


def _continued(before: Duty, quote: Wording) -> Duty:
    """A second duty of one sentence that shares the first's holder and verb."""
    words = " ".join(quote.text.split())
    kind = "reporting" if REPORTS.search(words) else before.kind
    return replace(before, kind=kind, quote=quote, items=())


def _modality(
    words: str, leads: Sequence[Wording], heads: Sequence[str], *, failing: bool
) -> Modality | None:
    own = modality_of(words)
    if failing:
        leading = bool(heads) and heads[-1].rstrip().endswith(":")
        return own if own in ("may", "will", "must") else "may" if own or leading else None
    if leads and (own is None or opens_with_verb(words)):
        for lead in reversed(leads):
            led = modality_of(" ".join(lead.text.split()))
            if led is not None:
                return led
        for head in reversed(heads):
            if modality_of(head) is not None or _MEASURES.search(head):
                return modality_of(head) or "must"
    return own


def _holder(words: str, leads: Sequence[Wording], *, failing: bool) -> str:
    if failing:
        if re.search(r"\bsecretary\s+of\s+state\b|\bministers?\b", words, re.I):
            return MINISTERS
        return DEPARTMENT if holder_of(words) == DEPARTMENT else NOT_STATED
    own = None if leads and opens_with_verb(words) else holder_of(words) or addressed(words)
    if own is not None:
        return own
    return _led(leads) or NOT_STATED


def _led(leads: Sequence[Wording]) -> str | None:
    """The holder that the nearest lead-in names, if any does."""
    for lead in reversed(leads):
        led = led_holder(" ".join(lead.text.split()))
        if led is not None:
            return led
    return None
