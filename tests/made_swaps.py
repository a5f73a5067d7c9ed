"""Clauses that hold two of a kind, statements that are true of them, and such as exchange them.

Every word of these false statements stands in the clause: what is wrong is which figure, date,
party, quantity or "not" belongs to what. They stand in ``made_swaps.json``; those marked
``later`` were written after the rules were, as a trial of them, and what the rules got wrong
then was mended.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from assistant.chat.verifying import Clause
from tests.made_statements import Made

_FILE = Path(__file__).parent / "made_swaps.json"


def true_of_swaps() -> tuple[Made, ...]:
    """Every true statement with its clause."""
    return tuple(Made(text, _clause(row)) for row in _rows() for text in row["true"])


def swaps() -> tuple[Made, ...]:
    """Every false statement with its clause and its sort."""
    return tuple(Made(text, _clause(row), sort) for row in _rows() for sort, text in row["false"])


def _clause(row: dict[str, Any]) -> Clause:
    return Clause("k", row["clause"], row["around"], row["document"])


@cache
def _rows() -> tuple[dict[str, Any], ...]:
    return tuple(json.loads(_FILE.read_text(encoding="utf-8")))
