"""What a question in one place may be answered from: the channel's binding, restricted papers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase

from assistant.answers import Answer, Scope
from assistant.slack.bindings import Binding, Bindings
from assistant.slack.places import Place
from ingest.corpus import Entry


@dataclass(frozen=True, slots=True)
class Allowed:
    """The scope of a question; ``note`` says that the channel's binding was used."""

    scope: Scope
    note: str = ""


def restricted_ids(entries: Sequence[Entry], patterns: str) -> frozenset[str]:
    """The documents whose source one of the patterns names, and the same paper filed elsewhere.

    ``patterns`` stand between semicolons, with ``*`` and ``?``, in any case. A part of a
    pack has the pack's source.
    """
    wanted = [each.strip().casefold() for each in patterns.split(";") if each.strip()]
    if not wanted:
        return frozenset()
    named = {
        entry.id
        for entry in entries
        if any(fnmatchcase(entry.source.casefold(), pattern) for pattern in wanted)
    }
    first = {entry.same_as for entry in entries if entry.id in named and entry.same_as}
    kept = named | first
    return frozenset(kept | {entry.id for entry in entries if entry.same_as in kept})


def uses(answer: Answer, ids: frozenset[str]) -> bool:
    """Whether an answer shows words of any of these documents."""
    return any(each.document.id in ids for each in (*answer.citations, *answer.nearest))


def allowed(
    place: Place,
    bindings: Bindings,
    restricted: frozenset[str],
    *,
    names_councils: bool,
    names_kinds: bool,
) -> Allowed:
    """The scope for one question. What a question names itself goes before the binding.

    ``names_councils`` is also true of a question that goes through all councils.
    """
    bound = Binding() if place.direct else bindings.of(place.channel)
    used = Binding(() if names_councils else bound.councils, () if names_kinds else bound.kinds)
    because = "this channel is set to that" if used.words else ""
    without = frozenset() if place.private else restricted
    scope = Scope(used.councils, used.kinds, because=because, without=without)
    return Allowed(scope, _note(used))


def _note(used: Binding) -> str:
    if not used.words:
        return ""
    other = "council" if used.councils else "kind of document"
    return f"Read for {used.words}, as this channel is set. Name another {other} to ask about it."
