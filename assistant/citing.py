"""No citation leaves the service unless its quotation stands at its span."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answers import Citation, Scope
from assistant.library import Library


def verified(citations: Sequence[Citation], scope: Scope, library: Library) -> bool:
    """Every quotation is its document's own text at its span, and inside the scope."""
    return all(_stands(citation, library) and _inside(citation, scope) for citation in citations)


def _stands(citation: Citation, library: Library) -> bool:
    text = library.document(citation.document.id).text
    return bool(citation.quote) and text[citation.start : citation.end] == citation.quote


def _inside(citation: Citation, scope: Scope) -> bool:
    return not scope.kinds or citation.document.kind in scope.kinds
