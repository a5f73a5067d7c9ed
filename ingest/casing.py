"""Titles printed all in capitals, in the case that a document's running text gives their words."""

from __future__ import annotations

import re
from collections import Counter

_FEWEST_WORDS = 4
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[’'](?=[^\W\d_]))*")
_INSIDE = re.compile(rf"(?<=[\w,] ){_WORD.pattern}")
_OPENING = re.compile(r"^\W*\w|(?<=: )\w")
_VOWEL = re.compile(r"[AEIOUY]")
_RARELY = 3
_NUMERAL = re.compile(r"[IVX]+")
_ENUMERATED = re.compile(
    r"\b(?:appendix|annex|schedule|part|section|level|option|class|item|table)\s+$", re.IGNORECASE
)


def sentence_case(title: str, text: str) -> str:
    """``title`` unless it is more than three words all in capitals; those as ``text`` writes them.

    A word that ``text`` has in small letters, or with one capital, has them in the title; an
    abbreviation, a numeral and a single letter that numbers something stay as they are.
    """
    if not title.isupper() or len(title.split()) < _FEWEST_WORDS:
        return title
    usual = _usual_forms(text, {found.group().lower() for found in _WORD.finditer(title)})
    cased = _WORD.sub(lambda found: _cased(found, title, usual), title)
    return _OPENING.sub(lambda found: found.group().upper(), cased)


def _cased(found: re.Match[str], title: str, usual: dict[str, str]) -> str:
    word = found.group()
    if len(word) == 1 and (word != "A" or _ENUMERATED.search(title, 0, found.start())):
        return word
    beside_figures = re.match(r"\d", title[found.end() :]) or re.search(
        r"\d$", title[: found.start()]
    )
    if beside_figures or _NUMERAL.fullmatch(word):
        return word
    unspoken = _VOWEL.search(word) is None
    return usual.get(word.lower(), word if unspoken else word.lower())


def _usual_forms(text: str, words: set[str]) -> dict[str, str]:
    """How each word is written inside lines of running text, small letters unless it is rarely."""
    forms: dict[str, Counter[str]] = {}
    for line in text.splitlines():
        if line.isupper():
            continue
        for found in _INSIDE.finditer(line):
            folded = found.group().lower()
            if folded in words:
                forms.setdefault(folded, Counter())[found.group()] += 1
    usual = {}
    for folded, counts in forms.items():
        form, count = counts.most_common(1)[0]
        usual[folded] = folded if _RARELY * counts[folded] > count else form
    return usual
