"""Prompts: files of words with named placeholders, checked on load, known by their hash."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from importlib.resources import files

from ingest.errors import NoticesError

PLACEHOLDERS: Mapping[str, frozenset[str]] = {
    "answer": frozenset({"mark", "clauses", "question"}),
    "rewrite": frozenset({"mark", "before", "headings", "question"}),
}
_PLACE = re.compile(r"\{\{(\w+)\}\}")
_HASH_LENGTH = 12


class PromptError(NoticesError):
    """A prompt's file is missing, or does not have the placeholders that it must."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """The words of a prompt; ``hash`` begins the SHA-256 of them."""

    name: str
    text: str

    @property
    def hash(self) -> str:
        """Twelve hexadecimal digits that change with every change of the words."""
        return sha256(self.text.encode()).hexdigest()[:_HASH_LENGTH]

    def filled(self, values: Mapping[str, str]) -> str:
        """The words with each placeholder's value; a value is never searched for placeholders."""
        return _PLACE.sub(lambda match: values[match[1]], self.text)


@lru_cache
def prompt(name: str) -> Prompt:
    """The prompt of that name.

    Raises:
        PromptError: its file is missing or has other placeholders than PLACEHOLDERS says.
    """
    try:
        text = files("prompts").joinpath(f"{name}.txt").read_text("utf-8")
    except (OSError, ModuleNotFoundError) as error:
        raise PromptError(f"prompts/{name}.txt is missing. Install the package again.") from error
    return checked(Prompt(name, text), PLACEHOLDERS[name])


def checked(made: Prompt, wanted: frozenset[str]) -> Prompt:
    """The prompt, if it has just the placeholders wanted. Raises PromptError."""
    found = frozenset(_PLACE.findall(made.text))
    if found != wanted:
        odd = ", ".join(sorted(found ^ wanted))
        raise PromptError(
            f"prompts/{made.name}.txt has placeholders missing or too many: {odd}. "
            "Put the file back as it was."
        )
    return made
