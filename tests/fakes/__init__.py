"""Doubles that tests share: deterministic, offline, and with tests of their own."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from hashlib import blake2b
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.chat.models import Tokens
from ingest.corpus import Arrival
from ingest.documents import Clause, Description, Document, Page, Passage, Span
from ingest.preparing import Prepared
from ingest.reading import ReadingError

Reply = str | Exception | Callable[[str], "str | Exception"]


class BagOfWords:
    """An embedder whose likeness can be worked out by hand.

    Each word adds 1 to a place given by its hash, and the vector is brought to unit
    length: texts without a common word score 0, texts with the same words 1, and two
    texts of n different words that share k score k / n (but for words that happen to
    share a place). ``embedded`` keeps what was asked for.
    """

    def __init__(self, name: str = "bag-of-words@1", dimension: int = 1024) -> None:
        self.name = name
        self.dimension = dimension
        self.embedded: list[str] = []

    def embed_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One unit vector a text."""
        self.embedded.extend(texts)
        if not texts:
            return np.zeros((0, self.dimension), np.float32)
        return np.stack([self._bag(text) for text in texts])

    def embed_query(self, text: str) -> NDArray[np.float32]:
        """One unit vector."""
        return self._bag(text)

    def _bag(self, text: str) -> NDArray[np.float32]:
        bag = np.zeros(self.dimension, np.float32)
        for word in re.findall(r"\w+", text.lower()):
            salted = f"{self.name} {word}".encode()
            place = int.from_bytes(blake2b(salted, digest_size=4).digest(), "big")
            bag[place % self.dimension] += 1
        length = np.float32(np.linalg.norm(bag))
        return bag / length if length else bag


class LinePreparing:
    """Makes documents as simply as can be: each line is a clause and a passage.

    A line that begins with "== " starts a part of a pack. A file that holds "BROKEN" cannot
    be read, and one that holds "CRASH" meets a bug. ``read`` keeps the sources, in order.
    """

    def __init__(self) -> None:
        self.read: list[str] = []

    def __call__(
        self, source: str, data: bytes, overrides: Mapping[str, str], *, ocr: bool = True
    ) -> tuple[Prepared, ...]:
        """The file's own document, then its parts."""
        self.read.append(source)
        text = data.decode()
        if "BROKEN" in text:
            raise ReadingError("This file is broken. Ask for it again.")
        if "CRASH" in text:
            raise KeyError("a bug")
        id_ = hashlib.sha256(data).hexdigest()[:16]
        front, *parts = re.split(r"^== ", text, flags=re.MULTILINE)
        title = overrides.get("title", "")
        pack = line_document(id_, text, source=source, title=title, searched=front)
        return (pack, *(_part(pack, number, part) for number, part in enumerate(parts, 1)))


def line_document(
    id_: str,
    text: str,
    *,
    source: str = "",
    title: str = "",
    part_of: str | None = None,
    part_number: int | None = None,
    searched: str | None = None,
) -> Prepared:
    """A document of Kelder's whose lines are its clauses and passages.

    With ``searched``, only the lines that begin the text as it does have passages.
    """
    lines = [Span(m.start(), m.end()) for m in re.finditer(r"\S[^\n]*", text)]
    document = Document(
        id=id_,
        source=source or f"{id_}.txt",
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        media_type="text/plain",
        text=text,
        pages=(Page(None, Span(0, len(text))),),
        description=Description("other", title or text.split("\n")[0], ("Kelder",)),
        clauses=tuple(Clause(f"c{n}", "paragraph", (span,)) for n, span in enumerate(lines, 1)),
        part_of=part_of,
        part_number=part_number,
    )
    end = len(text if searched is None else searched)
    passages = tuple(
        Passage(f"{id_}:{clause.id}", id_, clause.id, clause.span, "", clause.span.cut(text))
        for clause in document.clauses
        if clause.span.start < end
    )
    return Prepared(document, passages)


def arrival(prepared: Prepared, embedder: BagOfWords) -> Arrival:
    """What ``Corpus.replace`` takes, embedded."""
    vectors = embedder.embed_passages([passage.words for passage in prepared.passages])
    return prepared.document, prepared.passages, vectors


def _part(pack: Prepared, number: int, text: str) -> Prepared:
    whole = pack.document
    return line_document(
        f"{whole.id}-{number}",
        text,
        source=whole.source,
        part_of=whole.id,
        part_number=number,
    )


class ScriptedModel:
    """A chat model with a queue of replies and a history of the prompts that it was given.

    A reply is words (given in pieces of a few letters), an error to raise, or a function from
    the prompt to either. With an empty queue it says nothing. ``closed`` counts replies that
    were broken off before their end.
    """

    name = "scripted:fake"

    def __init__(self, *replies: Reply) -> None:
        self.replies = list(replies)
        self.prompts: list[str] = []
        self.closed = 0

    def stream(self, words: str, schema: dict[str, Any], tokens: Tokens) -> Iterator[str]:
        """The next reply in pieces."""
        self.prompts.append(words)
        reply = self.replies.pop(0) if self.replies else ""
        made = reply(words) if callable(reply) else reply
        if isinstance(made, Exception):
            raise made
        try:
            for at in range(0, len(made), 7):
                yield made[at : at + 7]
        except GeneratorExit:
            self.closed += 1
            raise
        finally:
            tokens.read += len(words) // 4
            tokens.written += len(made) // 4
