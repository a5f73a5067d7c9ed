"""Long lists in pages of fifty, and the addresses that keep a list's filters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar
from urllib.parse import urlencode

T = TypeVar("T")
A_PAGE = 50


@dataclass(frozen=True, slots=True)
class Paged(Generic[T]):
    """One page of a list; ``before`` and ``after`` are addresses, "" where there is none."""

    rows: Sequence[T]
    count: int
    first: int
    last: int
    before: str
    after: str


def paged(rows: Sequence[T], number: int, path: str, told: Mapping[str, str]) -> Paged[T]:
    """Page ``number`` of the rows, from 1; one that is not there is the last."""
    last_page = max(1, -(-len(rows) // A_PAGE))
    at = min(max(1, number), last_page)
    start = (at - 1) * A_PAGE
    shown = rows[start : start + A_PAGE]
    return Paged(
        rows=shown,
        count=len(rows),
        first=start + 1 if shown else 0,
        last=start + len(shown),
        before=address(path, told, page=str(at - 1)) if at > 1 else "",
        after=address(path, told, page=str(at + 1)) if at < last_page else "",
    )


def address(path: str, told: Mapping[str, str], **more: str) -> str:
    """A path with the filters that say something."""
    query = urlencode({name: value for name, value in {**told, **more}.items() if value})
    return f"{path}?{query}" if query else path
