"""Example questions, made from what the corpus really holds."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.corpus import Entry

_MOST = 5
# Kind of document -> questions that such a document nearly always answers.
_QUESTIONS: dict[str, tuple[str, ...]] = {
    "improvement_notice": (
        "What must {council}'s plans include?",
        "What happens if {council} does not comply with its improvement notice?",
    ),
    "inspection_report": (
        "What did the inspectors say {council} needs to improve?",
        "What was {council}'s overall effectiveness judged to be?",
    ),
    "improvement_plan": ("What actions are in {council}'s improvement plan?",),
    "bulletin": ("What does {council}'s bulletin say about training?",),
    "thresholds_guidance": ("What are the levels of need in {council}?",),
}
_TWO_NOTICES = "Compare what {first} and {second} must do about social care practice."


def suggestions(entries: Sequence[Entry], most: int = _MOST) -> tuple[str, ...]:
    """Up to ``most`` questions about the documents held, different kinds and councils first."""
    searched = [entry for entry in entries if entry.same_as is None and len(entry.councils) == 1]
    rounds: list[list[str]] = [[], []]
    seen: set[tuple[str, str]] = set()
    for entry in searched:
        key = (entry.kind, entry.councils[0])
        if key in seen:
            continue
        seen.add(key)
        for place, question in enumerate(_QUESTIONS.get(entry.kind, ())):
            rounds[place].append(question.format(council=entry.councils[0]))
    made = [*_spread(searched), *rounds[0], *rounds[1]]
    return tuple(dict.fromkeys(made))[:most]


def _spread(entries: Sequence[Entry]) -> list[str]:
    """One comparison, when notices of two councils are held."""
    noticed = sorted({e.councils[0] for e in entries if e.kind == "improvement_notice"})
    return [_TWO_NOTICES.format(first=noticed[0], second=noticed[1])] if len(noticed) > 1 else []
