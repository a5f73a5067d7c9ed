"""Short titles of a notice that are printed as points, over the paragraphs that they are of.

"The Council must secure improvements in: a) Assessments", and then a paragraph on assessments:
the point obliges nobody; it is the topic of what follows, and its lead-in names the holder.
"""

from __future__ import annotations

from dataclasses import dataclass

from ingest.documents import Clause, Wording
from ingest.modality import modality_of, opens_with_verb
from ingest.navigation import Structure

_LONGEST = 8  # words of a title
_GOES_ON = (";", ",", ".", " and", " or")


@dataclass(frozen=True, slots=True)
class Topic:
    """A title printed as a point: its words, its lead-ins, its section and its list."""

    words: str
    leads: tuple[Wording, ...]
    section: str | None
    lead_in: str | None

    def is_over(self, clause: Clause, structure: Structure) -> bool:
        """Whether a later clause stands under it: its section goes on, and its list does not."""
        if clause.kind == "point" and clause.lead_in in (None, self.lead_in):
            return False
        return _section(clause.id, structure) == self.section


def topic_in(
    clause: Clause, words: str, leads: list[Wording], structure: Structure
) -> Topic | None:
    """The topic that a point is, where it only names what the paragraph after it is of."""
    words = " ".join(words.split())
    if clause.kind != "point" or not leads or len(words.split()) > _LONGEST:
        return None
    if opens_with_verb(words) or modality_of(words) is not None or words.endswith(_GOES_ON):
        return None
    after = structure.index(clause.id) + 1
    if [one.kind for one in structure.clauses[after : after + 1]] != ["paragraph"]:
        return None
    return Topic(words, tuple(leads), _section(clause.id, structure), clause.lead_in)


def _section(clause_id: str, structure: Structure) -> str | None:
    path = structure.heading_path(clause_id)
    return path[-1].id if path else None
