"""``notices ask``: one question, one answer with its sources."""

from __future__ import annotations

import argparse
from collections.abc import Iterable

from assistant.answers import Scope
from assistant.cli.door import Door, WrongUseError
from assistant.cli.parsing import Commands, add_command, add_json, add_scope

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
    parser.add_argument("question", metavar="QUESTION", help="the question, in quotation marks")
    add_scope(parser)
    add_json(parser)


def _ask(arguments: argparse.Namespace, door: Door) -> int:
    with door.assistant() as assistant:
        scope = asked_scope(arguments, assistant.councils())
        answer = assistant.ask(arguments.question, scope)
    if arguments.json:
        door.terminal.json(answer.as_json())
    else:
        from assistant.cli.answer_text import answer_text

        door.terminal.data(answer_text(answer, door.terminal.width, door.terminal.bold))
    return 1 if answer.status == "error" else 0


def asked_scope(arguments: argparse.Namespace, known: Iterable[str]) -> Scope | None:
    """The scope that the options give, council names resolved; None when none is given.

    Raises:
        WrongUseError: nothing in the corpus and no English council has such a name.
    """
    given = (arguments.council, arguments.kind, arguments.from_date, arguments.to_date)
    if not any(given):
        return None
    names = tuple(dict.fromkeys(council_name(each, known) for each in arguments.council))
    if arguments.from_date and arguments.to_date and arguments.from_date > arguments.to_date:
        raise WrongUseError("--from is later than --to, so no document can match. Swap them.")
    return Scope(
        names, tuple(arguments.kind), arguments.from_date, arguments.to_date, "the options say so"
    )


def council_name(given: str, known: Iterable[str]) -> str:
    """The short name of a council: one of the corpus's own, else one of England's."""
    from difflib import get_close_matches

    from ingest.councils import find_councils_in_question

    by_folded = {name.casefold(): name for name in known}
    if name := by_folded.get(given.strip().casefold()):
        return name
    if found := find_councils_in_question(f"{given.strip()} council"):
        return found[0][0].name
    near = get_close_matches(given.casefold(), by_folded, 3, 0.6)
    hint = f" Did you mean {' or '.join(by_folded[each] for each in near)}?" if near else ""
    raise WrongUseError(
        f"No council is known by the name {given!r}.{hint} `notices documents` lists the councils "
        "of your documents."
    )
