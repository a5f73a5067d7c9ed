"""What is measured, where it stood, and the figures that it is to reach, by when.

"increasing the percentage of X from the 2018-19 baseline of 41% to: 60% by March 2020 (in-month
figure)". Nothing is derived: the figures, their basis and the metric are the document's words.
"""

from __future__ import annotations

import re

from ingest.deadlines import dates_in
from ingest.documents import Measure, Target

_FIGURE = r"\d[\d,]*(?:\.\d+)?\s*(?:%|per\s*cent|days?\b|weeks?\b|months?\b|children\b|cases\b)?"
_MOVES = re.compile(
    r"\b(?:increas|reduc|rais|rais|improv|lower|cut|decreas|fall|ris|bring|grow|drop)\w*\b", re.I
)
_FROM = re.compile(
    rf"\bfrom\s+(?:(?:a|the|its)\s+)?(?P<base>(?:[\w-]+\s+){{0,4}}?(?:baseline|figure|level"
    rf"|rate)\s+of\s+)?"
    rf"(?P<value>{_FIGURE})(?P<when>\s+in\s+the\s+year\s+to\s+\w+\s+\d{{4}}|\s+\((?:[^)]*)\))?",
    re.I,
)
_TO = re.compile(
    rf"(?:\bto|\bof|\bbelow|\babove|\bat\s+least|\bunder|^)\s*:?\s*(?P<value>{_FIGURE})(?=\W|$)",
    re.I,
)
_BASIS = re.compile(
    r"\(([^()]*\b(?:in-month|cumulative|average|annual|rolling|year[- ]to[- ]date"
    r"|figure)\b[^()]*)\)",
    re.I,
)
_METRIC = re.compile(
    r"\b(?:the\s+)?(?P<kind>percentage|proportion|number|share|rate|average|percent|timeliness"
    r"|\w+\s+rate|\w+\s+caseload)"
    r"\s+of\s+(?P<of>.+?)(?=\s+from\s+(?:\w+\s+){0,5}?(?:baseline|\d)|\s+(?:to|falls|rises"
    r"|drops|at|below)\s+(?:\w+\s+)?\d|$)",
    re.I,
)
_SHARE_OF = re.compile(
    r"\b(?:at\s+least\s+)?(?P<value>\d+(?:\.\d+)?\s*(?:%|per\s*cent))\s+of\s+"
    r"(?P<of>[^,;.(]{3,90}?)\s+(?:should|must|shall|will|to|are|is)\s+(?:be\b|have\b)",
    re.I,
)
_PERCENT = re.compile(r"\d\s*(?:%|per\s*cent)", re.I)


def measure_in(quote: str, items: list[str]) -> Measure | None:
    """The measure of a duty, its targets in its own words or in its items; None without one."""
    shared = _SHARE_OF.search(quote)
    if shared:
        return _share(quote, shared)
    named = _METRIC.search(quote)
    moved = _MOVES.search(quote[: named.start()] if named else quote) or (
        named and _MOVES.search(quote[named.end() :])
    )
    base = _FROM.search(quote)
    if named is None or not (moved or base):
        return None
    targets = [
        target
        for words in (quote[base.end() :] if base else quote[named.end() :], *items)
        for target in _targets(words)
    ]
    if not targets:
        return None
    kind, of = named["kind"], " ".join(named["of"].split()).rstrip(" ,:")
    metric = (
        of
        if kind.lower() in ("percentage", "proportion", "percent", "share")
        else f"{kind} of {of}"
    )
    return Measure(metric, _baseline(base) if base else None, tuple(targets))


def _share(quote: str, shared: re.Match[str]) -> Measure:
    """ "by March 2011, 80% of assessments should be done in time (from a baseline of 57%)"."""
    base = _FROM.search(quote, shared.end())
    dates = dates_in(quote)
    basis = _BASIS.search(quote)
    target = Target(
        " ".join(shared["value"].split()),
        max((iso for iso, _ in dates), default=None),
        basis[1] if basis else None,
    )
    metric = " ".join(re.split(r"\s*\(", shared["of"])[0].split())
    return Measure(metric, _baseline(base) if base else None, (target,))


def _is_figure(value: str) -> bool:
    """A share or a count of something; a bare number may be a year."""
    return bool(_PERCENT.search(value) or re.search(r"[a-z]", value))


def _baseline(base: re.Match[str]) -> str:
    when = re.search(r"\d{4}(?:\s*[-–/]\s*\d{2,4})?", base["base"] or "")
    said = " ".join(base["value"].split())
    if when:
        return f"{said} ({when.group()})"
    later = " ".join((base["when"] or "").split())
    return f"{said} {later}".strip()


def _targets(words: str) -> list[Target]:
    found = [match for match in _TO.finditer(words) if _is_figure(match["value"])]
    made = []
    for place, match in enumerate(found):
        end = found[place + 1].start() if place + 1 < len(found) else len(words)
        rest = words[match.start() : end]
        value = " ".join(match["value"].split())
        basis = _BASIS.search(rest)
        dates = dates_in(rest)
        made.append(Target(value, dates[0][0] if dates else None, basis[1] if basis else None))
    return made
