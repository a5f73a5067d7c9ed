"""Lists whose bullets were lost: what of unmarked blocks are items, told by how they are set.

A lead-in's colon and one of three things say so: short lines in a text without type, blocks
set in further than the lead-in, or blocks that each open with a term ("Contact: ...").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.blocks import Block
from ingest.headings import is_address, is_field, is_long, title_like
from ingest.points import ends_in_colon, has_more

_TERM = re.compile(r"[^\W_][^.:;()?!]{1,60}?(?:\s?:|\s[-–—])\s+\S")
_QUOTED = re.compile(r"[\"“‘]")
_LINK = re.compile(r"\(\s*https?:[^)]*\)")
_STOPPED = re.compile(r"[.!?][\"'”’)\]*\s]*$")
_FEWEST_SET_IN = 2
_FEWEST_TERMS = 3
_FEWEST_WORDS = 6
_FEWEST_TITLED = 3
_SAME_LEFT = 4.0


def unmarked_items(text: str, blocks: Sequence[Block]) -> frozenset[int]:
    """The indexes of the blocks without a mark that are items of a list all the same."""
    return frozenset({*_short_lines(text, blocks), *_set_in(text, blocks), *_terms(text, blocks)})


def _short_lines(text: str, blocks: Sequence[Block]) -> set[int]:
    """In a text without type: two or more short lines after a colon."""
    found: set[int] = set()
    asked = False
    run: list[int] = []
    for index, block in enumerate(blocks):
        words = block.words(text).rstrip("* ")
        if asked and _is_plain_line(block, words):
            run.append(index)
            continue
        over = block.mark is not None or is_long(text, block)
        if run and over and title_like(blocks[run[-1]].words(text)):
            run.pop()
        found.update(run if len(run) > 1 else [])
        run, asked = [], words.endswith(":") and block.kind == "paragraph"
    found.update(run if len(run) > 1 else [])
    return found


def _is_plain_line(block: Block, words: str) -> bool:
    return (
        block.kind == "paragraph"
        and block.first.box is None
        and block.mark is None
        and not block.first.depth
        and len(block.lines) == 1
        and len(words.split()) <= 20
        and not words.endswith((".", ";", ":"))
        and not is_field(words)
        and not is_address(words)
    )


def _set_in(text: str, blocks: Sequence[Block]) -> Iterator[int]:
    """Printed blocks that stand further in than the lead-in, and read as items do."""
    run: list[int] = []
    more = True
    for index, block in enumerate(blocks):
        if block.kind == "footnote":
            continue
        if not block.set_in:
            yield from run if len(run) >= _FEWEST_SET_IN else ()
            run, more = [], True
            continue
        words = block.words(text)
        item = _reads_as_item(words) or (bool(run) and has_more(blocks[run[-1]].words(text)))
        more = more and item
        if more:
            run.append(index)
    yield from run if len(run) >= _FEWEST_SET_IN else ()


def _reads_as_item(words: str) -> bool:
    """In lower case, a figure, a term, or without a full stop; no quotation, address or title."""
    if _QUOTED.match(words) or is_address(words.split(" ")[0]):
        return False
    if ends_in_colon(words) and words[:1].isupper():
        return False
    if words[:1].islower() or words[:1].isdigit() or has_more(words) or _TERM.match(words):
        return True
    stopped = _STOPPED.search(words) is not None or len(words.split()) < _FEWEST_TITLED
    return not stopped and not is_address(_LINK.sub("", words))


def _terms(text: str, blocks: Sequence[Block]) -> Iterator[int]:
    """Printed paragraphs after a colon that each open with a term, set in or not."""
    asked = False
    run: list[int] = []
    for index, block in enumerate(blocks):
        if block.kind == "footnote":
            continue
        words = block.words(text)
        if asked and _is_term(block, words) and _beneath(blocks, run, block):
            run.append(index)
            continue
        yield from run if len(run) >= _FEWEST_TERMS else ()
        run, asked = [], ends_in_colon(words)
    yield from run if len(run) >= _FEWEST_TERMS else ()


def _is_term(block: Block, words: str) -> bool:
    return (
        block.first.box is not None
        and block.mark is None
        and not block.first.bold
        and len(words.split()) >= _FEWEST_WORDS
        and _TERM.match(words) is not None
        and not is_address(words)
    )


def _beneath(blocks: Sequence[Block], run: Sequence[int], block: Block) -> bool:
    """Whether a block starts as far left as those of the run."""
    return not run or abs(blocks[run[-1]].first.indent - block.first.indent) <= _SAME_LEFT
