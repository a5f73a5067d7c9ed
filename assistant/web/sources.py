"""Citations as a page shows them: by document, each with its link into the viewer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from urllib.parse import urlencode

from assistant.answer.quoting import display
from assistant.answers import Answer, Citation, Source
from assistant.web.naming import about

_LOW_CONFIDENCE = 0.85  # of OCR, below which a person is told to look at the page


@dataclass(frozen=True, slots=True)
class Quoted:
    """One quotation: its number (None where nothing refers to it), its place and its link."""

    number: int | None
    words: str
    place: str
    href: str
    unsure: bool


@dataclass(frozen=True, slots=True)
class DocumentQuoted:
    """A document and what is quoted of it."""

    document: Source
    about: str
    quotations: tuple[Quoted, ...]


SHOWN_WORDS = 60  # of a quotation beside an answer; the document shows the whole of it
_WORDS_BEFORE = 10  # of those, before the words that the answer itself shows


def grouped(
    citations: Sequence[Citation], answer: Answer, *, numbered: bool
) -> tuple[DocumentQuoted, ...]:
    """The citations by document, in the order in which the answer comes to each."""
    said = {
        number: statement.text for statement in answer.statements for number in statement.citations
    }
    by_document: dict[str, list[Citation]] = {}
    for citation in citations:
        by_document.setdefault(citation.document.id, []).append(citation)
    return tuple(
        DocumentQuoted(
            some[0].document,
            about(some[0].document, some[0].document.issued),
            tuple(
                _quoted(each, answer.id, said.get(each.number, ""), numbered=numbered)
                for each in some
            ),
        )
        for some in by_document.values()
    )


def _quoted(citation: Citation, answer_id: str, said: str, *, numbered: bool) -> Quoted:
    return Quoted(
        number=citation.number if numbered else None,
        words=excerpt(display(citation.quote), said),
        place=place(citation),
        href=opened(citation, answer_id, numbered=numbered),
        unsure=(citation.ocr_confidence or 1.0) < _LOW_CONFIDENCE,
    )


def excerpt(quote: str, said: str, most: int = SHOWN_WORDS) -> str:
    """At most ``most`` words of a quotation: those around what the answer shows of it."""
    words = quote.split()
    if len(words) <= most:
        return quote
    shown = re.sub(r"[“”*\\]", " ", said).split()
    alike = SequenceMatcher(None, words, shown, autojunk=False).find_longest_match()
    start = max(0, min(alike.a - _WORDS_BEFORE, len(words) - most)) if alike.size else 0
    end = start + most
    before, after = "… " if start else "", "…" if end < len(words) else ""
    return f"{before}{' '.join(words[start:end])}{after}"


def opened(citation: Citation, answer_id: str, *, numbered: bool = True) -> str:
    """The viewer's address, at the passage, knowing which answer it came from."""
    told = {"answer": answer_id} | ({"n": citation.number} if numbered else {})
    return f"{citation.url}&{urlencode(told)}#cited"


def place(citation: Citation) -> str:
    """ "page 4, Social Care Practice, 8th point"."""
    page = f"page {citation.page}" if citation.page else ""
    return ", ".join(each for each in (page, display(citation.clause)) if each)


def copied(answer: Answer) -> str:
    """The answer as plain text with its sources, for an e-mail or a report."""
    lines = [answer.question, "", _plain(answer.text), ""]
    for citation in answer.citations:
        document = citation.document
        where = (about(document, document.issued), document.title, place(citation))
        lines.append(f"[{citation.number}] {'. '.join(each for each in where if each)}.")
        lines.append(f"    “{display(citation.quote)}”")
    return "\n".join(lines).strip() + "\n"


def _plain(markdown: str) -> str:
    plain = markdown.replace("**", "")
    for mark in "*[]<`\\":
        plain = plain.replace(f"\\{mark}", mark)
    return plain
