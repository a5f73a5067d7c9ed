"""Where a question names councils and times, and the question with others in their place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.conversation.framing import VERBS
from assistant.question.times import MONTHS
from ingest.councils import find_councils_in_question
from ingest.spelling import distance

SHORTEST_MISSPELT = 5  # letters of a council's name that may be misspelt
TWO_SLIPS_FROM = 9

_MONTH = rf"(?:{'|'.join(MONTHS)}|{'|'.join(m[:3] for m in MONTHS)})"
TIME = re.compile(
    rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)? )?(?:{_MONTH}\.? )?(?:19|20)\d\d(?:[-/]\d{{1,4}})?\b", re.I
)
_TIME_PHRASE = re.compile(rf"[ ,]*\b(?:(?:in|of|at|by|for|from|since|on) )?{TIME.pattern}", re.I)
_SUFFIX = (
    r"(?: (?:county|borough|city|metropolitan|district|unitary|metropolitan borough))?"
    r"(?: council| authority)?"
)
_JOINED = re.compile(r"(?:[ ,]*\b(?:in|for|at|by|of|from|to|about|and|or|with))? *$", re.I)
_WANTS_SUBJECT = re.compile(
    r"\b(?:must|should|shall|will|would|can|could|may|might|does|do|did|is|are|was|were|has|have|had"
    r"|if|that|whether|when) $",
    re.I,
)
_GOES_BEFORE = re.compile(
    r"\W*$|\s*[,.;:?!()–-]| (?:in|for|at|by|of|from|to|about|and|or|with|on|under|when|while|if"
    r"|that|who|than|must|should|shall|will|would|can|could|may|might|does|do|did|is|are|was|were|has"
    rf"|have|had|{'|'.join(sorted(VERBS))})\b",
    re.I,
)
_LINKED = re.compile(r"(?:,| and| or|, and|, or| versus| vs\.?| with| to)? *$", re.I)


@dataclass(frozen=True, slots=True)
class Mention:
    """A council named in a text, by its short name, at ``[start, end)``; ``'s`` is left out."""

    name: str
    start: int
    end: int


def council_mentions(text: str, known: Sequence[str]) -> tuple[Mention, ...]:
    """Every council that a text names, in order; ``known`` are names that the corpus adds.

    A name a slip or two away from a known one counts as it.
    """
    found = [
        Mention(council.name, span.start, _without_possessive(text, span.start, span.end))
        for council, span in find_councils_in_question(text)
    ]
    for name in known:
        for match in re.finditer(rf"\b{re.escape(name)}{_SUFFIX}\b", text, re.I):
            _put(found, Mention(name, match.start(), match.end()))
    for match in re.finditer(r"\b[A-Za-z]+", text):
        meant = _misspelt(match.group(), known)
        if meant:
            _put(found, Mention(meant, match.start(), match.end()))
    return tuple(sorted(found, key=lambda mention: mention.start))


def _put(found: list[Mention], mention: Mention) -> None:
    if not any(m.start < mention.end and mention.start < m.end for m in found):
        found.append(mention)


def _without_possessive(text: str, start: int, end: int) -> int:
    return start + len(re.sub(r"(?:'s|’s)$", "", text[start:end]))


def _misspelt(word: str, known: Sequence[str]) -> str | None:
    bare = word.lower()
    if len(bare) < SHORTEST_MISSPELT:
        return None
    for name in known:
        slips = 1 if len(name) < TWO_SLIPS_FROM else 2
        plural = bare.removesuffix("s")
        if bare[0] == name[0].lower() and any(
            distance(each, name.lower(), slips) for each in {bare, plural}
        ):
            return name
    return None


def names(mentions: Sequence[Mention]) -> tuple[str, ...]:
    """The councils mentioned, each once, in order."""
    return tuple(dict.fromkeys(mention.name for mention in mentions))


def with_councils(text: str, mentions: Sequence[Mention], councils: Sequence[str]) -> str:
    """The text about other councils: the first name is replaced, the rest taken out.

    Where none is named, they are added at the end.
    """
    if not mentions:
        return ended(text, f"in {' and '.join(councils)}")
    first = mentions[0]
    owned = re.match(r"['’]s(?=\W|$)", text[first.end :])
    said = " and ".join([*(f"{name}'s" if owned else name for name in councils[:-1]), councils[-1]])
    for mention in reversed(mentions[1:]):
        head, tail = text[: mention.start], text[mention.end :]
        tail = re.sub(r"^['’]s?(?=\W|$)", "", tail)
        text = _LINKED.sub(" ", head).rstrip() + tail
    return f"{text[: first.start]}{said}{text[first.end :]}"


def without_councils(text: str, mentions: Sequence[Mention]) -> str:
    """The text with no council in it: "Kelder's plan" is "the plan", "in Kelder" goes."""
    for mention in reversed(mentions):
        head, tail = text[: mention.start], text[mention.end :]
        possessive = re.match(r"(?:['’]s|['’]|s['’])(?=\s)", tail)
        if possessive:
            tail = tail[possessive.end() :]
            text = re.sub(r"\b(?:the|each of|all of) $", "", head) + "the" + tail
        elif _WANTS_SUBJECT.search(head):
            text = f"{head}the council{tail}"
        elif _GOES_BEFORE.match(tail):
            text = f"{_JOINED.sub('', head)} {tail.lstrip()}"
        else:  # "in Kelder schools" is "in schools"
            text = f"{head.rstrip()} {tail.lstrip()}"
    return tidy(text)


def times_in(text: str) -> str:
    """The years, or months with their year, that a text names, as it puts them; "" for none."""
    return " and ".join(match.group().strip() for match in TIME.finditer(text))


def with_time(text: str, time: str) -> str:
    """The text about another time: the first named is replaced, the rest taken out."""
    found = list(TIME.finditer(text))
    if not found:
        return ended(text, f"in {time}")
    whole = len(found) == 1
    for match in reversed(found[1:]):
        head = re.sub(
            r"[ ,]*\b(?:and|or|to|with)? *(?:in|of|since|from)? *$", "", text[: match.start()]
        )
        text = head + text[match.end() :]
    first = found[0]
    head = text[: first.start()]
    if not whole:
        head = re.sub(r"\bbetween $", "in ", head, flags=re.I)
    return tidy(f"{head}{time}{text[first.end() :]}")


def without_times(text: str) -> str:
    """The text with no year or dated month in it."""
    text = re.sub(rf"\bbetween {TIME.pattern} and {TIME.pattern}", "", text, flags=re.I)
    return tidy(re.sub(r"\(\s*\)", "", _TIME_PHRASE.sub("", text)))


def ended(text: str, more: str) -> str:
    """The question with more words before its question mark."""
    bare = text.rstrip(" ?.!")
    return f"{bare} {more}?"


def tidy(text: str) -> str:
    """Single spaces, none before a mark."""
    return re.sub(r"\s+([?,.;:])", r"\1", re.sub(r"\s+", " ", text)).strip()
