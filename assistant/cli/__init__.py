"""The command line: ``notices COMMAND``. It parses, calls and renders; nothing else."""

from __future__ import annotations

import argparse
import os
import sys
import traceback
from collections.abc import Sequence
from io import TextIOWrapper
from typing import TYPE_CHECKING

from assistant.cli import (
    asking,
    briefs,
    checking,
    documents,
    feedback,
    forgetting,
    ingesting,
    keys,
    links,
    registers,
    serving,
    session,
    slack,
)
from assistant.cli.door import Door
from assistant.cli.parsing import HelpFormatter
from assistant.cli.terminal import Terminal
from assistant.settings import load_settings
from ingest.errors import NoticesError

if TYPE_CHECKING:
    from ingest.embedding import Embedder

DONE, FAILED, WRONG_USE, INTERRUPTED = 0, 1, 2, 130
_ASKED_WRONGLY = frozenset({400, 422})
_GROUPS = (
    ingesting,
    asking,
    session,
    forgetting,
    documents,
    registers,
    links,
    briefs,
    serving,
    slack,
    keys,
    feedback,
    checking,
)


def main(argv: Sequence[str] | None = None, *, embedder: Embedder | None = None) -> int:
    """Run one command and return its exit code: 0 done, 1 something failed, 2 wrong use.

    ``embedder`` stands in for the settings' model, for tests.
    """
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a letter that cannot be shown is no reason to stop
            stream.reconfigure(errors="replace")
    try:
        code = _run(argv, embedder)
        sys.stdout.flush()
    except SystemExit as stop:  # argparse's own way to end: help, version, wrong use
        return stop.code if isinstance(stop.code, int) else WRONG_USE
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _forget_output()
        return DONE
    return code


def _run(argv: Sequence[str] | None, embedder: Embedder | None) -> int:
    arguments = make_parser().parse_args(argv)
    terminal = Terminal()
    debug = False
    try:
        door = Door(load_settings(home=arguments.home), embedder, terminal)
        debug = bool(door.settings.debug)
        _log(debug)
        return int(arguments.run(arguments, door))
    except NoticesError as error:
        terminal.say(error.user_message)
        return WRONG_USE if error.status in _ASKED_WRONGLY else FAILED
    except BrokenPipeError:
        raise
    except Exception as error:  # the last door: a person never sees a traceback
        terminal.say(traceback.format_exc() if debug else _unexpected(error))
        return FAILED


def make_parser() -> argparse.ArgumentParser:
    """The whole command line, as ``notices --help`` shows it."""
    parser = argparse.ArgumentParser(
        prog="notices",
        description="Answers questions about improvement notices and inspection papers in the "
        "documents' own words, each with its source.",
        epilog="Begin with:\n  notices ingest DOCUMENTS\n"
        '  notices ask "What must Fernshire do about its plans?"\n\n'
        "Each command explains itself: notices COMMAND --help",
        formatter_class=HelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="print the version and stop")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for group in _GROUPS:
        group.add(commands)
    return parser


def _log(debug: bool) -> None:
    """What modules log is for whoever looks for a fault; a person is told by messages."""
    import logging

    if debug:
        logging.basicConfig(level=logging.INFO, format="%(name)s: %(message)s")
    else:
        logging.getLogger().addHandler(logging.NullHandler())


class _Version(argparse.Action):
    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from importlib.metadata import PackageNotFoundError, version  # slow; wanted only here

        try:
            sys.stdout.write(f"notices {version('notice-assistant')}\n")
        except PackageNotFoundError:
            sys.stdout.write("notices (not installed as a package)\n")
        parser.exit(DONE)


def _unexpected(error: Exception) -> str:
    """What is said of a fault that has no message of its own; never the error's own text."""
    return (
        f"Something went wrong that should not ({type(error).__name__}). What was in the corpus is "
        "safe. Run the command again with NOTICES_DEBUG=1 to see where, and `notices doctor` to "
        "check the installation."
    )


def _forget_output() -> None:
    """Whoever read the output has gone; keep the interpreter from complaining at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
