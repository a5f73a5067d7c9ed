"""How sure likeness, printed numbers and time make a link, and the reason in words."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Literal

from assistant.linking.likeness import Alike
from assistant.linking.weights import evidence, verbatim
from assistant.registers.filed import by_day
from ingest.corpus import Entry

Stage = Literal[
    "recommendation->measure",
    "measure->action",
    "recommendation->action",
    "action->progress",
    "measure->progress",
    "recommendation->progress",
]
SUREST = 0.99  # likeness is never certain
VERBATIM = 6  # content words in one run: the one repeats the other
OLDER = 0.85  # a plan older than the notice is no answer to it, though it may cover it
_SOON, _LATE, _A_YEAR = 5, 0.85, 0.05  # after so many years, and less by each year more
UNDATED = 0.95  # when a paper was issued is not known
# What the logistic sum begins with. Plans repeat a report; notices, and inspectors of what came of
# both, word things anew, and less likeness says as much.
_START: dict[Stage, float] = {
    "recommendation->measure": -5.5,
    "measure->action": -5.5,
    "recommendation->action": -8.1,
    "action->progress": -7.2,
    "measure->progress": -7.2,
    "recommendation->progress": -7.2,
}
_INSPECTED = 0.8  # more, where an inspection report says it
_LIKELY = -7.4  # for a stranger pair: two papers' rows, a row and a passage


def likely(alike: Alike) -> float:
    """How sure likeness alone makes that two wordings speak of the same, 0 to 1."""
    return sure(alike, False, _LIKELY)


def start(stage: Stage, later: Entry) -> float:
    """What the logistic sum of a stage begins with, for what the later paper says."""
    inspected = stage.endswith("progress") and later.kind == "inspection_report"
    return _START[stage] + _INSPECTED * inspected


def in_time(earlier: Entry, later: Entry, named: Mapping[str, int]) -> tuple[float, str]:
    """How far time allows it that the second paper answers the first, and what to say of it.

    ``named`` gives the last year that an undated paper names: it is not later than one of years
    after that.
    """
    last = named.get(later.id)
    if last is not None and earlier.year is not None and last < earlier.year - 1:
        return 0.0, ""
    if earlier.issued_on is None or later.issued_on is None:
        return UNDATED, f"the {_kind(later if later.issued_on is None else earlier)} is undated"
    after = by_day(earlier.issued_on, later.issued_on)
    if after is None:  # the month of the one, a day in it of the other
        return UNDATED, "which of the two papers is older is not known"
    return (1.0, "") if after else (0.0, "")


def after_years(earlier: Entry, later: Entry) -> tuple[float, str]:
    """How far what is reported answers a matter of years ago, and what to say of it."""
    years = (later.year or 0) - (earlier.year or 0)
    if not earlier.year or not later.year or years <= _SOON:
        return 1.0, ""
    return max(0.0, _LATE - _A_YEAR * (years - _SOON)), f"reported {years} years later"


def sure(alike: Alike, printed: bool, begun: float) -> float:
    """The logistic sum, 0 to 1, that begins with ``begun``."""
    said = evidence(alike.shared_share, alike.contained, alike.meaning, alike.subject)
    return 1.0 / (1.0 + math.exp(-(begun + said + verbatim(alike.run, printed))))


def because(alike: Alike, printed: str, remark: str) -> str:
    """The evidence, in words."""
    said = [printed] if printed else []
    if alike.run >= VERBATIM:
        said.append(f"repeats {alike.run} words in a row")
    told = alike.told()
    if told.shared:
        said.append("both say " + ", ".join(f"“{word}”" for word in told.shared[:4]))
    if told.subjects:
        said.append("both speak of " + " and ".join(f"“{each}”" for each in told.subjects[:2]))
    elif not told.shared and alike.meaning:
        said.append("alike in meaning")
    if told.topic > 0.5:
        said.append("under like headings")
    if remark:
        said.append(remark)
    return "; ".join(said)


def _kind(entry: Entry) -> str:
    return entry.kind.replace("_", " ")
