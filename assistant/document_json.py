"""A document as JSON: what is known of it, and its outline. The same in every door."""

from __future__ import annotations

from typing import Any

from ingest.corpus import Entry
from ingest.documents import Description, Document


def document_json(entry: Entry) -> dict[str, Any]:
    """A current document in brief: the contract's names and what else is known."""
    return _facts(entry, entry.description, entry.pages, entry.clauses)


def whole_document_json(document: Document) -> dict[str, Any]:
    """The same of a document entire, which may be an old version, with its outline."""
    facts = _facts(document, document.description, len(document.pages), len(document.clauses))
    return {**facts, **outline_json(document)}


def outline_json(document: Document) -> dict[str, Any]:
    """Warnings and every clause with its spans."""
    return {
        "warnings": list(document.warnings),
        "outline": [
            {
                "id": clause.id,
                "kind": clause.kind,
                "parent": clause.parent,
                "label": clause.label,
                "level": clause.level,
                "page": clause.page,
                "spans": [[span.start, span.end] for span in clause.spans],
                "text": clause.span.cut(document.text),
            }
            for clause in document.clauses
        ],
    }


def _facts(
    of: Entry | Document, description: Description, pages: int, clauses: int
) -> dict[str, Any]:
    issued, inspected = description.issued, description.inspected
    return {
        "id": of.id,
        "title": description.title,
        "kind": description.kind,
        "councils": list(description.councils),
        "publisher": description.publisher,
        "issued": issued.iso if issued else None,
        "issued_precision": issued.precision if issued else None,
        "issued_how": issued.how if issued else None,
        "inspected": {"from": inspected[0] or None, "to": inspected[1] or None}
        if inspected
        else None,
        "source": of.source,
        "sha256": of.sha256,
        "media_type": of.media_type,
        "pages": pages,
        "clauses": clauses,
        "part_of": of.part_of,
        "part_number": of.part_number,
        "same_as": of.same_as,
    }
