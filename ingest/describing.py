"""What a document is: its kind, title, councils, publisher and dates."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.cleaning import lowered
from ingest.documents import Clause, Description, Reading
from ingest.issuing import inspected_on, issued_on
from ingest.kinds import is_missing_page, kind_of
from ingest.subjects import is_local, mentioned, publisher_of, subject_councils
from ingest.titles import missing_title, title_of

_REPLACES = re.compile(
    r"\b(?:replaces|supersedes)\s+(?:the\s+)?(?P<what>[^.;]{8,160}?)(?=[.;]\s|\s*$)",
    re.IGNORECASE,
)
_NATIONAL = frozenset({"statutory_guidance", "legislation", "inspection_report"})
_OWN_COUNCIL = _NATIONAL | {"improvement_notice"}
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
    title: str = "",
) -> Description:
    """Describe a document from its own words, raised figures left out; a file name is a hint
    for its date only.

    ``within`` is the description of the pack that a part was cut from, and ``title`` the
    pack's name for it. A part is a paper of the pack's council, whatever others it
    compares, unless it is a notice or an inspection report; without a date of its own it
    has the pack's ("inferred"); one of no other kind is a committee's paper.
    """
    text = lowered(reading.text, reading.raised)
    reading = replace(reading, text=text)
    if is_missing_page(text):
        return Description(kind="other", title=missing_title(text))
    kind = kind_of(text, source if within is None else title)
    if kind == "statutory_guidance" and is_local(text):
        kind = "other"
    if within is not None and kind == "other":
        kind = "committee_report"
    councils = subject_councils(text, kind)
    if within is not None and kind not in _OWN_COUNCIL and within.councils:
        councils = within.councils
    issued = issued_on(text, kind, source if within is None else "")
    if within is not None and within.issued is not None and kind not in _NATIONAL:
        issued = issued or replace(within.issued, how="inferred", span=None)
    return Description(
        kind=kind,
        title=title_of(reading, kind, councils, issued, title),
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
        return re.split(r"\b(?:replaces|supersedes) ", what)[-1]
    return None
