"""One link between two duties, or a duty and what is reported on it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from assistant.linking.progress import Reported
from assistant.linking.surety import Stage
from assistant.registers.confirmations import Stamp
from assistant.registers.filed import Filed, place_of


@dataclass(frozen=True, slots=True)
class Link:
    """One proposal. ``target`` is another row, or words of a paper that report progress."""

    stage: Stage
    source: Filed
    target: Filed | Reported
    confidence: float
    because: str

    @property
    def id(self) -> str:
        """The same while both ends' documents and words stand."""
        far = (
            self.target.id
            if isinstance(self.target, Filed)
            else f"{self.target.entry.id}:{self.target.span.start}-{self.target.span.end}"
        )
        key = f"{self.stage}\n{self.source.id}\n{far}"
        return "l" + hashlib.sha256(key.encode()).hexdigest()[:15]

    @property
    def stamp(self) -> Stamp:
        """By which a confirmation of this link finds it again."""
        words = (self.stage, self.source.requirement.quote.text, _own_words(self.target))
        return Stamp.of("link", words, (place_of(self.source.entry), place_of(self.target.entry)))


def _own_words(end: Filed | Reported) -> str:
    return end.requirement.quote.text if isinstance(end, Filed) else end.words
