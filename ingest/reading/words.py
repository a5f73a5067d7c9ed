"""The words of a PDF page, each with its place, size and weight.

Only PDFium's text page is asked: a character's code for each character, but boxes and
fonts only at a word's ends, which is what makes thousands of pages affordable.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from ctypes import addressof, byref, create_string_buffer
from dataclasses import dataclass
from functools import reduce
from itertools import pairwise
from typing import Any

import pypdfium2.raw as pdfium

from ingest.reading.characters import PRINTED
from ingest.reading.manuscript import Box

Handle = Any  # PDFium's handles have no types

_FORCE_BOLD = 1 << 18
_LINE_BREAKS = (0x0A, 0x0D)  # written by PDFium where the next text is not quite on the line
_LONG = 16  # letters; a longer word may be two
_TURN = re.compile(r"[.,:;?!)\]][^\W_]|[^\W\d_]\d|\d[^\W\d_]|[a-z][A-Z]")
_SUSPECT = re.compile(_TURN.pattern + r"|\d{5}|[^\w\s]\d{1,3}$")
_GAP_AT_A_TURN = 0.06  # of the height of the letters
_GAP_IN_LETTERS = 0.15
_BOLD_NAMES = ("bold", "black", "heavy", "demi")


@dataclass(slots=True)
class Word:
    """A run of printed characters; ``place`` counts in the order of the page's own stream.

    Lengths are PDF points from the bottom left of the page as it is shown. ``spaced`` is
    false where no space was drawn before it: it may belong to the word in front.
    ``raised`` are the offsets of a raised footnote's figures behind or within the word.
    """

    text: str
    left: float
    bottom: float
    right: float
    top: float
    size: float
    bold: bool
    place: int
    upright: bool = True
    spaced: bool = True
    raised: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class _Font:
    size: float
    bold: bool
    upright: bool


_UNKNOWN_FONT = _Font(0.0, False, True)


class WordFinder:
    """Finds the words of one document's pages; remembers which of its fonts are bold."""

    def __init__(self) -> None:
        self._bold: dict[int, bool] = {}

    def words(self, page: Handle, *, most: int) -> list[Word]:
        """The words in stream order; at most ``most`` characters of the page are read."""
        text_page = page.get_textpage()
        try:
            count = min(text_page.count_chars(), most)
            finder = _PageWords(text_page.raw, self._bold, page)
            width, height = page.get_size()
            return [word for word in finder.words(count) if _on_paper(word, width, height)]
        finally:
            text_page.close()


class _PageWords:
    def __init__(self, raw: Handle, bold: dict[int, bool], page: Handle) -> None:
        self._raw = raw
        self._bold = bold
        self._shown = shown(page)
        self._turn = page.get_rotation()
        self._fonts: dict[int, _Font] = {}
        self._rect = pdfium.FS_RECTF()
        self._count = 0

    def words(self, count: int) -> Iterator[Word]:
        for start, letters, spaced in self._runs(count):
            yield from self._word(start, letters, spaced=spaced)

    def _runs(self, count: int) -> Iterator[tuple[int, list[str], bool]]:
        """Index of the first character, what each of a word's characters is printed as, spaced."""
        unicode_at, raw = pdfium.FPDFText_GetUnicode, self._raw
        letters: list[str] = []
        spaced = True
        for index in range(count):
            code = unicode_at(raw, index)
            shape = PRINTED.get(code)
            if shape is None:
                shape = chr(code)
            if shape != " ":
                letters.append(shape)
                continue
            if letters:
                yield index - len(letters), letters, spaced
                letters, spaced = [], False
            spaced = spaced or code not in _LINE_BREAKS
        if letters:
            yield count - len(letters), letters, spaced

    def _word(self, start: int, letters: list[str], *, spaced: bool) -> Iterator[Word]:
        """One word, or several where a run goes on without a space (another line, a gap)."""
        text = _joined(letters)
        if not text:
            return
        first, last = self._box(start), self._box(start + len(letters) - 1)
        font = self._font(start)
        if not font.upright:
            yield self._make(text, _around(first, last), font, spaced=spaced)
        elif not _same_line(first, last):
            yield from self._parts(start, letters, _torn, spaced=spaced)
        elif len(text) > _LONG or _SUSPECT.search(text):
            yield from self._parts(start, letters, _gaps, spaced=spaced)
        else:
            yield self._make(text, _around(first, last), font, spaced=spaced)

    def _parts(
        self,
        start: int,
        letters: list[str],
        cuts: Callable[[list[str], list[Box]], list[int]],
        *,
        spaced: bool,
    ) -> Iterator[Word]:
        boxes = [self._box(start + offset) for offset in range(len(letters))]
        edges = [0, *cuts(letters, boxes), len(letters)]
        for begin, end in pairwise(edges):
            text = _joined(letters[begin:end])
            if text:
                box = reduce(_around, boxes[begin:end])
                font = self._font(start + begin)
                word = self._make(text, box, font, spaced=spaced or begin > 0)
                word.raised = _raised(letters[begin:end], boxes[begin:end])
                yield word

    def _make(self, text: str, box: Box, font: _Font, *, spaced: bool) -> Word:
        self._count += 1
        return Word(text, *box, font.size, font.bold, self._count - 1, font.upright, spaced)

    def _box(self, index: int) -> Box:
        rect = self._rect
        pdfium.FPDFText_GetLooseCharBox(self._raw, index, byref(rect))
        return self._shown((rect.left, rect.bottom, rect.right, rect.top))

    def _font(self, index: int) -> _Font:
        text_object = pdfium.FPDFText_GetTextObject(self._raw, index)
        if not text_object:
            return _UNKNOWN_FONT
        key = addressof(text_object.contents)
        if key not in self._fonts:
            self._fonts[key] = self._measure(text_object, index)
        return self._fonts[key]

    def _measure(self, text_object: Handle, index: int) -> _Font:
        matrix = pdfium.FS_MATRIX()
        pdfium.FPDFText_GetMatrix(self._raw, index, byref(matrix))
        scale = math.hypot(matrix.c, matrix.d)
        size = pdfium.FPDFText_GetFontSize(self._raw, index) * scale
        upright = _runs_right(matrix.a, matrix.b, self._turn)
        font = pdfium.FPDFTextObj_GetFont(text_object)
        if not font:
            return _Font(round(size, 1), False, upright)
        key = addressof(font.contents)
        if key not in self._bold:
            self._bold[key] = _is_bold(font)
        return _Font(round(size, 1), self._bold[key], upright)


