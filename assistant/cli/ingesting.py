"""``notices ingest``: documents into the corpus, and what became of each."""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.cli import progress
from assistant.cli.door import Door
from assistant.cli.parsing import Commands, add_command, add_json, date, kind
from ingest.errors import NoticesError

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
    parser.add_argument("paths", metavar="PATH", nargs="+", type=Path, help="a file, a folder or a .zip")
    told = parser.add_argument_group("say it instead of reading it from the text (kept for later runs)")
    told.add_argument("--council", action="append", metavar="NAME", help="whose documents; repeatable")
    told.add_argument("--kind", type=kind, metavar="KIND", help="such as improvement_notice")
    told.add_argument("--title", metavar="TITLE")
    told.add_argument("--issued", type=date, metavar="DATE", help="2012, 2012-09 or 2012-09-24")
    parser.add_argument("--prune", action="store_true", help="remove documents whose file is gone")
    parser.add_argument("--watch", action="store_true", help="keep following the paths")
    parser.add_argument("--no-ocr", action="store_true", help="do not read scanned pages")
    add_json(parser)
