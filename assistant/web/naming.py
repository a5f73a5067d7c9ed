"""How a page names things: kinds of document, counts, a document in one line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from assistant.answer.quoting import date_words

_KINDS: dict[str, tuple[str, str]] = {
    "improvement_notice": ("improvement notice", "improvement notices"),
    "inspection_report": ("inspection report", "inspection reports"),
    "improvement_plan": ("improvement plan", "improvement plans"),
    "bulletin": ("bulletin", "bulletins"),
    "committee_report": ("committee report", "committee reports"),
    "agenda": ("agenda", "agendas"),
    "thresholds_guidance": ("thresholds guidance", "thresholds guidance"),
    "statutory_guidance": ("statutory guidance", "statutory guidance"),
    "legislation": ("legislation", "legislation"),
    "scorecard": ("scorecard", "scorecards"),
    "minutes": ("minutes", "minutes"),
    "other": ("other paper", "other papers"),
}
KINDS: tuple[str, ...] = tuple(_KINDS)


class Described(Protocol):
    """A document as far as one line tells of it."""

    @property
    def kind(self) -> str: ...
    @property
    def councils(self) -> tuple[str, ...]: ...


def kind_name(kind: str) -> str:
    """ "improvement_notice" -> "Improvement notice"."""
    name = _KINDS.get(kind, (kind.replace("_", " "), ""))[0]
    return name[:1].upper() + name[1:]


def kinds_name(kind: str) -> str:
    """ "improvement_notice" -> "Improvement notices"."""
    name = _KINDS.get(kind, ("", kind.replace("_", " ")))[1]
    return name[:1].upper() + name[1:]


def counted(number: int, one: str, many: str = "") -> str:
    """ "1 document", "1,290 documents"."""
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"


def about(document: Described, issued: str | None = None) -> str:
    """Councils, kind and date in one line: "Fernshire · Improvement notice · 4 March 2021"."""
    parts: Sequence[str] = (
        listed(document.councils),
        kind_name(document.kind),
        date_words(issued),
    )
    return " · ".join(each for each in parts if each)


def listed(names: Sequence[str]) -> str:
    """ "Fernshire, Kelder and Wenlow"."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def time_words(milliseconds: float) -> str:
    """ "in 14 thousandths of a second" is nobody's wish: "0.01 seconds", "1.2 seconds"."""
    seconds = milliseconds / 1000
    return f"{seconds:.2f} seconds" if seconds < 1 else f"{seconds:.1f} seconds"
