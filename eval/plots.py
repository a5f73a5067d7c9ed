"""Small SVG plots, drawn by hand so that a report is one file that needs nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

from eval.confidence import Bin
from eval.intervals import Estimate

WIDTH, HEIGHT, EDGE = 360, 240, 40
Point = tuple[float, float]


def bars(title: str, rows: Sequence[tuple[str, Estimate]]) -> str:
    """Horizontal bars from 0 to 1, each with its interval as a whisker."""
    left, right, step = 180, 300, 24
    height = step * len(rows) + 10
    parts = []
    for number, (name, estimate) in enumerate(rows):
        y = 5 + number * step
        middle = y + step / 2
        span = right * estimate.mean
        low, high = left + right * estimate.low, left + right * estimate.high
        parts.append(
            f'<text x="{left - 8}" y="{middle + 4}" text-anchor="end">{escape(name)}</text>'
            f'<rect class="track" x="{left}" y="{y + 5}" width="{right}" height="14"/>'
            f'<rect class="bar" x="{left}" y="{y + 5}" width="{span:.1f}" height="14"/>'
            f'<line class="whisker" x1="{low:.1f}" x2="{high:.1f}" y1="{middle}" y2="{middle}"/>'
            f'<text x="{left + right + 8}" y="{middle + 4}">{estimate.mean:.3f}</text>'
        )
    return _figure(title, left + right + 60, height, "".join(parts))


def risk_coverage(curve: Sequence[Point]) -> str:
    """Share wrong among the surest answers, against how many are taken."""
    path = " ".join(f"{_x(coverage):.1f},{_y(risk):.1f}" for coverage, risk in curve)
    body = _axes("coverage: share answered, surest first", "risk: share wrong")
    return _figure("Risk against coverage", WIDTH, HEIGHT, body + f'<polyline points="{path}"/>')


def calibration(bins: Sequence[Bin]) -> str:
    """Share right against stated confidence; on the diagonal it means what it says."""
    body = _axes("stated confidence", "share right")
    body += f'<line class="whisker" x1="{_x(0)}" y1="{_y(0)}" x2="{_x(1)}" y2="{_y(1)}"/>'
    for each in bins:
        body += (
            f'<circle cx="{_x(each.confidence):.1f}" cy="{_y(each.right):.1f}" '
            f'r="{2 + each.count**0.5 / 2:.1f}"><title>{each.count} answers</title></circle>'
        )
    return _figure("Calibration", WIDTH, HEIGHT, body)


def _figure(title: str, width: int, height: int, body: str) -> str:
    return (
        f"<figure><figcaption>{escape(title)}</figcaption>"
        f'<svg role="img" aria-label="{escape(title)}" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}">{body}</svg></figure>'
    )


def _axes(across: str, up: str) -> str:
    ticks = "".join(
        _tick(value, place) for value in (0.0, 0.5, 1.0) for place in (_across_tick, _up_tick)
    )
    return (
        f'<line class="axis" x1="{_x(0)}" y1="{_y(0)}" x2="{_x(1)}" y2="{_y(0)}"/>'
        f'<line class="axis" x1="{_x(0)}" y1="{_y(0)}" x2="{_x(0)}" y2="{_y(1)}"/>{ticks}'
        f'<text x="{WIDTH / 2}" y="{HEIGHT - 4}" text-anchor="middle">{escape(across)}</text>'
        f'<text x="12" y="{HEIGHT / 2}" text-anchor="middle" '
        f'transform="rotate(-90 12 {HEIGHT / 2})">{escape(up)}</text>'
    )


def _tick(value: float, place: Callable[[float], str]) -> str:
    return f"<text {place(value)}>{value:g}</text>"


def _across_tick(value: float) -> str:
    return f'x="{_x(value)}" y="{HEIGHT - EDGE + 16}" text-anchor="middle"'


def _up_tick(value: float) -> str:
    return f'x="{EDGE - 6}" y="{_y(value) + 4}" text-anchor="end"'


def _x(value: float) -> float:
    return EDGE + value * (WIDTH - EDGE - 12)


def _y(value: float) -> float:
    return HEIGHT - EDGE - value * (HEIGHT - EDGE - 12)
