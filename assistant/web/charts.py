"""A council's grades over the years as a small picture: places only, set by a template."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.registers import Graded

# Top to bottom. "Adequate", of older reports, and "requires improvement", which came after it,
# are not the same grade, so each has a line of its own.
SCALE = ("outstanding", "good", "requires improvement", "adequate", "inadequate")
# Drawn as large as a phone is wide, so that its letters are not made smaller there.
WIDTH, LEFT, RIGHT, TOP, ROW = 400, 166, 32, 18, 32
HEIGHT = TOP + ROW * len(SCALE) + 24
_YEARS = 4  # steps along the foot; more would run into each other
_TOPICS = ("overall", "safeguarding", "looked_after")


@dataclass(frozen=True, slots=True)
class Dot:
    """One grade in the picture."""

    x: float
    y: float
    words: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Grades by date: the lines of the scale, the years along the foot, and the dots."""

    lines: tuple[tuple[float, str], ...]
    years: tuple[tuple[float, str], ...]
    dots: tuple[Dot, ...]
    rows: tuple[Graded, ...]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT


def chart(graded: Sequence[Graded]) -> Chart | None:
    """The overall grades, or before 2013 the two for everything; None where there are none."""
    rows = tuple(
        row
        for row in graded
        if row.judgement.topic in _TOPICS and row.judgement.scale and _day(row)
    )
    days = [day for row in rows if (day := _day(row))]
    if not days:
        return None
    first, last = min(days).year, max(days).year + 1
    span = (dt.date(last, 1, 1) - dt.date(first, 1, 1)).days

    def across(day: dt.date) -> float:
        share = (day - dt.date(first, 1, 1)).days / span
        return round(LEFT + share * (WIDTH - LEFT - RIGHT), 1)

    step = -(-(last - first) // _YEARS)
    years = tuple((across(dt.date(year, 1, 1)), str(year)) for year in range(first, last + 1, step))
    lines = tuple((float(TOP + ROW * at), name) for at, name in enumerate(SCALE))
    dots = tuple(
        Dot(across(day), TOP + ROW * SCALE.index(row.judgement.scale), row.judgement.grade)
        for row, day in zip(rows, days, strict=True)
        if row.judgement.scale
    )
    return Chart(lines, years, dots, rows)


def _day(row: Graded) -> dt.date | None:
    judgement = row.judgement
    said = judgement.inspected_to or judgement.inspected_from or judgement.published or ""
    return dt.date.fromisoformat(said) if len(said) == 10 else None
