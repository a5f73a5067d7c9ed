"""The marks that open a printed line: bullets, and numbers such as "2.", "(iv)", "1.3", "IP3.1"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

# Signs that are only ever bullets, and those that may also be a dash or a star inside a sentence.
_SURE = "•▪■□◦○●◾◼➢➤❖✓✔☐☑☒▶►‣⁃∙٠\uf0b7\uf0a7\uf06e\uf02d\uf0d8\uf0fc\uf076\uf0a8\uf071\uf0f0"
_BULLET = re.compile(
    rf"\s*(?:([{_SURE}\ue000-\uf8ff])"
    r"|([-–—−─*·�](?=\s)|[–—−─](?=[a-z\d])|§(?=\s+[^\W\d])|o(?=\s+\S)))\s*"
)
_INLINE = re.compile(rf"(?<=[.;:,?!)\w])\s+([{_SURE}\ue000-\uf8ff])\s+(?=[\"'“‘(\[]?[^\W\d_a-z])")
_MARKUP = re.compile(r"(?:\*\*|__|<u>|<b>|\*(?=\S))*")
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
)
_LABEL = re.compile(
    r"(?P<dotted>\d{1,2}(?:\.\d{1,3}){1,3})\.?(?=\s+[*<_]*[A-Z“‘\"'(\[]|\s*$)"
    r"|(?P<named>[A-Z]{1,4}\d{1,2}(?:\.\d{1,2})+[.:]?)(?=\s)"
    r"|(?P<decimal>\d{1,3})\.(?=[\s*<_]|[A-Z]|$)"
    r"|\((?P<bracketed>\d{1,2}|[a-zA-Z]|[ivxlc]{1,6})\)(?=\s|[A-Z]|$)"
    r"|(?P<closed>\d{1,2}|[a-zA-Z]|[ivxlc]{1,6})\)(?=\s|$)"
    r"|(?P<stopped>[a-zA-Z]|[ivxlc]{2,6})\.\)?(?=\s)"
    rf"|(?P<bare>\d{{1,3}})(?=\s+(?:\*\*|<[ub]>|_)*[A-Z])(?!\s+{_MONTH}\b)"
)
ROMAN = 1000
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


@dataclass(frozen=True, slots=True)
class Mark:
    """What opens a line. ``label`` is "" for a bullet; ``family`` tells marks of one list apart.

    ``end`` is the offset of the first character after the mark. ``values`` are the numbers
    that the label may stand for ("i" is the first of Roman figures and the ninth letter); those
    of Roman figures are over ROMAN, so that "(c)" does not go on with "(ii)".
    """

    bullet: str
    label: str
    family: str
    values: tuple[int, ...]
    end: int
    sure: bool = True

    def follows(self, other: Mark) -> bool:
        """Whether this label is the next one after ``other`` in the same list."""
        if self.family.split(":")[0] != other.family.split(":")[0] or not self.label:
            return False
        return any(mine == its + 1 for mine in self.values for its in other.values)

    @property
    def first(self) -> bool:
        """Whether the label can open a list: 1, a, i, or 1.1."""
        return 1 in self.values or ROMAN + 1 in self.values


def roman(figures: str) -> int | None:
    """The value of a small Roman number, or None when it is not one."""
    total = 0
    previous = 0
    for figure in reversed(figures.lower()):
        value = _ROMAN.get(figure)
        if value is None:
            return None
        total += value if value >= previous else -value
        previous = max(previous, value)
    return total


def read_mark(line: str) -> Mark | None:
    """The bullet and label that open ``line``, or None; both in "- 2. A risk assessment"."""
    bullet = _BULLET.match(line)
    sign, sure, at = "", True, 0
    if bullet:
        sign, sure, at = (
            bullet.group(1) or bullet.group(2),
            bullet.group(1) is not None,
            bullet.end(),
        )
    else:
        at = len(line) - len(line.lstrip())
    label = _read_label(line, at, sign, sure)
    if label is not None:
        return label
    if bullet:
        return Mark(sign, "", f"bullet:{sign}", (), at, sure)
    return None


def inline_bullets(line: str) -> Iterator[tuple[int, str]]:
    """Where in a line a sure bullet opens a further item that starts with a capital, and which."""
    return ((found.start(1), found.group(1)) for found in _INLINE.finditer(line))


def _read_label(line: str, at: int, sign: str, sure: bool) -> Mark | None:
    opened = _MARKUP.match(line, at)
    at = opened.end() if opened else at
    found = _LABEL.match(line, at)
    if found is None:
        return None
    shape = found.lastgroup or ""
    if shape == "bare" and sign:
        return None
    end = found.end()
    closing = _MARKUP.match(line, end)
    end = closing.end() if closing and line[end : end + 2] == "**" else end
    family, values = _values(shape, found.group(shape))
    return Mark(sign, found.group(0), family, values, end, sure or bool(found.group(0)))


def _values(shape: str, printed: str) -> tuple[str, tuple[int, ...]]:
    if shape in ("dotted", "named"):
        stem, _, last = printed.rstrip(".:").rpartition(".")
        return f"{shape} {stem}:", (int(last),)
    if printed.isdigit():
        return f"{shape} number:", (int(printed),)
    letter = ord(printed.lower()) - 96 if len(printed) == 1 else None
    numeral = roman(printed)
    known = (letter, None if numeral is None else ROMAN + numeral)
    values = tuple(value for value in known if value is not None)
    return f"{shape} letter:", values
