"""Leads: the headings and lead-ins that announce a list, whatever its points say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.answer.quoting import display
from assistant.evidence.library import Library
from assistant.evidence.passages import Evidence, coverage
from assistant.question.nouns import Question
from ingest.documents import Clause
from ingest.navigation import Structure

# Chosen on the development questions (docs/evaluation.md).
NAMING_DOCUMENTS = 2  # documents whose headings are looked through
SHORT_LEAD = 10  # words up to which a lead-in means nothing without what stands before it,
BEFORE = 2  # ... of which so many clauses are read
ANNOUNCED = 0.5  # share of the question from which one of these announces what is asked for


def announcing(
    question: Question, found: Sequence[Evidence], library: Library
) -> Iterator[tuple[Evidence, Clause]]:
    """Headings and lead-ins of the best documents that announce what is asked for.

    The points of a list may share no word with the question that its heading or lead-in
    answers, so that no search for them finds it.
    """
    best: dict[str, Evidence] = {}
    for evidence in found:
        best.setdefault(evidence.entry.id, evidence)
    for evidence in list(best.values())[:NAMING_DOCUMENTS]:
        structure = library.structure(evidence.entry.id)
        for clause in library.document(evidence.entry.id).clauses:
            words = structure.words(clause)
            above = over(structure, clause) if words.rstrip().endswith(":") else ""
            if (clause.kind == "heading" or above) and (
                coverage(question.concepts, display(words), above) >= ANNOUNCED
            ):
                yield evidence, clause


def over(structure: Structure, lead: Clause) -> str:
    """What a lead-in hangs on: the headings above it and, where it is short, what stands before.

    "The police will need:" is of a missing child, as the paragraph before it says.
    """
    above = [structure.words(each) for each in structure.heading_path(lead.id)]
    if len(structure.words(lead).split()) <= SHORT_LEAD:
        beside = structure.children(lead.parent)
        at = [each.id for each in beside].index(lead.id)
        above += [structure.words(each) for each in beside[max(0, at - BEFORE) : at]]
    return " ".join(above)
