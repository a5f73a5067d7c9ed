"""Invented notices in any number, for what is to be measured on more rows than there are."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

_FIRST = "Alder Birch Clay Dun Elm Fern Gorse Hazel Iver Juniper Keld Lark Marl Nettle Oak".split()
_SECOND = "bourne combe dale ford ham holt ley mere ness stead thorpe wick worth well gate".split()
_VERBS = "Ensure Improve Review Publish Record Strengthen Agree Reduce".split()
_THINGS = (
    "the supervision of social workers,the chronologies of cases,the plans for care leavers,"
    "visits to children,the audits of case files,the caseloads of teams,strategy discussions,"
    "the reports to members,placements with connected carers,the induction of new staff,"
    "return interviews,personal education plans,health histories,the fostering service"
).split(",")
_HOWS = (
    "so that each is up to date,across the partnership,with the views of children,"
    "in line with the agreed standard,and report it to the Improvement Board,"
    "at each meeting of the Improvement Board,every six weeks"
).split(",")
_MONTHS = "March June September December".split()


def names(count: int) -> list[str]:
    """So many names of councils, each once."""
    every = [f"{a}{b}" for a in _FIRST for b in _SECOND]
    every += [f"{a}{b}{c}" for a in _FIRST for b in _SECOND[:8] for c in ("by", "ton")]
    return every[:count]


def write_notices(folder: Path, notices: int, duties: int, seed: int = 1) -> list[str]:
    """Write so many notices of so many duties each; gives their councils."""
    chance = random.Random(seed)  # noqa: S311  # the same papers each time
    councils = names(notices)
    for name in councils:
        text = "\n".join(_notice(name, duties, chance))
        (folder / f"{name.lower()}.txt").write_text(text, encoding="utf-8")
    return councils


def _notice(name: str, duties: int, chance: random.Random) -> Iterator[str]:
    day = f"{chance.randint(1, 28)} May {chance.randint(2010, 2016)}"
    yield f"IMPROVEMENT NOTICE\n\nTo: {name} County Council\nIssued by: the Department\n"
    yield "The measures needed under this notice are as follows. The Council must:\n"
    for number in range(1, duties - 1):
        when = f" by {chance.choice(_MONTHS)} {chance.randint(2011, 2018)}"
        words = (chance.choice(_VERBS), chance.choice(_THINGS), chance.choice(_HOWS))
        yield f"- {' '.join(words)}{when if chance.random() < 0.3 else ''}, as item {number} says."
    yield "\nFailure to comply with this Improvement Notice may lead to:\n"
    yield f"The Secretary of State using powers to direct the Council.\n\nDate: {day}"
