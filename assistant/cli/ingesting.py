"""``notices ingest``: documents into the corpus, and what became of each."""

from __future__ import annotations

import argparse
import time
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.cli import progress
from assistant.cli.door import Door
from assistant.cli.outcomes import outcomes_json, show_outcomes
from assistant.cli.parsing import Commands, add_command, add_json, date, kind
from ingest.errors import NoticesError
from ingest.lock import LockedError

if TYPE_CHECKING:
    from ingest.pipeline import Outcome

_EXAMPLES = (
    "notices ingest papers/",
    "notices ingest notice.pdf pack.zip --council Kelder",
    "notices ingest scan.pdf --kind improvement_notice --issued 2012-09-24",
    "notices ingest papers/ --prune        (and remove documents whose file is gone)",
    "notices ingest papers/ --watch        (and keep following the folder; Ctrl-C ends it)",
)
_BUSY_PAUSE = 5.0


class OptionError(NoticesError):
    """Options that contradict each other."""

    status = 400


def add(commands: Commands) -> None:
    """Register the command."""
    parser = add_command(
        commands,
        "ingest",
        "read documents into the corpus",
        _ingest,
        examples=_EXAMPLES,
        more="Reads PDF, DOCX, XLSX, CSV, HTML, e-mails, text and Markdown, folders of them and\n"
        ".zip files. A file that cannot be read is named at the end; the rest goes on.",
    )
    parser.add_argument(
        "paths", metavar="PATH", nargs="+", type=Path, help="a file, a folder or a .zip"
    )
    told = parser.add_argument_group(
        "say it instead of reading it from the text (kept for later runs)"
    )
    told.add_argument(
        "--council", action="append", metavar="NAME", help="whose documents; repeatable"
    )
    told.add_argument("--kind", type=kind, metavar="KIND", help="such as improvement_notice")
    told.add_argument("--title", metavar="TITLE")
    told.add_argument("--publisher", metavar="NAME", help="such as Ofsted")
    told.add_argument("--issued", type=date, metavar="DATE", help="2012, 2012-09 or 2012-09-24")
    told.add_argument(
        "--inspected", metavar="DAYS", help="2022-03-14, or 2022-03-14..2022-03-25 for several"
    )
    parser.add_argument("--prune", action="store_true", help="remove documents whose file is gone")
    parser.add_argument("--watch", action="store_true", help="keep following the paths")
    parser.add_argument("--no-ocr", action="store_true", help="do not read scanned pages")
    add_json(parser)


def _ingest(arguments: argparse.Namespace, door: Door) -> int:
    if arguments.watch and arguments.json:
        raise OptionError("--watch goes on and on, so it cannot print one JSON document.")
    if arguments.watch:
        return _follow(arguments, door)
    outcomes, names = _once(arguments, door)
    if arguments.json:
        door.terminal.json(outcomes_json(outcomes))
    else:
        show_outcomes(outcomes, names, door.terminal)
    return 1 if any(each.status == "failed" for each in outcomes) else 0


def _once(arguments: argparse.Namespace, door: Door) -> tuple[list[Outcome], dict[str, str]]:
    """What became of each file, and what each document is, by its id."""
    from assistant.answer.quoting import label
    from ingest.pipeline import ingest

    with door.corpus(writable=True) as corpus:
        with progress.shown(door.terminal) as report:
            outcomes = ingest(
                arguments.paths,
                corpus,
                overrides=_overrides(arguments),
                prune=arguments.prune,
                ocr=not arguments.no_ocr,
                progress=report,
            )
        return outcomes, {entry.id: label(entry) for entry in corpus.documents()}


def _overrides(arguments: argparse.Namespace) -> dict[str, str]:
    given = {
        "council": "; ".join(arguments.council or ()),
        "kind": arguments.kind,
        "title": arguments.title,
        "publisher": arguments.publisher,
        "issued": arguments.issued,
        "inspected": arguments.inspected,
    }
    return {name: value for name, value in given.items() if value}


def _follow(arguments: argparse.Namespace, door: Door) -> int:
    """Ingest once at the start, then after each burst of changes, until Ctrl-C."""
    from ingest.watching import changes

    for number, _ in enumerate(changes(arguments.paths)):
        outcomes, names = _when_free(arguments, door)
        if not number or any(each.status != "unchanged" for each in outcomes):
            show_outcomes(outcomes, names, door.terminal)
        if not number:
            door.terminal.say("Watching for changes; Ctrl-C ends it.")
    return 0


def _when_free(arguments: argparse.Namespace, door: Door) -> tuple[list[Outcome], dict[str, str]]:
    """Wait while another process writes: what changed must not be forgotten."""
    while True:
        try:
            return _once(arguments, door)
        except LockedError as error:
            door.terminal.say(error.user_message)
            time.sleep(_BUSY_PAUSE)
