"""``notices ask``: one question, one answer with its sources."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from assistant.answers import Scope
from assistant.cli.door import Door
from assistant.cli.parsing import Commands, add_command, add_json, add_scope, legible

if TYPE_CHECKING:
    from assistant.evidence.library import Library

_EXAMPLES = (
    'notices ask "What must Fernshire\'s plans include?"',
    'notices ask "Who chairs the improvement board?" --council Kelder',
    'notices ask "What did Ofsted find?" --kind inspection_report --from 2012 --to 2014-06',
    'notices ask "When does the notice end?" --json',
)


def add(commands: Commands) -> None:
    """Register the command."""
    parser = add_command(
        commands,
        "ask",
        "answer a question from the documents, with numbered sources",
        _ask,
        examples=_EXAMPLES,
        more="When the documents do not say, the answer says so and shows the nearest passages.",
    )
    parser.add_argument(
        "question", metavar="QUESTION", type=legible, help="the question, in quotation marks"
    )
    add_scope(parser)
    add_json(parser)


def _ask(arguments: argparse.Namespace, door: Door) -> int:
    with door.assistant() as assistant:
        if nothing_to_ask(assistant.library, door):
            return 1
        answer = assistant.ask(arguments.question, asked_scope(arguments, assistant.library))
    if arguments.json:
        door.terminal.json(answer.as_json())
    else:
        from assistant.cli.answer_text import answer_text

        door.terminal.data(answer_text(answer, door.terminal.width, door.terminal.bold))
    return 1 if answer.status == "error" else 0


def asked_scope(arguments: argparse.Namespace, library: Library) -> Scope | None:
    """The scope that the options give; None when none is given."""
    from assistant.question.narrowing import narrowed

    return narrowed(
        arguments.council,
        arguments.kind,
        arguments.from_date,
        arguments.to_date,
        known=library.councils(),
    )


def nothing_to_ask(library: Library, door: Door) -> bool:
    """Whether the corpus is empty; if so, say what to do."""
    if library.entries():
        return False
    door.terminal.say(
        f"There are no documents in {door.settings.home_path} yet. Add some first: "
        "notices ingest PATH (a file, a folder or a .zip), or name another corpus with --home."
    )
    return True
