"""A follow-up -> a question that stands alone, by rules that look at words alone.

Each rule takes what was asked, beside the question before it, and gives a reading or None;
the first that gives one wins. A council named in the follow-up takes the place of those
before it; only a comparison asked for in so many words keeps both.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.conversation import phrases
from assistant.conversation.framing import HEADS, frame
from assistant.conversation.mentions import council_mentions, names, with_councils
from assistant.conversation.pronouns import referring
from assistant.conversation.restating import (
    about,
    attribute,
    circumstance_that,
    hanging,
    in_document,
    other_circumstance,
    whole,
)
from assistant.conversation.turns import Asked, Before, asked_after, plain, sentence
from assistant.question import intents
from assistant.question.vocabulary import content_stems, fold

_SHORT = 5  # words of a question that says "the report" and means the one spoken of


def stand_alone(text: str, before: Before, known: Sequence[str]) -> str | None:
    """The follow-up as a question that stands alone; None where it did already.

    ``known`` are the short names of the corpus's councils.
    """
    asked = asked_after(text, before, known)
    for rule in _RULES:
        reading = rule(asked)
        if reading:
            return None if fold(reading).strip("?. ") == fold(text).strip("?. ") else reading
    return None


def _chosen(asked: Asked) -> str | None:
    """ "the second one", "2": one of the options offered, or a point of the list answered."""
    match = phrases.PLACE.search(asked.text)
    offered = asked.before.options or asked.before.items
    if not match or not offered:
        return None
    place = _number(match, len(offered))
    if not 0 <= place < len(offered):
        return asked.text if _only(asked.text, match) else None
    if asked.before.options:
        return asked.before.options[place] if _only(asked.text, match) else None
    item = f"“{offered[place].strip(' .;,')}”"
    if _only(asked.text, match):
        return asked.here(f"What is said about {item}?")
    if match["bare"] or not re.search(
        r"\bone\b|\bpoint\b|\bitem\b|\bbullet\b", match.group(), re.I
    ):
        return None
    return asked.here(f"{asked.text[: match.start()]}{item}{asked.text[match.end() :]}?")


def _number(match: re.Match[str], count: int) -> int:
    word = (match["ordinal"] or match["number"] or match["bare"] or "").lower()
    if word == "last":
        return count - 1
    digits = re.match(r"\d+", word)
    return int(digits.group()) - 1 if digits else phrases.ORDINALS.index(word)


def _only(text: str, match: re.Match[str]) -> bool:
    """Whether nothing but the place is said."""
    rest = f"{text[: match.start()]} {text[match.end() :]}"
    return all(word in phrases.PLACE_ONLY for word in re.findall(r"[a-z]+", rest.lower()))


def _compared(asked: Asked) -> str | None:
    """ "how does that compare with Kelder?": both councils, since both are asked for."""
    earlier = names(council_mentions(asked.before.reading, asked.known))
    others = [name for name in asked.own if name not in earlier]
    said = phrases.COMPARED.search(asked.text)
    if not said or not others or not earlier or not _refers_only(asked.bare):
        return None
    mentions = council_mentions(asked.before.reading, asked.known)
    both = with_councils(asked.before.reading, mentions, (*earlier, *others))
    return sentence(f"Compare {_told(re.sub(r'^compare ', '', both, flags=re.I))}")


def _told(question: str) -> str:
    """A question as what follows "Compare": its subject before its verb."""
    read = frame(question)
    if read and read.head and not read.leading and read.predicate and read.subject:
        verb = "" if read.verb in ("do", "does", "did") else read.verb
        question = f"{read.head} {read.noun} {read.subject} {verb} {read.predicate}"
    elif read and read.head.lower() == "what" and not read.noun and not read.predicate:
        question = read.rest
    return question[:1].lower() + question[1:]


def _refers_only(bare: str) -> bool:
    """Whether a comparison says nothing of what is compared but "that", or leaves it out."""
    return len(content_stems(phrases.COMPARED.sub(" ", bare))) <= 1


def _same_elsewhere(asked: Asked) -> str | None:
    """ "and Kelder?", "what about in 2015?": the same question with another scope."""
    if not (asked.own or asked.time):
        return None
    words = re.findall(r"[a-z']+", asked.bare.lower())
    if all(word in phrases.FILLERS for word in words):
        return sentence(asked.base)
    said = set(content_stems(phrases.WHAT_ABOUT.sub("", asked.bare)))
    fragment = not re.search(rf"^(?:{HEADS})\b(?! about)", asked.bare, re.I) and not frame(
        asked.bare
    )
    if fragment and said and said <= set(content_stems(plain(asked.before.reading, asked.known))):
        return sentence(asked.base)
    return None


def _carried(asked: Asked) -> str | None:
    """A question in full that goes on about the council spoken of: "and who chairs the board?"."""
    if asked.own or not asked.councils or phrases.ANYWHERE.search(asked.text):
        return None
    if intents.everywhere(fold(asked.text)) or len(asked.text.split()) < 2:
        return None
    short = len(asked.text.split()) <= _SHORT and re.search(r"\bthe \w+", asked.text, re.I)
    if asked.goes_on or short or phrases.BOUND.search(asked.text):
        return asked.here(asked.text)
    return None


_RULES: tuple[Callable[[Asked], str | None], ...] = (
    _chosen,
    _compared,
    _same_elsewhere,
    circumstance_that,
    whole,
    other_circumstance,
    attribute,
    in_document,
    about,
    hanging,
    referring,
    _carried,
)
