"""Runs of numbered clauses that are a list without being points: headings 1 to 9, "Standard 1 ...",
"Reason one: ...", with or without text of their own between them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.question.intents import NUMBER_NAMES
from ingest.documents import Clause
from ingest.navigation import Structure

SHORTEST = 3  # clauses that make a run

_LABEL = re.compile(r"^\(?(\d{1,2})[.):]?$")
_NAMED = re.compile(rf"^(?P<name>[A-Z][a-z]+) (?P<number>\d{{1,2}}|{'|'.join(NUMBER_NAMES)})\b")


def numbered_run(structure: Structure, parent: Clause) -> list[Clause]:
    """The clauses numbered from one that stand under a heading, or after a lead-in's colon."""
    if parent.kind == "heading":
        run = _continued(structure, _run(structure, structure.children(parent.id)))
        return run if len(run) >= SHORTEST else []
    if parent.kind != "paragraph" or not structure.words(parent).rstrip().endswith(":"):
        return []
    beside = structure.children(parent.parent)
    after = beside[[each.id for each in beside].index(parent.id) + 1 :]
    run = _run(structure, after)
    return run if len(run) >= SHORTEST and run[0] is after[0] else []


def _run(structure: Structure, clauses: Sequence[Clause]) -> list[Clause]:
    """The first clauses that count from one under one name, each the next."""
    run: list[Clause] = []
    named = ""
    for clause in clauses:
        name, number = _numbered(clause, structure.words(clause))
        if number == len(run) + 1 and (not run or name == named):
            run.append(clause)
            named = name
    return run


def _continued(structure: Structure, run: list[Clause]) -> list[Clause]:
    """A run with what goes on counting by its name further down, where a clause of it was taken
    for a heading of another section."""
    if not run:
        return []
    name, last = _numbered(run[-1], structure.words(run[-1]))
    if name == run[-1].kind:
        return run
    for clause in structure.clauses[structure.index(run[-1].id) + 1 :]:
        if _numbered(clause, structure.words(clause)) == (name, last + 1):
            run, last = [*run, clause], last + 1
    return run


def _numbered(clause: Clause, words: str) -> tuple[str, int]:
    """By which name and number a clause is counted; 0 where it has none."""
    if clause.kind not in ("heading", "paragraph", "point"):
        return "", 0
    if label := _LABEL.match(clause.label):
        return clause.kind, int(label.group(1))
    if found := _NAMED.match(words):
        number = found["number"]
        return found["name"], int(number) if number.isdigit() else NUMBER_NAMES.index(number)
    return "", 0
