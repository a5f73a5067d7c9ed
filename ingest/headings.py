"""Which blocks are headings, and how deep: by the format's word, by type, by standing alone."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from ingest.blocks import Block
from ingest.setting import Setting

_FIELD = re.compile(
    r"(?!(?:Appendix|Annex|Part|Chapter|Section|Level|Stage|Step|Objective|Priority|Theme|Standard"
    r"|Outcome|Principle)\b)[^\s:][^:]{0,34}:\s*\**\s+\S"
)
_ADDRESS = re.compile(r"https?://|www\.|\S@\S|\b[A-Z]{1,2}\d{1,2}[A-Z]? ?\d[A-Z]{2}\b")
_GRADE = re.compile(
    r"\W*(?:grade|judg[e]?ment)\b.{0,14}\(\w[\w ]*\)\W*|\W*none\.?\W*", re.IGNORECASE
)
_SENTENCE_END = re.compile(r"[.;,][\"'”’)\]*]*$")
_NAMES = re.compile(r"\b(?:Cllr|Mr|Mrs|Ms|Miss|Rev|Dr)\b.*\b(?:Cllr|Mr|Mrs|Ms|Miss|Rev|Dr)\b")
_TALLY = re.compile(r";|\s=\s")
_DATED = re.compile(r"\W*(?:signed|dated?)\b", re.IGNORECASE)
_CAPTION = re.compile(
    r"(?:table|figure|fig\.?|chart|graph|diagram|box)\s+\w{1,4}\s*[:.–—-]", re.IGNORECASE
)
_DUTY = re.compile(r"\b(?:must|should|shall|will|to|are|is)\b")
_BINDS = re.compile(r"\b(?:must|should|shall|(?:is|are) (?:asked|expected|required) to)\b")
_LEFT_OPEN = re.compile(r"\b(?:that|by|to|of|the|a|an|for|with|and|or|from|which)$")
_LONG_TITLE = 22
_RULE_WORDS = 8
_SAME_SIZE = 0.8
_BIG = 1.1
_STYLED = re.compile(r"(?:heading|title|subtitle|h)\s*(\d?)", re.IGNORECASE)


def is_caption(words: str) -> bool:
    """Whether a short block names a table or figure: "Table 3: ..."."""
    return _CAPTION.match(words) is not None and len(words.split()) <= 40


def title_like(words: str, limit: int = _LONG_TITLE) -> bool:
    """Whether words could stand over a section: short, no sentence's end, no form field."""
    count = len(words.split())
    letters = sum(character.isalpha() for character in words)
    solid = sum(not character.isspace() for character in words)
    if not 0 < count <= limit or letters < 3 or 2 * letters < solid or len(words) > 160:
        return False
    start = words.lstrip("*_<u>\"'“‘([ ")[:1]
    if not start or start.islower() or _SENTENCE_END.search(words):
        return False
    bad = (
        _ADDRESS.search(words),
        _GRADE.fullmatch(words),
        _DATED.match(words),
        _NAMES.search(words),
        _TALLY.search(words),
    )
    return not any(bad) and not (_FIELD.match(words) and not words.rstrip("* ").endswith(":"))


def styled_level(style: str) -> int:
    """The level that the format itself gives ("heading 2"), 0 when it gives none."""
    found = _STYLED.fullmatch(style.strip())
    return int(found.group(1) or 1) if found else 0


def is_address(words: str) -> bool:
    """Whether words hold a web or e-mail address or a postcode."""
    return _ADDRESS.search(words) is not None


def is_field(words: str) -> bool:
    """Whether words open as a form's field does: "Date: 3 May"."""
    return _FIELD.match(words) is not None


def is_long(text: str, block: Block) -> bool:
    """Whether a block is long enough to be a paragraph."""
    return len(block.words(text).split()) >= 15


def find_headings(
    text: str, blocks: Sequence[Block], setting: Setting, items: Set[int] = frozenset()
) -> dict[int, int]:
    """The indexes of the blocks that are headings, with their levels; 0 where none is printed.

    ``items`` are the indexes of unmarked blocks that are known to be items of a list.
    """
    found: dict[int, int] = {}
    looks: dict[int, tuple[float, int]] = {}
    trusted = _trusted(blocks)
    styled_text = any(styled_level(block.first.style) for block in blocks)
    for index, block in enumerate(blocks):
        if block.kind != "paragraph" or block.first.contents or index in items:
            continue
        words = block.words(text)
        styled = styled_level(block.first.style)
        if styled:
            found[index] = styled
        elif block.first.depth:
            if len(words) <= 250 and words:
                found[index] = block.first.depth if trusted else 0
        elif block.first.box is not None:
            if _printed_heading(blocks, index, words, setting):
                found[index] = 0
                looks[index] = _look(block, words)
        elif styled_text and not block.first.bold:
            continue
        elif _plain_heading(text, blocks, index, words, setting, items):
            found[index] = 0
    found.update(_ranked(looks))
    return found


def _trusted(blocks: Sequence[Block]) -> bool:
    """Markdown levels are worth something when no heading stands above the first one's level."""
    depths = [block.first.depth for block in blocks if block.first.depth]
    return len(set(depths)) > 1 and depths[0] == min(depths)


