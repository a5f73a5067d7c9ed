"""Documents and passages as rows of the store, and back."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from pydantic import TypeAdapter

from ingest.documents import (
    Clause,
    Dated,
    Description,
    Document,
    Judgement,
    Kind,
    Page,
    Passage,
    Span,
)
from ingest.encoder import Floats


@dataclass(frozen=True, slots=True)
class Entry:
    """A document of the corpus in brief: everything but its text and its structure.

    ``number`` is the store's own; it is never given out twice.
    """

    number: int
    id: str
    source: str
    sha256: str
    media_type: str
    description: Description
    pages: int
    clauses: int
    part_of: str | None = None
    part_number: int | None = None
    same_as: str | None = None

    @property
    def kind(self) -> Kind:
        return self.description.kind

    @property
    def councils(self) -> tuple[str, ...]:
        return self.description.councils

    @property
    def title(self) -> str:
        return self.description.title

    @property
    def publisher(self) -> str | None:
        return self.description.publisher

    @property
    def issued(self) -> Dated | None:
        return self.description.issued

    @property
    def issued_on(self) -> str | None:
        """The date of issue as YYYY, YYYY-MM or YYYY-MM-DD."""
        return self.description.issued.iso if self.description.issued else None

    @property
    def mentions(self) -> tuple[str, ...]:
        return self.description.mentions

    @property
    def inspected(self) -> tuple[str, str] | None:
        return self.description.inspected

    @property
    def year(self) -> int | None:
        """The year it was issued, or last inspected in."""
        known = self.issued.iso if self.issued else "".join((self.inspected or ("", ""))[-1:])
        return int(known[:4]) if known[:4].isdigit() else None


@dataclass(frozen=True, slots=True)
class _Structure:
    pages: tuple[Page, ...]
    clauses: tuple[Clause, ...]
    warnings: tuple[str, ...]
    raised: tuple[Span, ...] = ()


_STRUCTURE = TypeAdapter(_Structure)
_DESCRIPTION = TypeAdapter(Description)
_JUDGEMENTS = TypeAdapter(tuple[Judgement, ...])


def likeness(text: str) -> str:
    """The same for texts that differ only in white space; "" for a text without words."""
    folded = " ".join(text.split())
    return hashlib.sha256(folded.encode()).hexdigest() if folded else ""


def passage_hash(passage: Passage) -> bytes:
    """The same for passages that are embedded alike."""
    return hashlib.sha256(embedded_text(passage).encode()).digest()


def embedded_text(passage: Passage) -> str:
    """What the model reads of a passage: where it stands, then what it says."""
    return f"{passage.prefix}\n{passage.words}" if passage.prefix else passage.words


def add_document(at: sqlite3.Connection, document: Document, location: str) -> int:
    """Write a document's row, not yet current, and return its number."""
    structure = _Structure(document.pages, document.clauses, document.warnings, document.raised)
    row = {
        "id": document.id,
        "location": location,
        "source": document.source,
        "sha256": document.sha256,
        "media_type": document.media_type,
        "part_of": document.part_of,
        "part_number": document.part_number,
        "likeness": likeness(document.text),
        "description": _DESCRIPTION.dump_json(document.description).decode(),
        "pages": len(document.pages),
        "clauses": len(document.clauses),
        "judgements": _JUDGEMENTS.dump_json(document.judgements).decode(),
        "structure": _STRUCTURE.dump_json(structure).decode(),
        "text": document.text,
    }
    added = at.execute(
        "INSERT INTO document (id, location, source, sha256, media_type, part_of, part_number, "
        "likeness, description, pages, clauses, judgements, structure, text) VALUES (:id, "
        ":location, :source, :sha256, :media_type, :part_of, :part_number, :likeness, "
        ":description, :pages, :clauses, :judgements, :structure, :text)",
        row,
    )
    return int(added.lastrowid or 0)


