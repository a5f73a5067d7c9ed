"""Contents: what a plan, a report or a strategy is told to hold, wherever it is said.

"What must the plans include?" is answered by lists under a lead-in, and also by sentences such
as "the plan needs to set out …" in the middle of a clause on something else, which no search for
the words of the question ranks high.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.answer.quoting import display
from assistant.evidence.library import Library
from assistant.question.nouns import Concept, Question
from assistant.question.vocabulary import content_stems
from ingest.corpus import Entry
from ingest.documents import Clause, Span
from ingest.navigation import sentences

LEAD_REACH = 8  # words before the verb of a lead-in among which the whole subject must stand
SUBJECT_REACH = 6  # words before the duty among which the whole subject must stand
MOST_WORDS = 60  # of a sentence that is given for it

_HOLD = (
    r"(?:include|contain|cover|set out|identify|specify|describe|detail|address|state|show|"
    r"incorporate|comprise)"
)
_ASKED = re.compile(
    rf"\bwhat (?:must|should|shall|do(?:es)?|ha(?:s|ve)|need)\b(?P<subject>.+?)"
    rf"\b(?:must |should |need(?:s)? to |ha(?:s|ve) to |be expected to )?{_HOLD}\b",
    re.I | re.S,
)
_ABBREVIATION = re.compile(r"\S+ \(([^)]*)\)")  # "CP (child protection)"
_TOLD = re.compile(
    r"\b(?:must|should|shall|needs? to|ha(?:s|ve) to|(?:is|are) (?:required|expected) to)\s+"
    rf"(?:also |clearly |each |all )?{_HOLD}\b",
    re.I,
)

_HELD = re.compile(rf"\b{_HOLD}\b", re.I)


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence of one clause that says what the subject is to hold."""

    entry: Entry
    clause: Clause
    span: Span


def subject(question: Question) -> tuple[str, ...]:
    """The stems of what is asked about, in "what must ITS PLANS include?"; else none."""
    asked = _ASKED.search(question.plain)
    if asked is None or not question.obliges:
        return ()
    spelt_out = _ABBREVIATION.sub(r"\1", asked["subject"]).replace("'s", " ")
    return tuple(each for each in content_stems(spelt_out) if each)


def subject_concepts(question: Question) -> tuple[Concept, ...]:
    """What ``subject`` names, as concepts with every way of putting each."""
    asked = _ASKED.search(question.plain)
    if asked is None or not question.obliges:
        return ()
    said = asked["subject"].lower()
    return tuple(each for each in question.concepts if each.surface in said)


def names_subject(wanted: tuple[str, ...], words: str) -> bool:
    """Whether the subject's own words stand in a text, one after another."""
    said = content_stems(words)
    return any(said[at : at + len(wanted)] == wanted for at in range(len(said)))


def told_contents(question: Question, entries: Iterable[Entry], library: Library) -> list[Told]:
    """Every sentence in these documents that says what the subject is to hold, in their order.

    A sentence that breaks off with a colon is left out: it leads into a list.
    """
    wanted = subject(question)
    if not wanted:
        return []
    return [told for entry in entries for told in _in_document(wanted, entry, library)]


def told_leads(
    question: Question, entries: Iterable[Entry], library: Library
) -> Iterable[tuple[Entry, Clause]]:
    """Every clause that leads into a list of what the subject is to hold: "all plans include:".

    The subject's own words stand shortly before the verb.
    """
    wanted = subject(question)
    if not wanted:
        return
    for entry in entries:
        document = library.document(entry.id)
        for clause in document.clauses:
            words = display(clause.span.cut(document.text))
            if words.endswith(":") and _leads(wanted, words):
                yield entry, clause


def _leads(wanted: tuple[str, ...], words: str) -> bool:
    held = [match.start() for match in _HELD.finditer(words)]
    reach = LEAD_REACH + len(wanted)
    return any(names_subject(wanted, " ".join(words[:at].split()[-reach:])) for at in held)


def _in_document(wanted: tuple[str, ...], entry: Entry, library: Library) -> Iterable[Told]:
    document = library.document(entry.id)
    for clause in document.clauses:
        if not _TOLD.search(clause.span.cut(document.text)):
            continue
        for span in sentences(document.text, clause.span):
            if _tells(wanted, display(span.cut(document.text))):
                yield Told(entry, clause, span)


def _tells(wanted: tuple[str, ...], words: str) -> bool:
    told = _TOLD.search(words)
    if told is None or words.rstrip().endswith(":") or len(words.split()) > MOST_WORDS:
        return False
    return names_subject(wanted, " ".join(words[: told.start()].split()[-SUBJECT_REACH:]))
