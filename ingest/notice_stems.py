"""Which sentence of a notice only leads to the points below it, each a duty of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ingest.modality import modality_of, opens_with_verb

_CONTENT = re.compile(
    r"\b(?:includ\w+|contain\w*|cover\w*|set(?:s|ting)?\s+out|compris\w+|consist\w*\s+of"
    r"|specif\w+|address\w*)"
    r"(?:\s+\w+){0,2}?(?:\s+the\s+following)?\b[^:]*:?\W*$",
    re.I,
)
_ENDS_LEADING = re.compile(  # "must:", "is to have:", "by:", "take action to secure:"
    r"\b(?:must|should|shall|will|is\s+to)(?:\s+also)?(?:\s+have)?\s*:?\W*$"
    r"|\b(?:to|by|that|regard\s+to)\s*:\W*$"
    r"|\b(?:to|must|should|shall|will)\s+(?:also\s+)?"
    r"(?!(?:include|cover|contain|comprise|specify|address)\b)[a-z]+\s*:\W*$",
    re.I,
)
_TELLS_HOW = re.compile(  # "a strategy which sets out how the Council will:"
    r"\bhow\s+[^:.,]{2,50}?\b(?:will|should|must|can)\s*:\W*$"
    r"|\b(?:which|that)\s+(?:will|should|must|shall)\s*:\W*$",
    re.I,
)
_POINTS_ON = re.compile(  # "improvement in the following areas.", "the steps set out below:"
    r"\b(?:areas?|matters)\s*:\W*$"
    r"|\bthe\s+following\s+(?:\w+\s+)?(?:areas|matters|steps|measures|actions|requirements)"
    r"\s*[.:]?\W*$|\b(?:areas|matters|steps|measures|actions|requirements)\s+(?:(?:set\s+out|listed|described"
    r"|shown)\s+)?(?:below|in\s+th(?:e|is)\s+(?:following\s+)?table(?:\s+below)?)\b[^.:;]{0,60}[.:]?\W*$",
    re.I,
)
_TARGETS = re.compile(r"\b(?:to|of)\s*:\W*$", re.I)


def is_stem(words: str) -> bool:
    """Whether each point below is a duty of its own, rather than a part of this one."""
    if _TELLS_HOW.search(words):
        return False
    if _ENDS_LEADING.search(words):
        return not re.search(r"\b(?:from|baseline)\b.*\bto\s*:\W*$", words, re.I)
    if _POINTS_ON.search(words):
        return True
    if re.search(
        r"\b(?:must|should|shall|will|required\s+to)(?:\s+also)?,?\s+"
        r"(?:by|within|before|no\s+later\s+than)\s+[^,;:]{3,40}:\W*$",
        words,
        re.I,
    ):
        return True
    if re.search(r"\bas\s+follows\s*:?\W*$", words, re.I):
        return modality_of(words) is not None
    if re.search(
        r"\b(?:by|take|do|complete"
        r"|meet)\s+(?:all\s+(?:of\s+)?)?the\s+following(?:\s+\w+)?\s*:?\W*$",
        words,
        re.I,
    ):
        return True
    return (
        not (_CONTENT.search(words) or _TARGETS.search(words))
        and words.rstrip().endswith(":")
        and modality_of(words) is not None
        and bool(re.search(r"\bfollowing\b", words, re.I))
    )


_TO_THINGS = re.compile(r"\b(?:to|with|from|for|on)\s*:\W*$", re.I)
_THING = re.compile(r"^\W*(?:the|an?|any|all|its|their|each|every|such|other)\s", re.I)


def leads_to_things(words: str, points: Iterable[str]) -> bool:
    """Whether the points only name the things that a duty is done to ("allow access to:", and
    then "the premises;"), so that they are its items."""
    if not _TO_THINGS.search(words):
        return False
    said = list(points)
    return all(_THING.match(each) and not modality_of(each) for each in said) and not any(
        map(opens_with_verb, said)
    )
