"""How alike two sets of wordings are: words by their rarity, and the vectors of passages."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from assistant.linking.subjects import subject_weight
from assistant.linking.weights import LEAST_RUN, evidence
from assistant.linking.wording import content, words_of
from assistant.question.vocabulary import stem
from ingest.corpus import Corpus
from ingest.encoder import Floats

# Words of nearly every duty in these papers: they tell one duty from another no better than "the".
_EMPTY = frozenset(
    "ensure ensures ensuring ensured improve improved improving improvement improvements children "
    "child young people person persons council councils authority local service services effective "
    "effectively effectiveness appropriate appropriately including includes include all relevant "
    "robust robustly make made take taken need needs needed set must should will quality provide "
    "provided develop developed place put review reviewed within across order support work working "
    "progress action actions plan plans timely good better further new social worker workers staff "
    "manager managers management practice".split()
)
_LEAST = 0.35  # of such a word's weight
_ALONE = 0.5  # weight of a subject, added to what two texts speak of
_LEAST_TOPIC = 0.4  # weight that headings must share to be alike
_PIECES = re.compile(r"[a-z]+[0-9]*|[0-9]+(?:\.[0-9]+)?")


@dataclass(frozen=True, slots=True)
class Worded:
    """Words to compare, the headings they stand under, and the passage that holds them.

    ``vector`` is the passage's, less the mean of its document's; None where it has none.
    ``subjects`` are those that the words speak of, as far as they count here.
    """

    words: str
    topic: str = ""
    vector: Floats | None = None
    subjects: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Told:
    """What two wordings share, for the reason in words: the rarest words first."""

    topic: float = 0.0  # of the headings' words, 0 to 1
    shared: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Alike:
    """How alike two wordings are, each part 0 to 1; ``told`` works out what they share."""

    shared_share: float  # weight of what is shared, of the weight of both (Dice)
    contained: float  # ... of the lighter of the two
    meaning: float  # cosine of the passages' vectors
    run: int  # the longest run of words in common
    subject: float = 0.0  # weight of the subjects shared, of the weight of both (Dice)
    told: Callable[[], Told] = Told


class Rarity:
    """Weights of stems by how many passages of the corpus hold them."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._total = math.log(2 + corpus.passage_count())
        self._known: dict[str, float] = {}
        self._empty = frozenset(stem(word) for word in _EMPTY)

    def learn(self, texts: Sequence[str]) -> None:
        """Look the stems of texts up at once: one by one is slow."""
        new = {each for text in texts for each in content(text)} - self._known.keys()
        for each, count in self._corpus.frequencies(new).items():
            weight = 1.0 - math.log(1 + count) / self._total
            self._known[each] = max(0.02, weight) * (_LEAST if each in self._empty else 1.0)

    def weight(self, each: str) -> float:
        """Near 0 for a stem that stands everywhere, 1 for one that stands nowhere else."""
        return self._known.get(each, 1.0)


