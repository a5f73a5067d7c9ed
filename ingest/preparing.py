"""One file's bytes made into documents and what is searched of them. Nothing is written."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ingest import overrides as told
from ingest.cleaning import lowered
from ingest.describing import describe
from ingest.documents import Clause, Description, Document, Judgement, Passage, Reading, Span
from ingest.judgements import find_judgements
from ingest.outline import outline
from ingest.packs import Part, part_reading, split
from ingest.passages import passages
from ingest.reading import read

_ID = 16  # hex digits of the bytes' hash: 64 bits


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document that is ready to be embedded and kept."""

    document: Document
    passages: tuple[Passage, ...]


def prepare(
    source: str, data: bytes, overrides: Mapping[str, str], *, ocr: bool = True
) -> tuple[Prepared, ...]:
    """The file's own document first; after it, if it is a pack, its parts.

    A pack's passages are those outside its parts, so that nothing is searched twice.
    Raises ReadingError when nothing can be made of the bytes.
    """
    sha256 = hashlib.sha256(data).hexdigest()
    reading = read(source, data, ocr=ocr)
    clauses = outline(reading)
    description = told.apply(describe(reading, clauses, source), overrides)
    parts = split(reading, clauses)
    whole = Document(
        id=sha256[:_ID],
        source=source,
        sha256=sha256,
        media_type=reading.media_type,
        text=reading.text,
        pages=reading.pages,
        description=description,
        clauses=clauses,
        judgements=() if parts else _judgements(reading, clauses, description),
        warnings=reading.warnings,
        raised=reading.raised,
    )
    searched = _outside(passages(whole), [part.span for part in parts])
    cut = [_part(whole, part, part_reading(reading, part), overrides) for part in parts]
    return (Prepared(whole, searched), *cut)


def _part(pack: Document, part: Part, reading: Reading, overrides: Mapping[str, str]) -> Prepared:
    clauses = outline(reading)
    description = describe(reading, clauses, pack.source, within=pack.description, title=part.title)
    description = told.apply(_titled(description, part.title), told.for_part(overrides))
    document = Document(
        id=f"{pack.id}-{part.number}",
        source=pack.source,
        sha256=pack.sha256,
        media_type=pack.media_type,
        text=reading.text,
        pages=reading.pages,
        description=description,
        clauses=clauses,
        judgements=_judgements(reading, clauses, description),
        part_of=pack.id,
        part_number=part.number,
        warnings=reading.warnings,
        raised=reading.raised,
    )
    return Prepared(document, passages(document))


def _judgements(
    reading: Reading, clauses: tuple[Clause, ...], description: Description
) -> tuple[Judgement, ...]:
    return find_judgements(lowered(reading.text, reading.raised), clauses, description)


def _titled(description: Description, title: str) -> Description:
    """A part without a title of its own goes by the one that its pack's agenda gives."""
    return description if description.title else replace(description, title=title)


def _outside(found: Sequence[Passage], parts: Sequence[Span]) -> tuple[Passage, ...]:
    return tuple(
        passage
        for passage in found
        if not any(part.start <= passage.span.start < part.end for part in parts)
    )
