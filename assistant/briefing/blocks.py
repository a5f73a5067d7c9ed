"""What a briefing is made of: cited lines, lists, tables and pictures, before any file format.

Renderers (docx.py, pdf.py, a page) know how each block looks; what it says
is settled here. Words are plain text: no block holds markup.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from assistant.answers import Citation


@dataclass(frozen=True, slots=True)
class Said:
    """A line or a table's cell, and the places that bear it. ``note`` is set smaller, below."""

    text: str
    citations: tuple[Citation, ...] = ()
    note: str = ""
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text. A "note" is set smaller; a "rule" tells how something was worked out."""

    said: Said
    role: Literal["body", "note"] = "body"


@dataclass(frozen=True, slots=True)
class Points:
    """A list, numbered or not."""

    items: tuple[Said, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose heads are repeated on each page. ``shares`` of the width add up to 1.

    A row of one cell is a heading inside the table. In a ``grouped`` table such a heading names
    the place of what follows, so that the marks need not name it again.
    """

    caption: str
    heads: tuple[str, ...]
    shares: tuple[float, ...]
    rows: tuple[tuple[Said, ...], ...]
    grouped: bool = False


@dataclass(frozen=True, slots=True)
class Event:
    """A mark on a timeline: a day (or month), what it is, and in which line it stands."""

    iso: str
    label: str
    role: Literal["paper", "due", "meeting"]


@dataclass(frozen=True, slots=True)
class Timeline:
    """Papers above, due dates below, the meeting across."""

    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a chart, its parts from the left; a part's name is its key in the legend."""

    label: str
    parts: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars that lie; all parts are counted in ``unit``. ``stacked`` parts stand in one line."""

    bars: tuple[Bar, ...]
    unit: str = ""
    stacked: bool = True


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing with its caption, and in ``alt`` all that it shows, in words."""

    drawing: Timeline | Chart
    caption: str
    alt: str


Block: TypeAlias = Paragraph | Points | Table | Picture


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it; ``sections`` are the headings below it."""

    title: str
    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = field(default=())
