"""What an inspection report says must improve, in the lists of every framework since 2009.

A list is known by its heading; each point, or numbered paragraph where a report has those, is
one recommendation with its sub-points. A heading such as "Within three months:" times the
points under it, counted from the report's publication.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.documents import Clause, Document, Modality, Wording
from ingest.duties import Duty, cut
from ingest.flattening import Flat
from ingest.holders import BOARD, COUNCIL, LSCB, led_holder, named_holder
from ingest.itemising import sentences_of
from ingest.modality import main_modality, modality_of, opens_with_verb
from ingest.navigation import Structure
from ingest.recommendation_tables import asked_cell, row_recommendation

_LONGEST_HEADING = 14  # words; a longer one is a sentence that speaks of improvement
_LIST = re.compile(
    r"\bneeds?\s+to\s+(?:be\s+)?improve|\bareas?\s+(?:for|of)\s+(?:priority\s+action"
    r"|improvement|development|action)"
    r"|^\W*(?:\w+\s+){0,5}?recommendations?\W*\d*\W*$"
    r"|\bpriority\s+(?:and\s+immediate\s+)?actions?\b"
    r"|\bimprovements?\s+(?:needed|required)\b",
    re.I,
)
_NOT_A_LIST = re.compile(
    r"\bjudge?ment\b|\bprogress\b.*\bsince\b|\b(?:previous|last)\s+inspection\b|\bbecause\b|"
    r"\b(?:requires?|is|are)\s+(?:improvement|good|inadequate)\b|\bgrade\s+\d", re.I
)  # fmt: skip
_TIMES = re.compile(
    r"^\W*(?:immediate(?:ly)?|with\s+immediate\s+effect|within\s+[\w-]+\s+(?:days|weeks|months"
    r"|year)|"
    r"by\s+\w+\s+\d{4})\W*$",
    re.I,
)
_NEW_SECTION = re.compile(
    r"\bexperiences?\s+and\s+progress|\binspection\s+(?:findings|judge?ments?|of)\b"
    r"|\bsummary\b|\bstrengths?\b"
    r"|\binformation\s+about|\bgrade\s+\d|\bjudge?ment|\bhow\s+good\b|\bimpact\s+of\s+leaders"
    r"|^\W*(?:outcomes|being\s+healthy)\b"
    r"|\bprogress\s+since|\b(?:is|are|requires?)\s+(?:outstanding|good|adequate|inadequate"
    r"|improvement)\b|\bmain\s+findings",
    re.I,
)
_BOARDS = re.compile(
    r"\blscb\b|\b[A-Z]{1,3}SCB\b|\bsafeguarding\s+children\s+board\b|\bthe\s+board\b", re.I
)
_GRADE = re.compile(r"^\W*grade\s+\d|^\W*(?:outstanding|good|adequate|inadequate)\W*$", re.I)


def recommendations(document: Document) -> Iterator[Duty]:
    """The recommendations of an inspection report, in reading order."""
    structure = Structure(document.clauses, document.text)
    seen: set[str] = set()
    for heading in document.clauses:
        if heading.kind != "heading" or not _is_list(structure.words(heading)):
            continue
        for clause in _listed(heading, structure):
            if clause.id not in seen:
                seen.add(clause.id)
                if clause.kind == "row":
                    row = row_recommendation(document, clause, structure.words(heading))
                    if row is not None:
                        yield row
                    continue
                yield _recommendation(document, structure, heading, clause)


def _is_list(words: str) -> bool:
    short = len(words.split()) <= _LONGEST_HEADING
    return short and bool(_LIST.search(words)) and not _NOT_A_LIST.search(words)


def _listed(heading: Clause, structure: Structure) -> list[Clause]:
    """The points under a heading and its topics, each without those that hang on another; what
    is numbered as paragraphs, too, where it asks for something.

    The list ends at the next section, even where that is set as if it stood under the list.
    """
    improve = bool(_ALL_POINTS.search(structure.words(heading)))
    found: list[Clause] = []
    taken: set[str] = set()
    for clause in _under(heading, structure):
        words = structure.words(clause)
        above = structure.clause(clause.parent) if clause.parent else None
        nested = above is not None and (
            above.kind == "point" or (above.kind != "heading" and above.id in taken)
        )
        if _GRADE.match(words) or nested or len(words.split()) < 3 or _leads(clause, structure):
            continue
        listed = clause.kind == "point" and (improve or bool(_lead_of(clause, structure)))
        listed |= clause.kind == "row" and asked_cell(clause) is not None
        listed |= improve and _is_duty_sentence(clause, words)
        if listed or ((clause.kind == "point" or _numbered(clause)) and _asks(words)):
            found.append(clause)
            taken.add(clause.id)
    return _with_those_between(found, heading, structure)


_ALL_POINTS = re.compile(
    r"\bneeds?\s+to\s+(?:be\s+)?improve|\bareas?\s+for\s+(?:priority\s+action|improvement|development)\b",
    re.I,
)


def _is_duty_sentence(clause: Clause, words: str) -> bool:
    """Whether an unnumbered paragraph is one sentence that asks ("Leaders should ...")."""
    if clause.kind != "paragraph" or clause.label or len(words.split()) > _SHORT_POINT:
        return False
    asked = main_modality(words) in ("must", "should") and not words.rstrip().endswith(":")
    return asked and len(sentences_of(words)) == 1


def _with_those_between(
    found: Sequence[Clause], heading: Clause, structure: Structure
) -> list[Clause]:
    """What is numbered between two that are listed is listed too, however it is worded."""
    numbers = {int(n) for clause in found if (n := clause.label.strip(" .")).isdigit()}
    kept = {clause.id for clause in found}
    for clause in _under(heading, structure):
        n = clause.label.strip(" .")
        above = structure.clause(clause.parent) if clause.parent else None
        under = above is not None and above.kind == "point"
        if n.isdigit() and not under and {int(n) - 1, int(n) + 1} <= numbers:
            kept.add(clause.id)
    return [clause for clause in _under(heading, structure) if clause.id in kept]


def _under(heading: Clause, structure: Structure) -> list[Clause]:
    """The clauses of a list's section, in reading order."""
    found = []
    for clause in structure.clauses[structure.index(heading.id) + 1 :]:
        if clause.kind == "heading" and not _is_duty(clause, structure):
            words = structure.words(clause)
            above = clause.level <= heading.level and not _TIMES.match(words)
            if above or _NEW_SECTION.search(words):
                break
        else:
            found.append(clause)
    return found


