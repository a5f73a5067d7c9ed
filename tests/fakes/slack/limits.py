"""What Slack refuses, as its documents say and as was measured; apart from the bot's own code."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.blocks import Block

MOST_CHARACTERS = 13_200  # of all blocks, by what people measured


def refusal(blocks: list[dict[str, Any]]) -> str:
    """Slack's code for blocks that it does not take; "" when it does."""
    if len(blocks) > 50:
        return "invalid_blocks"
    if len(json.dumps(blocks, ensure_ascii=False)) > MOST_CHARACTERS:
        return "msg_blocks_too_long"
    try:
        for block in blocks:
            parsed = Block.parse(block)
            if parsed is None:
                return "invalid_blocks"
            parsed.to_dict()
    except (SlackObjectFormationError, TypeError):
        return "invalid_blocks"
    return "" if all(_holds(each) for each in _objects(blocks)) else "invalid_blocks"


def _objects(value: Any) -> Iterator[Mapping[str, Any]]:
    """Every object inside blocks, at any depth."""
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from _objects(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _objects(inner)


def _literal(rich: Mapping[str, Any]) -> list[str]:
    """The texts of rich text, none of which may be empty."""
    texts = [each["text"] for each in _objects(rich["elements"]) if each.get("type") == "text"]
    return texts if all(texts) else []


def _holds(thing: Mapping[str, Any]) -> bool:
    """What the SDK's validators do not look at."""
    kind, longest = thing.get("type"), 3_000
    if kind in ("plain_text", "mrkdwn"):
        return 1 <= len(thing["text"]) <= longest
    if kind == "rich_text":
        return 1 <= sum(len(text) for text in _literal(thing)) <= longest
    if kind == "button":
        return len(thing.get("action_id", "")) <= 255 and len(thing.get("value", "")) <= 2_000
    if kind == "actions":
        names = [each["action_id"] for each in thing["elements"]]
        return len(names) == len(set(names)) and 1 <= len(names) <= 25
    return True
