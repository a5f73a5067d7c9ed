"""``notices judgements``: the register of inspection grades."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.cli.door import Door
from assistant.cli.parsing import Commands, add_command
from ingest.errors import NoticesError

if TYPE_CHECKING:
    from assistant.registers import Graded

_FORMATS = ("table", "json", "csv", "xlsx")
_TABLE_HEADS = ("council", "inspected", "subject", "grade", "document")
_SHEET_HEADS = (
    "council", "body", "framework", "subject", "grade", "scale", "inspected from", "inspected to",
    "published", "inspector", "title", "source", "page", "quote", "id",
)  # fmt: skip


class OutputError(NoticesError):
    """What was made cannot be put where it was to go."""

    status = 400


def add(commands: Commands) -> None:
    """Register the command."""
    parser = add_command(
        commands,
        "judgements",
        "list the inspection grades in the documents",
        _judgements,
        examples=(
            "notices judgements",
            "notices judgements --council Kelder --year 2013",
            "notices judgements --format csv > grades.csv",
            "notices judgements --output grades.xlsx",
        ),
        more="Grades are given in each report's own words; nothing is derived from them.",
    )
    parser.add_argument("--council", metavar="NAME", help="only this one's")
    parser.add_argument(
        "--year", type=int, metavar="YEAR", help="inspected or published in that year"
    )
    parser.add_argument("--format", choices=_FORMATS, help="default: by FILE's name, else table")
    parser.add_argument(
        "--json", action="store_const", const="json", dest="format", help="as --format json"
    )
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="write to FILE")


def _judgements(arguments: argparse.Namespace, door: Door) -> int:
    form = _form(arguments)
    if form == "xlsx" and not arguments.output and door.terminal.out.isatty():
        raise OutputError("A spreadsheet cannot be shown here. Name a file: --output grades.xlsx")
    rows = _rows(arguments, door)
    if form == "table":
        cells = [_table_row(row) for row in rows]
        door.terminal.table(_TABLE_HEADS, cells, whole=("inspected", "document"))
        door.terminal.say(f"{len(rows)} judgements" if len(rows) != 1 else "1 judgement")
    else:
        _write(_made(form, rows), arguments.output, door)
    return 0


def _rows(arguments: argparse.Namespace, door: Door) -> list[Graded]:
    from assistant.narrowing import council_name
    from assistant.registers import judgements

    with door.corpus() as corpus:
        known = {name for entry in corpus.documents() for name in entry.councils}
        council = council_name(arguments.council, known) if arguments.council else None
        return judgements(corpus, council=council, year=arguments.year)


def _form(arguments: argparse.Namespace) -> str:
    """The form asked for; a file is never a table, since a table is for the eye."""
    if arguments.output and arguments.format in (None, "table"):
        suffix = arguments.output.suffix.lstrip(".").lower()
        return suffix if suffix in _FORMATS else "csv"
    return arguments.format or "table"


def _made(form: str, rows: Sequence[Graded]) -> bytes:
    from assistant.cli import spreadsheets

    cells = [_sheet_row(row) for row in rows]
    if form == "xlsx":
        return spreadsheets.xlsx_bytes("judgements", _SHEET_HEADS, cells)
    if form == "json":
        return _json_bytes(rows)
    return spreadsheets.csv_text(_SHEET_HEADS, cells).encode("utf-8")


def _json_bytes(rows: Sequence[Graded]) -> bytes:
    import json

    made = {"count": len(rows), "judgements": [row.as_json() for row in rows]}
    return (json.dumps(made, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def _write(data: bytes, output: Path | None, door: Door) -> None:
    if output is None:
        door.terminal.binary(data)
        return
    try:
        output.write_bytes(data)
    except OSError as error:
        raise OutputError(
            f"{output} could not be written ({error.strerror}). Name another file with --output."
        ) from error
    door.terminal.say(f"Written to {output}.")


def _table_row(row: Graded) -> tuple[str, ...]:
    from assistant.cli.document_text import short_id

    judgement, citation = row.judgement, row.citation
    when = judgement.inspected_to or judgement.inspected_from or judgement.published or ""
    page = f", page {citation.page}" if citation.page else ""
    where = f"{short_id(citation.document.id)}{page}"
    return judgement.council, when, judgement.subject, judgement.grade, where


def _sheet_row(row: Graded) -> tuple[str, ...]:
    judgement, citation = row.judgement, row.citation
    cells = (
        judgement.council, judgement.body, judgement.framework, judgement.subject, judgement.grade,
        judgement.scale, judgement.inspected_from, judgement.inspected_to, judgement.published,
        judgement.inspector, citation.document.title, citation.document.source, citation.page,
        citation.quote, judgement.id,
    )  # fmt: skip
    return tuple("" if cell is None else str(cell) for cell in cells)
