"""``notices links`` and ``notices confirm``: what came of what, and a person's word on it."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, get_args

from assistant.cli import registers
from assistant.cli.door import Door
from assistant.cli.parsing import Commands, add_command, add_json

if TYPE_CHECKING:
    from assistant.linking.register import Linked, Unlinked
    from assistant.registers.confirmations import Verdict

_FORMATS = ("table", "json", "csv", "xlsx")
_HEADS = ("id", "from", "to", "sure", "because")
_ALONE = ("council", "what", "lacks", "document")
_SHOWN = 140  # characters of either end in a table


def add(commands: Commands) -> None:
    """Register the commands."""
    _add_links(commands)
    _add_confirm(commands)


def _add_links(commands: Commands) -> None:
    parser = add_command(
        commands,
        "links",
        "list what came of recommendations: measures, plan actions, progress",
        _links,
        examples=(
            "notices links --council Kelder",
            "notices links --council Kelder --stage recommendation:action",
            "notices links --council Kelder --unlinked",
            "notices links --format csv > links.csv",
            "notices links --output links.xlsx",
        ),
        more="Links are proposed within one council by likeness of wording and by printed numbers; "
        "each says why, and how sure it is (0 to 1). `notices confirm` says which hold.",
    )
    parser.add_argument("--council", metavar="NAME", help="only this one's")
    parser.add_argument(
        "--stage", metavar="STAGE", help="only one stage, such as recommendation:action"
    )
    parser.add_argument(
        "--unlinked", action="store_true", help="instead, the rows without a partner"
    )
    parser.add_argument("--rejected", action="store_true", help="also those that a person rejected")
    registers.add_output(parser, _FORMATS)


def _add_confirm(commands: Commands) -> None:
    parser = add_command(
        commands,
        "confirm",
        "confirm or reject a row of a register, its deadline, or a link",
        _confirm,
        examples=(
            "notices confirm l3f0c2a9 --by 'Ada Lane'",
            "notices confirm l3f0c2a9 --by 'Ada Lane' --reject --note 'another audit'",
            "notices confirm 7be01d22 --deadline --by 'Ada Lane'",
            "notices confirm l3f0c2a9 --withdraw",
        ),
        more="The name and the time are kept with it. It holds as long as the words stand, also "
        "when the papers are ingested again. Rejected links are no longer shown.",
    )
    parser.add_argument("id", metavar="ID", help="the row's id, or enough of its beginning")
    parser.add_argument("--by", metavar="NAME", default="", help="who says so")
    parser.add_argument("--reject", action="store_true", help="it does not hold")
    parser.add_argument("--deadline", action="store_true", help="the deadline, not the row")
    parser.add_argument("--note", metavar="WORDS", default="", help="why, for whoever reads it")
    parser.add_argument("--withdraw", action="store_true", help="take back what was said")
    add_json(parser)


def _links(arguments: argparse.Namespace, door: Door) -> int:
    from assistant.bootstrap import open_confirmations
    from assistant.linking.files import links_file
    from assistant.linking.register import links, unlinked
    from assistant.registers.files import LOCAL_SERVICE

    form = registers.form_of(arguments, _FORMATS, door)
    stage = _stage(arguments.stage) if arguments.stage else None
    with door.corpus() as corpus:
        council = registers.council_of(arguments, corpus)
        said = open_confirmations(door.settings).all()
        rows = links(corpus, council, said=said, stage=stage, rejected=arguments.rejected)
        alone = unlinked(corpus, council, said=said)
        if form == "table" and arguments.unlinked:
            door.terminal.table(_ALONE, [_alone(each) for each in alone], whole=("document",))
            door.terminal.say(registers.counted(len(alone), "row") + " without a partner")
        elif form == "table":
            door.terminal.table(_HEADS, [_row(row) for row in rows], whole=("id", "sure"))
            door.terminal.say(registers.counted(len(rows), "link"))
        else:
            data = links_file(form, rows, arguments.links or LOCAL_SERVICE, alone)
            registers.write(data, arguments.output, door)
    return 0


def _stage(words: str) -> str:
    """A stage however its arrow is typed: "recommendation:action"."""
    from assistant.linking.surety import Stage

    asked = words.strip().lower().replace("->", ":")
    stages = {stage.replace("->", ":"): stage for stage in get_args(Stage)}
    if asked not in stages:
        raise registers.OutputError(
            f"{words!r} is no stage of a link; use one of: {', '.join(stages)}"
        )
    return str(stages[asked])


def _confirm(arguments: argparse.Namespace, door: Door) -> int:
    from assistant.bootstrap import open_confirmations
    from assistant.registers.confirming import confirm, find_row

    kept = open_confirmations(door.settings)
    verdict: Verdict = "rejected" if arguments.reject else "confirmed"
    with door.corpus() as corpus:
        if arguments.withdraw:
            row = find_row(corpus, arguments.id, deadline=arguments.deadline)
            done = "withdrawn" if kept.forget(row.stamp) else "not confirmed before"
        else:
            row = confirm(
                corpus, kept, arguments.id, verdict, arguments.by,
                note=arguments.note, deadline=arguments.deadline,
            )  # fmt: skip
            done = verdict
    if arguments.json:
        door.terminal.json({"id": row.id, "verdict": done, "by": arguments.by, "words": row.words})
    else:
        door.terminal.say(f"{done.capitalize()}: {row.words}")
    return 0


def _row(row: Linked) -> tuple[str, ...]:
    said = f" ({row.confirmed.verdict} by {row.confirmed.by})" if row.confirmed else ""
    first, second = row.link.stage.split("->")
    return (
        row.link.id[:9],
        f"{first}: {_short(row.from_citation.quote)}",
        f"{second}: {_short(row.to_citation.quote)}",
        f"{row.link.confidence:.2f}",
        f"{row.link.because}{said}",
    )


def _alone(each: Unlinked) -> tuple[str, ...]:
    from assistant.cli.document_text import short_id

    requirement = each.row.requirement
    page = f", page {each.citation.page}" if each.citation.page else ""
    where = f"{short_id(each.citation.document.id)}{page}"
    kind = requirement.kind.replace("_", " ")
    return (
        requirement.council or "",
        f"{kind}: {_short(requirement.quote.text)}",
        "no " + ", no ".join(each.lacks),
        where,
    )


def _short(words: str) -> str:
    from assistant.answer.quoting import display

    said = display(words)
    return said if len(said) <= _SHOWN else said[:_SHOWN].rsplit(" ", 1)[0] + "…"
