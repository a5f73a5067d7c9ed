"""What a document is, in lines for a person: kind, councils, dates and how they are known."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from assistant.answer.quoting import date_words
from assistant.web.naming import kind_name, listed
from ingest.corpus import Entry
from ingest.documents import Dated, Document

_HOW = {
    "hand": "read from a scanned hand",
    "file name": "from the file’s name",
    "override": "told by a person",
    "inferred": "inferred",
}


@dataclass(frozen=True, slots=True)
class Fact:
    """A name and what is known, with a link where there is one."""

    name: str
    value: str
    href: str = ""


def facts(document: Document, pack: Entry | None) -> tuple[Fact, ...]:
    """All that is known, in order of use; what is not known is left out, but for the date."""
    return tuple(fact for fact in _facts(document, pack) if fact.value)


def _facts(document: Document, pack: Entry | None) -> Iterator[Fact]:
    told = document.description
    yield Fact("Kind", kind_name(told.kind))
    yield Fact("Council", listed(told.councils) or "None named as its own")
    yield Fact("Publisher", told.publisher or "")
    yield Fact("Issued", issued(told.issued))
    yield Fact("Inspected", " to ".join(date_words(day) for day in told.inspected or () if day))
    if document.part_of:
        title = pack.title if pack else document.source
        yield Fact(
            f"Paper {document.part_number} of", title or "", f"/documents/{document.part_of}"
        )
    if document.same_as:
        yield Fact("Same text as", "another copy, which is searched", _address(document.same_as))
    if document.pages and document.pages[-1].number is not None:
        yield Fact("Pages", _pages(document))
    yield Fact("File", document.source)
    yield Fact("SHA-256", document.sha256)


def issued(dated: Dated | None) -> str:
    """ "4 March 2021 (from the file's name)", or that it is not known."""
    if dated is None:
        return "Not known"
    how = _HOW.get(dated.how)
    return date_words(dated.iso) + (f" ({how})" if how else "")


def _pages(document: Document) -> str:
    first, last = document.pages[0].number, document.pages[-1].number
    return f"{first} to {last} of the file" if document.part_of else str(len(document.pages))


def _address(document_id: str) -> str:
    return f"/documents/{document_id}"
