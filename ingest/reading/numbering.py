"""The numbers and bullets that Word prints before paragraphs but does not keep in their text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn

from ingest.reading.characters import printed
from ingest.reading.styles import ListPlace

Element = Any  # lxml's elements have no types

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_HIGHEST = 100_000


@dataclass(frozen=True, slots=True)
class Mark:
    """What is printed before a paragraph, with the space after it; ``level`` counts from 1."""

    text: str
    level: int
    is_bullet: bool

    def style(self, word: str) -> str:
        """The paragraph's style word: its own where it has one, else the kind of list."""
        return word or f"list {'bullet' if self.is_bullet else 'number'} {self.level}"


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    kind: str
    pattern: str
    spaced: bool


class Numbering:
    """Counts a document's lists as Word does, paragraph by paragraph."""

    def __init__(self, document: Element) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        self._lists: dict[str, str] = {}  # a list to the definition whose counters it shares
        self._restarts: dict[str, dict[int, int]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        root = _part(document)
        if root is not None:
            self._learn(root)

    def mark(self, place: ListPlace) -> Mark | None:
        """Count one paragraph of a list and give what is printed before it."""
        definition = self._lists.get(place.list_id, "")
        levels = self._levels.get(definition, {})
        level = levels.get(place.level)
        if level is None or level.kind == "none":
            return None
        counts = self._counts.setdefault(definition, {})
        counts.update(self._restarts.pop(place.list_id, {}))
        counts[place.level] = min(_HIGHEST, counts.get(place.level, level.start - 1) + 1)
        for deeper in [one for one in counts if one > place.level]:
            del counts[deeper]
        bullet = level.kind == "bullet"
        text = printed(level.pattern) if bullet else _filled(level.pattern, levels, counts)
        text = text.strip()
        if not text:
            return None
        return Mark(text + (" " if level.spaced else ""), place.level + 1, bullet)

    def _learn(self, root: Element) -> None:
        for abstract in root.iterchildren(qn("w:abstractNum")):
            key = abstract.get(qn("w:abstractNumId"))
            self._levels[key] = dict(map(_level, abstract.iterchildren(qn("w:lvl"))))
        for one in root.iterchildren(qn("w:num")):
            list_id = one.get(qn("w:numId"))
            abstract = one.find(qn("w:abstractNumId"))
            if abstract is None:
                continue
            self._lists[list_id] = abstract.get(qn("w:val"))
            for override in one.iterchildren(qn("w:lvlOverride")):
                start = override.find(qn("w:startOverride"))
                if start is not None:
                    level = int(override.get(qn("w:ilvl"), "0"))
                    before = int(start.get(qn("w:val"), "1")) - 1
                    self._restarts.setdefault(list_id, {})[level] = before


def _part(document: Element) -> Element:
    for relation in document.part.rels.values():
        if not relation.is_external and relation.reltype.endswith("/numbering"):
            return relation.target_part.element
    return None


def _level(element: Element) -> tuple[int, _Level]:
    def value(tag: str, otherwise: str) -> str:
        child = element.find(qn(tag))
        return otherwise if child is None else str(child.get(qn("w:val"), otherwise))

    start = value("w:start", "1")
    level = _Level(
        int(start) if start.isdigit() else 1,
        value("w:numFmt", "decimal"),
        value("w:lvlText", ""),
        value("w:suff", "tab") != "nothing",
    )
    return int(element.get(qn("w:ilvl"), "0")), level


def _filled(pattern: str, levels: dict[int, _Level], counts: dict[int, int]) -> str:
    def number(match: re.Match[str]) -> str:
        place = int(match[1]) - 1
        level = levels.get(place)
        if level is None:
            return ""
        return _shown(counts.get(place, level.start), level.kind)

    return re.sub(r"%([1-9])", number, pattern)


def _shown(number: int, kind: str) -> str:
    if kind in ("lowerLetter", "upperLetter"):
        letters = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letters.upper() if kind == "upperLetter" else letters
    if kind in ("lowerRoman", "upperRoman"):
        roman = ""
        for worth, sign in _ROMAN:
            roman += sign * (number // worth)
            number %= worth
        return roman.upper() if kind == "upperRoman" else roman
    return f"{number:02}" if kind == "decimalZero" else str(number)
