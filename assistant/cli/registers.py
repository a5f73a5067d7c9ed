"""``notices requirements`` and ``notices judgements``: the registers."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.cli import parsing
from assistant.cli.door import Door
from assistant.cli.parsing import Commands, add_command
from ingest.errors import NoticesError

if TYPE_CHECKING:
    from assistant.registers.rows import Graded, RequirementRow
    from ingest.corpus import Corpus

_REQUIREMENT_FORMATS = ("table", "json", "csv", "xlsx", "ics")
_JUDGEMENT_FORMATS = ("table", "json", "csv", "xlsx")
_REQUIREMENT_HEADS = ("due", "who", "what must be done", "document")
_JUDGEMENT_HEADS = ("council", "inspected", "subject", "grade", "document")
_SHOWN = 240  # characters of a requirement in a table


class OutputError(NoticesError):
    """What was made cannot be put where it was to go."""

    status = 400


def add(commands: Commands) -> None:
    """Register the commands."""
    _add_requirements(commands)
    _add_judgements(commands)


def _add_requirements(commands: Commands) -> None:
    parser = add_command(
        commands,
        "requirements",
        "list what must be done, by whom and by when",
        _requirements,
        examples=(
            "notices requirements --council Kelder",
            "notices requirements --council Kelder --due-before 2013-01-01",
            "notices requirements --topic adoption --format csv > adoption.csv",
            "notices requirements --output deadlines.ics",
        ),
        more="From notices, inspection reports, improvement plans and committees' resolutions, "
        "each in its document's own words. A date that was worked out is given with its rule; "
        "what cannot be worked out says why.",
    )
    parser.add_argument("--council", metavar="NAME", help="only this one's")
    parser.add_argument(
        "--due-before", type=parsing.last_day, metavar="DATE", help="due on or before DATE"
    )
    parser.add_argument(
        "--due-after", type=parsing.first_day, metavar="DATE", help="due on or after DATE"
    )
    parser.add_argument("--topic", metavar="WORDS", help="only those that speak of WORDS")
    parser.add_argument(
        "--kind", type=parsing.requirement_kind, metavar="KIND",
        help=f"only those of one kind: {', '.join(parsing.REQUIREMENT_KINDS)}",
    )  # fmt: skip
    add_output(parser, _REQUIREMENT_FORMATS)


def _add_judgements(commands: Commands) -> None:
    parser = add_command(
        commands,
        "judgements",
        "list the inspection grades in the documents",
        _judgements,
        examples=(
            "notices judgements",
            "notices judgements --council Kelder --year 2013",
            "notices judgements --topic overall --grade inadequate",
            "notices judgements --format csv > grades.csv",
            "notices judgements --output grades.xlsx",
        ),
        more="Grades are given in each report's own words; nothing is derived from them.",
    )
    parser.add_argument("--council", metavar="NAME", help="only this one's")
    parser.add_argument(
        "--year", type=int, metavar="YEAR", help="inspected or published in that year"
    )
    parser.add_argument(
        "--topic", metavar="WORDS", help="only what was judged under WORDS, such as care leavers"
    )
    parser.add_argument(
        "--grade", metavar="GRADE", help="only this grade, in the report's words or the scale's"
    )
    add_output(parser, _JUDGEMENT_FORMATS)


def add_output(parser: argparse.ArgumentParser, formats: Sequence[str]) -> None:
    parser.add_argument("--format", choices=formats, help="default: by FILE's name, else table")
    parser.add_argument(
        "--json", action="store_const", const="json", dest="format", help="as --format json"
    )
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="write to FILE")
    parser.add_argument(
        "--links", metavar="URL", help="where links lead (default: `notices serve` on this machine)"
    )


def _requirements(arguments: argparse.Namespace, door: Door) -> int:
    from assistant.bootstrap import open_confirmations
    from assistant.registers.confirming import with_confirmations
    from assistant.registers.files import LOCAL_SERVICE, requirements_file
    from assistant.registers.rows import requirements

    form = form_of(arguments, _REQUIREMENT_FORMATS, door)
    with door.corpus() as corpus:
        rows = requirements(
            corpus,
            council=council_of(arguments, corpus),
            due_before=arguments.due_before,
            due_after=arguments.due_after,
            topic=arguments.topic,
            kind=arguments.kind,
        )
        rows = with_confirmations(rows, open_confirmations(door.settings).all())
        if form == "table":
            cells = [_requirement_row(row) for row in rows]
            door.terminal.table(_REQUIREMENT_HEADS, cells, wide=_REQUIREMENT_HEADS[2])
            door.terminal.say(counted(len(rows), "requirement"))
        else:
            service = arguments.links or LOCAL_SERVICE
            write(requirements_file(form, rows, service), arguments.output, door)
    return 0


def _judgements(arguments: argparse.Namespace, door: Door) -> int:
    from assistant.bootstrap import open_confirmations
    from assistant.registers.confirming import grades_with_confirmations
    from assistant.registers.files import LOCAL_SERVICE, judgements_file
    from assistant.registers.rows import judgements

    form = form_of(arguments, _JUDGEMENT_FORMATS, door)
    with door.corpus() as corpus:
        council = council_of(arguments, corpus)
        rows = judgements(
            corpus, council=council, year=arguments.year, topic=arguments.topic,
            grade=arguments.grade,
        )  # fmt: skip
        said = open_confirmations(door.settings).all()
        rows = grades_with_confirmations(rows, said)
        if form == "table":
            cells = [_judgement_row(row) for row in rows]
            door.terminal.table(_JUDGEMENT_HEADS, cells, whole=("inspected", "document"))
            door.terminal.say(counted(len(rows), "judgement"))
        else:
            service = arguments.links or LOCAL_SERVICE
            write(judgements_file(form, rows, service), arguments.output, door)
    return 0


def council_of(arguments: argparse.Namespace, corpus: Corpus) -> str | None:
    from assistant.question.narrowing import council_name

    known = {name for entry in corpus.documents() for name in entry.councils}
    return council_name(arguments.council, known) if arguments.council else None


def form_of(arguments: argparse.Namespace, formats: Sequence[str], door: Door) -> str:
    """The form asked for; a file is never a table, since a table is for the eye."""
    form = arguments.format or "table"
    if arguments.output and form == "table":
        suffix = arguments.output.suffix.lstrip(".").lower()
        form = suffix if suffix in formats else "csv"
    if form == "xlsx" and not arguments.output and door.terminal.out.isatty():
        raise OutputError("A spreadsheet cannot be shown here. Name a file: --output FILE.xlsx")
    return str(form)


def write(data: bytes, output: Path | None, door: Door) -> None:
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


def counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _requirement_row(row: RequirementRow) -> tuple[str, ...]:
    from assistant.answer.quoting import display, label
    from assistant.cli.document_text import short_id

    each, citation = row.requirement, row.citation
    deadline = each.deadline
    due = ", ".join(deadline.dates) or (display(deadline.words.text) if deadline.words else "")
    said = display(each.quote.text)
    if len(said) > _SHOWN:
        said = said[:_SHOWN].rsplit(" ", 1)[0] + "…"
    page = f", page {citation.page}" if citation.page else ""
    who = f"{each.duty_holder} ({each.modality.replace('_', ' ')})"
    where = f"{short_id(citation.document.id)}{page}\n{label(row.entry)}"
    return due, who, f"{each.label} {said}".strip(), where


def _judgement_row(row: Graded) -> tuple[str, ...]:
    from assistant.cli.document_text import short_id

    judgement, citation = row.judgement, row.citation
    when = judgement.inspected_to or judgement.inspected_from or judgement.published or ""
    page = f", page {citation.page}" if citation.page else ""
    where = f"{short_id(citation.document.id)}{page}"
    return judgement.council, when, judgement.subject, judgement.grade, where
