"""A model's words, as they come -> claims: statements with the keys that they cite."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

SCHEMA: dict[str, Any] = {
    "title": "answer",
    "description": "Statements, each with the keys of the clauses that bear it.",
    "type": "object",
    "properties": {
        "statements": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "text": {"type": "string"},
                    "clauses": {"type": "array", "items": {"type": "string"}},
                },
                "required": ["text", "clauses"],
                "additionalProperties": False,
            },
        }
    },
    "required": ["statements"],
    "additionalProperties": False,
}


def schema_of(keys: Sequence[str]) -> dict[str, Any]:
    """The schema with the keys that may be cited: a model held to it can invent none."""
    made = deepcopy(SCHEMA)
    made["properties"]["statements"]["items"]["properties"]["clauses"]["items"]["enum"] = [*keys]
    return made


MOST_LETTERS = 40_000  # of one reply; what runs on is cut off

_ENDLESS = re.compile(r'"text"\s*:\s*"(?:[^"\\]|\\.){1500}')  # no sentence any more


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement as a model made it; nothing in it is believed yet."""

    text: str
    keys: tuple[str, ...]


def claims(pieces: Iterable[str]) -> Iterator[Claim]:
    """Each claim as soon as it is whole.

    Reads objects with ``text`` and ``clauses`` wherever they stand: in the schema's shape, in
    a code fence, one a line, or amid chatter. Anything else is passed over.
    """
    decoder = json.JSONDecoder()
    held, length = "", 0
    for piece in pieces:
        held += piece
        length += len(piece)
        while True:
            claim, held = _first(held, decoder)
            if claim is None:
                break
            yield claim
        if length > MOST_LETTERS or _ENDLESS.search(held):
            return


def _first(held: str, decoder: json.JSONDecoder) -> tuple[Claim | None, str]:
    """The first whole claim of a text, and what follows it."""
    at = held.find("{")
    while at >= 0:
        try:
            made, end = decoder.raw_decode(held, at)
        except json.JSONDecodeError:
            made, end = None, at
        except RecursionError:
            return None, ""
        claim = _claim(made)
        if claim:
            return claim, held[end:]
        # Whole but no claim (the schema's own object), or not whole yet: look inside it.
        at = held.find("{", at + 1)
    return None, held


def _claim(made: object) -> Claim | None:
    if not isinstance(made, dict):
        return None
    text, keys = made.get("text"), made.get("clauses")
    if not isinstance(text, str) or not text.strip():
        return None
    listed = keys if isinstance(keys, list) else [keys]
    return Claim(" ".join(text.split()), tuple(key for key in listed if isinstance(key, str)))
