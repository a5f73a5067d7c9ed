"""Numbers of a notice that hang on others: "3.2" on "3. The Council must:"."""

from __future__ import annotations

import re

from ingest.documents import Clause
from ingest.navigation import Structure

NUMBER = re.compile(r"^\s*(?P<label>\d{1,2}(?:\.\d{1,2})+)\.?\s+(?=[A-Za-z])")
_UNDER = re.compile(r"(?P<above>\d{1,2}(?:\.\d{1,2})*)\.\d{1,2}\.?\s+[A-Za-z]")
_NEAR = 40  # clauses, between a paragraph and those under its number


def numbered_under(clause: Clause, structure: Structure) -> Clause | None:
    """The paragraph that ends with a colon, under whose number ("3.") this one's ("3.2") stands."""
    if clause.kind not in ("paragraph", "point"):
        return None
    number = _UNDER.match(f"{clause.label} {structure.words(clause)}".strip())
    place = structure.index(clause.id)
    if number is None or not place:
        return None
    for before in structure.clauses[place - 1 :: -1][:_NEAR]:
        if before.kind == "heading":
            return None
        if before.label.strip(" .()") == number["above"]:
            led = structure.words(before).rstrip().endswith(":")
            return before if led and before.kind in ("paragraph", "point") else None
    return None


def points_under(clause: Clause, structure: Structure) -> list[Clause]:
    """The points that complete a clause: neither "3.4 ..." under "3.3 ...:", nor "4." after
    "(a)" and "(b)", which is of another list."""
    points = [
        point
        for point in structure.completions(clause.id)
        if numbered_under(point, structure) is None
    ]
    return [point for point in points if _shape(point) in ("", _shape(points[0]))]


def _shape(point: Clause) -> str:
    return re.sub(r"\w+", "x", point.label)
