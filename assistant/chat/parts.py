"""A text taken apart for checking: sentences, parts of them, and the stems that they hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.question.vocabulary import fold, stem, stop_words

_SENTENCES = re.compile(r"(?<=[.;:?!])\s+|\n+")
_BREAK = re.compile(
    r",(?=\s)|[()–—]|\s-\s|\b(?:and|but|while|whereas|or|which|until|unless|when|if)\b"
)
_WORD = re.compile(r"[A-Za-z][\w'’]*")
# Nouns and verbs whose forms no stemmer brings together.
_ONE_STEM = {
    form: word
    for word, forms in {
        "child": "children", "person": "people", "hold": "held", "meet": "met", "tell": "told",
        "see": "seen saw", "send": "sent", "write": "written wrote", "make": "made",
        "give": "given gave", "take": "taken took", "keep": "kept", "find": "found",
        "lead": "led", "ring": "rung rang", "pay": "paid", "rise": "rose risen",
        "fall": "fell fallen", "choose": "chosen chose", "begin": "began begun",
        "speak": "spoken spoke", "bring": "brought", "get": "got", "leave": "left",
        "know": "known knew", "draw": "drawn drew", "set": "sets", "teach": "taught",
        "build": "built", "spend": "spent", "decide": "decision", "review": "reviewer",
    }.items()
    for form in forms.split()
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a sentence between its commas and conjunctions; ``start`` in the sentence."""

    text: str
    start: int

    @property
    def end(self) -> int:
        """Where it ends in the sentence."""
        return self.start + len(self.text)


def sentences(text: str) -> Iterator[str]:
    """The sentences of a text; a line ends one too."""
    for sentence in _SENTENCES.split(text):
        if sentence.strip():
            yield sentence


def parts(sentence: str) -> Iterator[Part]:
    """The parts of a sentence, in order."""
    at = 0
    for match in _BREAK.finditer(sentence):
        if sentence[at : match.start()].strip():
            yield Part(sentence[at : match.start()], at)
        at = match.start() if match.group().isalpha() else match.end()
    if sentence[at:].strip():
        yield Part(sentence[at:], at)


def placed_stems(text: str) -> Iterator[tuple[int, str]]:
    """The stems of the words that carry meaning, each with its place; one for child, children."""
    for match in _WORD.finditer(text):
        word = fold(match.group()).removesuffix("'s").removesuffix("'")
        if word not in stop_words():
            yield match.start(), bare_stem(word)


def bare_stem(word: str) -> str:
    """The stem of a folded word, one for both numbers of a noun."""
    return stem(_ONE_STEM.get(word, word))
