"""Which kind of document a text is, by the evidence of its own words.

Each rule gives points for words in one zone; the kind with the most points wins if it
has enough of them. A file name is a weak hint: it decides only between near equals.
"""

from __future__ import annotations

import re
from collections import defaultdict

from ingest.documents import Kind
from ingest.kind_rules import RULES

_ENOUGH = 3.0
_TITLE_LENGTH = 500
_FRONT_LENGTH = 3500
_GONE = re.compile(
    r"(?:report|page|document|file) (?:was |could |can)?\s*not (?:be )?found"
    r"|no longer exists|page (?:you requested|doesn.t exist)|error 404|404 not found",
    re.IGNORECASE,
)


def kind_of(text: str, source: str) -> Kind:
    """The kind of the document with this text; "other" where the evidence is thin."""
    if is_missing_page(text):
        return "other"
    points = _points(text, source)
    if not points:
        return "other"
    kind = max(points, key=lambda kind: points[kind])
    return kind if points[kind] >= _ENOUGH else "other"


def is_missing_page(text: str) -> bool:
    """Whether this is a web site's "not found" page saved under a report's name."""
    return len(text) < 6000 and _GONE.search(text[:3000]) is not None


def _points(text: str, source: str) -> dict[Kind, float]:
    name = re.sub(r"[-_./%]+", " ", source.rpartition("/")[2])
    front = text.lstrip()[:_FRONT_LENGTH]
    zones = {"title": front[:_TITLE_LENGTH], "front": front, "text": text, "name": name}
    points: dict[Kind, float] = defaultdict(float)
    for rule in RULES:
        if rule.words.search(zones[rule.zone]):
            points[rule.kind] += rule.points
        if rule.zone == "title" and rule.words.search(name):
            points[rule.kind] += 0.4
    return points
