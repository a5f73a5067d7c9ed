"""``GET /documents/{id}``: a document to read, opened at the passage that a link names."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Annotated
from urllib.parse import urlencode

from fastapi import Depends, Request
from fastapi.responses import Response

from assistant.answer.quoting import display
from assistant.http.state import Served
from assistant.service import Service
from assistant.web.cited import Cited, Link, cited
from assistant.web.document_facts import facts
from assistant.web.marking import Marker
from assistant.web.naming import about
from assistant.web.rendering import page as rendered
from assistant.web.routes import router as pages
from assistant.web.stretches import Stretch, Stretches
from assistant.web.text_blocks import blocks
from ingest.documents import Document, Page
from ingest.reading.detecting import PDF

router = pages()
_DEEPEST = 3  # level of headings in the outline
_MANY = 250  # headings; of more, only the upper levels are shown


@dataclass(frozen=True, slots=True)
class Heading:
    """A line of the outline."""

    words: str
    level: int
    href: str


@dataclass(frozen=True, slots=True)
class Printed:
    """A page's picture; ``href`` is empty where there is none, ``before`` and ``after`` too."""

    number: int
    href: str
    width: int
    height: int
    marked: str
    scanned: bool = False
    before: str = ""
    after: str = ""


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def link(
    clause: str = "",
    start: str = "",
    end: str = "",
    answer: str = "",
    n: str = "",
    part: str = "",
    page: str = "",
) -> Link:
    """The address's own wishes; numbers that are none are not there."""
    told = [_number(each) for each in (start, end, n, part, page)]
    return Link(clause, told[0], told[1], answer, *told[2:])


def elsewhere(asked: Link, **place: int) -> str:
    """The address of another place in the document, with what is cited still marked."""
    kept = {"clause": asked.clause, "start": asked.start, "end": asked.end}
    kept |= {"answer": asked.answer, "n": asked.number}
    told = {name: value for name, value in kept.items() if value not in ("", None)}
    return f"?{urlencode(told | place)}"


@router.get("/documents/{document_id}")
def view(
    request: Request,
    service: Served,
    document_id: str,
    asked: Annotated[Link, Depends(link)],
) -> Response:
    """The document around what is cited."""
    document = service.library.document(document_id)
    found = cited(asked, document, service)
    stretches = Stretches(document)
    shown = _shown(asked, found, document, stretches)
    marker = Marker(document.text, found.spans, found.also)
    entries = {entry.id: entry for entry in service.entries()}
    return rendered(
        request,
        "document.html",
        keep=True,
        document=document,
        title=document.description.title or document.source,
        about=about(document.description, _issued(document)),
        facts=facts(document, entries.get(document.part_of or "")),
        parts=[entry for entry in entries.values() if entry.part_of == document.id],
        is_old=document.id not in entries,
        newer=service.corpus.newer(document.id),
        cited=found,
        blocks=blocks(document, shown.start, shown.end, marker),
        anchored=marker.anchored,
        outline=_outline(document, asked, stretches, shown),
        stretch=shown,
        before=stretches.numbered(shown.number - 1),
        after=stretches.numbered(shown.number + 1),
        elsewhere=partial(elsewhere, asked),
        stretches=len(stretches),
        printed=_printed(service, document, asked, found, shown),
        is_pdf=document.media_type == PDF,
    )


def _issued(document: Document) -> str | None:
    issued = document.description.issued
    return issued.iso if issued else None


def _shown(asked: Link, found: Cited, document: Document, stretches: Stretches) -> Stretch:
    """The stretch asked for by number, by page, or by what is cited; else the first."""
    wanted = stretches.numbered(asked.stretch) if asked.stretch else None
    if wanted is None and asked.page:
        on_page = (n for n, c in enumerate(document.clauses) if (c.page or 0) >= asked.page)
        wanted = stretches.holding(next(on_page, len(document.clauses) - 1))
    return wanted or stretches.holding(found.index or 0)


def _outline(
    document: Document, asked: Link, stretches: Stretches, shown: Stretch
) -> list[Heading]:
    heads = [(n, clause) for n, clause in enumerate(document.clauses) if clause.kind == "heading"]
    deepest = _DEEPEST if len(heads) <= _MANY else 1
    made = []
    for index, clause in heads:
        if clause.level > deepest:
            continue
        words = display(" ".join(span.cut(document.text) for span in clause.spans))
        there = stretches.holding(index).number
        way = "" if there == shown.number else elsewhere(asked, part=there)
        href = f"{way}#{clause.id}"
        made.append(Heading(words, max(1, clause.level), href))
    return made


def _printed(
    service: Service, document: Document, asked: Link, found: Cited, shown: Stretch
) -> Printed | None:
    """The picture of the page asked for, of the one cited, or of the first that is shown."""
    if document.media_type != PDF or service.corpus.original(document.sha256) is None:
        return None
    pages = document.pages
    at = next((n for n, each in enumerate(pages) if each.number == asked.page), None)
    if at is None and found.spans:
        at = _page_at(found.spans[0].start, pages)
    if at is None:
        at = next((n for n, each in enumerate(pages) if each.number == shown.first_page), 0)
    return _picture(document, asked, found, at)


def _page_at(offset: int, pages: tuple[Page, ...]) -> int | None:
    return next((n for n, p in enumerate(pages) if p.span.start <= offset < p.span.end), None)


def _picture(document: Document, asked: Link, found: Cited, at: int) -> Printed:
    page = document.pages[at]
    here = [s for s in found.spans if s.start < page.span.end and page.span.start < s.end]
    wanted = urlencode([p for s in here for p in (("start", s.start), ("end", s.end))])
    turned = [
        document.pages[n].number if 0 <= n < len(document.pages) else None for n in (at - 1, at + 1)
    ]
    before, after = (f"{elsewhere(asked, page=n)}#printed" if n else "" for n in turned)
    words = display(" ".join(s.cut(document.text) for s in here))
    return Printed(
        number=page.number or at + 1,
        href=f"/documents/{document.id}/pages/{page.number}.png" + (f"?{wanted}" if wanted else ""),
        width=round(page.width) or 595,
        height=round(page.height) or 842,
        marked=f"{words[:160]}…" if len(words) > 160 else words,
        scanned=page.confidence is not None,
        before=before,
        after=after,
    )
