"""The words of texts as linking compares them, taken apart once."""

from __future__ import annotations

from functools import lru_cache

from assistant.question.vocabulary import stem, stop_words, tokens

_KEPT = 65_536  # texts
_GLUE = frozenset("of the a an and to in for their with on at by from".split())


@lru_cache(maxsize=_KEPT)
def words_of(text: str) -> tuple[str, ...]:
    """The words of a text, folded."""
    return tuple(tokens(text))


@lru_cache(maxsize=_KEPT)
def content(text: str) -> tuple[str, ...]:
    """Stems of the words that say something, in order."""
    stop = stop_words()
    return tuple(stem(word) for word in words_of(text) if word not in stop and len(word) > 1)


def spoken(text: str) -> tuple[str, ...]:
    """Stems of all words but those that only join others: "need" and "help" are subjects here."""
    return tuple(stem(word) for word in words_of(text) if word not in _GLUE)
