"""Where a link into a document leads: spans to mark, the answer it came from, its neighbours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answer_log import UnknownAnswerError
from assistant.answers import Answer, Citation
from assistant.service import Service
from assistant.web.sources import opened, place
from ingest.documents import Clause, Document, Span


@dataclass(frozen=True, slots=True)
class Link:
    """What the address asks for; what makes no sense in it is None."""

    clause: str = ""
    start: int | None = None
    end: int | None = None
    answer: str = ""
    number: int | None = None
    stretch: int | None = None
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Way:
    """From an answer to this passage and on: which of its sources this is, and the next."""

    answer: str
    number: int | None = None
    of: int = 0
    place: str = ""
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Cited:
    """Spans to mark in one document; ``missed`` says what of the link could not be found."""

    spans: tuple[Span, ...] = ()
    also: tuple[Span, ...] = ()
    index: int | None = None
    missed: str = ""
    way: Way | None = None


def cited(link: Link, document: Document, service: Service) -> Cited:
    """What the link marks in the document; it never fails."""
    answer = _answer(link.answer, service)
    spans, missed = _spans(link, document)
    also = [
        Span(each.start, each.end)
        for each in (answer.citations if answer else ())
        if each.document.id == document.id and Span(each.start, each.end) not in spans
    ]
    index = _index(spans[0].start, document.clauses) if spans else None
    return Cited(spans, tuple(also), index, missed, _way(answer, link.number))


def _answer(answer_id: str, service: Service) -> Answer | None:
    try:
        return service.answers.answer(answer_id) if answer_id else None
    except UnknownAnswerError:
        return None


def _spans(link: Link, document: Document) -> tuple[tuple[Span, ...], str]:
    clause = next((each for each in document.clauses if each.id == link.clause), None)
    if link.start is not None and link.end is not None:
        if 0 <= link.start < link.end <= len(document.text):
            return (Span(link.start, link.end),), ""
        missed = "The place that the link names is not in this document."
        return (clause.spans if clause else ()), missed
    if clause is not None:
        return clause.spans, ""
    return (), f"There is no passage “{link.clause[:40]}” in this document." if link.clause else ""


def _index(offset: int, clauses: Sequence[Clause]) -> int:
    """The index of the smallest clause at the offset; else of the last one before it."""
    holding = [
        (span.end - span.start, index)
        for index, clause in enumerate(clauses)
        for span in clause.spans
        if span.start <= offset < span.end
    ]
    if holding:
        return min(holding)[1]
    before = [index for index, clause in enumerate(clauses) if clause.span.start <= offset]
    return before[-1] if before else 0


def _way(answer: Answer | None, number: int | None) -> Way | None:
    if answer is None:
        return None
    at = next((n for n, each in enumerate(answer.citations) if each.number == number), None)
    if at is None:
        return Way(answer.id)
    return Way(
        answer=answer.id,
        number=number,
        of=len(answer.citations),
        place=place(answer.citations[at]),
        before=_opened(answer, at - 1),
        after=_opened(answer, at + 1),
    )


def _opened(answer: Answer, at: int) -> str:
    known: Sequence[Citation] = answer.citations
    return opened(known[at], answer.id) if 0 <= at < len(known) else ""
