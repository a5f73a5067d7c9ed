"""Passages and rows of other papers that are the likest to a row, though no link."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.linking.kept import rows_of
from assistant.linking.likeness import Likeness, Rarity
from assistant.linking.proposing import LEAST_EVIDENCE, Wordings
from assistant.linking.surety import likely
from assistant.linking.vectors import Vectors
from assistant.registers.filed import Filed
from ingest.corpus import Corpus, Entry
from ingest.documents import Passage

REPEATED = 0.5  # how like two recommendations are at least, that the later asks for it again
ECHO = 0.25  # how like a passage is at least to be shown as speaking of the like


@dataclass(frozen=True, slots=True)
class Echo:
    """A passage of another paper that is the likest to a row, and how like it is (0 to 1)."""

    passage: Passage
    sure: float


def echoes(corpus: Corpus, rows: Sequence[Filed], paper: Entry) -> dict[str, Echo]:
    """For each row that has one, by its id: the passage of a paper that speaks of the like.

    What the paper itself asks for is left out: it is no finding.
    """
    council = (rows[0].requirement.council or "") if rows else ""
    asked = {r.requirement.clause_id for r in rows_of(corpus) if r.entry.id == paper.id}
    passages = [p for p in corpus.passages(paper.id) if p.clause_id not in asked]
    vectors = Vectors(corpus)
    wordings = Wordings(council, vectors.of)
    near = Likeness(
        Rarity(corpus),
        [wordings.of_row(row) for row in rows],
        [wordings.of_passage(passage) for passage in passages],
    ).pairs(LEAST_EVIDENCE)
    best: dict[str, Echo] = {}
    for i, j, alike in near:
        sure = likely(alike)
        if sure > best.get(rows[i].id, Echo(passages[j], ECHO)).sure:
            best[rows[i].id] = Echo(passages[j], sure)
    return best


def repeats(
    corpus: Corpus, rows: Sequence[Filed], before: Sequence[Filed]
) -> list[tuple[Filed, Filed, float]]:
    """Rows that ask again for what an earlier row asked for, each with the likest of these."""
    council = (rows[0].requirement.council or "") if rows else ""
    wordings = Wordings(council, Vectors(corpus).of)
    near = Likeness(
        Rarity(corpus),
        [wordings.of_row(row) for row in rows],
        [wordings.of_row(row) for row in before],
    ).pairs(LEAST_EVIDENCE)
    best: dict[int, tuple[float, int]] = {}
    for i, j, alike in near:
        best[i] = max(best.get(i, (REPEATED, -1)), (likely(alike), j))
    return [(rows[i], before[j], sure) for i, (sure, j) in sorted(best.items()) if j >= 0]
