"""Scope as a person asks for it: council names in any spelling -> the Scope of the search."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from assistant.answers import Scope
from ingest.councils import find_councils_in_question
from ingest.errors import NoticesError

ASKED_FOR = "you asked for that"
"""Why a scope is what it is, when the caller narrowed it."""


class ScopeError(NoticesError):
    """The scope asked for cannot be meant: an unknown council, dates the wrong way round."""

    status = 400


def narrowed(
    councils: Sequence[str],
    kinds: Sequence[str],
    from_date: str | None,
    to_date: str | None,
    *,
    known: Iterable[str],
) -> Scope | None:
    """The scope asked for, or None when nothing is; ``known`` are the corpus's own councils.

    Raises:
        ScopeError: a council has no such name, or ``from_date`` is after ``to_date``.
    """
    if not (councils or kinds or from_date or to_date):
        return None
    if from_date and to_date and from_date > to_date:
        raise ScopeError("The first date is later than the last, so no document can match.")
    own = tuple(known)
    names = tuple(dict.fromkeys(council_name(each, own) for each in councils))
    return Scope(names, tuple(dict.fromkeys(kinds)), from_date, to_date, ASKED_FOR)


def council_name(given: str, known: Iterable[str]) -> str:
    """The short name of a council: one of the corpus's own, else one of England's.

    Raises:
        ScopeError: it is neither; the message offers the likeliest names.
    """
    own = {name.casefold(): name for name in known}
    if name := own.get(given.strip().casefold()):
        return name
    if found := find_councils_in_question(f"{given.strip()} council"):
        return found[0][0].name
    near = [own[each] for each in get_close_matches(given.strip().casefold(), own, 3, 0.6)]
    hint = f" Did you mean {' or '.join(near)}?" if near else ""
    raise ScopeError(
        f"No council is known by the name “{given}”.{hint} `notices documents` lists the councils "
        "of your documents."
    )