def shown(page: Handle) -> Callable[[Box], Box]:
    """From the page's own coordinates to those of the page as it is shown (turned, cropped)."""
    left, bottom, right, top = page.get_bbox()
    turn = page.get_rotation()
    if turn == 90:
        return lambda b: (b[1] - bottom, right - b[2], b[3] - bottom, right - b[0])
    if turn == 180:
        return lambda b: (right - b[2], top - b[3], right - b[0], top - b[1])
    if turn == 270:
        return lambda b: (top - b[3], b[0] - left, top - b[1], b[2] - left)
    if left == 0 and bottom == 0:
        return lambda b: b
    return lambda b: (b[0] - left, b[1] - bottom, b[2] - left, b[3] - bottom)


def _runs_right(across: float, up: float, turn: int) -> bool:
    """Whether text in this direction runs from left to right on the page as it is shown."""
    directions = {90: (up, -across), 180: (-across, -up), 270: (-up, across)}
    right, above = directions.get(turn, (across, up))
    return right > 0 and abs(above) <= right


def _is_bold(font: Handle) -> bool:
    name = create_string_buffer(256)
    pdfium.FPDFFont_GetBaseFontName(font, name, len(name))
    told = name.value.decode("latin-1").lower()
    return any(word in told for word in _BOLD_NAMES) or bool(
        pdfium.FPDFFont_GetFlags(font) & _FORCE_BOLD
    )


def _torn(letters: list[str], boxes: list[Box]) -> list[int]:
    """Where a run goes on in another line."""
    cuts: list[int] = []
    line = boxes[0]
    for offset in range(1, len(letters)):
        if _same_line(line, boxes[offset]):
            line = _around(line, boxes[offset])
        else:
            cuts.append(offset)
            line = boxes[offset]
    return cuts


def _gaps(letters: list[str], boxes: list[Box]) -> list[int]:
    """Where two words were drawn with less between them than PDFium takes for a space.

    A number and what follows it need little; within letters the gap must be plain, and
    in a word that is spaced out all along there is none.
    """
    gaps = [after[0] - before[2] for before, after in pairwise(boxes)]
    usual = sorted(gaps)[len(gaps) // 2]
    cuts: list[int] = []
    for offset, gap in enumerate(gaps, start=1):
        height = boxes[offset][3] - boxes[offset][1]
        turn = _TURN.fullmatch(letters[offset - 1][-1:] + letters[offset][:1])
        least = (_GAP_AT_A_TURN if turn else _GAP_IN_LETTERS) * height
        if gap > least and gap - usual > least / 2:
            cuts.append(offset)
    return cuts


def _raised(letters: list[str], boxes: list[Box]) -> tuple[int, int] | None:
    """Where in the word figures stand raised above the letters before them."""
    heights = [box[3] - box[1] for box in boxes]
    tall, foot = max(heights), min(box[1] for box in boxes)
    small = [
        letter.isdigit() and height < 0.85 * tall and box[1] > foot + 0.15 * tall
        for letter, height, box in zip(letters, heights, boxes, strict=True)
    ]
    if True not in small[1:] or small[0]:
        return None
    begin = small.index(True)
    end = next((at for at in range(begin, len(small)) if not small[at]), len(small))
    before = len(_joined(letters[:begin]))
    return before, before + len(_joined(letters[begin:end]))


def _joined(letters: list[str]) -> str:
    text = "".join(letters)
    if any("\ud800" <= letter <= "\udfff" for letter in letters):
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def _same_line(first: Box, last: Box) -> bool:
    """Whether the second stands on the first's line, at its right hand or over it."""
    height = min(first[3] - first[1], last[3] - last[1])
    shared = min(first[3], last[3]) - max(first[1], last[1])
    return shared >= 0.3 * height and last[2] >= first[0]


def _around(first: Box, last: Box) -> Box:
    return (
        min(first[0], last[0]),
        min(first[1], last[1]),
        max(first[2], last[2]),
        max(first[3], last[3]),
    )


def _on_paper(word: Word, width: float, height: float) -> bool:
    """Whether any of it can be seen: a page cut out of a spread still holds the other half."""
    return word.right > 0 and word.left < width and word.top > 0 and word.bottom < height