def _is_duty(clause: Clause, structure: Structure) -> bool:
    """Whether what is set as a heading is a numbered recommendation of one line."""
    words = structure.words(clause).rstrip()
    return (
        clause.kind == "heading"
        and clause.label.strip(" .").isdigit()
        and words.endswith((".", ")"))
        and opens_with_verb(words)
    )


def _asks(words: str) -> bool:
    """Whether a numbered point asks for something, rather than telling what was found."""
    return bool(
        opens_with_verb(words)
        or named_holder(words)
        or modality_of(words) in ("must", "should")
        or (len(words.split()) <= _SHORT_POINT and not _FINDS.search(words))
    )


_SHORT_POINT = 45
_FINDS = re.compile(
    r"\b(?:is|are|was|were|has|have|had|does|do|did|can|remains?|receives?)\b", re.I
)


def _lead_of(clause: Clause, structure: Structure) -> Clause | None:
    leads = [lead for lead in structure.lead_ins(clause.id) if lead.kind != "heading"]
    return next((lead for lead in leads if modality_of(structure.words(lead))), None)


def _numbered(clause: Clause) -> bool:
    return clause.kind in ("paragraph", "heading") and bool(re.match(r"\d", clause.label))


def _leads(clause: Clause, structure: Structure) -> bool:
    """Whether a clause only says that actions follow ("should take the following action")."""
    words = structure.words(clause)
    return bool(re.search(r"\b(?:the\s+following|these)\s+(?:\w+\s+)?(?:actions?|areas?"
                          r"|recommendations?)\W*$"
                          r"|\bshould\s*:?\W*$", words, re.I))  # fmt: skip


def _recommendation(
    document: Document, structure: Structure, heading: Clause, clause: Clause
) -> Duty:
    text = document.text
    line = Flat.of(text, clause.spans)
    path = [h for h in structure.heading_path(clause.id) if not _is_duty(h, structure)]
    heads = [structure.words(head) for head in path]
    timed = next((head for head in reversed(path) if _TIMES.match(structure.words(head))), None)
    lead = _lead(structure, clause, heading)
    topics = [head for head in heads if not _TIMES.match(head)]
    named = named_holder(line.words)
    holder = named[0] if named else _holder(lead, heads, structure)
    if holder == BOARD and not re.search(r"\bimprovement\s+board\b", line.words, re.I):
        holder = LSCB
    return Duty(
        kind="recommendation",
        holder=holder,
        modality=_modality(line.words, lead, structure),
        topic=topics[-1] if topics else structure.words(heading),
        clause=clause,
        quote=cut(line, 0, len(line.words)),
        label=clause.label,
        lead_in=_wording(text, lead),
        items=_items(text, structure, clause),
        timed=_wording(text, timed),
    )


def _items(text: str, structure: Structure, clause: Clause) -> tuple[Wording, ...]:
    """The points under a recommendation; under one that is set as a heading stand the next ones."""
    if clause.kind == "heading":
        return ()
    below = (_wording(text, each) for each in structure.descendants(clause.id))
    return tuple(found for found in below if found)


def _lead(structure: Structure, clause: Clause, heading: Clause) -> Clause | None:
    """The sentence above the list that carries its verb: its lead-in, else the paragraph that
    says that actions follow."""
    leads = [lead for lead in structure.lead_ins(clause.id) if lead.kind != "heading"]
    if leads:
        return leads[0]
    under = structure.children(heading.id)
    return next((one for one in under if one.id != clause.id and _leads(one, structure)), None)


def _holder(lead: Clause | None, heads: list[str], structure: Structure) -> str:
    if lead is not None and (held := led_holder(structure.words(lead))):
        return held
    return LSCB if _of_board(heads) else COUNCIL


def _of_board(heads: list[str]) -> bool:
    """Whether a list is the safeguarding board's own, by the nearest heading that says whose."""
    for head in reversed(heads):
        if _BOARDS.search(head):
            return True
        if re.search(r"\blocal\s+authority\b|\bcouncil\b", head, re.I):
            return False
    return False


def _modality(words: str, lead: Clause | None, structure: Structure) -> Modality:
    own = None if opens_with_verb(words) else main_modality(words)
    if own in ("must", "should", "must_not"):
        return own
    led = modality_of(structure.words(lead)) if lead is not None else None
    return led or "should"


def _wording(text: str, clause: Clause | None) -> Wording | None:
    if clause is None:
        return None
    line = Flat.of(text, clause.spans)
    return cut(line, 0, len(line.words))
