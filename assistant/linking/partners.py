"""Which of a row's partners are kept, and what speaks for or against one beside likeness."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from assistant.linking.link import Link
from assistant.linking.progress import Reported
from assistant.registers.filed import Filed

NEARLY_AS_GOOD = 0.5  # of the best partner's confidence: further partners are kept down to this
AS_WELL = 0.75  # of what a partner's best row in the same paper has: down to this it is kept
MOST_PARTNERS = 8
_DECIDING = ("committee_report", "minutes", "agenda")


def only_asked(one: Filed, report: Reported) -> bool:
    """Whether a committee's recommendation is asked of the meeting that the report is for."""
    return one.entry.kind in _DECIDING and one.entry.issued_on == report.entry.issued_on


def printed_id(one: Filed, other: Filed) -> str:
    """The printed id of the one row that the other's words name ("recommendation 4")."""
    label = one.requirement.label.strip(" .:()")
    if one.requirement.kind == "recommendation" and label.isdigit():
        numbered = rf"\b(?:recommendation|rec\.?|r)\s*{label}\b"
        if re.search(numbered, f"{other.requirement.label} {other.words}", re.I):
            return f"names recommendation {label}"
        return ""
    return f"names {label}" if cites(other.words, label) else ""


def cites(words: str, label: str) -> bool:
    """Whether words name a printed id that cannot be mistaken: letters and figures."""
    if not re.fullmatch(r"[A-Za-z]{1,4}[\s-]?\d+(?:\.\d+)*", label):
        return False
    return bool(re.search(rf"\b{re.escape(label)}(?![\w.]*\d)", words))


def best_partners(links: Iterable[Link]) -> list[Link]:
    """Each row's partners: the best, and those that are nearly as good; of the rows of one paper,
    only those that a partner fits as well as it fits any."""
    by_row: dict[str, list[Link]] = defaultdict(list)
    fits: dict[tuple[str, int], float] = {}
    for link in links:
        by_row[link.source.id].append(link)
        place = _place(link)
        fits[place] = max(link.confidence, fits.get(place, 0.0))
    kept: list[Link] = []
    for each in by_row.values():
        each.sort(key=lambda link: -link.confidence)
        least = each[0].confidence * NEARLY_AS_GOOD
        kept.extend(
            link
            for link in each[:MOST_PARTNERS]
            if link.confidence >= max(least, fits[_place(link)] * AS_WELL)
        )
    return kept


def _place(link: Link) -> tuple[str, int]:
    return link.source.entry.id, id(link.target)
