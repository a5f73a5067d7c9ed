"""What each sign of likeness weighs in the logistic sum: fitted on links made by hand.

``docs/links.md`` says how, and how well a council is found whose links were left out.
"""

from __future__ import annotations

from typing import Any, overload

from ingest.encoder import Floats

_SHARED, _CONTAINED, _MEANING, _SUBJECT, _RUN, _PRINTED = 7.0, 2.0, 3.8, 4.6, 0.7, 3.0
LEAST_RUN, LONGEST_RUN = 3, 8  # words in common: what fewer say is nothing, more say no more


@overload
def evidence(shared: float, contained: float, meaning: float, subject: float) -> float: ...


@overload
def evidence(shared: Floats, contained: Floats, meaning: Floats, subject: Floats) -> Floats: ...


def evidence(shared: Any, contained: Any, meaning: Any, subject: Any) -> Any:
    """What words, meaning and subjects say, each 0 to 1: of one pair, or of whole tables."""
    return _SHARED * shared + _CONTAINED * contained + _MEANING * meaning + _SUBJECT * subject


def verbatim(run: int, printed: bool) -> float:
    """What a run of words in common, and a printed number that is named, say beside."""
    return _RUN * max(0, min(run, LONGEST_RUN) - LEAST_RUN + 1) + _PRINTED * printed
