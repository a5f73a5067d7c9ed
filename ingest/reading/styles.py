"""What a Word document's styles say: headings, weight, size and numbering, by inheritance."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn

Element = Any  # lxml's elements have no types

_HEADING = re.compile(r"heading ([1-9])$")
_WORDS = {
    "title": "title", "subtitle": "subtitle", "caption": "caption", "footnote text": "footnote",
    "quote": "quote",
}  # fmt: skip
_OFF = ("0", "false", "off", "none")
_DEEPEST = 20  # styles based on styles; a ring of them ends here


@dataclass(frozen=True, slots=True)
class ListPlace:
    """Where in which list a paragraph stands; ``level`` counts from 0."""

    list_id: str
    level: int


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """A paragraph's style as far as reading needs it; ``word`` is "heading 1", "title", ..."""

    word: str
    bold: bool
    size: float
    numbered: ListPlace | None


class Styles:
    """Looks up the styles of one document's paragraphs and runs."""

    def __init__(self, document: Element) -> None:
        root = document.styles.element
        self._styles = {style.get(qn("w:styleId")): style for style in root.iter(qn("w:style"))}
        self._default = next(
            (
                key
                for key, style in self._styles.items()
                if style.get(qn("w:type")) == "paragraph" and style.get(qn("w:default")) == "1"
            ),
            "",
        )
        size = root.find(f".//{qn('w:docDefaults')}//{qn('w:sz')}")
        self._size = _half_points(size) or 10.0

    def of(self, paragraph: Element) -> ParagraphStyle:
        """The paragraph's own settings over those of its style and the styles below it."""
        own = paragraph.find(qn("w:pPr"))
        named = None if own is None else own.find(qn("w:pStyle"))
        chain = list(self._chain(self._default if named is None else named.get(qn("w:val"))))
        settings = [
            part for part in (own, *(s.find(qn("w:pPr")) for s in chain)) if part is not None
        ]
        return ParagraphStyle(
            _word(chain, settings),
            next((_is_on(b) for b in _found(chain, "w:rPr/w:b")), False),
            next((_half_points(s) for s in _found(chain, "w:rPr/w:sz")), self._size),
            _numbered(settings),
        )

    def is_bold(self, run: Element, style: ParagraphStyle) -> bool:
        """Whether a run is printed bold."""
        return next((_is_on(b) for b in self._of_run(run, "w:b")), style.bold)

    def size(self, run: Element, style: ParagraphStyle) -> float:
        """A run's size in points."""
        return next((_half_points(s) for s in self._of_run(run, "w:sz")), style.size)

    def _of_run(self, run: Element, tag: str) -> Iterator[Element]:
        yield from _found([run], f"w:rPr/{tag}")
        for named in _found([run], "w:rPr/w:rStyle"):
            yield from _found(list(self._chain(named.get(qn("w:val")))), f"w:rPr/{tag}")

    def _chain(self, key: str | None) -> Iterator[Element]:
        for _ in range(_DEEPEST):
            style = self._styles.get(key)
            if style is None:
                return
            yield style
            based = style.find(qn("w:basedOn"))
            key = None if based is None else based.get(qn("w:val"))


def _word(chain: list[Element], settings: list[Element]) -> str:
    for style in chain:
        name = style.find(qn("w:name"))
        told = "" if name is None else name.get(qn("w:val"), "").lower()
        if _HEADING.match(told):
            return str(told)
        if told in _WORDS:
            return _WORDS[told]
        if told.startswith("toc "):
            return "contents"
    for level in _found(settings, "w:outlineLvl"):
        depth = level.get(qn("w:val"), "")
        return f"heading {int(depth) + 1}" if depth.isdigit() and int(depth) < 9 else ""
    return ""


def _numbered(settings: list[Element]) -> ListPlace | None:
    """The nearest list and the nearest level; list 0 means that numbering was taken off."""
    list_id = next((one.get(qn("w:val")) for one in _found(settings, "w:numPr/w:numId")), None)
    if list_id in (None, "0"):
        return None
    level = next((one.get(qn("w:val"), "") for one in _found(settings, "w:numPr/w:ilvl")), "0")
    return ListPlace(str(list_id), min(8, int(level)) if level.isdigit() else 0)


def _found(parts: list[Element], path: str) -> Iterator[Element]:
    steps = "/".join(map(qn, path.split("/")))
    for part in parts:
        found = part.find(steps)
        if found is not None:
            yield found


def _is_on(element: Element) -> bool:
    return element.get(qn("w:val"), "1") not in _OFF


def _half_points(element: Element) -> float:
    value = "" if element is None else element.get(qn("w:val"), "")
    return int(value) / 2 if value.isdigit() else 0.0
