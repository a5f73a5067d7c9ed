"""How words are compared: white space, case and typographic quotation marks folded."""

from __future__ import annotations

import re
from collections.abc import Iterable

Trigrams = frozenset[tuple[str, ...]]

_QUOTES = str.maketrans(
    {"‘": "'", "’": "'", "‚": "'", "‛": "'", "“": '"', "”": '"', "„": '"', "‟": '"'}
)
_MARK = re.compile(r"\[\d+\]")


def fold(text: str) -> str:
    """Lower case, straight quotation marks, single blanks."""
    return " ".join(text.translate(_QUOTES).lower().split())


def without_marks(text: str) -> str:
    """An answer's text without its citation marks ``[n]``."""
    return _MARK.sub("", text)


def count_words(text: str) -> int:
    """Words as white space divides them."""
    return len(text.split())


def trigrams(text: str) -> Trigrams:
    """Runs of three folded words; a text of fewer words is one run of what it has."""
    words = fold(text).split()
    if not words:
        return frozenset()
    if len(words) < 3:
        return frozenset({tuple(words)})
    return frozenset(tuple(words[n : n + 3]) for n in range(len(words) - 2))


def covered(gold: str, quotes: Iterable[str]) -> float:
    """Share of ``gold``'s trigrams that stand in ``quotes``, 0 to 1.

    A gold text of one or two words has no trigram: it stands in a quote or it does not.
    """
    quotes = list(quotes)
    if count_words(gold) < 3:
        return float(any(_stands_in(gold, quote) for quote in quotes))
    wanted = trigrams(gold)
    held: set[tuple[str, ...]] = set()
    for quote in quotes:
        held |= trigrams(quote)
    return len(wanted & held) / len(wanted)


def alike(one: str, other: str) -> float:
    """Share of the shorter's trigrams that both have, 0 to 1; short texts by containment."""
    short, long = sorted((one, other), key=count_words)
    if count_words(short) < 3:
        return float(bool(short.split()) and _stands_in(short, long))
    few, many = sorted((trigrams(one), trigrams(other)), key=len)
    return len(few & many) / len(few)


def _stands_in(short: str, long: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(fold(short))}(?!\w)", fold(long)) is not None