def add_passages(
    at: sqlite3.Connection,
    document: int,
    passages: Sequence[Passage],
    vectors: Floats,
    embedder: str,
) -> None:
    """Write a document row's passages with their vectors, one a passage."""
    for passage, vector in zip(passages, vectors, strict=True):
        added = at.execute(
            'INSERT INTO passage (document, id, clause_id, start, "end", prefix, words, hash) '
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                document,
                passage.id,
                passage.clause_id,
                passage.span.start,
                passage.span.end,
                passage.prefix,
                passage.words,
                passage_hash(passage),
            ),
        )
        at.execute(
            "INSERT INTO vector (passage, embedder, value) VALUES (?, ?, ?)",
            (added.lastrowid, embedder, np.asarray(vector, "<f4").tobytes()),
        )


def entries(at: sqlite3.Connection) -> tuple[Entry, ...]:
    """Every current document in brief, by source and place in its pack."""
    rows = at.execute(
        "SELECT number, id, source, sha256, media_type, description, pages, clauses, part_of, "
        "part_number, same_as FROM document WHERE current ORDER BY source, part_number, id"
    )
    return tuple(
        Entry(
            number=number,
            id=id_,
            source=source,
            sha256=sha256,
            media_type=media_type,
            description=_DESCRIPTION.validate_json(description),
            pages=pages,
            clauses=clauses,
            part_of=part_of,
            part_number=part_number,
            same_as=same_as,
        )
        for (
            number, id_, source, sha256, media_type, description, pages, clauses,
            part_of, part_number, same_as,
        ) in rows
    )  # fmt: skip


def document(at: sqlite3.Connection, number: int) -> Document:
    """One document entire, current or old."""
    row = at.execute(
        "SELECT id, source, sha256, media_type, text, description, judgements, structure, "
        "part_of, part_number, same_as FROM document WHERE number = ?",
        (number,),
    ).fetchone()
    structure = _STRUCTURE.validate_json(row[7])
    return Document(
        id=row[0],
        source=row[1],
        sha256=row[2],
        media_type=row[3],
        text=row[4],
        pages=structure.pages,
        description=_DESCRIPTION.validate_json(row[5]),
        clauses=structure.clauses,
        judgements=_JUDGEMENTS.validate_json(row[6]),
        part_of=row[8],
        part_number=row[9],
        same_as=row[10],
        warnings=structure.warnings,
        raised=structure.raised,
    )


def judgements(at: sqlite3.Connection) -> tuple[tuple[str, Judgement], ...]:
    """Every grade of the searched documents, each with its document's id."""
    rows = at.execute(
        "SELECT id, judgements FROM document WHERE searched AND judgements <> '[]' "
        "ORDER BY source, part_number, id"
    )
    return tuple(
        (id_, judgement) for id_, held in rows for judgement in _JUDGEMENTS.validate_json(held)
    )


_PASSAGE = (
    'SELECT p.id, d.id, p.clause_id, p.start, p."end", p.prefix, p.words '
    "FROM passage p JOIN document d ON d.number = p.document "
)


def passages(at: sqlite3.Connection, where: str, values: tuple[object, ...]) -> list[Passage]:
    """Passages by a condition on ``p`` (passage) and ``d`` (document), in reading order."""
    rows = at.execute(f"{_PASSAGE} WHERE {where} ORDER BY p.number", values)
    return [
        Passage(id_, document_id, clause_id, Span(start, end), prefix, words)
        for id_, document_id, clause_id, start, end, prefix, words in rows
    ]


def known_vectors(
    at: sqlite3.Connection, asked: Sequence[Passage], embedder: str
) -> dict[int, Floats]:
    """Vectors of passages that were embedded before, by position in the list."""
    known: dict[int, Floats] = {}
    for position, passage in enumerate(asked):
        row = at.execute(
            "SELECT v.value FROM passage p JOIN vector v ON v.passage = p.number "
            "WHERE p.hash = ? AND v.embedder = ? LIMIT 1",
            (passage_hash(passage), embedder),
        ).fetchone()
        if row is not None:
            known[position] = np.frombuffer(row[0], "<f4")
    return known
