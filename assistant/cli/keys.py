"""``notices keys``: who may use the server, and how far."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from assistant.cli.door import Door
from assistant.cli.parsing import Commands, add_command, add_json

if TYPE_CHECKING:
    from assistant.keys import Key

_ROLES = ("reader", "editor", "administrator")
_HEADS = ("id", "name", "role", "made", "revoked")


def add(commands: Commands) -> None:
    """Register the command."""
    parser = add_command(
        commands,
        "keys",
        "make, list and revoke the keys of the server",
        _keys,
        examples=(
            'notices keys make "Board secretary" --role editor',
            "notices keys list",
            "notices keys revoke 4f1c2a9b",
        ),
        more="A reader asks and reads; an editor also adds, corrects and removes documents; an "
        "administrator also sees the metrics. A key is shown once, when it is made; only its hash "
        "is kept.",
    )
    parser.add_argument("action", choices=("make", "list", "revoke"))
    parser.add_argument(
        "key", nargs="?", metavar="NAME", help="make: who will use it; revoke: its id or name"
    )
    parser.add_argument("--role", choices=_ROLES, default="reader", help="default: %(default)s")
    add_json(parser)


def _keys(arguments: argparse.Namespace, door: Door) -> int:
    if arguments.action == "list":
        return _list(arguments, door)
    return _make(arguments, door) if arguments.action == "make" else _revoke(arguments, door)


def _make(arguments: argparse.Namespace, door: Door) -> int:
    with door.keys() as keys:
        key, secret = keys.make(arguments.key or "", arguments.role)
    if arguments.json:
        door.terminal.json({**_key_json(key), "key": secret})
        return 0
    door.terminal.say(f"This is the key {key.id} of “{key.name}” ({key.role}). Keep it: it is not")
    door.terminal.say("shown again. Send it as “Authorization: Bearer KEY”, or sign in with it.")
    door.terminal.data(secret)
    return 0


def _list(arguments: argparse.Namespace, door: Door) -> int:
    with door.keys() as keys:
        listed = keys.keys()
    if arguments.json:
        door.terminal.json({"count": len(listed), "keys": [_key_json(key) for key in listed]})
        return 0
    rows = [(k.id, k.name, k.role, k.made_at[:10], (k.revoked_at or "")[:10]) for k in listed]
    door.terminal.table(_HEADS, rows, whole=("id", "made", "revoked"))
    door.terminal.say(f"{len(listed)} keys" if len(listed) != 1 else "1 key")
    return 0


def _revoke(arguments: argparse.Namespace, door: Door) -> int:
    with door.keys() as keys:
        key = keys.revoke(arguments.key or "")
    if arguments.json:
        door.terminal.json(_key_json(key))
    else:
        door.terminal.say(f"Revoked {key.id}, the key of “{key.name}”. It ends at once.")
    return 0


def _key_json(key: Key) -> dict[str, Any]:
    return {
        "id": key.id,
        "name": key.name,
        "role": key.role,
        "made_at": key.made_at,
        "revoked_at": key.revoked_at,
    }
