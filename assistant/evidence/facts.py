"""Facts: the few sentences of one clause that answer, with what stands around them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answer.quoting import display
from assistant.evidence.defining import defining
from assistant.evidence.duties_asked import duty_worth
from assistant.evidence.library import Library
from assistant.evidence.passages import Evidence, coverage
from assistant.evidence.substance import worth
from assistant.evidence.windows import windows
from assistant.evidence.years_told import years_worth
from assistant.question.nouns import Question
from assistant.question.signs import SIGNS
from assistant.question.times import names_month
from assistant.question.wants import TIMELY, holds, near, typed
from ingest.documents import Clause, Span
from ingest.navigation import Structure, sentences

WINDOW_WORDS = 85  # a clause up to this long is quoted whole, a longer one in part
HEADING_WORDS = 14  # a longer heading is a sentence, and names no place
MOST_PASSAGES = 12  # passages of which excerpts are made

# What a window of sentences is worth, tuned on the development questions (docs/evaluation.md):
# its coverage of the question alone and with what stands around it, that it holds what is asked
# for and where; and, in an account or enumeration, its telling sentences and how it begins.
INSIDE_WEIGHT = 0.5
COVERED_WEIGHT = 0.3
HELD_WEIGHT = 0.25
NEAR_WEIGHT = 0.15
TELLING_WEIGHT = 0.08
MOST_TELLING = 3
BEGINNING_WEIGHT = 0.2
BEGINNING_WORDS = 20
TELLING = 0.6  # coverage from which a sentence is part of an account, not its setting
LEFT_OPEN = 0.08  # what a window loses that ends in the lead-in of something else
PER_WORD, PER_WORD_OF_ACCOUNT = -0.0008, 0.001

# What an excerpt's evidence is worth, tuned on the same questions.
FIGURE_WANTS = frozenset({"number", "percentage", "money"})
HEADED = TIMELY | {"person"}  # what the head of a column may tell
TOLD_ON = 2  # the heaviest things asked about, of which a further figure's sentence holds one
SHORT_ROW = 45  # words up to which a table row is a row of figures, not of prose
BARE = 0.84  # without what is asked for; the rest is for holding it, and holding it near
HELD_SHARE = 0.08
NEAR_SHARE = 0.08
OF_MONTH = 1.12  # ... or tells of the very month that is asked about
BESIDE = 0.9  # ... or from this share, where the best holds such a thing, but of something else
STATED = 0.24  # nearness from which the thing asked for is said of what it is asked of
SIDE_BY_SIDE = 0.8  # points of one list that state the like: this share of the best
HOLDING = 0.72  # one that holds what is asked for goes first from this share of the best


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Consecutive sentences of one clause, chosen for a question.

    ``inside`` is the weighted share of concepts in its own words, ``covered`` the same
    with headings, lead-in and document; ``held`` how well it holds what is asked for, ``near``
    whether that stands close to what it is asked of.
    """

    evidence: Evidence
    clause: Clause
    span: Span
    around: str
    inside: float
    covered: float
    held: float
    near: float
    score: float
    span_words: str
    sentences: int
    clause_words: str

    @property
    def document_id(self) -> str:
        """The document that it is cut from."""
        return self.evidence.entry.id


def excerpts(
    question: Question,
    found: Sequence[Evidence],
    library: Library,
    words: int = WINDOW_WORDS,
    limit: int = MOST_PASSAGES,
) -> list[Excerpt]:
    """An excerpt of at most ``words`` words of each of the first ``limit`` passages, best first.

    One that holds what is asked for goes before those that do not and are hardly better.
    """
    made = [excerpt(question, evidence, library, words) for evidence in found[:limit]]
    made.sort(key=lambda e: -e.score)
    if made and not (made[0].held and made[0].near >= STATED):
        # A time of another thing is none, but a figure may stand far from what it counts.
        stated = made[0].held and (made[0].near or not question.wants & TIMELY)
        least = (BESIDE if stated else HOLDING) * made[0].score
        best = next((e for e in made if e.held and e.near >= STATED and e.score >= least), None)
        if best is not None:
            made.remove(best)
            made.insert(0, best)
    return _whole_first(question, made)


