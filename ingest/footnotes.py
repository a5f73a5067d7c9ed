"""Footnotes: raised numbers at a line's start, and runs of small type at the foot of a page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.lines import Printed
from ingest.setting import Setting

_RAISED = re.compile(r"\s*([¹²³⁴⁵⁶⁷⁸⁹⁰]{1,3})\s*(?=\S)")
_NOTE_NUMBER = re.compile(r"\s*(\d{1,3})\s*(?=[^\s\d.,%)])")
_LOWERED = str.maketrans("¹²³⁴⁵⁶⁷⁸⁹⁰", "1234567890")


def footnote_lines(lines: Sequence[Printed], setting: Setting) -> dict[int, str]:
    """The indexes of footnote lines; the number where a note starts, "" where it goes on."""
    found: dict[int, str] = {}
    for index, line in enumerate(lines):
        raised = _RAISED.match(line.text)
        if raised:
            found[index] = raised.group(1).translate(_LOWERED)
        elif line.style == "footnote":
            number = _NOTE_NUMBER.match(line.text)
            found[index] = number.group(1) if number else ""
        elif index - 1 in found and line.box is None and not line.gap:
            found[index] = ""
    for indexes in _page_feet(lines, setting):
        _read_notes(lines, indexes, found)
    _drop_strays(lines, found)
    return found


def _page_feet(lines: Sequence[Printed], setting: Setting) -> Iterator[list[int]]:
    """For each page, the run of small lines with which it ends."""
    foot: list[int] = []
    for index, line in enumerate(lines):
        if foot and lines[foot[-1]].page != line.page:
            yield foot
            foot = []
        if line.box is not None and setting.small(line):
            foot.append(index)
        else:
            foot = []
    if foot:
        yield foot


def _read_notes(lines: Sequence[Printed], indexes: Sequence[int], found: dict[int, str]) -> None:
    """Of a run of small lines at a foot, the notes: each from its number to the next."""
    started = False
    for index in indexes:
        line = lines[index]
        if index in found:
            started = True
            continue
        number = _NOTE_NUMBER.match(line.text)
        if number and line.text[:1] not in "•-":
            found[index], started = number.group(1), True
        elif started:
            found[index] = ""


def _drop_strays(lines: Sequence[Printed], found: dict[int, str]) -> None:
    """Keep numbers that are 1 or neighbour another note's, and leave them out of the words."""
    starts = [(index, int(note)) for index, note in sorted(found.items()) if note.isdecimal()]
    numbers = [number for _, number in starts]
    for at, (index, number) in enumerate(starts):
        beside = numbers[max(0, at - 1) : at] + numbers[at + 1 : at + 2]
        raised = _RAISED.match(lines[index].text) is not None
        if raised or number == 1 or any(abs(number - other) == 1 for other in beside):
            _leave_out_number(lines[index])
            continue
        del found[index]
        while found.get(index := index + 1) == "" and lines[index].page == lines[index - 1].page:
            del found[index]


def _leave_out_number(line: Printed) -> None:
    match = _RAISED.match(line.text) or _NOTE_NUMBER.match(line.text)
    line.start = line.whole.start + (match.end() if match else 0)
    line.mark = None
