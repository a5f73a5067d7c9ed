"""An optional judge by a chat model: fallible, beside the exact measures and never in their place.

What the judge reads is put between marks made for that one request, so that no text can end
them; a reply without a grade is unscored, which is not zero; of several grades the last holds,
for a model may think aloud before it says what it means.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Protocol

from eval.cases import Case
from eval.runner import Result

BEST = 2  # the highest grade; 0 is the lowest
_GRADE = re.compile(r"\bGRADE:\s*\**\s*([0-2])\b", re.I)


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a judge says of one answer: 0 to 1, None where it gave no grade; and its reply."""

    worth: float | None
    reply: str


class Judge(Protocol):
    """Whatever gives an opinion on an answer."""

    def judge(self, case: Case, text: str) -> Opinion:
        """An opinion on ``text`` as an answer to the case. Never raises for an odd reply."""
        ...


class ChatJudge:
    """A judge by any chat model, given as a function from words to words."""

    def __init__(self, ask: Callable[[str], str]) -> None:
        self._ask = ask

    def judge(self, case: Case, text: str) -> Opinion:
        """Asks the model once; what it replies is read for its last grade."""
        reply = self._ask(request(case, text))
        return Opinion(grade(reply), reply)


@dataclass(frozen=True, slots=True)
class Opinions:
    """The mean of the grades that were given, over how many, and how many were not given."""

    mean: float | None
    scored: int
    unscored: int


def judged(results: Sequence[Result], judge: Judge) -> Opinions:
    """A judge's opinions on the answers to answerable questions that have a gold answer."""
    asked = [each for each in results if each.case.answerable and each.case.gold_answer]
    given = [judge.judge(each.case, str(each.answer.get("text") or "")).worth for each in asked]
    scored = [worth for worth in given if worth is not None]
    mean = sum(scored) / len(scored) if scored else None
    return Opinions(mean, len(scored), len(given) - len(scored))


def request(case: Case, text: str) -> str:
    """The words for a judge, what is judged between marks that no text of it can hold."""
    mark = f"=={secrets.token_hex(8)}=="
    words = files("prompts").joinpath("judge.md").read_text(encoding="utf-8")
    parts = {"question": case.question, "gold": case.gold_answer, "answer": text, "mark": mark}
    return re.sub(r"\{(question|gold|answer|mark)\}", lambda found: parts[found.group(1)], words)


def grade(reply: str) -> float | None:
    """The last grade in a reply, 0 to 1; None where it gives none."""
    found = _GRADE.findall(reply)
    return int(found[-1]) / BEST if found else None
