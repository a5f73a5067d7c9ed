"""The little Markdown in which the samples' words are kept.

``#`` headings, ``-`` points, ``|`` table rows (the first is the head), ``---`` alone for a
new page, everything else paragraphs.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Block:
    """One piece of a paper: ``kind`` is heading, text, point, table or page."""

    kind: str
    text: str = ""
    level: int = 0
    rows: tuple[tuple[str, ...], ...] = ()


def blocks(words: str) -> Iterator[Block]:
    """The pieces of a paper, in order; pieces are parted by blank lines."""
    for piece in words.strip().split("\n\n"):
        lines = piece.splitlines()
        if piece == "---":
            yield Block("page")
        elif piece.startswith("#"):
            mark, _, text = piece.partition(" ")
            yield Block("heading", text, level=len(mark))
        elif piece.startswith("|"):
            yield Block("table", rows=tuple(tuple(_cells(line)) for line in lines))
        elif piece.startswith("- "):
            yield from (Block("point", line[2:]) for line in lines)
        else:
            yield Block("text", " ".join(lines))


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]
