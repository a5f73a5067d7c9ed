"""An answer's Markdown as HTML: bold, lists, quotations and marks; all else is only words.

Nothing of a document reaches the page but as text: each run of words is escaped here.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import groupby

from markupsafe import Markup, escape

_INLINE = re.compile(r"\\([\\`*\[\]<>#_~|-])|(\*\*)|\[(\d{1,4})\]")
_OPEN, _CLOSE = Markup("<strong>"), Markup("</strong>")
_ITEM = re.compile(r"( *)- (.*)")
_MARKS = r"(?:\s?\[\d{1,4}\])+"
# "**the words asked for** – where it stands: “the quotation” [1]", the first part optional.
_STATEMENT = re.compile(
    rf"(?:\*\*(?P<direct>(?:[^*\\]|\\.)+)\*\* – )?(?P<where>[^“”]+):\s“(?P<quote>.+)”"
    rf"(?P<marks>{_MARKS})",
    re.DOTALL,
)
_LABELLED = re.compile(r"\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)](?=\s)")


def answer_markup(text: str, numbers: Collection[int]) -> Markup:
    """The text as HTML; a mark links to its source when ``numbers`` holds it."""
    return Markup("\n").join(_blocks(text, frozenset(numbers)))


def _blocks(text: str, numbers: frozenset[int]) -> Iterator[Markup]:
    for block in re.split(r"\n\s*\n", text):
        lines = [line for line in block.split("\n") if line.strip()]
        for is_item, run in groupby(lines, key=lambda line: bool(_ITEM.match(line))):
            if is_item:
                yield _list(list(run), numbers)
            else:
                yield _paragraph(" ".join(line.strip() for line in run), numbers)


def _paragraph(words: str, numbers: frozenset[int]) -> Markup:
    found = _STATEMENT.fullmatch(words)
    if not found:
        return Markup('<p class="said">{}</p>').format(_inline(words, numbers))
    direct = Markup('<p class="direct">{}</p>').format(_inline(found["direct"] or "", numbers))
    return Markup(
        '<div class="said">{}<p class="where">{}</p><blockquote><p>“{}”{}</p></blockquote></div>'
    ).format(
        direct if found["direct"] else "",
        _inline(found["where"], numbers),
        _inline(found["quote"], numbers),
        _inline(found["marks"], numbers),
    )


def _list(lines: list[str], numbers: frozenset[int]) -> Markup:
    """Items by their indentation, two spaces a level."""
    items = [(len(m[1]) // 2, m[2]) for line in lines if (m := _ITEM.match(line))]
    return _nested(items, numbers)


def _nested(items: list[tuple[int, str]], numbers: frozenset[int]) -> Markup:
    depth = items[0][0]
    made: list[Markup] = []
    start = 0
    while start < len(items):
        end = start + 1
        while end < len(items) and items[end][0] > depth:
            end += 1
        inner = _nested(items[start + 1 : end], numbers) if end > start + 1 else Markup("")
        made.append(
            Markup('<li class="said">{}{}</li>').format(_inline(items[start][1], numbers), inner)
        )
        start = end
    own = [words for level, words in items if level == depth]
    labelled = all(_LABELLED.match(words.replace("\\", "")) for words in own)
    opening = Markup('<ul class="labelled">') if labelled else Markup("<ul>")
    return Markup("{}{}</ul>").format(opening, Markup("").join(made))


def _inline(words: str, numbers: frozenset[int]) -> Markup:
    pieces: list[Markup] = []
    at, bold = 0, False
    for found in _INLINE.finditer(words):
        pieces.append(escape(words[at : found.start()]))
        at = found.end()
        literal, star, number = found.groups()
        if literal:
            pieces.append(escape(literal))
        elif star:
            bold = not bold
            pieces.append(_OPEN if bold else _CLOSE)
        elif int(number) in numbers:
            pieces[-1] = pieces[-1].rstrip(" ")  # a mark never begins a line
            pieces.append(_mark(int(number)))
        else:
            pieces.append(escape(found[0]))
    pieces.append(escape(words[at:]))
    if bold:
        pieces.append(_CLOSE)
    return Markup("").join(pieces)


def _mark(number: int) -> Markup:
    return Markup(
        '<a class="mark" href="#source-{0}"><span class="unseen">source </span>{0}</a>'
    ).format(number)
