"""The English authorities with children's services: their names, and the words of a text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|&")
_POSSESSIVE = re.compile(r"['’]s$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Council:
    """An authority with children's services, today or since 2009.

    ``name`` is the short name used in answers; ``aliases`` hold every other sure name,
    its children's trust included. ``weak`` names (county towns) count only where a
    question plainly means a place. An abolished council names its ``successors``.
    """

    name: str
    full_name: str
    aliases: tuple[str, ...] = ()
    kind: str = ""
    weak: tuple[str, ...] = ()
    status: str = "current"
    successors: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Every sure name, the short one first."""
        return (self.name, self.full_name, *self.aliases)


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text: as printed, folded for comparison, and without its possessive."""

    printed: str
    folded: str
    bare: str
    start: int
    end: int
    bare_end: int


@dataclass(frozen=True, slots=True)
class Name:
    """A name in the index; no councils means that the name must not be read as one."""

    printed: str
    councils: tuple[Council, ...]
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """A name found in a text: the places of its first and last words."""

    first: int
    last: int
    name: Name


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """The data file, indexed by the folded words of every name.

    ``longest`` and ``seconds`` tell, for the first word of a name, how many words to look
    at and which may come second ("" for a name of one word).
    """

    councils: tuple[Council, ...]
    names: dict[tuple[str, ...], Name]
    longest: dict[str, int]
    seconds: dict[str, frozenset[str]]
    ordinary: frozenset[str]
    look_alikes: frozenset[str]
    given_names: frozenset[str]
    parliament: frozenset[str]
    cues: dict[str, frozenset[str]]


def words(text: str) -> Iterator[Word]:
    """The words of a text with their places; ``&`` is folded to "and"."""
    for match in _WORD.finditer(text):
        printed = match.group()
        bare = _POSSESSIVE.sub("", printed)
        bare_end = match.start() + len(bare)
        yield Word(printed, fold(printed), fold(bare), match.start(), match.end(), bare_end)


def fold(word: str) -> str:
    """Lower case without apostrophes."""
    return "and" if word == "&" else word.lower().replace("'", "").replace("’", "")


def key_of(name: str) -> tuple[str, ...]:
    """The folded words of a name."""
    return tuple(word.folded for word in words(name))


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer, read once from its data file."""
    data = json.loads((files("ingest") / "data" / "councils.json").read_text("utf-8"))
    councils = tuple(_council(row) for row in data["councils"])
    names = _index(councils)
    by_name = {council.name: council for council in councils}
    for body in data["bodies"]:
        members = tuple(by_name[name] for name in body["councils"])
        names[key_of(body["name"])] = Name(body["name"], members)
    for printed in data["not_councils"]:
        names[key_of(printed)] = Name(printed, ())
    longest: dict[str, int] = {}
    seconds: dict[str, set[str]] = {}
    for key in names:
        longest[key[0]] = max(len(key), longest.get(key[0], 0))
        seconds.setdefault(key[0], set()).add(key[1] if len(key) > 1 else "")
    return Gazetteer(
        councils,
        names,
        longest,
        {first: frozenset(following) for first, following in seconds.items()},
        frozenset(data["ordinary"]),
        frozenset(data["look_alikes"]),
        frozenset(data["given_names"]),
        frozenset(data["parliament"]),
        {cue: frozenset(listed) for cue, listed in data["cues"].items()},
    )


def _council(row: dict[str, object]) -> Council:
    def many(field: str) -> tuple[str, ...]:
        value = row.get(field, [])
        return tuple(value) if isinstance(value, list) else ()

    return Council(
        name=str(row["name"]),
        full_name=str(row["full_name"]),
        aliases=many("other_names") + many("aliases"),
        kind=str(row["kind"]),
        weak=many("weak"),
        status=str(row.get("status", "current")),
        successors=many("successors"),
    )


def _index(councils: tuple[Council, ...]) -> dict[tuple[str, ...], Name]:
    names: dict[tuple[str, ...], Name] = {}
    for council in councils:
        for printed in council.weak:
            names[key_of(printed)] = Name(printed, (council,), weak=True)
    for council in councils:
        for printed in council.names:
            names[key_of(printed)] = Name(printed, (council,))
    return names
