"""What a document is: its kind, title, councils, publisher and dates."""

from __future__ import annotations

import re

from ingest.documents import Clause, Description, Reading
from ingest.issuing import inspected_on, issued_on
from ingest.kinds import is_missing_page, kind_of
from ingest.subjects import mentioned, publisher_of, subject_councils
from ingest.titles import missing_title, title_of

_REPLACES = re.compile(
    r"\b(?:replaces|supersedes)\s+(?:the\s+)?(?P<what>[^.;]{8,160}?)(?=[.;]\s|\s*$)",
    re.IGNORECASE,
)
_NATIONAL = frozenset({"statutory_guidance", "legislation", "inspection_report"})
_REPLACING = frozenset(
    {"statutory_guidance", "thresholds_guidance", "improvement_notice", "improvement_plan", "other"}
)
_REPLACED_ZONE = 12_000


def describe(
    reading: Reading,
    clauses: tuple[Clause, ...],
    source: str,
    *,
    within: Description | None = None,
) -> Description:
    """Describe a document from its own words; a file name is a hint for its date only.

    ``within`` is the description of the pack that a part was cut from: a part that names
    no council of its own, and no date, is the pack's council's, of the pack's date.
    """
    text = reading.text
    if is_missing_page(text):
        return Description(kind="other", title=missing_title(text))
    kind = kind_of(text, source)
    councils = subject_councils(text, kind)
    if within is not None and not councils and kind not in _NATIONAL:
        councils = within.councils
    issued = issued_on(text, kind, "" if within is not None else source)
    if within is not None and within.issued is not None and kind not in _NATIONAL:
        issued = issued or within.issued
    return Description(
        kind=kind,
        title=title_of(reading, kind, councils),
        councils=councils,
        publisher=publisher_of(text, kind, councils),
        issued=issued,
        inspected=inspected_on(text) if kind == "inspection_report" else None,
        mentions=mentioned(text, councils),
        replaces=_replaced(text) if kind in _REPLACING else None,
    )


def _replaced(text: str) -> str | None:
    for match in _REPLACES.finditer(text[:_REPLACED_ZONE]):
        what = " ".join(match["what"].split())
        what = re.split(r"\b(?:replaces|supersedes) ", what)[-1]
        return what
    return None
