"""Short forms that papers explain themselves: "Early Evening Panel (EEP)".

The long form of one has its letters as initials; else it is found as Schwartz and Hearst do (A
simple algorithm for identifying abbreviation definitions in biomedical text, Pacific Symposium on
Biocomputing 2003): its letters are met from the last to the first in the words before the bracket,
the first of them at the beginning of a word.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

MOST_FORMS = 2  # long forms of one short form that are taken, the commonest first
SHORTEST, LONGEST = 2, 7  # letters

LEAST_INITIALS = 3  # words of a name whose initials may be used without being explained

_SMALL = frozenset("of and for the to in".split())
_CANDIDATE = re.compile(rf"(?<![\w&'’])[A-Za-z][A-Za-z&]{{{SHORTEST - 1},{LONGEST - 1}}}(?![\w&])")
_NAME = re.compile(r"\b[A-Z][\w’-]+(?:(?: (?:of|and|for|the|to|in))* [A-Z][\w’-]+)+")
_PUNCTUATION = re.compile(r"[^\w&'’-]+")


def candidates(text: str) -> list[str]:
    """The words of a text that are short enough for a short form, as printed, each once."""
    return list(dict.fromkeys(_CANDIDATE.findall(text)))


def names(text: str) -> list[str]:
    """The names of several words in a text, by their capitals: "Housing Working Party"."""
    return list(dict.fromkeys(_NAME.findall(text)))


def short_form(name: str, texts: Iterable[str]) -> str:
    """The short form that texts give in brackets after a name, as printed; "" for none."""
    spaced = r"\s+".join(re.escape(word) for word in name.split())
    bracketed = re.compile(rf"\b{spaced}\s*\(\s*[‘'“]?([A-Z][A-Za-z&]+)[’'”]?\s*\)", re.I)
    found = Counter(match for text in texts for match in bracketed.findall(text))
    fitting = [short for short in found if SHORTEST <= len(short) <= LONGEST]
    return max(fitting, key=lambda short: found[short], default="")


def initials(name: str) -> str:
    """The first letters of a name of three words or more, small words left out; "" for fewer."""
    words = [word for word in name.split() if word not in _SMALL]
    return "".join(word[0] for word in words) if len(words) >= LEAST_INITIALS else ""


def long_forms(short: str, texts: Iterable[str]) -> list[str]:
    """The long forms that texts give for a short form in brackets, in small letters; often none."""
    bracketed = re.compile(rf"\(\s*[‘'“]?(?-i:(?=[A-Z])){re.escape(short)}[’'”]?\s*\)", re.I)
    found: Counter[str] = Counter()
    for text in texts:
        for match in bracketed.finditer(text):
            before = _PUNCTUATION.sub(" ", text[: match.start()]).split()
            reach = min(len(short) + 5, 2 * len(short))
            words = [word.lower() for word in before[-reach:]]
            if form := _by_initials(short.lower(), words) or _long_form(short.lower(), words):
                found[form] += 1
    return [form for form, _ in found.most_common(MOST_FORMS)]


def _by_initials(short: str, words: Sequence[str]) -> str:
    """The last words whose initials are the short form, small words left out; "" for none."""
    for start in range(len(words) - 1, -1, -1):
        told = [word for word in words[start:] if word not in _SMALL]
        if len(told) == len(short) and words[start] not in _SMALL:
            fits = all(word[0] == letter for word, letter in zip(told, short, strict=True))
            return " ".join(words[start:]) if fits else ""
    return ""


def _long_form(short: str, words: Sequence[str]) -> str:
    """The end of the words before a bracket that the letters in it stand for; "" for none."""
    before = " ".join(words)
    letters = [letter for letter in short if letter.isalpha()]
    place = len(before)
    for number, letter in enumerate(reversed(letters), start=1):
        first = number == len(letters)
        place = before.rfind(letter, 0, place)
        while first and place > 0 and before[place - 1].isalnum():
            place = before.rfind(letter, 0, place)
        if place < 0:
            return ""
    form = before[place:]
    return form if len(form.split()) > 1 and len(form) > len(short) + 1 else ""
