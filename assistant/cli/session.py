"""``notices session``: questions and answers in the terminal, or piped in a line each."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from assistant.cli.asking import asked_scope, nothing_to_ask
from assistant.cli.door import Door
from assistant.cli.parsing import Commands, add_command, add_scope
from assistant.cli.terminal import Terminal
from ingest.errors import NoticesError

if TYPE_CHECKING:
    from assistant.answers import Scope
    from assistant.service import Service

_PROMPT = "\nQuestion: "
_GOODBYES = frozenset({"quit", "exit", "q", "bye", ":q"})
_EXAMPLES = (
    "notices session",
    "notices session --council Kelder",
    "notices session < questions.txt",
)


def add(commands: Commands) -> None:
    """Register the command."""
    parser = add_command(
        commands,
        "session",
        "ask one question after another",
        _session,
        examples=_EXAMPLES,
        more="A question may follow from the last: “and Kelder?”, “by when?”, “who checks that?”. "
        "How it was read is shown. Ends at “quit”, or where the input ends. Piped input is one "
        "question a line.",
    )
    add_scope(parser)


def _session(arguments: argparse.Namespace, door: Door) -> int:
    with door.service() as service:
        if nothing_to_ask(service.library, door):
            return 1
        scope = asked_scope(arguments, service.library)
        if door.terminal.asks:
            _greet(service, door.terminal)
        _converse(service, scope, door.terminal)
    return 0


def _converse(service: Service, scope: Scope | None, terminal: Terminal) -> None:
    """Answer each question after the last; in a pipe, it stands above its answer."""
    from assistant.cli.answer_text import answer_text

    options: tuple[str, ...] = ()
    conversation: str | None = None
    for line in _questions(terminal):
        try:
            answer = service.ask(_chosen(line, options), scope, conversation)
        except NoticesError as error:  # the next question may do better
            terminal.say(error.user_message)
            continue
        options, conversation = answer.options, answer.conversation_id
        shown = answer_text(answer, terminal.width, terminal.bold)
        terminal.data(shown if terminal.asks else f"{answer.question}\n\n{shown}\n\n---")


def _greet(service: Service, terminal: Terminal) -> None:
    """What is here and what could be asked."""
    count = sum(1 for entry in service.entries() if entry.same_as is None)
    terminal.say(
        f"{count} documents are here. Ask a question, or type “quit” to leave. For example:"
    )
    for example in service.suggester.suggested():
        terminal.say(f"  {example}")


def _questions(terminal: Terminal) -> Iterator[str]:
    """Lines that hold something, until the input ends or a goodbye."""
    if terminal.asks:
        import readline  # noqa: F401  # importing it gives input() its line editing and history
    while True:
        try:
            line = terminal.ask(_PROMPT) if terminal.asks else next(sys.stdin)
        except (EOFError, StopIteration):
            return
        if line.strip().casefold() in _GOODBYES:
            return
        if line.strip():
            yield line.strip()


def _chosen(line: str, options: tuple[str, ...]) -> str:
    """The option that a bare number names, else the line itself."""
    if line.isdecimal() and 1 <= int(line) <= len(options):
        return options[int(line) - 1]
    return line
