"""``notices ingest``: documents into the corpus, and what became of each."""

from __future__ import annotations

import argparse
import dataclasses
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.cli import progress
from assistant.cli.door import Door
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
_STATUSES = ("added", "replaced", "unchanged", "removed", "failed")
_SHOWN_ONE_BY_ONE = 60
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
    told.add_argument("--issued", type=date, metavar="DATE", help="2012, 2012-09 or 2012-09-24")
    parser.add_argument("--prune", action="store_true", help="remove documents whose file is gone")
    parser.add_argument("--watch", action="store_true", help="keep following the paths")
    parser.add_argument("--no-ocr", action="store_true", help="do not read scanned pages")
    add_json(parser)


def _ingest(arguments: argparse.Namespace, door: Door) -> int:
    if arguments.watch and arguments.json:
        raise OptionError("--watch goes on and on, so it cannot print one JSON document.")
    if arguments.watch:
        return _follow(arguments, door)
    outcomes = _once(arguments, door)
    _show(outcomes, arguments, door)
    return 1 if any(each.status == "failed" for each in outcomes) else 0


def _once(arguments: argparse.Namespace, door: Door) -> list[Outcome]:
    from ingest.pipeline import ingest

    with door.corpus(writable=True) as corpus, progress.shown(door.terminal) as report:
        return ingest(
            arguments.paths,
            corpus,
            overrides=_overrides(arguments),
            prune=arguments.prune,
            ocr=not arguments.no_ocr,
            progress=report,
        )


def _overrides(arguments: argparse.Namespace) -> dict[str, str]:
    return {}


def _follow(arguments: argparse.Namespace, door: Door) -> int:
    """Ingest once at the start, then after each burst of changes, until Ctrl-C."""
    from ingest.watching import changes

    for number, _ in enumerate(changes(arguments.paths)):
        outcomes = _when_free(arguments, door)
        if not number or any(each.status != "unchanged" for each in outcomes):
            _show(outcomes, arguments, door)
        if not number:
            door.terminal.say("Watching for changes; Ctrl-C ends it.")
    return 0


def _when_free(arguments: argparse.Namespace, door: Door) -> list[Outcome]:
    """Wait while another process writes: what changed must not be forgotten."""
    while True:
        try:
            return _once(arguments, door)
        except LockedError as error:
            door.terminal.say(error.user_message)
            time.sleep(_BUSY_PAUSE)


def _show(outcomes: Sequence[Outcome], arguments: argparse.Namespace, door: Door) -> None:
    counts = Counter(each.status for each in outcomes)
    if arguments.json:
        door.terminal.json(
            {
                "counts": {status: counts[status] for status in _STATUSES},
                "outcomes": [dataclasses.asdict(each) for each in outcomes],
            }
        )
        return
    rows = [each for each in outcomes if each.status != "unchanged"]
    if len(rows) > _SHOWN_ONE_BY_ONE:
        rows = [each for each in rows if each.status == "failed"]
    if rows:
        door.terminal.table(("file", "", "what"), [_row(each) for each in rows])
    counted = [f"{counts[status]} {status}" for status in _STATUSES if counts[status]]
    door.terminal.data("\n" + (", ".join(counted) or "Nothing was found to read."))


def _row(outcome: Outcome) -> tuple[str, str, str]:
    parts = f"a pack of {outcome.parts} documents" if outcome.parts else ""
    return outcome.source, outcome.status, "; ".join(filter(None, (parts, outcome.message)))
