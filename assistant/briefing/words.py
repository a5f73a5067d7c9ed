"""How a briefing puts things: clipped quotations, counts, places, who confirmed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from assistant.answer.quoting import date_words, display
from assistant.answers import Citation
from assistant.briefing.blocks import Said
from assistant.registers.confirmations import Confirmation
from ingest.corpus import Entry

_CUT = "…"
_HEADING_WORDS = 5
# The printed place at the end of a clause's name: "8th point, item 2", "row IP3.1 Ofsted".
_OWN_PLACE = re.compile(
    r"(?:^|, )(?P<place>(?:\d+(?:st|nd|rd|th) [a-z]+|point \S+|paragraph \S+|item \S+)"
    r"(?:, (?:\d+(?:st|nd|rd|th) [a-z]+|point \S+|item \S+))*|row .{1,64}|footnote \S+)$"
)


def clipped(words: str, most: int) -> str:
    """Words on one line, cut with "…" after the sentence or the words that fit."""
    parts = display(words).split()
    if len(parts) <= most + 4:
        return " ".join(parts)
    return " ".join(parts[:most]).rstrip(",;:.–- ") + f" {_CUT}"


def counted(number: int, noun: str, plural: str = "") -> str:
    """ "1 recommendation", "3 recommendations", "no recommendation"."""
    if number == 0:
        return f"no {noun}"
    return f"{number} {noun}" if number == 1 else f"{number} {plural or noun + 's'}"


def place_words(citation: Citation, *, bare: bool = False) -> str:
    """Where a quotation stands: "2, page 93, paragraph 23".

    ``bare`` leaves its heading out, where that stands above it anyway.
    """
    page = f"p. {citation.page}" if citation.page else ""
    clause = display(citation.clause)
    own = _OWN_PLACE.search(clause)
    if own:
        named = bare or own["place"].startswith("row ")  # a row is found by its own words
        heading = "" if named else clipped(clause[: own.start()], _HEADING_WORDS)
        clause = ", ".join(filter(None, (heading, own["place"])))
    else:
        clause = clipped(clause, _HEADING_WORDS + 2)
    return ", ".join(filter(None, (str(citation.number), page, clause)))


def without_repeats(citations: Iterable[Citation]) -> list[Citation]:
    """Citations of different places, in order."""
    return list({place_words(citation): citation for citation in citations}.values())


def noted(said: Said, confirmation: Confirmation | None) -> Said:
    """A line with who confirmed it, where somebody did."""
    if confirmation is None or confirmation.verdict != "confirmed":
        return said
    words = f"confirmed by {confirmation.by}, {date_words(confirmation.at[:10])}"
    return replace(said, note="; ".join(filter(None, (said.note, words))))


def latest(entries: Sequence[Entry]) -> Entry | None:
    """The paper issued last; an undated one where no other is."""
    dated = [entry for entry in entries if entry.issued_on]
    known = dated or list(entries)
    return known[-1] if known else None