def _whole_first(question: Question, made: list[Excerpt]) -> list[Excerpt]:
    """Of points that stand side by side and state the like figure, the first goes first.

    "90 moved away" comes before its parts: "8 were at school, of whom half moved away".
    """
    if not made or made[0].clause.kind != "point" or not question.wants & FIGURE_WANTS:
        return made
    best = made[0]
    alike = [
        each
        for each in made
        if each.document_id == best.document_id
        and each.clause.parent == best.clause.parent
        and each.held >= best.held
        and each.inside >= SIDE_BY_SIDE * best.inside
        and each.score >= SIDE_BY_SIDE * best.score
    ]
    first = min(alike, key=lambda each: each.span)
    return [first, *(each for each in made if each is not first)]


def excerpt(
    question: Question, evidence: Evidence, library: Library, words: int = WINDOW_WORDS
) -> Excerpt:
    """The best window of sentences in one passage."""
    text = library.document(evidence.entry.id).text
    structure = library.structure(evidence.entry.id)
    clause = structure.clause(evidence.passage.clause_id)
    around = _around(evidence, clause, structure)
    each = [
        _window(question, span, clause, around, text)
        for span in windows(text, evidence.passage.span, clause, words)
    ]
    best = max(each, key=lambda window: window.quality)
    best = replace(best, span=_told_on(question, best.span, clause, text, words))
    said = _said(clause, best.span, text)
    # What a figure in a short row counts stands in its column's head, however far off.
    figures = clause.kind == "row" and len(said.split()) <= SHORT_ROW
    beside = (
        best.held if figures else near(question, _under(question, clause, best.span, said, text))
    )
    score = evidence.score * (BARE + HELD_SHARE * best.held + NEAR_SHARE * beside)
    if question.months and names_month(question.months, said):
        score *= OF_MONTH
    score *= years_worth(question, said)
    return Excerpt(
        evidence=evidence,
        clause=clause,
        span=best.span,
        around=around,
        inside=best.inside,
        covered=best.covered,
        held=best.held,
        near=beside,
        score=score
        * worth(question, clause, said, structure.words(clause), around)
        * duty_worth(question, evidence.entry.kind, said, around)
        * defining(question, said),
        span_words=said,
        sentences=len(sentences(text, best.span)),
        clause_words=structure.words(clause),
    )


def _told_on(question: Question, span: Span, clause: Clause, text: str, most: int) -> Span:
    """A window with the sentence beside it that gives a further figure of the same thing.

    "In May it was 40%. By June it had fallen to 31%.": either alone would mislead.
    """
    wanted = question.wants & FIGURE_WANTS
    if not wanted or clause.kind == "row" or len(clause.spans) > 1:
        return span
    told = sentences(text, clause.span)
    after = [each for each in told if each.start >= span.end][:1]
    before = [each for each in told if each.end <= span.start][-1:]
    telling = sorted(question.concepts, key=lambda concept: -concept.weight)[:TOLD_ON]
    for beside in (*after, *before):
        whole = Span(min(span.start, beside.start), max(span.end, beside.end))
        further = beside.cut(text)
        fits = len(whole.cut(text).split()) <= most and coverage(telling, further)
        if fits and near(question, further) and all(SIGNS[each].search(further) for each in wanted):
            return whole
    return span


@dataclass(frozen=True, slots=True)
class _Window:
    """Consecutive sentences of a clause with their signals (as in ``Excerpt``)."""

    span: Span
    inside: float
    covered: float
    held: float
    quality: float


