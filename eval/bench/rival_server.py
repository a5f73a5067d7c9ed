"""The rival behind HTTP: LangChain's quickstart in the smallest FastAPI application.

``python -m eval.bench.rival_server HOME PORT`` serves what ``eval.bench.rival`` ingested.
"""

from __future__ import annotations

import sys
from typing import Any

import uvicorn
from fastapi import FastAPI
from langchain_chroma import Chroma
from pydantic import BaseModel

from assistant.settings import load_settings
from eval.bench.rival import TOP, SameWeights
from ingest.embedding import embedder


class Asked(BaseModel):
    """The body of a question."""

    question: str


def make_app(home: str) -> FastAPI:
    """An application that gives the four nearest chunks."""
    store = Chroma(
        collection_name="quickstart",
        embedding_function=SameWeights(embedder(load_settings().embedding)),
        persist_directory=home,
    )
    app = FastAPI()

    @app.post("/v1/ask")
    def ask(asked: Asked) -> dict[str, Any]:
        found = store.similarity_search(asked.question, k=TOP)
        return {"context": [{"text": each.page_content, **each.metadata} for each in found]}

    return app


def main(words: list[str]) -> int:
    """Serve until it is ended."""
    home, port = words
    uvicorn.run(make_app(home), host="127.0.0.1", port=int(port), log_level="warning")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
