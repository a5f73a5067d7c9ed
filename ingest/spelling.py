"""How far two spellings are apart, and which council a misspelt name means."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache

from ingest.gazetteer import Found, Name, Word, fold, gazetteer

_SHORTEST = 6  # letters of a name that may be misspelt


def distance(left: str, right: str, limit: int) -> int | None:
    """The fewest slips (a letter more, less, other, or two swapped) from one to the other.

    None when it takes more than ``limit``.
    """
    if abs(len(left) - len(right)) > limit:
        return None
    before: list[int] = []
    row = list(range(len(right) + 1))
    for place, letter in enumerate(left, start=1):
        earlier, before, row = before, row, [place]
        for column, other in enumerate(right, start=1):
            cost = min(
                before[column] + 1,
                row[column - 1] + 1,
                before[column - 1] + (letter != other),
            )
            swapped = place > 1 and column > 1 and letter == right[column - 2]
            if swapped and left[place - 2] == other:
                cost = min(cost, earlier[column - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return None
    return row[-1] if row[-1] <= limit else None


def misspelt(sequence: list[Word], exact: list[Found]) -> Iterator[Found]:
    """Windows of words a slip or two away from exactly one council's name, longest first."""
    taken: set[int] = set()
    held = {place for found in exact for place in range(found.first, found.last + 1)}
    for count in range(min(5, len(sequence)), 0, -1):
        for first in range(len(sequence) - count + 1):
            places = set(range(first, first + count))
            if places & taken or places <= held or _cuts(exact, first, first + count - 1):
                continue
            run = sequence[first : first + count]
            name = _nearest((*tuple(word.folded for word in run[:-1]), run[-1].bare))
            if name is not None:
                taken |= places
                yield Found(first, first + count - 1, name)


def _cuts(exact: list[Found], first: int, last: int) -> bool:
    """Whether a window would cut an exact name in two, or hold a name that is no slip."""
    for found in exact:
        overlaps = found.first <= last and first <= found.last
        inside = first <= found.first and found.last <= last
        if overlaps and (not inside or not found.name.councils):
            return True
    return False


@lru_cache(maxsize=8_192)  # the same few hundred words are in most questions
def _nearest(window: tuple[str, ...]) -> Name | None:
    typed = "".join(window)
    if len(typed) < _SHORTEST or (len(window) == 1 and typed in gazetteer().look_alikes):
        return None
    best, nearest = 9, set[Name]()
    for whole, key, name in _spellable().get(typed[0], ()):
        allowed = _allowed(len(window), key, whole)
        if allowed < abs(len(whole) - len(typed)):
            continue
        apart = distance(typed, whole, min(allowed, best))
        if apart is None:
            continue
        nearest = nearest | {name} if apart == best else {name}
        best = apart
    owners = {name.councils for name in nearest}
    return next(iter(nearest)) if len(owners) == 1 else None


@cache
def _spellable() -> dict[str, list[tuple[str, tuple[str, ...], Name]]]:
    """The names that a slip may be of, by first letter: whole, in words, and the name itself."""
    made: dict[str, list[tuple[str, tuple[str, ...], Name]]] = {}
    for key, name in gazetteer().names.items():
        whole = "".join(key)
        unfit = name.weak or not name.councils or len(whole) < _SHORTEST
        if unfit or any(len(word) == 1 for word in key) or fold(whole) in gazetteer().ordinary:
            continue
        made.setdefault(whole[0], []).append((whole, key, name))
    return made


def _allowed(words: int, key: tuple[str, ...], whole: str) -> int:
    """How many slips a name of this length bears; -1 where the comparison makes no sense."""
    if words != len(key):
        return 0 if len(whole) >= 8 else -1
    if len(whole) < 9:
        return 1
    return 2 if len(whole) < 16 else 3
