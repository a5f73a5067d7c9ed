"""What the commands' argument parsers share: --home, --help with examples, typed values."""

from __future__ import annotations

import argparse
import calendar
import re
import textwrap
from collections.abc import Callable, Generator, Sequence
from typing import TYPE_CHECKING, TypeAlias, get_args

from ingest.documents import Kind, RequirementKind

if TYPE_CHECKING:
    from assistant.cli.door import Door

    Handler: TypeAlias = Callable[[argparse.Namespace, Door], int]

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"

KINDS: tuple[str, ...] = get_args(Kind)
REQUIREMENT_KINDS: tuple[str, ...] = get_args(RequirementKind)
_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


class HelpFormatter(argparse.HelpFormatter):
    """Wraps what is prose and keeps the lines of what is set in (the examples)."""

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        return "\n".join(
            line if line.startswith(" ") else textwrap.fill(line, width)
            for line in text.splitlines()
        )

    def _iter_indented_subactions(
        self, action: argparse.Action
    ) -> Generator[argparse.Action, None, None]:
        """Commands stand in one column; argparse miscounts them when set in."""
        if isinstance(action, argparse._SubParsersAction):
            yield from action._get_subactions()


def add_command(
    commands: Commands,
    name: str,
    does: str,
    run: Handler,
    *,
    examples: Sequence[str],
    more: str = "",
) -> argparse.ArgumentParser:
    """A command's parser: its help opens with what it does and closes with examples."""
    parser = commands.add_parser(
        name,
        help=does,
        description="\n".join(filter(None, (_sentence(does), more))),
        epilog="examples:\n" + "\n".join(f"  {example}" for example in examples),
        formatter_class=HelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument(
        "--home",
        metavar="DIR",
        help="where the corpus lives (default: $NOTICES_HOME, else .notices in this folder)",
    )
    parser.set_defaults(run=run)
    return parser


def add_json(parser: argparse.ArgumentParser) -> None:
    """The --json option, the same everywhere."""
    parser.add_argument("--json", action="store_true", help="print one JSON document, nothing else")


def add_scope(parser: argparse.ArgumentParser) -> None:
    """The options that narrow what is searched."""
    scope = parser.add_argument_group("narrow what is searched")
    scope.add_argument(
        "--council",
        action="append",
        default=[],
        metavar="NAME",
        help="only this one's documents; repeatable",
    )
    scope.add_argument(
        "--kind", action="append", default=[], type=kind, metavar="KIND",
        help="only documents of this kind, such as improvement_notice; repeatable",
    )  # fmt: skip
    scope.add_argument(
        "--from", dest="from_date", type=first_day, metavar="DATE",
        help="only documents issued on or after DATE (2012, 2012-09 or 2012-09-24)",
    )  # fmt: skip
    scope.add_argument(
        "--to", dest="to_date", type=last_day, metavar="DATE",
        help="only documents issued on or before DATE",
    )  # fmt: skip


def legible(text: str) -> str:
    """The text as whole letters: bytes of another encoding become replacement marks."""
    return text.encode("utf-8", "replace").decode("utf-8")


def kind(text: str) -> str:
    """A kind of document, however its words are joined."""
    name = re.sub(r"[\s-]+", "_", text.strip().lower())
    if name not in KINDS:
        raise argparse.ArgumentTypeError(
            f"{text!r} is no kind of document; use one of: {', '.join(KINDS)}"
        )
    return name


def requirement_kind(text: str) -> str:
    """A kind of requirement, however its words are joined."""
    name = re.sub(r"[\s-]+", "_", text.strip().lower())
    if name not in REQUIREMENT_KINDS:
        raise argparse.ArgumentTypeError(
            f"{text!r} is no kind of requirement; use one of: {', '.join(REQUIREMENT_KINDS)}"
        )
    return name


def date(text: str) -> str:
    """A date as YYYY, YYYY-MM or YYYY-MM-DD."""
    _day(text)
    return text.strip()


def first_day(text: str) -> str:
    """The first day that a date covers: 2012 -> 2012-01-01."""
    year, month, day = _day(text)
    return f"{year:04}-{month or 1:02}-{day or 1:02}"


def last_day(text: str) -> str:
    """The last day that a date covers: 2012-02 -> 2012-02-29."""
    year, month, day = _day(text)
    month = month or 12
    return f"{year:04}-{month:02}-{day or calendar.monthrange(year, month)[1]:02}"


def _day(text: str) -> tuple[int, int, int]:
    """Year, month and day; 0 where not given."""
    found = _DAY.fullmatch(text.strip())
    if found:
        year, month, day = (int(part or 0) for part in found.groups())
        none_is_zero = year and (found[2] is None or month) and (found[3] is None or day)
        if none_is_zero and month <= 12 and day <= calendar.monthrange(year, month or 1)[1]:
            return year, month, day
    raise argparse.ArgumentTypeError(
        f"{text!r} is not a date that can be read; write it as 2012, 2012-09 or 2012-09-24"
    )


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:] + "."
