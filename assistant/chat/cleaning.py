"""Words of documents and people, made fit for a prompt."""

from __future__ import annotations

import re

from assistant.answer.quoting import display

_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\U000e0000-\U000e007f]")
# Words that speak to a machine; a clause with them is quoted, and no model is given it.
_TO_A_MACHINE = re.compile(
    r"\b(?:ignore|disregard|forget|override)\b.{0,40}\b(?:instructions?|rules?"
    r"|prompts?|guidelines?)\b"
    r"|\b(?:you are|act as|pretend to be|role ?play)\b.{0,30}"
    r"\b(?:now|an? (?:ai|assistant|model|bot))\b"
    r"|\b(?:system|developer) (?:prompt|message)\b|\blanguage model\b|\bjailbreak\b"
    r"|\bas an ai\b"
    r"|\byour (?:instructions|prompt)\b"
    r"|\b(?:say|reply|respond|answer|output)\b (?:only )?with\b",
    re.I | re.S,
)


def plain(text: str) -> str:
    """Words on one line, with nothing in them that a reader does not see."""
    return display(_INVISIBLE.sub("", text))


def speaks_to_a_machine(text: str) -> bool:
    """Whether words address a model and not a reader."""
    return bool(_TO_A_MACHINE.search(plain(text)))
