"""What a person says of a document, over what was read from its text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import cast, get_args

from ingest.councils import council
from ingest.documents import Dated, Description, Kind, Precision
from ingest.errors import NoticesError

FIELDS = ("council", "kind", "title", "publisher", "issued", "inspected")
"""Those that may be overridden; several councils stand between semicolons."""

_ISO = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
_DAYS = re.compile(r"(\d{4}-\d\d-\d\d)(?:\.\.(\d{4}-\d\d-\d\d))?")
_PRECISIONS: tuple[Precision, ...] = ("year", "month", "day")


class OverrideError(NoticesError):
    """A person said something that cannot be."""

    status = 422


def checked(overrides: Mapping[str, str]) -> dict[str, str]:
    """The overrides that say something; raises OverrideError for what makes no sense."""
    told = {name: value.strip() for name, value in overrides.items() if value and value.strip()}
    for name in told:
        if name not in FIELDS:
            raise OverrideError(f"“{name}” cannot be set. What can: {', '.join(FIELDS)}.")
    if "kind" in told and told["kind"] not in get_args(Kind):
        raise OverrideError(
            f"There is no kind “{told['kind']}”. The kinds are: {', '.join(get_args(Kind))}."
        )
    if "issued" in told:
        _dated(told["issued"])
    if "inspected" in told:
        _inspected(told["inspected"])
    return told


def apply(description: Description, overrides: Mapping[str, str]) -> Description:
    """The description as a person has it; fields not named stay as they were read."""
    if "council" in overrides:
        description = replace(description, councils=_councils(overrides["council"]))
    if "kind" in overrides:
        description = replace(description, kind=cast(Kind, overrides["kind"]))
    if "title" in overrides:
        description = replace(description, title=overrides["title"])
    if "issued" in overrides:
        description = replace(description, issued=_dated(overrides["issued"]))
    if "publisher" in overrides:
        description = replace(description, publisher=overrides["publisher"])
    if "inspected" in overrides:
        description = replace(description, inspected=_inspected(overrides["inspected"]))
    return description


def for_part(overrides: Mapping[str, str]) -> dict[str, str]:
    """What is said of a pack that holds for its parts too: whose it is, nothing else."""
    return {name: value for name, value in overrides.items() if name == "council"}


def _councils(told: str) -> tuple[str, ...]:
    names = [name.strip() for name in told.split(";") if name.strip()]
    known = [council(name) for name in names]
    return tuple(one.name if one else name for one, name in zip(known, names, strict=True))


def _dated(told: str) -> Dated:
    match = _ISO.fullmatch(told)
    parts = [int(part) for part in match.groups() if part] if match else []
    try:
        date(*[*parts, 1, 1][:3])
    except (TypeError, ValueError):
        raise OverrideError(f"“{told}” is not a date. Write 2012, 2012-09 or 2012-09-24.") from None
    return Dated(told, _PRECISIONS[len(parts) - 1], "override")


def _inspected(told: str) -> tuple[str, str]:
    """The first and the last day of "2022-03-14..2022-03-25"; a single day is both."""
    match = _DAYS.fullmatch(told)
    try:
        first, last = (date.fromisoformat(day) for day in _ends(match))
    except ValueError:
        raise OverrideError(
            f"“{told}” is not when an inspection was. Write 2022-03-14 or 2022-03-14..2022-03-25."
        ) from None
    if first > last:
        raise OverrideError(f"“{told}” ends before it begins. Write the first day first.")
    return first.isoformat(), last.isoformat()


def _ends(match: re.Match[str] | None) -> tuple[str, str]:
    """Both days as they are written; raises ValueError when there are none."""
    if match is None:
        raise ValueError("no days")
    return match[1], match[2] or match[1]
