"""Words of the trade: stop words, abbreviations and lay words, folding and stemming.

The data file is domain knowledge in general use among children's services.
"""

from __future__ import annotations

import json
import re
import threading
from functools import lru_cache
from importlib.resources import files
from typing import Any

import snowballstemmer

_WORD = re.compile(r"[a-z0-9£]+(?:[&.,/'’-][a-z0-9]+)*%?", re.I)
_FOLD = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "−": "-", "‑": "-", "\u00a0": " "}
)


class _Stemmers(threading.local):
    """A stemmer for each thread: it keeps state while it works on a word."""

    def __init__(self) -> None:
        self.porter = snowballstemmer.stemmer("porter")


_stemmers = _Stemmers()


@lru_cache(maxsize=1)
def _data() -> dict[str, Any]:
    text = files("assistant").joinpath("data/vocabulary.json").read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


@lru_cache(maxsize=1)
def stop_words() -> frozenset[str]:
    """Words that carry no search meaning in a question."""
    return frozenset(_data()["stop"])


@lru_cache(maxsize=1)
def given_names() -> frozenset[str]:
    """First names common in England, lower case."""
    return frozenset(_data()["given_names"])


def abbreviations() -> dict[str, list[str]]:
    """Abbreviation (lower case) -> its long forms."""
    found: dict[str, list[str]] = _data()["abbreviations"]
    return found


def lay_words() -> dict[str, list[str]]:
    """Everyday word -> the words that documents use for it."""
    found: dict[str, list[str]] = _data()["lay"]
    return found


@lru_cache(maxsize=1)
def _lay_by_stem() -> dict[str, list[str]]:
    return {stem(word): others for word, others in reversed(lay_words().items()) if " " not in word}


def documents_words(word: str, *, in_any_form: bool) -> list[str]:
    """The words that documents use for an everyday one, or for any of its forms: "ringing"."""
    said = lay_words().get(word, [])
    return said or (_lay_by_stem().get(stem(word), []) if in_any_form else [])


def fold(text: str) -> str:
    """Lower case, typographic quotation marks and dashes made plain, white space single."""
    return re.sub(r"\s+", " ", text.translate(_FOLD)).strip().lower()


def tokens(text: str) -> list[str]:
    """The words of a text, folded; a hyphenated word gives its parts and not itself."""
    found: list[str] = []
    for match in _WORD.finditer(text.translate(_FOLD).lower()):
        word = match.group().removesuffix("'s").replace("'", "")
        if "-" in word or "/" in word:
            found.extend(part for part in re.split(r"[-/]", word) if part)
        else:
            found.append(word)
    return found


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The Porter stem of one folded word: the one that SQLite's word index uses too."""
    return str(_stemmers.porter.stemWord(word))


def stems(text: str) -> list[str]:
    """The stems of all words of a text, in order."""
    return [stem(word) for word in tokens(text)]


@lru_cache(maxsize=8192)
def content_stems(text: str) -> tuple[str, ...]:
    """The stems of the words that carry meaning, in order."""
    stop = stop_words()
    return tuple(stem(word) for word in tokens(text) if word not in stop)