def _printed_heading(blocks: Sequence[Block], index: int, words: str, setting: Setting) -> bool:
    block = blocks[index]
    count = len(words.split())
    if (block.mark is not None and not block.label) or sum(c.isalpha() for c in words) < 3:
        return False
    if is_caption(words) or _is_rule(words, count):
        return False
    body = setting.body.get(block.first.page, 0.0)
    size = max(line.size for line in block.lines)
    bold = all(line.bold for line in block.lines)
    if body and size >= _BIG * body and count <= 30:
        longest = 22 if bold else 12
        return not (words.endswith(".") and count > longest) and not words[:1].islower()
    if bold and count <= 22 and words.endswith(".") and words.count(". ") == 0:
        words = words[:-1]
    if not title_like(words, 30):
        return False
    if bold or (words.isupper() and count <= 15):
        return count <= 25
    return _stands_alone(blocks, index, count, setting)


def _is_rule(words: str, count: int) -> bool:
    """Whether words in large or bold type are a whole sentence that binds: a rule, no title."""
    return count >= _RULE_WORDS and words.endswith(".") and bool(_BINDS.search(words))


def _stands_alone(blocks: Sequence[Block], index: int, count: int, setting: Setting) -> bool:
    """A plain line over a paragraph: a short title with space around it."""
    block = blocks[index]
    if len(block.lines) > 1 or index + 1 >= len(blocks) or count > 9:
        return False
    following = blocks[index + 1]
    before = blocks[index - 1] if index else None
    if following.first.box is None or block.first.box is None or setting.small(block.first):
        return False
    if before is not None and not _spaced(before, block, setting):
        return False
    if before is not None and before.last.words.rstrip().endswith(":") and _together(before, block):
        return False
    if not _spaced(block, following, setting):
        return False
    if following.mark is not None and block.first.words.rstrip().endswith(":"):
        return False
    if block.label:
        return block.label[0].isdigit()
    long = len(following.lines) >= 2 or following.mark is not None
    return long and abs(block.first.box[0] - following.first.box[0]) < 40 and count <= 8


def _together(one: Block, two: Block) -> bool:
    return one.last.page == two.first.page


def _spaced(one: Block, two: Block, setting: Setting) -> bool:
    """Whether two blocks stand on different pages or with space between them."""
    return not _together(one, two) or setting.wide(one.last, two.first)


def _plain_heading(
    text: str,
    blocks: Sequence[Block],
    index: int,
    words: str,
    setting: Setting,
    items: Set[int],
) -> bool:
    """In a text without type: a line by itself that reads like a title and has words below it."""
    block = blocks[index]
    if len(block.lines) > 1 or index + 1 >= len(blocks):
        return False
    if _is_topic_of_list(text, blocks, index, words):
        return True
    if not title_like(words) or _LEFT_OPEN.search(words):
        return False
    bare = block.mark is not None and block.mark.family.startswith("bare")
    if block.mark is not None and (not block.label or (len(words.split()) > 12 and not bare)):
        return False
    following = blocks[index + 1]
    if not (following.first.gap or setting.loose or following.mark is not None):
        return False
    if _is_item_of_list(blocks, index):
        return False
    if words.rstrip("* ").endswith(":"):
        if _BINDS.search(words):
            return False
        short = len(words.split()) <= 4 and not _DUTY.search(words)
        return short or (following.mark is None and index + 1 not in items)
    before = blocks[index - 1].words(text).rstrip("* ") if index else ""
    if before.endswith(":") or (block.label and setting.loose):
        return not block.label and (following.mark is not None or is_long(text, following))
    return True


def _is_topic_of_list(text: str, blocks: Sequence[Block], index: int, words: str) -> bool:
    """A short sentence between a colon and bullets: the first of several topics of a list."""
    if index == 0 or blocks[index].mark is not None or blocks[index + 1].mark is None:
        return False
    asked = blocks[index - 1].words(text).rstrip("* ").endswith(":")
    return asked and words.endswith(".") and title_like(words[:-1])


def _is_item_of_list(blocks: Sequence[Block], index: int) -> bool:
    """Whether the number before or after this block's is a neighbour's: a list of short items."""
    mark = blocks[index].mark
    if mark is None or not mark.label or mark.family.startswith("bare"):
        return False
    before = blocks[index - 1].mark if index else None
    after = blocks[index + 1].mark
    return bool((after and after.follows(mark)) or (before and mark.follows(before)))


def _look(block: Block, words: str) -> tuple[float, int]:
    size = round(max(line.size for line in block.lines) * 2) / 2
    weight = 2 if all(line.bold for line in block.lines) else 1 if words.isupper() else 0
    return size, weight


def _ranked(looks: dict[int, tuple[float, int]]) -> dict[int, int]:
    """Levels by the order of type: the largest and boldest is 1. Sizes hardly apart are one."""
    classes: dict[float, float] = {}
    for size in sorted({size for size, _ in looks.values()}, reverse=True):
        top = min(classes.values(), default=size + 1)
        classes[size] = top if top - size <= _SAME_SIZE else size
    order = sorted({(-classes[size], -weight) for size, weight in looks.values()})
    levels = {look: min(level, 9) for level, look in enumerate(order, 1)}
    return {index: levels[-classes[size], -weight] for index, (size, weight) in looks.items()}
