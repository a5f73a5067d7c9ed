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

from ingest.documents import Clause, Document, Modality, RequirementKind, Span, Wording
from ingest.duties import Duty, cut
from ingest.flattening import Flat
from ingest.holders import MINISTERS, NOT_STATED, holder_of, led_holder
from ingest.itemising import Sentence, duties_in, elaborates, sentences_of
from ingest.modality import modality_of, opens_with_verb
from ingest.navigation import Structure
from ingest.notice_topics import Topic, topic_in
from ingest.target_tables import target_row

_GROUNDS = re.compile(
    r"\bissued\s+(?:due\s+to|because)|\bon\s+the\s+basis\s+of\s+evidence"
    r"|\bwhy\s+this\s+(?:notice|direction)"
    r"|\bgrounds\b|^\W*(?:background|introduction|definitions|interpretation|address|reasons?)\b",
    re.I,
)
_FAILURE = re.compile(
    r"\bfail(?:ure|s|ing)?\b.*\bcompl|\bnot\s+compl(?:y|ied)|\bnon-?compliance|^\W*consequences?\b",
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
    r"|\bwithdrawn\b",
    re.I,
)
_CONTENT = re.compile(
    r"\b(?:includ\w+|contain\w*|cover\w*|set(?:s|ting)?\s+out|compris\w+|consist\w*\s+of"
    r"|specif\w+|address\w*)"
    r"(?:\s+\w+){0,2}?(?:\s+the\s+following)?\b[^:]*:?\W*$",
    re.I,
)
_TARGETS = re.compile(r"\b(?:to|of)\s*:\W*$", re.I)
_SUCH_REVIEWS = re.compile(r"\bresult\s+in\s+further\s+action|\bstatutory\s+powers"
                           r"|\bpowers?\s+(?:of|in|under)\b"
                           r".*\b(?:intervention|section|act)\b", re.I)  # fmt: skip
_REPORTS = re.compile(
    r"\b(?:must|should|shall|will|(?:is|are)\s+to|expect\w*\s+\w*)\s+(?:also\s+)?(?:as\s+\w+\s+)?"
    r"(?:report\b|(?:provide|submit|send|make|prepare|receive|give"
    r"|present)\b[^.]{0,60}\b(?:reports?|information\s+on\s+progress|updates?)\b"
    r"|be\s+(?:reported|made\s+available|informed|sent|provided|submitted))"
    r"|^\W*followed\s+by\s+(?:\w+\s+){0,2}reports?\b",
    re.I,
)
_REVIEWS = re.compile(
    r"\breviews?\s+of\s+progress|\b(?:formal|initial|further|final|interim|external"
    r"|peer)\s+(?:\w+\s+)?reviews?\b"
    r"|\bexternal\s+validation|\bwill\s+(?:formally\s+)?review\b|\breview\s+(?:the\s+)?progress\b"
    r"|\bprogress\b.{0,40}\breviewed\s+by\b|\breview\s+will\s+(?:take\s+place|be\s+held)",
    re.I,
)
_BOARD = re.compile(
    r"\bput\s+in\s+place\s+(?:an?\s+)?(?:independent(?:ly)?\s+)?(?:\w+\s+)?(?:improvement"
    r"|board|programme)"
    r"|\bimprovement\s+(?:plans?|programme)\b|\bobserver\b|\bindependent\s+chair\b"
    r"|\bpeer\s+(?:support|mentoring)\b"
    r"|\bsupport\s+and\s+challenge\b|\bpackage\s+of\s+support\b|\bset\s+up\s+an?\s+\w*\s*board"
    r"|^\W*membership\b|^\W*the\s+plans?\s+(?:should|must|is|are)\b|\b(?:give"
    r"|provide)\s+the\s+(?:independent\s+)?chair\b",
    re.I,
)
_BOARD_ACTS = re.compile(r"^\W*(?:it\s+is\s+expected\s+that\s+)?(?:the|an?"
                         r"|each)\s+(?:\w+\s+)?(?:improvement\s+)?"
                         r"(?:board|chair)(?:['’]s\s+members)?\b(?:\s+which|,\s+which"
                         r"|\s+(?:must|should|will|shall|is|are))",
                         re.I)  # fmt: skip


