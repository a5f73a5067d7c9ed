"""Library: the corpus as answering needs it, with structures and stem rarity at hand."""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from threading import Lock

from assistant.question.commonness import rare_in_english
from assistant.question.nouns import Concept
from assistant.question.short_forms import initials, long_forms, short_form
from assistant.question.vocabulary import stem
from ingest.corpus import Corpus, Entry, Hit
from ingest.documents import Clause, ClauseKind, Document, Judgement, Passage, Requirement
from ingest.embedding import Embedder
from ingest.navigation import Structure
from ingest.spelling import distance

_KEPT = 64  # structures of documents
_KINDS_KEPT = 200_000  # sorts of clauses, by passage
_KEPT_PASSAGES = 8_192  # a question weighs some hundred, and most of them again and again
_DEFINING = 40  # passages with a short form that are read for its long form
_KEPT_FORMS = 4_096
LEAST_RARITY = 0.02  # of the commonest stem, so that no word of a question counts for nothing
# Misspellings: shorter stems are left alone, and longer ones may be two slips away.
SHORTEST_MISSPELT = 5
TWO_SLIPS_FROM = 8
COMMON = 0.5  # slips that a word ten times as common may be further away


class Library:
    """Read access to one corpus. Structures and passages used last are kept.

    Whoever begins with ``version`` or ``entries`` reads no passage of an older corpus.
    """

    def __init__(self, corpus: Corpus, embedder: Embedder) -> None:
        self._corpus = corpus
        self._embedder = embedder
        self._structures: OrderedDict[str, Structure] = OrderedDict()
        self._passages: OrderedDict[str, Passage] = OrderedDict()
        self._keeping = Lock()  # threads that ask at once share what is kept
        self._rarity: dict[str, float] = {}
        self._kinds: OrderedDict[str, ClauseKind] = OrderedDict()
        self._forms: OrderedDict[str, list[str]] = OrderedDict()
        self._seen = ""

    @property
    def corpus(self) -> Corpus:
        """The corpus itself, for what is worked out over all of it."""
        return self._corpus

    @property
    def version(self) -> str:
        """Changes with every visible change of the corpus."""
        return self._fresh()

    def entries(self) -> Sequence[Entry]:
        """Every document that is searched, and the duplicates that are not."""
        self._fresh()
        return self._corpus.documents()

    def document(self, document_id: str) -> Document:
        """One document, whole."""
        return self._corpus.document(document_id)

    def judgements(self) -> Sequence[tuple[str, Judgement]]:
        """Every grade of the documents searched, with its document's id."""
        return self._corpus.judgements()

    def requirements(self) -> Sequence[tuple[str, Requirement]]:
        """Every row of the register of requirements, with its document's id."""
        return self._corpus.requirements()

    def passage(self, passage_id: str) -> Passage:
        """One passage."""
        with self._keeping:
            known = self._passages.get(passage_id)
        if known is None:
            known = self._corpus.passage(passage_id)
            self._keep([known])
        return known

    def passages(self, document_id: str) -> Sequence[Passage]:
        """The passages of one document, in reading order."""
        return self._corpus.passages(document_id)

    def structure(self, document_id: str) -> Structure:
        """The outline of one document, for walking."""
        with self._keeping:
            known = self._structures.pop(document_id, None)
            if known is not None:
                self._structures[document_id] = known
                return known
        document = self.document(document_id)
        made = Structure(document.clauses, document.text)
        with self._keeping:
            self._structures[document_id] = made
            if len(self._structures) > _KEPT:
                self._structures.popitem(last=False)
        return made

    def kind(self, hit: Hit) -> ClauseKind:
        """What sort of clause a hit stands in; kept, for every search looks at many hits."""
        known = self._kinds.get(hit.passage_id)
        if known is None:
            known = self.structure(hit.document_id).clause(hit.clause_id).kind
            with self._keeping:
                self._kinds[hit.passage_id] = known
                if len(self._kinds) > _KINDS_KEPT:
                    self._kinds.popitem(last=False)
        return known

    def clause_at(self, document_id: str, offset: int) -> Clause | None:
        """The smallest clause that holds a character of a document, or None."""
        holding = [
            clause
            for clause in self.document(document_id).clauses
            if any(span.start <= offset < span.end for span in clause.spans)
        ]
        return min(holding, key=lambda c: c.span.end - c.span.start, default=None)

    def search(
        self, words: Sequence[str], clean: str, ids: frozenset[str] | None, limit: int
    ) -> Sequence[Hit]:
        """Both searches over the documents given; the passages found are at hand from then on."""
        vector = self._embedder.embed_query(clean)
        hits = self._corpus.search(list(words), vector, document_ids=ids, limit=limit)
        with self._keeping:
            new = [hit.passage_id for hit in hits if hit.passage_id not in self._passages]
        if new:
            self._keep(self._corpus.passages_by_id(new).values())
        return hits

    def size(self) -> int:
        """How many passages the corpus holds."""
        return self._corpus.passage_count()

    def rarity(self, stem: str) -> float:
        """How rare a stem is among the passages: near 0 everywhere, 1 once or never."""
        known = self._rarity.get(stem)
        if known is None:
            total = max(2, self._corpus.passage_count())
            frequency = self._corpus.frequencies([stem])[stem]
            rarity = 1.0 - math.log(1 + frequency) / math.log(1 + total)
            known = self._rarity[stem] = max(LEAST_RARITY, rarity)
        return known

    def ideal(self, concepts: Sequence[Concept]) -> float:
        """About the BM25 of a passage that holds every concept once, in the asker's words."""
        total = math.log(1 + max(2, self._corpus.passage_count()))
        rare = sum(self.rarity(stem) for concept in concepts for stem in concept.ways[0])
        return max(1.0, total * rare)

    def corrected(self, stem: str) -> str:
        """The corpus's commonest stem a slip away from one that it does not hold; else itself."""
        if (
            len(stem) < SHORTEST_MISSPELT
            or not stem.isalpha()
            or self._corpus.frequencies([stem])[stem]
        ):
            return stem
        slips = 1 if len(stem) < TWO_SLIPS_FROM else 2
        near = self._corpus.neighbours(stem[0], len(stem) - slips, len(stem) + slips)
        close = [
            (slip - _grown(stem, other) - COMMON * math.log10(count), other)
            for other, count in near.items()
            if other.isalpha() and (slip := distance(stem, other, slips)) is not None
        ]
        return min(close)[1] if close else stem

    def explained(self, said: str) -> list[str]:
        """What the papers themselves explain a short form by, in small letters, or a name of
        several words: its short form."""
        known = self._forms.get(said)
        if known is None:
            hits = self._corpus.search([said], None, limit=_DEFINING)
            found = self._corpus.passages_by_id(hit.passage_id for hit in hits).values()
            texts = [each.words for each in found]
            known = self._shortened(said, texts) if " " in said else long_forms(said, texts)
            with self._keeping:
                self._forms[said] = known
                if len(self._forms) > _KEPT_FORMS:
                    self._forms.popitem(last=False)
        return known

    def _shortened(self, name: str, texts: Sequence[str]) -> list[str]:
        """The short form of a name: as explained in brackets, else its initials where papers
        use them and they are no English word."""
        short = short_form(name, texts).lower() or initials(name)
        used = short and rare_in_english(short) >= 1.0 and self.rarity(stem(short)) < 1.0
        return [short] if used else []

    def _fresh(self) -> str:
        """The corpus's version; what was kept of another is dropped."""
        version = self._corpus.version
        if version != self._seen:
            with self._keeping:
                self._seen = version
                self._rarity.clear()
                self._passages.clear()
                self._kinds.clear()
                self._forms.clear()
        return version

    def _keep(self, passages: Iterable[Passage]) -> None:
        with self._keeping:
            self._passages.update((passage.id, passage) for passage in passages)
            while len(self._passages) > _KEPT_PASSAGES:
                self._passages.popitem(last=False)

    def councils(self) -> tuple[str, ...]:
        """Short names of the councils that documents are of, in order of name."""
        return tuple(sorted({name for entry in self.entries() for name in entry.councils}))


def _grown(stem: str, other: str) -> int:
    """1 where one stem begins the other: only an ending is misspelt."""
    return int(stem.startswith(other) or other.startswith(stem))
