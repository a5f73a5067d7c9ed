"""Timelines and charts as PNG, drawn by hand: grey and blue, legible in black and white."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import date

from PIL import Image, ImageDraw, ImageFont

from assistant.briefing.blocks import Chart, Event, Timeline

DOTS_PER_INCH = 220
WIDTH = 1480  # dots: 17 cm across the page
_INK, _GREY, _LINE, _PAPER = "#1d1d1d", "#5c6670", "#b9c0c7", "#ffffff"
_FILLS = ("#1f4e79", "#9db8d2", "#e3e8ed", "#6f7d8a")
_ROLES = {"paper": "#1f4e79", "due": "#8a4b08", "meeting": "#1d1d1d"}
_TEXT, _SMALL = 25, 22
_STEP = 29  # dots between lines of a label
_WRAP = 20  # characters of a label's line
_MARGIN = 30


def drawn(drawing: Timeline | Chart) -> bytes:
    """The drawing as PNG bytes."""
    image = _timeline(drawing) if isinstance(drawing, Timeline) else _chart(drawing)
    stream = io.BytesIO()
    image.save(stream, "PNG", dpi=(DOTS_PER_INCH, DOTS_PER_INCH), optimize=True)
    return stream.getvalue()


def size_of(png: bytes) -> tuple[int, int]:
    """Width and height in dots."""
    with Image.open(io.BytesIO(png)) as image:
        return image.size


def _font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return ImageFont.load_default(size)


# Timelines


def _timeline(timeline: Timeline) -> Image.Image:
    events = sorted(timeline.events, key=lambda e: (_day(e.iso), e.role))
    first, last = _range([_day(event.iso) for event in events])
    above = [e for e in events if e.role == "paper"]
    below = [e for e in events if e.role == "due"]
    ranks_above, ranks_below = _ranked(above, first, last), _ranked(below, first, last)
    top = _MARGIN + _height(above, ranks_above) + 30
    height = top + 54 + _height(below, ranks_below) + 62
    image = Image.new("RGB", (WIDTH, height), _PAPER)
    draw = ImageDraw.Draw(image)
    for event in events:
        if event.role == "meeting":
            _meeting(draw, event, _across(event, first, last), top, height)
    _axis(draw, first, last, top)
    for event, rank in zip(above, ranks_above, strict=True):
        _flag(draw, event, _across(event, first, last), top, -rank)
    for event, rank in zip(below, ranks_below, strict=True):
        _flag(draw, event, _across(event, first, last), top, rank)
    return image


def _range(days: Sequence[date]) -> tuple[int, int]:
    """First and last day shown, with a little room, as ordinals."""
    first, last = min(days).toordinal(), max(days).toordinal()
    room = max(20, (last - first) // 25)
    return first - room, last + room


def _across(event: Event, first: int, last: int) -> int:
    share = (_day(event.iso).toordinal() - first) / max(1, last - first)
    return int(_MARGIN + share * (WIDTH - 2 * _MARGIN))


def _ranked(events: Sequence[Event], first: int, last: int) -> list[int]:
    """Each label's offset from the axis in lines, so that none covers another.

    The latest stand nearest to the axis: no thin line then crosses a label to its left.
    """
    taken: list[tuple[float, float, int, int]] = []  # left, right, from line, to line
    ranks: list[int] = []
    for event in reversed(events):
        lines = _lines(event)
        left, right = _box(event, lines, first, last)
        place = 1
        while any(
            left < its_right and its_left < right and place < end and start < place + len(lines) + 1
            for its_left, its_right, start, end in taken
        ):
            place += 1
        taken.append((left, right, place, place + len(lines)))
        ranks.append(place)
    return ranks[::-1]


def _box(event: Event, lines: Sequence[str], first: int, last: int) -> tuple[float, float]:
    """How far a label reaches across; at the right edge it stands left of its mark."""
    width = max(_font(_SMALL).getlength(line) for line in lines) + 24
    left = float(_across(event, first, last))
    return (left, left + width) if left + width < WIDTH - 6 else (left - width, left)


def _height(events: Sequence[Event], ranks: Sequence[int]) -> int:
    reach = [rank + len(_lines(event)) for event, rank in zip(events, ranks, strict=True)]
    return max(reach, default=0) * _STEP


def _axis(draw: ImageDraw.ImageDraw, first: int, last: int, top: int) -> None:
    draw.line((_MARGIN, top, WIDTH - _MARGIN, top), fill=_INK, width=4)
    for day, label in _ticks(first, last):
        x = int(_MARGIN + (day - first) / (last - first) * (WIDTH - 2 * _MARGIN))
        draw.line((x, top - 8, x, top + 8), fill=_INK, width=2)
        if 60 < x < WIDTH - 60:
            _written(draw, (x, top + 12), label, _GREY, "ma")


def _ticks(first: int, last: int) -> Iterable[tuple[int, str]]:
    """The beginnings of quarters, or of years where there are many."""
    start, end = date.fromordinal(first), date.fromordinal(last)
    by = 12 if (last - first) > 1500 else 6 if (last - first) > 800 else 3
    for year in range(start.year, end.year + 1):
        for month in range(1, 13, by):
            day = date(year, month, 1)
            if first <= day.toordinal() <= last:
                yield day.toordinal(), str(year) if by == 12 else f"{day:%b} {year}"


def _flag(draw: ImageDraw.ImageDraw, event: Event, x: int, top: int, rank: int) -> None:
    """A mark on the axis, a thin line to the label, the label."""
    colour, lines = _ROLES[event.role], _lines(event)
    width = max(_font(_SMALL).getlength(line) for line in lines)
    right = x + width + 24 < WIDTH - 6
    reach = (rank - len(lines)) * _STEP if rank < 0 else 24 + (rank + len(lines)) * _STEP
    first = top + (rank - len(lines)) * _STEP if rank < 0 else top + 24 + rank * _STEP
    draw.line((x, top, x, top + reach), fill=_LINE, width=2)
    radius = 9
    if event.role == "due":
        draw.polygon(((x, top - 12), (x + 12, top), (x, top + 12), (x - 12, top)), fill=colour)
    else:
        draw.ellipse((x - radius, top - radius, x + radius, top + radius), fill=colour)
    for place, line in enumerate(lines):
        at = (x + 10 if right else x - 10, first + place * _STEP)
        fill = colour if place == 0 else _INK
        _written(draw, at, line, fill, "la" if right else "ra")


def _written(
    draw: ImageDraw.ImageDraw, at: tuple[float, float], words: str, fill: str, anchor: str
) -> None:
    """Words on a white ground, so that no line runs through them."""
    draw.rectangle(draw.textbbox(at, words, font=_font(_SMALL), anchor=anchor), fill=_PAPER)
    draw.text(at, words, fill=fill, font=_font(_SMALL), anchor=anchor)


def _meeting(draw: ImageDraw.ImageDraw, event: Event, x: int, top: int, height: int) -> None:
    for y in range(8, height - 50, 16):
        draw.line((x, y, x, y + 8), fill=_INK, width=3)
    anchor = "ma" if 130 < x < WIDTH - 130 else "ra" if x > WIDTH / 2 else "la"
    draw.text((x, height - 44), event.label, fill=_INK, font=_font(_TEXT), anchor=anchor)


def _lines(event: Event) -> list[str]:
    """The label on short lines, its date first."""
    lines, line = [_spoken(event.iso)], ""
    for word in event.label.split():
        if line and len(line) + 1 + len(word) > _WRAP:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    return [*lines, line] if line else lines


def _spoken(iso: str) -> str:
    day = _day(iso)
    return f"{day.day} {day:%b} {day.year}" if len(iso) == 10 else f"{day:%b} {day.year}"


def _day(iso: str) -> date:
    """The day; the middle of a month or a year that is named alone."""
    if len(iso) == 10:
        return date.fromisoformat(iso)
    return date.fromisoformat(f"{iso}-15" if len(iso) == 7 else f"{iso}-07-01")


# Charts


def _chart(chart: Chart) -> Image.Image:
    names = list(dict.fromkeys(name for bar in chart.bars for name, _ in bar.parts))
    lines = sum(1 if chart.stacked else len(bar.parts) for bar in chart.bars)
    row, between = 46, 26
    height = _MARGIN + 56 + lines * row + len(chart.bars) * between + 12
    image = Image.new("RGB", (WIDTH, height), _PAPER)
    draw = ImageDraw.Draw(image)
    _legend(draw, names)
    left = int(max(_font(_TEXT).getlength(bar.label) for bar in chart.bars)) + 2 * _MARGIN
    room = WIDTH - left - 130
    most = max(_length(bar.parts, chart.stacked) for bar in chart.bars) or 1.0
    y = _MARGIN + 56
    for bar in chart.bars:
        deep = row if chart.stacked else row * len(bar.parts)
        draw.text((left - 16, y + deep / 2), bar.label, fill=_INK, font=_font(_TEXT), anchor="rm")
        _parts(draw, chart, bar.parts, names, (left, y), room / most, row)
        y += deep + between
    return image


def _length(parts: Sequence[tuple[str, float]], stacked: bool) -> float:
    values = [value for _, value in parts]
    return sum(values) if stacked else max(values)


def _parts(
    draw: ImageDraw.ImageDraw,
    chart: Chart,
    parts: Sequence[tuple[str, float]],
    names: Sequence[str],
    at: tuple[int, int],
    scale: float,
    row: int,
) -> None:
    left, y = at
    x = float(left)
    for name, value in parts:
        place = names.index(name) % len(_FILLS)
        width = value * scale
        if width >= 1:
            draw.rectangle((x, y + 4, x + width, y + row - 4), fill=_FILLS[place], outline=_GREY)
        said = f"{value:g}{chart.unit}"
        inside = chart.stacked and width > 60
        if inside:
            ink = _PAPER if place in (0, 3) else _INK
            draw.text((x + width / 2, y + row / 2), said, fill=ink, font=_font(_TEXT), anchor="mm")
        elif not chart.stacked:
            draw.text(
                (x + width + 12, y + row / 2), said, fill=_INK, font=_font(_TEXT), anchor="lm"
            )
        elif value:
            draw.text(
                (x + width + 8, y + row / 2), said, fill=_INK, font=_font(_SMALL), anchor="lm"
            )
        x, y = (x + width, y) if chart.stacked else (x, y + row)


def _legend(draw: ImageDraw.ImageDraw, names: Sequence[str]) -> None:
    x = _MARGIN
    for place, name in enumerate(names):
        fill = _FILLS[place % len(_FILLS)]
        draw.rectangle((x, _MARGIN, x + 28, _MARGIN + 28), fill=fill, outline=_GREY)
        draw.text((x + 40, _MARGIN + 14), name, fill=_INK, font=_font(_TEXT), anchor="lm")
        x += int(_font(_TEXT).getlength(name)) + 90