def _said(clause: Clause, span: Span, text: str) -> str:
    """The words of a span, without the page furniture between the parts of a torn clause."""
    if len(clause.spans) == 1:
        return span.cut(text)
    parts = (Span(max(s.start, span.start), min(s.end, span.end)) for s in clause.spans)
    return " ".join(part.cut(text) for part in parts if part.start < part.end) or span.cut(text)


def _window(question: Question, span: Span, clause: Clause, around: str, text: str) -> _Window:
    said = _said(clause, span, text)
    heads = _heads(clause)
    inside = coverage(question.concepts, f"{said} {heads}" if heads else said)
    # A row means nothing but with its caption and heads: they count as its own words.
    covered = coverage(
        question.concepts, f"{said} {around}" if clause.kind == "row" else said, around
    )
    held = holds(question, _under(question, clause, span, said, text), around, text)
    # An enumeration or an account runs on after the words that announce it; a figure does not.
    account = question.intent == "list" or not typed(question)
    quality = INSIDE_WEIGHT * inside + COVERED_WEIGHT * covered + HELD_WEIGHT * held
    quality += (PER_WORD_OF_ACCOUNT if account else PER_WORD) * len(said.split())
    told = sentences(text, span)
    if said.rstrip().endswith(":") and len(told) > 1:
        quality -= LEFT_OPEN
    if typed(question):
        quality += NEAR_WEIGHT * near(question, said)
    if account:
        quality += _account(question, said, [each.cut(text) for each in told])
    return _Window(span, inside, covered, held, quality)


def _account(question: Question, said: str, told: Sequence[str]) -> float:
    """What the telling sentences of an account are worth, and that it begins with its subject."""
    telling = sum(coverage(question.concepts, sentence) >= TELLING for sentence in told)
    worth = TELLING_WEIGHT * min(MOST_TELLING, telling)
    words = said.split()
    if len(words) > BEGINNING_WORDS:
        worth += BEGINNING_WEIGHT * coverage(question.concepts, " ".join(words[:BEGINNING_WORDS]))
    return worth


def _under(question: Question, clause: Clause, span: Span, said: str, text: str) -> str:
    """Words of cells under their columns' heads, where these may tell what is asked for: a
    plan's dates stand over its columns, and so do offices. Figures there count nothing."""
    if not question.wants & HEADED:
        return said
    inside = [c for c in clause.cells if c.span.start < span.end and span.start < c.span.end]
    if not any(cell.head for cell in inside):
        return said
    parts = (Span(max(c.span.start, span.start), min(c.span.end, span.end)) for c in inside)
    cut = zip(inside, parts, strict=True)
    return " ".join(f"{cell.head}: {part.cut(text)}" for cell, part in cut)


def _heads(clause: Clause) -> str:
    return " ".join(cell.head for cell in clause.cells)


def _around(evidence: Evidence, clause: Clause, structure: Structure) -> str:
    """The words that belong to a clause without being its own: prefix, column heads, headings."""
    above = [*structure.lead_ins(clause.id), *structure.heading_path(clause.id)]
    words = (structure.words(each) for each in above)
    return " ".join([evidence.passage.prefix, _heads(clause), *words])


def place_words(placed: Excerpt, library: Library) -> str:
    """The heading over an excerpt, as ``heading_words`` gives it."""
    return heading_words(placed.document_id, placed.clause.id, library)


def heading_words(document_id: str, clause_id: str, library: Library) -> str:
    """The nearest heading over a clause that names a place: "Partnership and governance"."""
    text = library.document(document_id).text
    path = library.structure(document_id).heading_path(clause_id)
    heads = [display(head.span.cut(text)) for head in path]
    shown = [head for head in heads if head and len(head.split()) <= HEADING_WORDS]
    return shown[-1].rstrip(":") if shown else ""


def overlap(one: Excerpt, other: Excerpt) -> bool:
    """Whether two excerpts share words of the same document."""
    return (
        one.document_id == other.document_id
        and one.span.start < other.span.end
        and other.span.start < one.span.end
    )
