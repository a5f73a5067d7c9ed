"""Scoped hybrid search: words and vectors in one list, weighed and re-ranked by coverage."""

from __future__ import annotations

from assistant.evidence.defining import numbered
from assistant.evidence.library import Library
from assistant.evidence.passages import Evidence, coverage, pairs, stem_line
from assistant.question.nouns import Question
from assistant.question.scoping import Scoped
from assistant.question.times import names_month
from ingest.corpus import Entry, Hit
from ingest.councils import find_councils

# Tuned on the development questions: the share of each signal, and what it is worth that
# two neighbouring words of the question are neighbours in the passage too. The last is the
# largest single gain on ObliQA's development split (docs/evaluation.md).
WORDS_WEIGHT = 0.35
DENSE_WEIGHT = 0.40
COVERAGE_WEIGHT = 0.15
INSIDE_WEIGHT = 0.10
PAIR_WEIGHT = 3.0
# In a table of councils, what the row of the council asked about is worth, and any other row.
OWN_ROW, OTHER_ROW = 1.25, 0.6

OF_MONTH = 1.12  # what it is worth to tell of the very month that is asked about

BESIDE_NAME = 2  # words that may stand beside a council's name in the cell that names it

DEPTH = 120  # hits of each search that are weighed
MOST_FOUND = 40  # passages that go on to answering


class Retriever:
    """Finds evidence for a question inside a scope; holds no state of its own."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def search(self, question: Question, scoped: Scoped, limit: int = MOST_FOUND) -> list[Evidence]:
        """The best ``limit`` passages of the scope, best first; empty when nothing fits."""
        if not scoped.documents:
            return []
        hits = self._library.search(question.search_words(), question.clean, scoped.ids, DEPTH)
        kept = [hit for hit in hits if self._may_answer(question, scoped, hit)]
        worded = [hit.words_score + PAIR_WEIGHT * self._pairs(question, hit) for hit in kept]
        best = max(worded, default=0.0) or 1.0
        ideal = self._library.ideal(question.concepts)
        entries = {entry.id: entry for entry in scoped.documents}
        found = [
            self._weigh(
                question,
                hit,
                entries[hit.document_id],
                prior=scoped.priors.get(hit.document_id, 1.0),
                words=score / best,
                strength=hit.words_score / ideal,
            )
            for hit, score in zip(kept, worded, strict=True)
        ]
        found.sort(key=lambda e: (-e.score, e.passage.document_id, e.passage.span.start))
        return found[:limit]

    def _may_answer(self, question: Question, scoped: Scoped, hit: Hit) -> bool:
        """From another council's document, only a table row that names the council asked about."""
        if hit.document_id not in scoped.topical:
            return True
        clause = self._library.structure(hit.document_id).clause(hit.clause_id)
        text = self._library.document(hit.document_id).text
        cells = [cell.span.cut(text) for cell in clause.cells]
        return clause.kind == "row" and any(
            _names(cell, name) for cell in cells for name in question.councils
        )

    def _pairs(self, question: Question, hit: Hit) -> float:
        """The rarity of neighbouring words of the question that are neighbours here too."""
        shared = pairs(question.plain) & pairs(self._library.passage(hit.passage_id).words)
        return sum(self._library.rarity(one) + self._library.rarity(two) for one, two in shared)

    def _weigh(
        self,
        question: Question,
        hit: Hit,
        entry: Entry,
        *,
        prior: float,
        words: float,
        strength: float,
    ) -> Evidence:
        """A hit with its signals and the score that they add up to."""
        passage = self._library.passage(hit.passage_id)
        dense = max(0.0, hit.dense_score)
        covered = coverage(question.concepts, passage.words, passage.prefix)
        inside = coverage(question.concepts, passage.words)
        score = (
            WORDS_WEIGHT * words
            + DENSE_WEIGHT * dense
            + COVERAGE_WEIGHT * covered
            + INSIDE_WEIGHT * inside
        )
        score *= prior
        if question.months and names_month(question.months, passage.words):
            score *= OF_MONTH
        kind = self._library.kind(hit)
        if kind == "row":
            score *= self._row_factor(question, hit)
        if kind != "heading":
            score *= numbered(question, passage, row=kind == "row")
        return Evidence(passage, entry, words, dense, covered, inside, score, strength)

    def _row_factor(self, question: Question, hit: Hit) -> float:
        """In a table of councils, the row of the one asked about, not of its neighbours."""
        clause = self._library.structure(hit.document_id).clause(hit.clause_id)
        if clause.kind != "row" or not clause.cells or not question.councils:
            return 1.0
        first = clause.cells[0].span.cut(self._library.document(hit.document_id).text)
        named = {council.name for council, _ in find_councils(first)}
        known = self._library.councils()
        named |= {name for name in known if name.lower() == first.strip().lower()}
        if not named:
            return 1.0
        return OWN_ROW if named & set(question.councils) else OTHER_ROW


def _names(cell: str, council: str) -> bool:
    """A cell that holds a council's name, and next to nothing else: "Leeds City Council"."""
    words, name = stem_line(cell), stem_line(council)
    return name in words and len(words.split()) <= len(name.split()) + BESIDE_NAME
