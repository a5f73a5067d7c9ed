"""Example questions, made from what the corpus really holds."""

from __future__ import annotations

from collections.abc import Sequence
from threading import Lock

from assistant.answers import Scope
from assistant.asking import Assistant
from ingest.corpus import Entry

_MOST = 5
_TRIED = 4  # questions that are tried for each that is wanted
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


class Suggester:
    """Questions that the documents held really answer, worked out once while they stay the same.

    Safe for many threads.
    """

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant
        self._known: dict[tuple[int, frozenset[str]], tuple[str, ...]] = {}
        self._version = ""
        self._lock = Lock()

    def suggested(
        self, most: int = _MOST, without: frozenset[str] = frozenset()
    ) -> tuple[str, ...]:
        """Up to ``most`` questions, answered without the documents of these ids."""
        with self._lock:
            version = self._assistant.library.version
            if version != self._version:
                self._known, self._version = {}, version
            key = (most, without)
            if key not in self._known:
                self._known[key] = self._answered(most, without)
            return self._known[key]

    def _answered(self, most: int, without: frozenset[str]) -> tuple[str, ...]:
        entries = [each for each in self._assistant.library.entries() if each.id not in without]
        scope = Scope(without=without)
        made: list[str] = []
        for question in suggestions(entries, most * _TRIED):
            if len(made) == most:
                break
            if self._assistant.quoted(question, scope).status == "answered":
                made.append(question)
        return tuple(made)


def suggestions(entries: Sequence[Entry], most: int = _MOST) -> tuple[str, ...]:
    """Up to ``most`` questions that such documents may answer: each kind first, then councils."""
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
