"""``notices slack``: the Slack bot over Socket Mode, and the manifest of its app."""

from __future__ import annotations

import argparse
import signal
import threading

from assistant.cli.door import Door
from assistant.cli.parsing import Commands, add_command
from assistant.cli.serving import tell_faults
from ingest.errors import NoticesError


class AddressError(NoticesError):
    """An address at which Slack could not reach the server."""

    status = 400


def add(commands: Commands) -> None:
    """Register the command."""
    parser = add_command(
        commands,
        "slack",
        "run the Slack bot over Socket Mode, or print its app manifest",
        _slack,
        examples=(
            "notices slack",
            "notices slack manifest",
            "notices slack manifest --http https://notices.example.org",
        ),
        more="Socket Mode needs no address that Slack can reach: the bot calls Slack. In HTTP mode "
        "the bot is a route of notices serve instead. docs/slack.md sets up either. Ctrl-C ends "
        "it; what is being answered is answered first, and what waits is kept for the next start.",
    )
    parser.add_argument(
        "action",
        nargs="?",
        choices=("run", "manifest"),
        default="run",
        help="run the bot (the default), or print the manifest of its app as JSON",
    )
    parser.add_argument(
        "--http",
        metavar="ADDRESS",
        default="",
        help="manifest: for HTTP mode, with the server at this https:// address",
    )


def _slack(arguments: argparse.Namespace, door: Door) -> int:
    if arguments.action == "manifest":
        from assistant.slack.manifest import manifest

        door.terminal.json(manifest(_checked(arguments.http)))
        return 0
    from assistant.slack.bot import open_bot
    from assistant.slack.socket_mode import connected

    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    tell_faults(door)
    with door.service() as service, open_bot(service) as bot, connected(bot):
        service.suggester.suggested()  # loads what questions need before anybody waits for it
        name = bot.identity.learn().bot_user_id
        door.terminal.say(f"Connected to Slack as {name} (Ctrl-C ends it).")
        stop.wait()
    door.terminal.say("Stopped.")
    return 0


def _checked(address: str) -> str:
    if address and not address.startswith("https://"):
        raise AddressError("Slack calls https:// addresses only. Give one: --http https://…")
    return address
