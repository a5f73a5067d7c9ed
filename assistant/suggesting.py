"""Example questions, made from what the corpus really holds."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.corpus import Entry

_MOST = 5
# Kind of document -> questions that such documents nearly always answer. Two councils with
# the same kind are asked different ones.
_QUESTIONS: dict[str, tuple[str, ...]] = {
    "improvement_notice": (
        "What must {council}'s plans include?",
        "How often must {council}'s Improvement Board meet?",
        "What happens if {council} does not comply with its improvement notice?",
    ),
    "inspection_report": (
        "What was {council}'s overall effectiveness judged to be?",
        "What does {council} need to improve?",
    ),
    "thresholds_guidance": ("What are the levels of need in {council}?",),
    "improvement_plan": ("What actions are in {council}'s improvement plan?",),
}
_TWO_NOTICES = "Compare how often {first}'s and {second}'s Improvement Boards must meet."


def suggestions(entries: Sequence[Entry], most: int = _MOST) -> tuple[str, ...]:
    """Up to ``most`` questions about the documents held: each kind first, then more councils."""
    searched = [entry for entry in entries if entry.same_as is None]
    made: list[str] = []
    for turn in range(most):
        for kind, questions in _QUESTIONS.items():
            councils = sorted({name for e in searched if e.kind == kind for name in e.councils})
            if turn < len(councils):
                question = questions[turn % len(questions)]
                made.append(question.format(council=councils[turn]))
    return tuple([*made[: most - 1], *_comparison(searched), *made[most - 1 :]][:most])


def _comparison(entries: Sequence[Entry]) -> list[str]:
    """One, when notices of two councils are held."""
    noticed = sorted({n for e in entries if e.kind == "improvement_notice" for n in e.councils})
    return [_TWO_NOTICES.format(first=noticed[0], second=noticed[1])] if len(noticed) > 1 else []
