"""What a committee resolved, or is asked to do: all of it, from the paper of that meeting.

"What did the committee resolve on re-referrals in October?" is answered by the resolutions of
October's minutes that stand under, or speak of, re-referrals. The committee's own name is looked
for at the head of the paper, for no resolution repeats it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer.drafts import Draft
from assistant.evidence.library import Library
from assistant.evidence.meetings import of_the_day
from assistant.evidence.passages import concept_match, stem_line
from assistant.question.nouns import Concept, Question
from assistant.question.scoping import Scoped
from assistant.register_answers.asked import Asked
from assistant.register_answers.lists import requirements_told
from assistant.registers.requirements import RequirementRow
from assistant.registers.shelf import shelf_of
from ingest.documents import RequirementKind

HEAD = 200  # characters at a paper's beginning that name its committee
MOST_LISTED = 12  # resolutions given; a question on more is too wide for one answer
LEAST_WEIGHT = 0.1  # of a word that can tell one resolution from another

_BODY = r"(?:committees?|members|councillors|cabinet|panel|full council|scrutiny|board)"
_RESOLVED = re.compile(
    rf"\bwhat (?:did|has|have|had|was|were)\b.{{0,80}}\b{_BODY}\b.{{0,60}}"
    r"\b(?:resolv\w+|agree[ds]?|decide[ds]?)\b(?!\s+by\b)"
    rf"|\b(?:resolutions?|decisions?) (?:of|by|made by|taken by)\b.{{0,60}}\b{_BODY}\b",
    re.I,
)
_ASKED = re.compile(
    rf"\bwhat (?:is|are|was|were|has|have)\b.{{0,60}}\b{_BODY}\b.{{0,40}}"
    r"\b(?:asked|invited|recommended)\b"
    rf"|\brecommendations? (?:to|for|before|put to)\b.{{0,60}}\b{_BODY}\b",
    re.I,
)
_ASKING = re.compile(
    r"^(?:resol\w*|agree\w*|decid\w*|decision\w*|recommend\w*|ask\w*|invit\w*|committees?|members|"
    r"councillors|councils?|cabinet|panel|board|meeting|held|done?|do|did|full|county|borough|city)$",
    re.I,
)
_PAPERS = frozenset({"minutes", "committee_report", "agenda"})


def committee_told(question: Question, scoped: Scoped, library: Library) -> Draft | None:
    """The resolutions or recommendations asked for, of one paper; None when it is not so asked,
    or when several papers or too many rows could be meant."""
    kind = _kind(question)
    if kind is None or not (question.councils or scoped.scope.councils):
        return None
    held = [
        entry
        for entry in scoped.documents
        if entry.kind in _PAPERS and entry.id not in scoped.topical and of_the_day(question, entry)
    ]
    topic = [c for c in question.concepts if c.weight > LEAST_WEIGHT and not _asks(c)]
    rows = [
        row
        for row in shelf_of(library).speaking(held, (), library)
        if row.requirement.kind == kind and _speaks(row, topic, library)
    ]
    if not rows or len(rows) > MOST_LISTED or len({row.entry.id for row in rows}) > 1:
        return None
    return requirements_told(Asked("requirements", kind, (kind,)), rows, ())


def _kind(question: Question) -> RequirementKind | None:
    if _ASKED.search(question.text):
        return "recommendation"
    return "resolution" if _RESOLVED.search(question.text) else None


def _asks(concept: Concept) -> bool:
    return all(_ASKING.match(word) for word in concept.surface.split())


def _speaks(row: RequirementRow, topic: Sequence[Concept], library: Library) -> bool:
    """Whether a row, what it stands under, or the head of its paper has each thing asked about."""
    if not topic:
        return True
    each, structure = row.requirement, library.structure(row.entry.id)
    over = (structure.words(clause) for clause in structure.heading_path(each.clause_id))
    head = library.document(row.entry.id).text[:HEAD]
    line = stem_line(" ".join([each.quote.text, *over, row.entry.title, head]))
    return all(concept_match(concept, line) for concept in topic)
