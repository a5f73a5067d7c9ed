"""Pieces of an answer as Slack's rich text: real points and bold words, nothing read as markup.

Rich text is made of parts that say what they are. A text in it is a text, whatever signs a
document put there: no mention, link, emoji or formatting comes out of it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from assistant.slack.messages import LONGEST_TEXT, Block, parts
from assistant.slack.mrkdwn import unmarked

_POINT = re.compile(r"( *)- ")
_DEEPEST = 8


def rich_blocks(pieces: Sequence[str]) -> list[Block]:
    """Markdown pieces, in order, in as few blocks as hold them; each stays whole in one."""
    blocks: list[list[str]] = []
    length = 0
    for piece in (part for each in pieces for part in parts(each, LONGEST_TEXT)):
        if not blocks or length + len(piece) > LONGEST_TEXT:
            blocks.append([])
            length = 0
        blocks[-1].append(piece)
        length += len(piece) + 1
    made = [_elements(held) for held in blocks]
    return [{"type": "rich_text", "elements": elements} for elements in made if elements]


def _elements(pieces: Sequence[str]) -> list[Block]:
    """Points that follow each other are a list; other pieces share a section."""
    elements: list[Block] = []
    for indent, run in groupby(pieces, key=_indent):
        if indent is None:
            section = _section("\n".join(run).strip("\n"))
            elements += [section] if section["elements"] else []
        else:
            made = [_section(_POINT.sub("", piece.strip("\n"), count=1)) for piece in run]
            points = [each for each in made if each["elements"]]
            point = {"type": "rich_text_list", "style": "bullet", "indent": indent}
            elements += [{**point, "elements": points}] if points else []
    return elements


def _indent(piece: str) -> int | None:
    """How deep a point is, None for what is none."""
    point = _POINT.match(piece.strip("\n"))
    return min(len(point[1]) // 2, _DEEPEST) if point else None


def _section(markdown: str) -> Block:
    """Bold is between pairs of stars; a star that a document holds is escaped before it."""
    runs = [(text, bool(n % 2)) for n, text in enumerate(markdown.split("**"))]
    words = [(unmarked(text), bold) for text, bold in runs]
    made = [_text(text, bold) for text, bold in words if text]
    return {"type": "rich_text_section", "elements": made}


def _text(text: str, bold: bool) -> Block:
    return {"type": "text", "text": text, **({"style": {"bold": True}} if bold else {})}
