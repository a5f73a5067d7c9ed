"""Passages in which a paper reports that something was done, or how far it has come."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ingest.corpus import Corpus, Entry
from ingest.documents import Clause, Document, Span
from ingest.navigation import Structure, sentences

REPORTING_KINDS = frozenset(
    "committee_report bulletin minutes improvement_plan scorecard inspection_report other".split()
)
_SHORTEST, _LONGEST = 5, 120  # words
_TOPICS = 4096  # headings that are remembered: many sentences stand under one
_PARTICIPLE = (
    r"(?:\w{2,}ed|been|begun|taken|made|done|met|held|given|seen|set|put|built|brought|found|led|risen|"
    r"fallen|grown|become|shown|written|driven|sent|kept|gone|come|drawn|undertaken)"
)
_ADVERBS = r"(?:(?:now|also|already|since|all|both|recently|\w+ly)\s+){0,2}"
_DONE = re.compile(
    rf"\b(?:has|have|had)\s+{_ADVERBS}{_PARTICIPLE}\b"
    rf"|\b(?:is|are)\s+{_ADVERBS}being\s+{_PARTICIPLE}\b"
    rf"|\b(?:was|were|is|are)\s+{_ADVERBS}"
    r"(?:complete|completed|in\s+place|under\s*way|implemented|established|launched|appointed|"
    r"recruited|delivered|introduced|embedded|on\s+track|achieved|met|agreed|published|prioritised|"
    r"strengthened|reduced|increased|improved|improving|falling|rising|dropping)\b"
    r"|\btook\s+place\b|\b(?:work|action)\s+(?:began|started|is\s+taking\s+place)\b"
    r"|\b(?:rose|fell|improved|increased|reduced|dropped)\s+(?:from|to|by)\b"
    r"|\b(?:show|shows|showed)\s+(?:\w+\s+){0,2}?(?:improvement|progress|increase|reduction)\b"
    r"|\b(?:is|are)\s+now\s+\w+ing\b|\bon\s+track\b|\bunder\s*way\b",
    re.I,
)
_PLANNED = re.compile(
    r"\b(?:will|must|shall|should|needs?\s+to|is\s+to|are\s+to|would|may|might|could|aim\s+to|plans?\s+to|"
    r"intend\w*|anticipat\w+|expected|proposed|ensure)\b",
    re.I,
)
_PROGRESS_HEAD = re.compile(
    r"\b(?:progress|update|status|rag|position|achieved|completed|outcome|impact|done|actual)\b",
    re.I,
)
_PROGRESS_TOPIC = re.compile(
    r"\b(?:progress|update|what\s+was\s+done|performance|making\s+improvements|actions?\s+taken|findings|achievements|response)\b",
    re.I,
)
_NO_REPORT = re.compile(
    r"\b(?:lines?\s+of\s+enquiry|terms\s+of\s+reference|vision|principles|priorities|definitions?|"
    r"purpose|background|legislation|methodology|about\s+this\s+inspection)\b",
    re.I,
)
# What an inspection report says under these is no finding: who lives there, what grades mean,
# what is still to be done.
_NO_FINDING = re.compile(
    r"\b(?:information\s+about|inspection\s+judge?ments\s+mean|contents|inspection\s+team|"
    r"in\s+this\s+area|about\s+this\s+area|(?:previous|other)\s+ofsted|needs?\s+to\s+improve|"
    r"areas?\s+for\s+(?:improvement|priority)|priority\s+and\s+immediate|recommendations?)\b",
    re.I,
)
_IMPRINT = re.compile(
    r"\bregulates\b|\bOfsted\)?\s+inspects\b|\blicen[cs]e,|www\.|@|\btelephone\b", re.I
)
_PERCENTAGE = re.compile(
    r"\d\s?(?:%|per\s?cent).*\b(?:was|were|had|did)\b|\b(?:was|were)\b.*\d\s?(?:%|per\s?cent)", re.I
)
_TARGET = re.compile(r"\btargets?\b", re.I)
_ASKS = re.compile(
    r"\b(?:committee|cabinet|board|members?|council|panel|group)\s+(?:is|are)\s+(?:asked|invited|"
    r"requested|recommended)\b|^\W*(?:to\s+)?(?:note|consider|agree|approve|endorse)\b",
    re.I,
)
_TAKEN = re.compile(
    r"\b(?:has|have|had)\s+(?:already\s+|now\s+)?(?:been\s+)?"
    r"(?:taken|made|done|completed|agreed|introduced)\b|\bachieved\s+by\b|\bfindings?\b|\bprogress\b",
    re.I,
)

_ASKING = frozenset(
    "ensure improve develop strengthen review establish implement increase reduce take make".split()
)


@dataclass(frozen=True, slots=True)
class Reported:
    """A sentence or cell that reports progress; ``words`` are its own, on one line.

    A ``finding`` is what an inspector found without saying what was done: how a matter stands
    that an earlier paper asked for.
    """

    entry: Entry
    clause: Clause
    span: Span
    words: str
    topic: str
    beside: tuple[str, ...] = ()  # the first cells of its row: what it is said of
    finding: bool = False


def reported(
    corpus: Corpus,
    entries: Sequence[Entry],
    asked: Collection[tuple[str, str]] = (),
    *,
    findings: bool = False,
) -> list[Reported]:
    """All that these documents report as done or under way, in reading order.

    ``asked`` are the clauses that ask for something (document, clause): what an inspection report
    asks for, it does not report. With ``findings``, what inspectors found too.
    """
    found: list[Reported] = []
    for entry in entries:
        if entry.kind in REPORTING_KINDS and entry.same_as is None:
            inspects = entry.kind == "inspection_report"
            document = corpus.document(entry.id)
            found.extend(
                each
                for each in _in_document(entry, document, finds=findings and inspects)
                if not (inspects and (entry.id, each.clause.id) in asked)
            )
    return found


def _in_document(entry: Entry, document: Document, *, finds: bool) -> Iterator[Reported]:
    structure = Structure(document.clauses, document.text)
    for clause in document.clauses:
        if clause.kind == "row":
            yield from _in_row(entry, document, structure, clause)
        elif clause.kind in ("paragraph", "point"):
            yield from _in_prose(entry, document, structure, clause, finds)


def _in_row(
    entry: Entry, document: Document, structure: Structure, row: Clause
) -> Iterator[Reported]:
    """The cells under a head that says progress; in a plan, only those."""
    first = tuple(_line(cell.span, document.text) for cell in row.cells[:3])
    for cell in row.cells[1:]:
        words = _line(cell.span, document.text)
        if _PROGRESS_HEAD.search(cell.head) and len(words.split()) >= _SHORTEST:
            beside = tuple(each for each in first if each != words)
            yield Reported(entry, row, cell.span, words, _topic(structure, row), beside)


def _in_prose(
    entry: Entry, document: Document, structure: Structure, clause: Clause, finds: bool
) -> Iterator[Reported]:
    if entry.kind == "improvement_plan":
        return  # what a plan says of the past is how it was made
    topic = _topic(structure, clause)
    if not _may_report(topic):
        return
    among_progress = _of_progress(topic)
    finds = finds and _may_find(topic)
    lead = " ".join(structure.words(each) for each in structure.lead_ins(clause.id)[-1:])
    led = bool(_TAKEN.search(lead)) and not _PLANNED.search(lead)
    for span in (part for whole in clause.spans for part in sentences(document.text, whole)):
        words = _line(span, document.text)
        if not _SHORTEST <= len(words.split()) <= _LONGEST:
            continue
        if _tells(words, led or among_progress):
            yield Reported(entry, clause, span, words, topic)
        elif finds and _finds(words):
            yield Reported(entry, clause, span, words, topic, finding=True)


def _tells(words: str, among_progress: bool) -> bool:
    """Whether a sentence says what was done; one that obliges or plans says it only after."""
    if words.endswith(":") or words.startswith("If ") or _ASKS.search(words):
        return False
    done, planned = _DONE.search(words), _PLANNED.search(words)
    if done is None:
        if _TARGET.search(words):
            return False
        figure = _PERCENTAGE.search(words) or (among_progress and re.search(r"\d", words))
        return planned is None and bool(figure)
    return planned is None or done.start() < planned.start()


@lru_cache(maxsize=_TOPICS)
def _may_report(topic: str) -> bool:
    return _NO_REPORT.search(topic) is None


@lru_cache(maxsize=_TOPICS)
def _of_progress(topic: str) -> bool:
    return _PROGRESS_TOPIC.search(topic) is not None


@lru_cache(maxsize=_TOPICS)
def _may_find(topic: str) -> bool:
    return _NO_FINDING.search(topic) is None


def _finds(words: str) -> bool:
    """Whether an inspection report's sentence says how a matter stands."""
    asks = words.endswith(":") or words.split()[0].lower() in _ASKING
    torn = words[0].islower()  # the rest of a sentence that a page's end cut
    return not asks and not torn and not _IMPRINT.search(words)


def _topic(structure: Structure, clause: Clause) -> str:
    return " / ".join(structure.words(head) for head in structure.heading_path(clause.id)[-2:])


def _line(span: Span, text: str) -> str:
    return " ".join(span.cut(text).split())
