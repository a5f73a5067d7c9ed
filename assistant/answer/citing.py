"""No citation leaves the service unless its quotation stands at its span."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answers import Citation
from assistant.evidence.library import Library


def verified(citations: Sequence[Citation], allowed: frozenset[str], library: Library) -> bool:
    """Every quotation is its document's own text at its span, in a document of the scope."""
    return all(c.document.id in allowed and _stands(c, library) for c in citations)


def _stands(citation: Citation, library: Library) -> bool:
    text = library.document(citation.document.id).text
    return bool(citation.quote) and text[citation.start : citation.end] == citation.quote
