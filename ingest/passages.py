"""The outline as what is searched: a passage a clause, with where it stands made into a prefix."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from ingest.cleaning import lowered, search_copy
from ingest.documents import Clause, Document, Passage, Span
from ingest.furniture import is_contents_entry, is_contents_title
from ingest.navigation import Structure, sentences

PASSAGE_VERSION = "3"

_LONGEST = 110
_PREFIX = 60
_LEAD_IN = 30
_TITLE = 12
_HEADING = 10
_DEEPEST = 3
_ENDS_IN_PAGE = re.compile(r"\s\d{1,3}$")
_ITEM = re.compile(r"(?:^|\n|(?<=\s))\s*(?=[•▪■□◦○●➢➤❖✓✔‣∙\ue000-\uf8ff]\s)")


def passages(document: Document) -> tuple[Passage, ...]:
    """What of ``document`` is searched, in reading order, with ids under the document's.

    One passage a paragraph, point, footnote and table row; a long one is cut at sentence
    ends to about 110 words. A heading has one only when nothing stands below it, and a
    contents list has none.
    """
    text = lowered(document.text, document.raised)
    structure = Structure(document.clauses, text)
    identity = _identity(document)
    found: list[Passage] = []
    for clause in document.clauses:
        if not _searched(structure, clause):
            continue
        prefix = _prefix(structure, clause, identity)
        for number, span in enumerate(_pieces(text, clause), 1):
            words = search_copy(_words(text, clause, span))
            if words:
                name = f"{document.id}:{clause.id}" + (f".{number}" if number > 1 else "")
                head = _column_head(clause, span)
                front = f"{prefix} | {head}" if head else prefix
                found.append(Passage(name, document.id, clause.id, span, front, words))
    return tuple(found)


def _searched(structure: Structure, clause: Clause) -> bool:
    if clause.kind == "table":
        return False
    if clause.kind == "heading":
        return not structure.children(clause.id) and bool(structure.words(clause))
    if clause.kind != "paragraph":
        return True
    words = structure.words(clause)
    if is_contents_entry(words):
        return False
    path = structure.heading_path(clause.id)
    under_contents = bool(path) and is_contents_title(structure.words(path[-1]))
    return not (under_contents and _ENDS_IN_PAGE.search(words))


def _words(text: str, clause: Clause, span: Span) -> str:
    """The clause's words inside ``span``; a row's cells with their heads."""
    if clause.cells and span == clause.span:
        return "\n".join(_cell(text, head, cell) for head, cell in _merged(clause))
    pieces = (Span(max(part.start, span.start), min(part.end, span.end)) for part in clause.spans)
    return "\n".join(piece.cut(text) for piece in pieces if piece.start < piece.end)


def _merged(clause: Clause) -> Iterator[tuple[str, list[Span]]]:
    """Cells by head; the torn pieces of one cell together."""
    order: dict[str, list[Span]] = {}
    for index, cell in enumerate(clause.cells):
        order.setdefault(cell.head or f"\0{index}", []).append(cell.span)
    for head, spans in order.items():
        yield ("" if head.startswith("\0") else head), spans


def _cell(text: str, head: str, spans: Sequence[Span]) -> str:
    said = " ".join(span.cut(text) for span in spans)
    return f"{head}: {said}" if head else said


def _pieces(text: str, clause: Clause) -> list[Span]:
    """The clause whole, or cut at sentence ends (a row: at its cells and their bullets)."""
    if len(" ".join(span.cut(text) for span in clause.spans).split()) <= 1.3 * _LONGEST:
        return [clause.span]
    if clause.cells:
        return [
            piece for cell in clause.cells for piece in _gathered(text, _items(text, cell.span))
        ]
    found = [part for span in clause.spans for part in sentences(text, span)]
    return _gathered(text, _rejoined(text, clause, found))


def _rejoined(text: str, clause: Clause, found: list[Span]) -> list[Span]:
    """Sentences that run over a cut in the clause, whole again."""
    starts = {span.start for span in clause.spans[1:]}
    whole: list[Span] = []
    for part in found:
        if whole and part.start in starts and text[whole[-1].end - 1] not in ".!?":
            whole[-1] = Span(whole[-1].start, part.end)
        else:
            whole.append(part)
    return whole


def _items(text: str, span: Span) -> list[Span]:
    """The bulleted items of a cell, or its sentences."""
    cuts = [span.start + found.end() for found in _ITEM.finditer(span.cut(text))]
    edges = sorted({span.start, *cuts, span.end})
    items: list[Span] = []
    for start, end in itertools.pairwise(edges):
        words = text[start:end]
        kept = Span(start + len(words) - len(words.lstrip()), start + len(words.rstrip()))
        if kept.start < kept.end:
            items.extend(sentences(text, kept) if len(words.split()) > _LONGEST else [kept])
    return items


def _gathered(text: str, parts: Sequence[Span]) -> list[Span]:
    """Neighbouring parts together, up to about the longest a passage may be."""
    total = sum(len(part.cut(text).split()) for part in parts)
    target = total / max(1, round(total / _LONGEST))
    pieces: list[Span] = []
    count = 0
    for part in parts:
        size = len(part.cut(text).split())
        if pieces and count + size / 2 <= target:
            pieces[-1] = Span(pieces[-1].start, part.end)
            count += size
        else:
            pieces.append(part)
            count = size
    return pieces


def _column_head(clause: Clause, span: Span) -> str:
    if span == clause.span:
        return ""
    inside = (c.head for c in clause.cells if c.span.start <= span.start and span.end <= c.span.end)
    return next(inside, "")


def _identity(document: Document) -> list[str]:
    about = document.description
    year = about.issued.iso[:4] if about.issued else ""
    names = [
        about.kind.replace("_", " ") if about.kind != "other" else "",
        ", ".join(about.councils[:3]),
        _cut(search_copy(about.title), _TITLE),
        year,
    ]
    return [name for name in names if name]


def _prefix(structure: Structure, clause: Clause, identity: Sequence[str]) -> str:
    lead_ins = structure.lead_ins(clause.id)
    said = {lead.id for lead in lead_ins}
    path = [heading for heading in structure.heading_path(clause.id) if heading.id not in said]
    headings = [_cut(search_copy(structure.words(heading)), _HEADING) for heading in path]
    known = " ".join(identity).lower()
    parts = [*identity, *[words for words in headings if words.lower() not in known][-_DEEPEST:]]
    room = _PREFIX - sum(len(part.split()) for part in parts)
    share = max(6, min(_LEAD_IN, room) // max(1, len(lead_ins)))
    parts.extend(_last(search_copy(structure.words(lead)), share) for lead in lead_ins)
    if clause.kind == "row":
        parts.extend(_table_words(structure, clause))
    return " | ".join(part for part in parts if part)


def _table_words(structure: Structure, row: Clause) -> Iterator[str]:
    """What a row cannot say itself: its caption, and the row that heads its section."""
    for above in structure.ancestors(row.id):
        if above.kind == "caption":
            yield _cut(search_copy(structure.words(above)), _TITLE)
        if above.kind == "row":
            yield _cut(search_copy(above.cells[0].span.cut(structure.text)), _HEADING)


def _cut(words: str, limit: int) -> str:
    return " ".join(words.split()[:limit])


def _last(words: str, limit: int) -> str:
    """The first and last words of a long lead-in: who it binds, and what it asks."""
    pieces = words.split()
    if len(pieces) <= limit:
        return words
    half = limit // 2
    return " ".join([*pieces[: limit - half], "...", *pieces[-half:]])