def notice_duties(document: Document) -> Iterator[Duty]:
    """The duties of a notice, in reading order."""
    reader = _Reader(document)
    for clause in document.clauses:
        if clause.kind in ("paragraph", "point") and clause.id not in reader.told:
            yield from reader.duties(clause)
        elif clause.kind == "row":
            target = target_row(document, reader.structure, clause, "notice_measure", "must")
            if target is not None:
                yield target


class _Reader:
    """One pass over a notice; ``told`` are the clauses that are items of a duty already."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.structure = Structure(document.clauses, document.text)
        self.told: set[str] = set()
        self.topic: Topic | None = None

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
        points = self.structure.completions(clause.id)
        stem = bool(points) and _is_stem(said[-1].words) if said else False
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

    def _leads(self, clause: Clause) -> list[Wording]:
        """The last sentence of each clause that leads to this one, from the top down."""
        leads = []
        for lead in self.structure.lead_ins(clause.id):
            line = Flat.of(self.document.text, lead.spans)
            said = sentences_of(line.words)
            if said and lead.kind != "heading":
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
        listed = clause.kind == "point" and bool(leads)
        kind: RequirementKind
        if failing:
            kind = "consequence"
        else:
            board = listed and _led(leads) in ("Improvement Board", "Chair", "DfE")
            kind = _kind(words, holder, listed=listed, led_by_board=board, first=first)
        lead = leads[-1] if leads and listed else None
        topic = heads[-1] if heads else ""
        quote = cut(line, span.start, span.end)
        return Duty(kind, holder, modality, topic, clause, quote, clause.label, lead)


def _continued(before: Duty, quote: Wording) -> Duty:
    """A second duty of one sentence that shares the first's holder and verb."""
    words = " ".join(quote.text.split())
    kind = "reporting" if _REPORTS.search(words) else before.kind
    return replace(before, kind=kind, quote=quote, items=())


def _is_stem(words: str) -> bool:
    """Whether each point below is a duty of its own, rather than a part of this one."""
    if re.search(
        r"\b(?:must|should|shall|will|is\s+to)(?:\s+also)?\s*:?\W*$|\b(?:to|by|that"
        r"|regard\s+to)\s*:\W*$",
        words,
        re.I,
    ):
        return not re.search(r"\b(?:from|baseline)\b.*\bto\s*:\W*$", words, re.I)
    if re.search(r"\b(?:areas?|matters)(?:\s+(?:below|set\s+out\s+below))?\s*:\W*$", words, re.I):
        return True
    if re.search(
        r"\b(?:by|take|do|complete"
        r"|meet)\s+(?:all\s+(?:of\s+)?)?the\s+following(?:\s+\w+)?\s*:?\W*$",
        words,
        re.I,
    ):
        return True
    return (
        not (_CONTENT.search(words) or _TARGETS.search(words))
        and words.rstrip().endswith(":")
        and modality_of(words) is not None
        and bool(re.search(r"\bfollowing\b", words, re.I))
    )


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
        return (
            MINISTERS
            if re.search(r"\bsecretary\s+of\s+state\b|\bministers?\b", words, re.I)
            else NOT_STATED
        )
    own = None if leads and opens_with_verb(words) else holder_of(words)
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


_FAILING = re.compile(r"^\W*(?:should|if)\b.{0,60}?\b(?:fail|not\s+comply|not\s+make)", re.I)


def _kind(
    words: str, holder: str, *, listed: bool, led_by_board: bool, first: bool
) -> RequirementKind:
    """What sort of clause it is. In the list of measures only a report, or a thing for the
    board to do, that follows a measure in its point is anything else."""
    if not listed and (_SUCH_REVIEWS.search(words) or _FAILING.match(words)):
        return "consequence"
    if listed and led_by_board:
        return "reporting" if _REPORTS.search(words) else "board"
    if listed:
        if not first and holder == "Improvement Board":
            return "board"
        return "reporting" if not first and _REPORTS.search(words) else "notice_measure"
    if _REPORTS.search(words):
        return "reporting"
    if _REVIEWS.search(words):
        return "review"
    if (
        _BOARD.search(words)
        or _BOARD_ACTS.search(words)
        or holder in ("Improvement Board", "DfE", "Chair")
    ):
        return "board"
    return "notice_measure"
