"""Councils that took the place of others: whose papers are held when a council has none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ingest.councils import councils
from ingest.gazetteer import Council


def succession(named: Sequence[str], held: Iterable[str]) -> str:
    """Says, of councils without papers, which before or after them have some; "" if none has.

    Nothing of the one is answered as if it were of the other: their papers have to be asked for.
    """
    known, kept = councils(), set(held)
    said = [_of(name, known, kept) for name in named]
    return " ".join(filter(None, said))


def _of(name: str, known: Sequence[Council], held: set[str]) -> str:
    before = sorted(one.name for one in known if name in one.successors and one.name in held)
    if before:
        names = " and ".join(before)
        return f"{name} took over from {names}, whose papers are held: ask about {names}."
    own = next((one for one in known if one.name == name), None)
    after = " and ".join(one for one in own.successors if one in held) if own else ""
    if after:
        return f"{name} was abolished; papers of {after}, which came after it, are held."
    return ""