class Likeness:
    """Two lists of wordings, compared each with each."""

    def __init__(self, rarity: Rarity, ones: Sequence[Worded], others: Sequence[Worded]) -> None:
        rarity.learn([each.words for each in (*ones, *others)])
        rarity.learn([each.topic for each in (*ones, *others)])
        self._rarity, self._ones, self._others = rarity, ones, others
        self._a = [frozenset(content(each.words)) for each in ones]
        self._b = [frozenset(content(each.words)) for each in others]
        self._weights_a, self._weights_b, self._overlap = self._matrices()
        self._meaning = _cosines(ones, others)
        self._subject = _subjects_shared(ones, others)

    def pairs(
        self, least: float, fits: Callable[[int, int], bool] | None = None
    ) -> list[tuple[int, int, Alike]]:
        """The pairs for which so much speaks (see ``evidence``), with how alike they are.

        ``fits`` says of two places whether the pair is to be looked at at all.
        """
        if not self._ones or not self._others:
            return []
        total = evidence(*self._parts())
        return [
            (i, j, self._alike(i, j))
            for i, j in np.argwhere(total >= least).tolist()
            if fits is None or fits(i, j)
        ]

    def _parts(self) -> tuple[Floats, Floats, Floats, Floats]:
        """Words shared of both and of the lighter, meaning, subjects: each pair's, 0 to 1."""
        a, b = self._weights_a[:, None], self._weights_b[None, :]
        dice, contained = _share(2 * self._overlap, a + b), _share(self._overlap, np.minimum(a, b))
        return dice, contained, self._meaning, self._subject

    def _alike(self, i: int, j: int) -> Alike:
        both, a, b = self._overlap[i, j], self._weights_a[i], self._weights_b[j]
        return Alike(
            shared_share=float(2 * both / (a + b)) if a + b > 0 else 0.0,
            contained=float(both / min(a, b)) if min(a, b) > 0 else 0.0,
            meaning=float(self._meaning[i, j]),
            run=self._run(i, j),
            subject=float(self._subject[i, j]),
            told=partial(self._told, i, j),
        )

    def _run(self, i: int, j: int) -> int:
        """The longest run in common; 0 where so few stems are shared that it would say nothing."""
        if len(self._a[i] & self._b[j]) < LEAST_RUN:
            return 0
        return _longest_run(content(self._ones[i].words), content(self._others[j].words))

    def _told(self, i: int, j: int) -> Told:
        one, other = self._ones[i], self._others[j]
        shared = sorted(self._a[i] & self._b[j], key=lambda s: (-self._rarity.weight(s), s))
        topic = self._topics(one.topic, other.topic)
        both = sorted(one.subjects & other.subjects, key=lambda s: (-subject_weight(s), s))
        return Told(topic, tuple(_spoken(shared, one.words)), tuple(both))

    def _topics(self, one: str, other: str) -> float:
        a, b = frozenset(content(one)), frozenset(content(other))
        if sum(map(self._rarity.weight, a & b)) < _LEAST_TOPIC:
            return 0.0  # "improvement" heads everything here
        lighter = min(sum(map(self._rarity.weight, a)), sum(map(self._rarity.weight, b)))
        return sum(map(self._rarity.weight, a & b)) / lighter if lighter else 0.0

    def _matrices(self) -> tuple[Floats, Floats, Floats]:
        places = {s: n for n, s in enumerate(sorted(set().union(*self._a) & set().union(*self._b)))}
        weights = np.array([self._rarity.weight(s) for s in places], np.float32)
        total_a = np.array([sum(map(self._rarity.weight, each)) for each in self._a], np.float32)
        total_b = np.array([sum(map(self._rarity.weight, each)) for each in self._b], np.float32)
        overlap = (_presence(self._a, places) * weights) @ _presence(self._b, places).T
        return total_a, total_b, np.asarray(overlap, np.float32)


def _subjects_shared(ones: Sequence[Worded], others: Sequence[Worded]) -> Floats:
    """Weight of the subjects that two wordings share, of the weight of both and a little: one
    subject alone is less than the same several."""
    a, b = [each.subjects for each in ones], [each.subjects for each in others]
    places = {s: n for n, s in enumerate(sorted(frozenset().union(*a, *b)))}
    weights = np.array([subject_weight(s) for s in places], np.float32)
    one, other = _presence(a, places), _presence(b, places)
    sums = (one @ weights)[:, None] + (other @ weights)[None, :]
    shared = np.asarray(2 * ((one * weights) @ other.T), np.float32)
    return _share(shared, np.asarray(sums + _ALONE, np.float32))


def _share(part: Floats, whole: Floats) -> Floats:
    return np.divide(part, whole, out=np.zeros_like(part), where=whole > 0)


def _presence(sets: Sequence[frozenset[str]], places: dict[str, int]) -> Floats:
    made = np.zeros((len(sets), len(places)), np.float32)
    for row, each in enumerate(sets):
        for known in each & places.keys():
            made[row, places[known]] = 1.0
    return made


def _cosines(ones: Sequence[Worded], others: Sequence[Worded]) -> Floats:
    """Cosines of the vectors, 0 where there is none and for opposites."""
    size = next((len(e.vector) for e in (*ones, *others) if e.vector is not None), 1)
    a, b = _units(ones, size), _units(others, size)
    return np.asarray(np.clip(a @ b.T, 0.0, 1.0), np.float32)


def _units(each: Sequence[Worded], size: int) -> Floats:
    rows = np.zeros((len(each), size), np.float32)
    for place, one in enumerate(each):
        if one.vector is not None:
            rows[place] = one.vector
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    unit = np.divide(rows, lengths, out=np.zeros_like(rows), where=lengths > 1e-6)
    return np.asarray(unit, np.float32)


def _spoken(shared: Sequence[str], words: str) -> list[str]:
    """Stems as the words that they stand for in a text."""
    spoken = {stem(word): word for word in reversed(words_of(words))}
    return [spoken[each] for each in shared if each in spoken]


def _longest_run(one: Sequence[str], other: Sequence[str]) -> int:
    """The longest run of stems that stands in both."""
    places: dict[str, list[int]] = {}
    for place, each in enumerate(other):
        places.setdefault(each, []).append(place)
    best = 0
    before: dict[int, int] = {}
    for each in one:
        now = {place: before.get(place - 1, 0) + 1 for place in places.get(each, ())}
        best = max(best, *now.values()) if now else best
        before = now
    return best
