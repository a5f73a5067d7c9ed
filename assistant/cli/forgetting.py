"""``notices forget``: delete conversations, with what was asked and answered in them."""

from __future__ import annotations

import argparse

from assistant.cli.door import Door
from assistant.cli.parsing import Commands, add_command


def add(commands: Commands) -> None:
    """Register the command."""
    parser = add_command(
        commands,
        "forget",
        "delete conversations, with their questions and answers",
        _forget,
        examples=("notices forget 6f1c…", "notices forget --all"),
        more="A conversation's id stands in its answers (conversation_id). Without this, it is "
        "deleted NOTICES_KEEP_CONVERSATIONS_DAYS after its last question.",
    )
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("conversation", nargs="*", default=[], metavar="CONVERSATION", help="its id")
    which.add_argument("--all", action="store_true", help="every conversation")


def _forget(arguments: argparse.Namespace, door: Door) -> int:
    with door.service() as service:
        every = service.conversations.conversations()
        asked = every if arguments.all else arguments.conversation
        gone = [each for each in asked if service.forget(each)]
    for unknown in sorted(set(asked) - set(gone)):
        door.terminal.say(f"There is no conversation {unknown}.")
    door.terminal.say(f"{len(gone)} of {len(asked)} deleted.")
    return 0 if len(gone) == len(asked) else 1
