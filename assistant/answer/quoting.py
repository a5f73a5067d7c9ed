"""Quotations -> an Answer, in the sources' own words; nothing is retyped.

A ``Line`` is one statement to be: made words in front ("Fernshire, improvement notice,
4 March 2021:") and spans to cut. The words shown are cut from the stored text with
white space folded and conversion marks dropped; the citation keeps the exact characters.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.answers import Citation, Source, Statement
from assistant.evidence.library import Library
from assistant.question.times import MONTHS
from ingest.corpus import Entry
from ingest.documents import Document, Span

TITLE_WORDS = 9  # of a title in a label
_CONTEXT = 60  # characters before and after a quotation
_NAMED_BY_TITLE = frozenset({"other", "statutory_guidance", "committee_report"})
_MARKS = re.compile(r"\*\*|__|</?u>|</?sup>|</?b>|</?i>|<br ?/?>|^#+ |\^")
_BULLET = re.compile(r"^\s*(?:[-•◼▪■□*o·]|\uf0b7|\uf0a7)\s+")
_ACTIVE = re.compile(r"[\\`*\[\]<]")
_CUT = " […] "
_NEXT = "” … “"  # between two clauses of one statement


@dataclass(frozen=True, slots=True)
class Quotation:
    """A place to quote: spans of one clause, in order (several show the cut between)."""

    document_id: str
    clause_id: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One statement: made words, then quotations. ``role`` decides how it is printed.

    "quote": made words, then the quoted words. "item": a list item. "lead": a lead-in
    above items. "said": made words alone; the quotations only bear it. "term": a list item
    of which only the first words are shown. "subitem": an item under an item. ``cited`` are
    the wider passages that the citations show, none where the quotations bear it themselves.
    """

    before: str
    quotations: tuple[Quotation, ...]
    role: str = "quote"
    cited: tuple[Quotation, ...] = ()


class Quoter:
    """Cuts, numbers and checks citations for one answer."""

    def __init__(self, library: Library, entries: Iterable[Entry]) -> None:
        self._library = library
        self._entries = {entry.id: entry for entry in entries}
        self.citations: list[Citation] = []

    def statement(self, line: Line) -> Statement:
        """The line as a statement, its quotations cited."""
        numbers = [
            self.cite(each.document_id, each.clause_id, span).number
            for each in line.cited or line.quotations
            for span in each.spans
        ]
        quoted = _NEXT.join(self._words(quotation) for quotation in line.quotations)
        text = line.before
        if line.role in ("item", "subitem"):
            text = f"{line.before}{quoted}"
        elif line.role in ("quote", "lead"):
            text = f"{line.before} “{quoted}”".strip() if quoted else line.before
        return Statement(text, tuple(dict.fromkeys(numbers)))

    def _words(self, quotation: Quotation) -> str:
        """A quotation as shown, the cuts between its spans marked."""
        text = self._library.document(quotation.document_id).text
        return _CUT.join(shown(span.cut(text)) for span in quotation.spans)

    def cite(self, document_id: str, clause_id: str, span: Span) -> Citation:
        """The citation of a span, reusing the number of the same span."""
        span = Span(*trimmed(self._library.document(document_id).text, span))
        for known in self.citations:
            if (known.document.id, known.start, known.end) == (document_id, span.start, span.end):
                return known
        made = make_citation(
            self._library, self._entries, document_id, clause_id, span, len(self.citations) + 1
        )
        self.citations.append(made)
        return made


def make_citation(
    library: Library,
    entries: dict[str, Entry],
    document_id: str,
    clause_id: str,
    span: Span,
    number: int,
) -> Citation:
    """A citation cut from the stored text; trailing and leading white space left out."""
    document = library.document(document_id)
    text = document.text
    start, end = trimmed(text, span)
    structure = library.structure(document_id)
    page, confidence = _page(document, start)
    return Citation(
        number=number,
        quote=text[start:end],
        prefix=text[max(0, start - _CONTEXT) : start],
        suffix=text[end : end + _CONTEXT],
        document=source_of(entries[document_id]),
        page=page,
        clause=structure.place(clause_id),
        headings=tuple(display(head.span.cut(text)) for head in structure.heading_path(clause_id)),
        start=start,
        end=end,
        url=f"/documents/{document_id}?clause={clause_id}&start={start}&end={end}",
        clause_id=clause_id,
        ocr_confidence=confidence,
    )


def trimmed(text: str, span: Span) -> tuple[int, int]:
    """The span without white space at its ends."""
    start, end = span.start, span.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def display(quote: str) -> str:
    """A quotation as shown on one line: white space folded, conversion marks dropped."""
    return re.sub(r"\s+", " ", unmarked(_BULLET.sub("", quote))).strip()


def unmarked(words: str) -> str:
    """The words without the marks that a conversion left in them; white space as it stands."""
    return _MARKS.sub("", html.unescape(words))


def shown(quote: str) -> str:
    """A quotation as it stands in Markdown: nothing in it is a mark, a link or a tag.

    Documents are data: "[2]" in one is no citation, and "<img>" in one is no picture.
    """
    return _ACTIVE.sub(r"\\\g<0>", display(quote))


def source_of(entry: Entry) -> Source:
    """The entry as citations name it."""
    return Source(
        id=entry.id,
        title=entry.title,
        kind=entry.kind,
        councils=tuple(entry.councils),
        publisher=entry.publisher,
        issued=entry.issued_on,
        source=entry.source,
        sha256=entry.sha256,
        part_of=entry.part_of,
    )


def label(entry: Entry) -> str:
    """How an answer names a document: "Fernshire, improvement notice, 4 March 2021".

    By its title instead of its kind where the kind says little.
    """
    kind = entry.kind.replace("_", " ")
    if not entry.councils or entry.kind in _NAMED_BY_TITLE:
        kind = shown(shortened(entry.title)) or kind
    parts = [" and ".join(entry.councils), kind, date_words(entry.issued_on)]
    return ", ".join(part for part in parts if part)


def shortened(title: str, words: int = TITLE_WORDS) -> str:
    """A title of at most ``words`` words."""
    parts = title.split()
    return " ".join(parts[:words]) + ("…" if len(parts) > words else "")


def date_words(iso: str | None) -> str:
    """ "2011-09-27" -> "27 September 2011"; a month or a year stays one."""
    if not iso:
        return ""
    parts = iso.split("-")
    if len(parts) == 1:
        return parts[0]
    month = MONTHS[int(parts[1]) - 1].capitalize()
    return f"{month} {parts[0]}" if len(parts) == 2 else f"{int(parts[2])} {month} {parts[0]}"


_BULLETS = {"item": "- ", "term": "- ", "subitem": "  - "}


def render(statements: Sequence[tuple[Statement, str]], opening: str = "") -> str:
    """Markdown: the opening, then each statement with its marks, items as a list."""
    blocks = [opening] if opening else []
    blocks += [f"{_BULLETS.get(role, '')}{statement.marked()}" for statement, role in statements]
    text = blocks[0] if blocks else ""
    for before, block in pairwise(blocks):
        items = before.lstrip().startswith("- ") and block.lstrip().startswith("- ")
        text += ("\n" if items else "\n\n") + block
    return text


def _page(document: Document, offset: int) -> tuple[int | None, float | None]:
    """The number of the page that an offset is on, the last if on none, and its confidence."""
    holding = (p for p in document.pages if p.span.start <= offset < p.span.end)
    page = next(holding, document.pages[-1] if document.pages else None)
    return (page.number, page.confidence) if page else (None, None)
