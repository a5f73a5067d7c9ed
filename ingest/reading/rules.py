"""The straight lines drawn on a PDF page: what a ruled table is made of."""

from __future__ import annotations

from collections.abc import Iterator
from ctypes import byref, c_float, c_int
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pypdfium2.raw as pdfium

from ingest.reading.manuscript import Box
from ingest.reading.words import shown

Handle = Any  # PDFium's handles have no types

_THIN = 3.0  # points; a filled rectangle as thin as this is a drawn line
_SHORT = 6.0  # points; anything shorter is part of a letter or a picture
_MOST_PATHS = 4000  # a page with more is a drawing or a map
_MOST_SEGMENTS = 400  # and so is a path with more
_DEEPEST = 3  # forms within forms


@dataclass(frozen=True, slots=True)
class Rule:
    """A horizontal or vertical stroke: where it stands and from where to where it runs."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Rules:
    """The strokes of one page, in points from its bottom left as shown, and filled areas."""

    horizontal: tuple[Rule, ...]
    vertical: tuple[Rule, ...]
    shades: tuple[Box, ...] = ()


NO_RULES = Rules((), ())


def rules(page: Handle) -> Rules:
    """The page's strokes; none when it is drawn on so much that it must be a picture."""
    place = shown(page)
    horizontal: list[Rule] = []
    vertical: list[Rule] = []
    shades: list[Box] = []
    for count, stroke in enumerate(_strokes(page.raw)):
        if count > _MOST_PATHS:
            return NO_RULES
        box = left, bottom, right, top = place(stroke)
        if right - left >= _SHORT and top - bottom <= _THIN:
            horizontal.append(Rule((bottom + top) / 2, left, right))
        elif top - bottom >= _SHORT and right - left <= _THIN:
            vertical.append(Rule((left + right) / 2, bottom, top))
        elif right - left > _SHORT and top - bottom > _SHORT:
            shades.append(box)
    return Rules(tuple(horizontal), tuple(vertical), tuple(shades))


def _strokes(raw: Handle) -> Iterator[Box]:
    for index in range(pdfium.FPDFPage_CountObjects(raw)):
        yield from _object_strokes(pdfium.FPDFPage_GetObject(raw, index), _IDENTITY, 0)


_Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def _object_strokes(drawn: Handle, outer: _Matrix, depth: int) -> Iterator[Box]:
    kind = pdfium.FPDFPageObj_GetType(drawn)
    if kind == pdfium.FPDF_PAGEOBJ_PATH:
        yield from _path_strokes(drawn, outer)
    elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
        inner = _times(_matrix(drawn), outer)
        for index in range(pdfium.FPDFFormObj_CountObjects(drawn)):
            yield from _object_strokes(pdfium.FPDFFormObj_GetObject(drawn, index), inner, depth + 1)


def _path_strokes(path: Handle, outer: _Matrix) -> Iterator[Box]:
    fill, stroke = c_int(), c_int()
    pdfium.FPDFPath_GetDrawMode(path, byref(fill), byref(stroke))
    segments = pdfium.FPDFPath_CountSegments(path)
    if not (fill.value or stroke.value) or segments > _MOST_SEGMENTS:
        return
    matrix = _times(_matrix(path), outer)
    for points in _figures(path, segments, matrix):
        across = [x for x, _ in points]
        up = [y for _, y in points]
        box = (min(across), min(up), max(across), max(up))
        if fill.value or box[2] - box[0] <= _THIN or box[3] - box[1] <= _THIN:
            yield box
        if stroke.value:
            for (x, y), (to_x, to_y) in pairwise(points):
                yield min(x, to_x), min(y, to_y), max(x, to_x), max(y, to_y)


def _figures(path: Handle, segments: int, matrix: _Matrix) -> Iterator[list[tuple[float, float]]]:
    """The corners of each figure of a path, closed where the path closes it."""
    a, b, c, d, e, f = matrix
    points: list[tuple[float, float]] = []
    x, y = c_float(), c_float()
    for index in range(segments):
        segment = pdfium.FPDFPath_GetPathSegment(path, index)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        pdfium.FPDFPathSegment_GetPoint(segment, byref(x), byref(y))
        if kind == pdfium.FPDF_SEGMENT_MOVETO and points:
            yield points
            points = []
        points.append((a * x.value + c * y.value + e, b * x.value + d * y.value + f))
        if pdfium.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if points:
        yield points


def _matrix(drawn: Handle) -> _Matrix:
    m = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(drawn, byref(m))
    return m.a, m.b, m.c, m.d, m.e, m.f


def _times(inner: _Matrix, outer: _Matrix) -> _Matrix:
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (
        a * p + b * r,
        a * q + b * s,
        c * p + d * r,
        c * q + d * s,
        e * p + f * r + t,
        e * q + f * s + u,
    )
