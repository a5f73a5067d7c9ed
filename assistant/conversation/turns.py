"""A follow-up beside the question that it follows: its words, its scope, its matter."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.conversation import phrases
from assistant.conversation.framing import Frame, frame, topic
from assistant.conversation.mentions import (
    council_mentions,
    ended,
    names,
    tidy,
    times_in,
    with_councils,
    with_time,
    without_councils,
    without_times,
)
from assistant.question import intents
from assistant.question.vocabulary import fold


@dataclass(frozen=True, slots=True)
class Before:
    """The question before, as it stood alone, and what its answer offered.

    ``items`` are the points of a list that was answered, ``options`` the questions of a
    question back, ``person`` somebody whom the answer names.
    """

    reading: str
    options: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    person: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """A follow-up beside what it follows.

    ``text`` is without openers ("and", "sorry,"), ``bare`` also without councils and times;
    ``base`` is the question before, about the councils and time that the follow-up names.
    """

    text: str
    bare: str
    goes_on: bool
    own: tuple[str, ...]
    time: str
    councils: tuple[str, ...]
    base: str
    before: Before
    known: Sequence[str]

    @property
    def frame(self) -> Frame | None:
        """The question before, taken apart."""
        return frame(self.base)

    @property
    def topic(self) -> str:
        """What the question before was about, its councils and times apart."""
        return topic(plain(self.base, self.known))

    def here(self, text: str) -> str:
        """A question about these councils, and of their time where that says which report."""
        if self.councils and not council_mentions(text, self.known):
            text = ended(text, f"in {' and '.join(self.councils)}")
        time = self.time or (times_in(self.before.reading) if _dated(self.base) else "")
        if time and not times_in(text):
            text = ended(text, f"in {time}")
        return sentence(text)


def asked_after(text: str, before: Before, known: Sequence[str]) -> Asked:
    words = _mended(tidy(text))
    opening = phrases.OPENING.match(words)
    rest = words[opening.end() :] if opening else words
    if not rest:
        rest = words
    rest = phrases.REQUEST.sub("", rest)
    trails = phrases.TRAILING.search(rest)
    rest = phrases.TRAILING.sub("", rest) or rest
    mentions = council_mentions(rest, known)
    own, time = names(mentions), times_in(rest)
    earlier_text = _mended(before.reading)
    earlier = council_mentions(earlier_text, known)
    base = with_councils(earlier_text, earlier, own) if own else earlier_text
    if len(own) == 1 and len(earlier) > 1:
        base = re.sub(r"^compare (?=\w)", "", base, flags=re.I)
    base = with_time(base, time) if time else base
    return Asked(
        text=rest.strip(" ?.!"),
        bare=re.sub(
            r"^['’]s?$", "", without_times(without_councils(rest, mentions)).strip(" ?.!,")
        ),
        goes_on=bool(trails or (opening and phrases.GOES_ON.search(opening.group()))),
        own=own,
        time=time,
        councils=own or names(earlier),
        base=base,
        before=before,
        known=known,
    )


def _mended(text: str) -> str:
    """Slips of the pen in the small words that a follow-up is made of."""
    text = re.sub(
        r"\bits (?=(?:late|not|never|been|missed|done|ready|too|still|no)\b)", "it is ", text
    )
    return re.sub(
        r"[A-Za-z]+(?![\w'’])", lambda m: phrases.SLIPS.get(m.group().lower(), m.group()), text
    )


def _dated(question: str) -> bool:
    """Whether a time in a question says which inspection is meant."""
    folded = fold(question)
    return intents.about_inspection(folded) or intents.intent(folded, ()) in (
        "grade",
        "improve",
        "inspector",
    )


def plain(text: str, known: Sequence[str]) -> str:
    """A phrase without councils and times."""
    bare = without_times(without_councils(text, council_mentions(text, known)))
    return bare.strip(" ?.,")


def sentence(text: str) -> str:
    """A question with its capital and its mark."""
    bare = tidy(text).rstrip(" ?.!,")
    end = "." if re.match(r"(?:list|compare|show|give|name)\b", bare, re.I) else "?"
    return f"{bare[:1].upper()}{bare[1:]}{end}"
