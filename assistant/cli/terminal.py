"""Where a command speaks: data on standard output, progress and messages on standard error."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
from collections.abc import Collection, Mapping, Sequence
from io import StringIO, TextIOWrapper
from typing import TextIO, cast

# All but tab, line break and the two sequences of ``bold``.
_CONTROLS = re.compile(r"\x1b(?!\[[01]m)|[\x00-\x08\x0b-\x1a\x1c-\x1f\x7f-\x9f]")
_NARROWEST, _WIDEST, _USUAL = 40, 120, 80


class Terminal:
    """The two streams of one command, looked up when used, so that tests can capture them."""

    @property
    def out(self) -> TextIOWrapper:
        """Data."""
        return cast(TextIOWrapper, sys.stdout)

    @property
    def err(self) -> TextIO:
        """Progress and messages."""
        return sys.stderr

    @property
    def width(self) -> int:
        """Columns to write in: the terminal's (or COLUMNS), no wider than a line is readable."""
        columns = shutil.get_terminal_size((_USUAL, 24)).columns
        return max(_NARROWEST, min(columns, _WIDEST))

    @property
    def asks(self) -> bool:
        """Whether a person can be asked: both ends are a terminal."""
        return sys.stdin.isatty() and self.err.isatty()

    def data(self, text: str) -> None:
        """Print text as data, ending in one line break, at once: others may be waiting for it."""
        self.out.write(_harmless(text).rstrip("\n") + "\n")
        self.out.flush()

    def binary(self, data: bytes) -> None:
        """Print bytes as they are."""
        self.out.flush()
        self.out.buffer.write(data)
        self.out.buffer.flush()

    def json(self, value: Mapping[str, object]) -> None:
        """Print one JSON document."""
        self.data(json.dumps(value, ensure_ascii=False, indent=2))

    def say(self, text: str) -> None:
        """Print a message."""
        self.err.write(_harmless(text).rstrip("\n") + "\n")
        self.err.flush()

    def ask(self, prompt: str) -> str:
        """One line that a person types; raises EOFError at the end of the input.

        The prompt stands on the terminal even when standard output goes elsewhere.
        """
        try:
            if self.out.isatty():
                return input(prompt)
            self.err.write(prompt)
            self.err.flush()
            if line := sys.stdin.readline():
                return line
            raise EOFError
        except (EOFError, KeyboardInterrupt):
            self.say("")  # what comes next begins on a line of its own
            raise

    def bold(self, text: str) -> str:
        """Text in bold, where standard output shows it."""
        return f"\033[1m{text}\033[0m" if shows_colour(self.out) else text

    def table(
        self,
        heads: Sequence[str],
        rows: Sequence[Sequence[str]],
        *,
        whole: Collection[str] = (),
        wide: str = "",
    ) -> None:
        """Print a table that fits the width. Cells are wrapped, nothing is cut off.

        Columns named in ``whole`` are never wrapped; the one named ``wide`` gets half the width.
        """
        from rich.box import SIMPLE_HEAD
        from rich.console import Console
        from rich.table import Table
        from rich.text import Text

        table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False, expand=bool(wide))
        for head in heads:
            ratio = (len(heads) - 1 if head == wide else 1) if wide else None
            table.add_column(Text(head), overflow="fold", no_wrap=head in whole, ratio=ratio)
        for row in rows:
            table.add_row(*(Text(cell) for cell in row))
        console = Console(file=StringIO(), width=self.width, color_system=None)
        console.print(table)
        drawn = str(console.file.getvalue())  # type: ignore[attr-defined]  # our own StringIO
        first, *rest = drawn.splitlines()
        self.data("\n".join([self.bold(first.rstrip()), *(line.rstrip() for line in rest)]))


def _harmless(text: str) -> str:
    """The text without control characters, with which a document could command a terminal."""
    return _CONTROLS.sub("\N{REPLACEMENT CHARACTER}", text)


def shows_colour(stream: TextIO) -> bool:
    """Whether a stream is a terminal on which styles are welcome (see no-color.org)."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
