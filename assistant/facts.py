"""Facts: the few sentences of one clause that answer, with what stands around them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.evidence import Evidence, coverage
from assistant.library import Library
from assistant.questions import Question
from assistant.quoting import display
from assistant.wants import holds, near
from ingest.documents import Clause, Span
from ingest.navigation import Structure, sentences

WINDOW_WORDS = 85  # a clause up to this long is quoted whole, a longer one in part
HOLDING = 0.72
CELL_WORDS = 25
LEFT_OPEN = 0.08  # what a window loses that ends in the lead-in of something else
TELLING = 0.6  # coverage from which a sentence is part of an account, not its setting
ROW_WORDS = 400
SCRAP_WORDS = 9
TITLE = 0.8  # what a heading is worth beside a clause that says something


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
    limit: int = 12,
) -> list[Excerpt]:
    """An excerpt of at most ``words`` words of each of the first ``limit`` passages, best first.

    One that holds what is asked for goes before those that do not and are hardly better.
    """
    made = [excerpt(question, evidence, library, words) for evidence in found[:limit]]
    made.sort(key=lambda e: -e.score)
    if made and made[0].held == 0:
        best = next((e for e in made if e.held and e.score >= HOLDING * made[0].score), None)
        if best is not None:
            made.remove(best)
            made.insert(0, best)
    return made


def excerpt(
    question: Question, evidence: Evidence, library: Library, words: int = WINDOW_WORDS
) -> Excerpt:
    """The best window of sentences in one passage."""
    document = library.document(evidence.entry.id)
    structure = library.structure(evidence.entry.id)
    clause = structure.clause(evidence.passage.clause_id)
    around = _around(evidence, clause, structure)
    typed = bool(question.wants - {"yes_no"})
    heads = " ".join(cell.head for cell in clause.cells)
    best: tuple[float, Span, float, float, float] | None = None
    # An enumeration or an account runs on after the words that announce it; a figure does not.
    longer = question.intent == "list" or not question.wants - {"yes_no"}
    for span in _windows(document.text, evidence.passage.span, clause, words):
        said = span.cut(document.text)
        inside = coverage(question.concepts, f"{said} {heads}" if heads else said)
        # A row means nothing but with its caption and heads: they count as its own words.
        row = clause.kind == "row"
        covered = coverage(question.concepts, f"{said} {around}" if row else said, around)
        held = holds(question, said, around, document.text)
        size = len(said.split())
        quality = 0.5 * inside + 0.3 * covered + 0.25 * held + (0.001 if longer else -0.0008) * size
        if said.rstrip().endswith(":") and _sentences_in(document.text, span) > 1:
            quality -= LEFT_OPEN
        if typed:
            quality += 0.15 * near(question, said)
        if longer:
            strong = sum(
                1
                for each in sentences(document.text, span)
                if _tells(question, each.cut(document.text))
            )
            quality += 0.08 * min(3, strong)
        if longer and size > 20:
            quality += 0.2 * coverage(question.concepts, " ".join(said.split()[:20]))
        if best is None or quality > best[0]:
            best = (quality, span, inside, covered, held)
    assert best is not None  # a passage has at least one window
    _, span, inside, covered, held = best
    said = span.cut(document.text)
    beside = near(question, f"{said} {around}" if clause.kind == "row" else said)
    score = evidence.score * (0.84 + 0.08 * held + 0.08 * beside)
    scrap = clause.kind == "paragraph" or (clause.kind == "point" and question.intent == "fact")
    if len(said.split()) < SCRAP_WORDS and scrap:
        score *= TITLE
    score *= TITLE if clause.kind in ("heading", "caption", "table") else 1.0
    return Excerpt(
        evidence,
        clause,
        span,
        around,
        inside,
        covered,
        held,
        beside,
        score,
        said,
        structure.words(clause),
    )


def _around(evidence: Evidence, clause: Clause, structure: Structure) -> str:
    heads = " ".join(cell.head for cell in clause.cells)
    above = [*structure.lead_ins(clause.id), *structure.heading_path(clause.id)]
    return " ".join([evidence.passage.prefix, heads, *(structure.words(each) for each in above)])


def _windows(text: str, span: Span, clause: Clause, most: int) -> list[Span]:
    """Every run of sentences of the clause that is short enough and meets the passage.

    The whole clause when it is short; the passage itself in a table row or a torn clause.
    """
    if clause.kind == "row" and _short_cell(text, span, clause):
        return [clause.span]
    if clause.kind == "row" or len(clause.spans) > 1:
        whole = span
    else:
        whole = clause.span
    if len(whole.cut(text).split()) <= most:
        return [whole]
    parts = _parts(text, whole, most)
    runs = []
    for first in range(len(parts)):
        for last in range(first, len(parts)):
            run = Span(parts[first].start, parts[last].end)
            if last > first and len(run.cut(text).split()) > most:
                break
            if run.start < span.end and span.start < run.end:
                runs.append(run)
    return runs or [span]


def _parts(text: str, span: Span, most: int) -> list[Span]:
    """The sentences of a span; one that is too long to quote is cut at its bullets and semicolons."""
    parts: list[Span] = []
    for sentence in sentences(text, span):
        words = sentence.cut(text)
        if len(words.split()) <= most:
            parts.append(sentence)
            continue
        start = sentence.start
        for stop in [*(sentence.start + m.start() for m in _BREAK.finditer(words)), sentence.end]:
            piece = Span(start, stop)
            if piece.cut(text).strip():
                parts.append(piece)
            start = stop
    return parts


_BREAK = re.compile(
    r"(?<=;)\s|\s(?=[•●▪◼■□])|\n(?=[-–] )|(?<=\w,)\s(?=(?:and|but|which|where|while|including)\b)"
)


def _sentences_in(text: str, span: Span) -> int:
    return len(sentences(text, span))


def _tells(question: Question, sentence: str) -> bool:
    return coverage(question.concepts, sentence) >= TELLING


def _short_cell(text: str, span: Span, clause: Clause) -> bool:
    """A few words of one cell mean nothing without the rest of their row."""
    return (
        len(span.cut(text).split()) <= CELL_WORDS
        and len(clause.span.cut(text).split()) <= ROW_WORDS
    )


def place_words(excerpt_: Excerpt, library: Library) -> str:
    """The headings over an excerpt, shortest useful form: "Partnership and governance"."""
    structure = library.structure(excerpt_.document_id)
    text = library.document(excerpt_.document_id).text
    path = [display(head.span.cut(text)) for head in structure.heading_path(excerpt_.clause.id)]
    shown = [head for head in path if head and len(head.split()) <= 14]
    return shown[-1].rstrip(":") if shown else ""
