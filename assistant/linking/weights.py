"""What each sign of likeness weighs in the logistic sum: fitted on links made by hand.

``docs/links.md`` says how, and how well a council is found whose links were left out.
"""

from __future__ import annotations

from typing import TypeVar

from ingest.encoder import Floats

_SHARED, _CONTAINED, _MEANING, _SUBJECT, _RUN, _PRINTED = 7.0, 2.0, 4.0, 4.3, 0.7, 3.0
_Number = TypeVar("_Number", float, Floats)


def evidence(
    shared: _Number, contained: _Number, meaning: _Number, subject: _Number
) -> _Number:
    """What words, meaning and subjects say, each 0 to 1: numbers, or whole tables of them."""
    return _SHARED * shared + _CONTAINED * contained + _MEANING * meaning + _SUBJECT * subject


def verbatim(run: int, printed: bool) -> float:
    """What a run of words in common, and a printed number that is named, say beside."""
    return _RUN * max(0, min(run, 8) - 2) + _PRINTED * printed
