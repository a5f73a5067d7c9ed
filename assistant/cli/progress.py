"""How far long work is, on standard error: a bar on a terminal, now and then a line elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from assistant.cli.terminal import Terminal

Report = Callable[[int, int, str], None]
"""Told (files done, files in all, the file now at hand)."""

_LINE_EVERY = 25
_NAME_SHARE = 0.4


@contextmanager
def shown(terminal: Terminal) -> Iterator[Report]:
    """A report to hand to long work; what it drew is cleared away at the end."""
    if terminal.err.isatty():
        with _bar(terminal) as report:
            yield report
    else:
        yield lambda done, total, _: _line(terminal, done, total)


@contextmanager
def _bar(terminal: Terminal) -> Iterator[Report]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    console = Console(file=terminal.err, width=terminal.width, no_color=True)
    columns = (
        BarColumn(24),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.fields[name]}"),
    )
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("", total=None, name="")

        def report(done: int, total: int, name: str) -> None:
            progress.update(task, completed=done, total=total, name=_end(name, terminal.width))

        yield report


def _line(terminal: Terminal, done: int, total: int) -> None:
    if done and done % _LINE_EVERY == 0 and done < total:
        terminal.say(f"{done} of {total} read")


def _end(name: str, width: int) -> str:
    """The last part of a long name, which is what tells files apart."""
    longest = int(width * _NAME_SHARE)
    return name if len(name) <= longest else f"…{name[1 - longest :]}"
