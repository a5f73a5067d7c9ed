"""The project's retriever as a LangChain ``BaseRetriever``, so that others can use it too."""

from __future__ import annotations

from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document as LangChainDocument
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from assistant.answers import Scope
from assistant.asking import Assistant
from assistant.evidence.passages import Evidence


class NoticesRetriever(BaseRetriever):
    """Scoped hybrid retrieval; use ``.invoke(question)``.

    Each document's ``page_content`` is the passage's own text, cut from its source;
    ``metadata`` holds the score and all that a citation needs.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    assistant: Assistant
    scope: Scope | None = None
    limit: int = 10

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[LangChainDocument]:
        found = self.assistant.search(query, self.limit, self.scope)
        return [self._document(evidence) for evidence in found]

    def _document(self, evidence: Evidence) -> LangChainDocument:
        passage, entry = evidence.passage, evidence.entry
        text = self.assistant.library.document(entry.id).text
        metadata: dict[str, Any] = {
            "document_id": entry.id,
            "clause_id": passage.clause_id,
            "start": passage.span.start,
            "end": passage.span.end,
            "title": entry.title,
            "kind": entry.kind,
            "councils": list(entry.councils),
            "issued": entry.issued_on,
            "source": entry.source,
            "score": evidence.score,
        }
        return LangChainDocument(page_content=passage.span.cut(text), metadata=metadata)
