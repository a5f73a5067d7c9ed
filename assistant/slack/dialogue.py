"""The dialogue of ``/notices settings``, and what a person chose in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, get_args

from assistant.slack.bindings import Binding
from assistant.slack.messages import Block
from assistant.slack.mrkdwn import clipped
from ingest.documents import Kind

SETTINGS, COUNCILS, KINDS = "settings", "councils", "kinds"
MOST_SUGGESTED = 100  # options that Slack takes
_LONGEST_LABEL = 75


def settings_view(channel: str, bound: Binding) -> Block:
    """The dialogue, showing what the channel is bound to."""
    councils = {
        "type": "multi_external_select",
        "action_id": COUNCILS,
        "min_query_length": 0,
        "placeholder": _plain("Any council"),
        **_chosen([_option(name, name) for name in bound.councils]),
    }
    kinds = {
        "type": "multi_static_select",
        "action_id": KINDS,
        "placeholder": _plain("Any kind of document"),
        "options": [_kind(kind) for kind in get_args(Kind)],
        **_chosen([_kind(kind) for kind in bound.kinds]),
    }
    return {
        "type": "modal",
        "callback_id": SETTINGS,
        "private_metadata": channel,
        "title": _plain("Channel settings"),
        "submit": _plain("Save"),
        "close": _plain("Cancel"),
        "blocks": [
            {"type": "section", "text": _plain(_EXPLAINED)},
            _input(COUNCILS, "Councils", councils),
            _input(KINDS, "Kinds of document", kinds),
        ],
    }


_EXPLAINED = (
    "Questions in this channel are about these councils and kinds of document, unless they name "
    "others. Each answer says when this was used."
)


def chosen(view: Mapping[str, Any]) -> Binding:
    """What a person chose, from the dialogue that they sent."""
    values = view["state"]["values"]

    def of(block: str) -> tuple[str, ...]:
        options = values.get(block, {}).get(block, {}).get("selected_options") or ()
        return tuple(str(option["value"]) for option in options)

    kinds = tuple(kind for kind in of(KINDS) if kind in get_args(Kind))
    return Binding(of(COUNCILS), kinds)


def suggested(typed: str, councils: Iterable[str]) -> Sequence[Block]:
    """The councils whose names hold what a person typed, as options."""
    wanted = typed.strip().casefold()
    found = [name for name in councils if wanted in name.casefold()]
    return [_option(name, name) for name in found[:MOST_SUGGESTED]]


def _input(block: str, label: str, element: Block) -> Block:
    return {
        "type": "input",
        "block_id": block,
        "optional": True,
        "label": _plain(label),
        "element": element,
    }


def _chosen(options: list[Block]) -> Block:
    return {"initial_options": options} if options else {}


def _kind(kind: str) -> Block:
    return _option(kind.replace("_", " ").capitalize(), kind)


def _option(label: str, value: str) -> Block:
    return {"text": _plain(clipped(label, _LONGEST_LABEL)), "value": clipped(value, 150)}


def _plain(text: str) -> Block:
    return {"type": "plain_text", "text": text, "emoji": False}
