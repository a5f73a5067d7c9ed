"""Which of several formats a client wants: by ``?format=``, else by ``Accept``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fastapi import Request

from ingest.errors import NoticesError


class NotAcceptableError(NoticesError):
    """None of the formats is one that the client accepts."""

    status = 406


def wanted_format(
    request: Request, given: str | None, formats: Sequence[str], media_types: Mapping[str, str]
) -> str:
    """One of ``formats``; the first where the client takes anything.

    Raises NotAcceptableError when ``Accept`` names none of them.
    """
    if given:
        return given
    accepted = _by_preference(request.headers.get("accept", "*/*"))
    for name in accepted:
        for form in formats:
            if _fits(name, media_types[form].partition(";")[0]):
                return form
    listed = ", ".join(media_types[form].partition(";")[0] for form in formats)
    raise NotAcceptableError(f"This can be had as {listed}. Name one in Accept or in ?format=.")


def _by_preference(header: str) -> list[str]:
    """The media ranges that are accepted, the most wanted first."""
    ranges: list[tuple[float, str]] = []
    for part in header.lower().split(","):
        name, *parameters = (piece.strip() for piece in part.split(";"))
        weight = 1.0
        for parameter in parameters:
            if parameter.startswith("q="):
                weight = _weight(parameter.removeprefix("q="))
        if name and weight > 0:
            ranges.append((weight, name))
    return [name for _, name in sorted(ranges, key=lambda each: -each[0])]


def _weight(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0


def _fits(wanted: str, offered: str) -> bool:
    return wanted in ("*/*", offered, f"{offered.partition('/')[0]}/*")
