"""Scanned pages: which they are, and what Tesseract reads on them.

Tesseract runs as a program of its own, so that a picture that breaks it breaks nothing
else, and its time is bounded.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from ctypes import byref, c_float
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

from ingest.reading.failing import ReadingError
from ingest.reading.lines import PrintedLine
from ingest.reading.words import Word

Handle = Any  # PDFium's handles have no types

_DPI = 200
_POINTS = 72  # an inch
_MOST_PIXELS = 6000  # a side; larger pages are read more coarsely
_SECONDS_A_PAGE = 180
_FEW_LETTERS = 60  # a stamped head or page number on a scan is no more
_MUCH_OF_A_PAGE = 0.5
_MANY_PATHS = 100  # letters drawn as outlines come in such numbers
INSTALL = (
    "Install Tesseract (Debian and Ubuntu: apt-get install tesseract-ocr; macOS: brew install "
    "tesseract; Windows: the UB Mannheim installer) and add the file again."
)


@dataclass(frozen=True, slots=True)
class Recognised:
    """The lines found on a scanned page and how sure their words are, 0 to 1."""

    lines: tuple[PrintedLine, ...]
    confidence: float


def available() -> bool:
    """Whether Tesseract is installed."""
    return shutil.which("tesseract") is not None


def is_scan(page: Handle, words: Sequence[Word]) -> bool:
    """Whether what a person reads on the page is a picture: no text but perhaps a stamp."""
    letters = sum(len(word.text) for word in words)
    if letters > _FEW_LETTERS:
        return False
    paths, covered = _drawn(page)
    if letters:
        return covered > _MUCH_OF_A_PAGE
    return covered > 0.02 or paths > _MANY_PATHS


def recognise(page: Handle, stamped: Sequence[Word]) -> Recognised:
    """Read a page by OCR, leaving out what stands on it as text already."""
    width, height = page.get_size()
    scale = min(_DPI / _POINTS, _MOST_PIXELS / max(width, height, 1.0))
    found = list(_words(_tesseract(_picture(page, scale), scale), scale, height))
    lines: list[PrintedLine] = []
    confidences: list[float] = []
    before = None
    for word, line, confidence in found:
        if any(_over(word, other) for other in stamped):
            continue
        if lines and line == before:
            lines[-1].extend([word])
        else:
            lines.append(PrintedLine(word))
        before = line
        confidences.append(confidence)
    sure = sum(confidences) / len(confidences) if confidences else 0.0
    return Recognised(tuple(lines), round(sure, 3))


def _drawn(page: Handle) -> tuple[int, float]:
    """How many paths the page has, and the share of it that its largest picture covers."""
    width, height = page.get_size()
    paths, largest = 0, 0.0
    left, bottom, right, top = c_float(), c_float(), c_float(), c_float()
    for index in range(pdfium.FPDFPage_CountObjects(page.raw)):
        drawn = pdfium.FPDFPage_GetObject(page.raw, index)
        kind = pdfium.FPDFPageObj_GetType(drawn)
        paths += kind == pdfium.FPDF_PAGEOBJ_PATH
        if kind in (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM):
            pdfium.FPDFPageObj_GetBounds(
                drawn, byref(left), byref(bottom), byref(right), byref(top)
            )
            largest = max(largest, (right.value - left.value) * (top.value - bottom.value))
    return paths, largest / max(1.0, width * height)


def _picture(page: Handle, scale: float) -> bytes:
    """The page in grey, as a PGM file."""
    bitmap = page.render(scale=scale, grayscale=True)
    try:
        stride, width = bitmap.stride, bitmap.width
        rows = memoryview(bitmap.buffer).cast("B")
        pixels = b"".join(rows[row * stride : row * stride + width] for row in range(bitmap.height))
        return b"P5 %d %d 255\n" % (width, bitmap.height) + pixels
    finally:
        bitmap.close()


def _tesseract(picture: bytes, scale: float) -> str:
    program = shutil.which("tesseract")
    if program is None:
        raise ReadingError(f"This is a scan, and OCR is not installed. {INSTALL}")
    dpi = str(round(scale * _POINTS))
    # One thread: two give the same words no sooner, and starve everything else.
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    try:
        done = subprocess.run(  # noqa: S603 - a fixed command; the picture goes in by a pipe
            [program, "stdin", "stdout", "-l", "eng", "--dpi", dpi, "--psm", "3", "tsv"],
            input=picture,
            capture_output=True,
            timeout=_SECONDS_A_PAGE,
            check=True,
            env=environment,
        )
    except (subprocess.SubprocessError, OSError) as error:
        raise ReadingError(
            "A scanned page could not be read by OCR. Check that Tesseract and its English data "
            "work (tesseract --list-langs)."
        ) from error
    return done.stdout.decode("utf-8", "replace")


def _words(
    table: str, scale: float, height: float
) -> Iterator[tuple[Word, tuple[str, ...], float]]:
    """Each word with its line and confidence; pixels from the top become points from below."""
    for place, row in enumerate(table.splitlines()[1:]):
        fields = row.split("\t")
        if len(fields) != 12 or not fields[11].strip() or float(fields[10]) < 0:
            continue
        left, top, wide, high = (int(field) / scale for field in fields[6:10])
        word = Word(
            fields[11].strip(),
            left,
            height - top - high,
            left + wide,
            height - top,
            0.0,
            False,
            place,
        )
        yield word, tuple(fields[2:5]), float(fields[10]) / 100


def _over(word: Word, other: Word) -> bool:
    across = (word.left + word.right) / 2
    up = (word.bottom + word.top) / 2
    return other.left <= across <= other.right and other.bottom <= up <= other.top
