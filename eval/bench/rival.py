"""The rival: LangChain's quickstart on the same files, the same words and the same weights.

RecursiveCharacterTextSplitter 1000/200, Chroma, the four nearest chunks. Its files are read
by this project's readers, which is in its favour; their time is part of both ingestions.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from langchain_chroma import Chroma
from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings
from langchain_text_splitters import RecursiveCharacterTextSplitter

from assistant.settings import load_settings
from eval.bench.running import Run, files_of, peak_megabytes, timed
from eval.cases import Case
from ingest.embedding import Embedder, embedder
from ingest.reading import ReadingError, read

CHUNK, OVERLAP, TOP, DEPTH, BATCH = 1000, 200, 4, 12, 1000


class SameWeights(Embeddings):
    """This project's embedder behind LangChain's interface."""

    def __init__(self, model: Embedder) -> None:
        self._model = model

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """One vector a chunk."""
        rows: list[list[float]] = self._model.embed_passages(texts).tolist()
        return rows

    def embed_query(self, text: str) -> list[float]:
        """The question's vector."""
        row: list[float] = self._model.embed_query(text).tolist()
        return row


def run(documents: Path, cases: Sequence[Case], home: Path) -> Run:
    """Ingest into ``home`` and search for every question."""
    model = embedder(load_settings().embedding)
    model.embed_passages(["warm"])
    store = Chroma(
        collection_name="quickstart",
        embedding_function=SameWeights(model),
        persist_directory=str(home),
    )
    _, ingest_seconds = timed(lambda: _ingest(documents, store))
    times, found = [], []
    store.similarity_search(cases[0].question, k=TOP)
    for case in cases:
        _, seconds = timed(lambda question=case.question: store.similarity_search(question, k=TOP))  # type: ignore[misc]
        times.append(seconds * 1000)
        hits = store.similarity_search(case.question, k=DEPTH)
        found.append(tuple((str(each.metadata["source"]), each.page_content) for each in hits))
    return Run("langchain quickstart", ingest_seconds, tuple(times), tuple(found), peak_megabytes())


def _ingest(documents: Path, store: Chroma) -> None:
    splitter = RecursiveCharacterTextSplitter(chunk_size=CHUNK, chunk_overlap=OVERLAP)
    chunks = splitter.split_documents(list(_documents(documents)))
    for start in range(0, len(chunks), BATCH):
        store.add_documents(chunks[start : start + BATCH])


def _documents(folder: Path) -> Iterator[Document]:
    for source, path in files_of(folder):
        try:
            reading = read(path.name, path.read_bytes())
        except ReadingError:
            continue
        yield Document(page_content=reading.text, metadata={"source": source})
