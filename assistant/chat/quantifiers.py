"""How many of a thing a text speaks of (all, most, some, no), and what its "not" denies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.chat.obligations import modal_classes
from assistant.chat.parts import parts, placed_stems, sentences

_SORTS: tuple[tuple[str, str], ...] = (
    (r"\bnot (?:all|every|each|always)\b|\bn['’]t always\b", "not all"),
    (r"\b(?:nearly|almost|virtually|by no means) (?:all|every|each)\b", "nearly all"),
    (r"\b(?:all|every|each)\b(?!\s+(?:(?:\d+|two|three|four|five|six|seven|eight|nine|ten|eleven"
     r"|twelve)\s+)?(?:(?:working|school)\s+)?"
     r"(?:minute|hour|day|week|month|quarter|year|term|fortnight)s?\b)", "all"),
    (r"(?<!at )\bmost\b|\b(?:a|the) (?:large )?majority of\b", "most"),
    (r"\bsome\b|\bseveral\b|\ba few\b|\ba minority of\b", "some"),
    (r"(?<!a )\bfew\b(?!er)|\bhardly any\b", "few"),
    (r"\bmany\b", "many"),
    (r"\bno\b(?! (?:fewer|less|more|later|longer|earlier|one\b))|\bnone of\b", "no"),
)  # fmt: skip
_LIMITED = frozenset({"not all", "nearly all", "most", "some", "few", "many"})
_NOT = re.compile(r"\b(?:not|never|cannot|no|nor|without)\b|n['’]t\b", re.I)
_NO_NOT = re.compile(
    r"\b(?:no|not) (?:fewer|less|more|later|longer|earlier) than\b|\bnot (?:only|all|every|each)\b"
    r"|\b(?:no|not)\b(?=[^.;]{0,80}\b(?:more|longer|later) than\b)",
    re.I,
)
_OF = 3  # content words after a quantifier that say what it is of
_DENIED = 3  # content words after a "not" that it denies
_HALF = 0.5


@dataclass(frozen=True, slots=True)
class _Quantity:
    sort: str
    of: frozenset[str]
    part: frozenset[str]


def another_quantity(statement: str, whole: str, near: str) -> bool:
    """Whether a statement speaks of more or fewer of a thing than its clauses do.

    ``near`` is the sentence of the clauses that it is nearest to.
    """
    said, held = list(_quantities(statement)), list(_quantities(whole))
    if any(not _holds(each, held, whole) for each in said):
        return True
    words = _stems(statement)
    for limited in _quantities(near):
        if limited.sort not in _LIMITED or not limited.of & words:
            continue
        spoken = len(limited.part & words) >= _HALF * len(limited.part)
        if spoken and not any(each.of & limited.of for each in said):
            return True  # "most children were seen" told as "children were seen"
    return False


def _holds(said: _Quantity, held: list[_Quantity], whole: str) -> bool:
    alike = [each for each in held if each.of & said.of]
    most = max((len(each.part & said.part) for each in alike), default=0)
    if any(each.sort == said.sort and len(each.part & said.part) == most for each in alike):
        return True
    if any(each.sort in _LIMITED for each in alike):
        return False
    if said.sort == "all":  # what must be done by anybody must be by all; a fact is no rule
        return bool(modal_classes(whole))
    return said.sort == "no" and bool(_NOT.search(whole))


def _quantities(text: str) -> Iterator[_Quantity]:
    for sentence in sentences(text):
        for part in parts(sentence):
            words = list(placed_stems(part.text))
            taken = 0
            for pattern, sort in _SORTS:
                for match in re.finditer(pattern, part.text, re.I):
                    if sort == "all" and match.start() < taken:
                        continue
                    taken = match.end() if sort in ("not all", "nearly all") else taken
                    after = [word for at, word in words if at >= match.end()][:_OF]
                    before = [word for at, word in words if at < match.start()][-1:]
                    floats = re.search(r"\b(?:were|are|was|is|be|been|have|had|has)\s*$",
                                       part.text[: match.start()])  # fmt: skip
                    of = before if floats and before else after
                    yield _Quantity(sort, frozenset(of), _stems(part.text))


def another_denied(statement: str, whole: str, near: str) -> bool:
    """Whether a "not" stands by other words than in the clauses, or has gone from them.

    ``near`` is the sentence of the clauses that the statement is nearest to.
    """
    said, held = list(_denials(statement)), list(_denials(whole))
    words = _stems(whole)
    denied = frozenset[str]().union(*(of for of, _ in held))
    for of, _ in said:
        if of and not of & denied and of & words:
            return True
    spoken, gone = _stems(statement), frozenset[str]().union(*(of for of, _ in said))
    return any(
        of <= spoken and not of & gone and len(part & spoken) >= _HALF * len(part)
        for of, part in _denials(near)
        if of
    )


def _denials(text: str) -> Iterator[tuple[frozenset[str], frozenset[str]]]:
    """What each "not" denies, with the words of its part of the sentence."""
    for sentence in sentences(text):
        for part in parts(_NO_NOT.sub(lambda match: " " * len(match.group()), sentence)):
            for match in _NOT.finditer(part.text):
                after = [word for at, word in placed_stems(part.text) if at >= match.end()]
                yield frozenset(after[:_DENIED]), _stems(part.text)


def _stems(text: str) -> frozenset[str]:
    return frozenset(word for _, word in placed_stems(text))
