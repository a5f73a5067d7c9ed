"""Words -> concepts: the things a question is about, each with its ways of being put."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from types import MappingProxyType

from assistant.question.intents import NUMBER_NAMES
from assistant.question.nouns import Concept
from assistant.question.phrases import NUMBERED_WEIGHT, stemmed
from assistant.question.times import without_times
from assistant.question.vocabulary import (
    abbreviations,
    documents_words,
    lay_words,
    stem,
    stop_words,
    tokens,
)

# How much a word counts beside its rarity in the corpus, tuned on the development questions
# (docs/evaluation.md): words that say where to look, words that only ask, and the
# least weight of an everyday word.
SCOPE_SHARE = 0.15
ASKING_SHARE = 0.25
LEAST_LAY = 0.35
RARELY_SAID = 0.6  # ... from which a word's other forms are looked up among everyday words
UNKNOWN = 1.0  # the rarity of a word that stands in no document

LAST_CHILDHOOD = 16  # years from which documents speak of the age itself

LONGEST_PHRASE = 3  # words of the longest everyday phrase
LONGEST_FORM = 6  # words of the longest known long form that is looked for

_SCOPE_WORDS = frozenset(
    "notice notices bulletin ofsted inspection inspections inspected inspector inspectors report "
    "reports council councils councils' authority borough county city ilacs document doc docs "
    "guidance pack fact sheet factsheet leaflet booklet handbook according".split()
)
_ASKING_WORDS = frozenset(
    "often frequently frequency percentage proportion share number numbers average date dates "
    "deadline quick quickly soon fast level called happen happened happens much wrong finding "
    "findings found figure figures kind kinds type types sort sorts think say yr yrs year years "
    "old olds time published good enough better worse fix compare compares compared comparison "
    "differ differs timescale timescales timeframe timings phone telephone name names".split()
)
_NUMBERED = frozenset(
    "level levels tier stage section step phase term principle standard grade regulation "
    "schedule annex appendix chapter paragraph".split()
)
_FIGURES = {str(n): word for n, word in enumerate(NUMBER_NAMES)} | {
    word: str(n) for n, word in enumerate(NUMBER_NAMES)
}
_PREFIXED = re.compile(r"\b(re|co|pre|non|multi|anti|inter|sub|over|under)-([a-z]{3,})\b")
_ORDINALS = dict(
    zip(
        "1st 2nd 3rd 4th 5th 6th 7th 8th 9th 10th".split(),
        "first second third fourth fifth sixth seventh eighth ninth tenth".split(),
        strict=True,
    )
)
_AGED = re.compile(r"\b(\d{1,2})[ -]?(?:yrs?|years?|y|mths?|months?)[ -]?(?:olds?|o)\b", re.I)

NONE: Mapping[str, list[str]] = MappingProxyType({})
Weight = Callable[[str], float]
Corrected = Callable[[str], str]


def concepts(
    text: str, weight: Weight, corrected: Corrected, short_forms: Mapping[str, list[str]] = NONE
) -> tuple[Concept, ...]:
    """The concepts of a text in its order, each once: numbered things, long forms, words.

    ``short_forms`` are those that the papers explain, in small letters, beside those of the trade.
    """
    words = tokens(_AGED.sub(_aged, without_times(text)))
    found: list[Concept] = []
    at = 0
    while at < len(words):
        taken, concept = _numbered_at(words, at)
        if concept is None:
            taken, concept = _long_form_at(words, at, weight, short_forms)
        if concept is None:
            taken, concept = _lay_phrase_at(words, at, weight)
        if concept is None and words[at] in short_forms:
            taken, concept = 1, _abbreviation(words[at], short_forms[words[at]], weight)
        if concept is None:
            taken, concept = 1, _single(words[at], weight, corrected)
        if concept is not None and all(c.ways[0] != concept.ways[0] for c in found):
            found.append(concept)
        at += taken
    return tuple(_hyphenated(text, concept) for concept in found)


def _hyphenated(text: str, concept: Concept) -> Concept:
    """A word after a prefix and a hyphen, with the two run together too: documents write
    "reprocure" for "re-procure"."""
    for prefix, rest in _PREFIXED.findall(text.lower()):
        if rest == concept.surface:
            ways = (concept.ways[0], (stem(prefix + rest),), *concept.ways[1:])
            spoken = (*concept.spoken, prefix + rest)
            return Concept(rest, ways, concept.own + 1, concept.weight, spoken)
    return concept


def _aged(match: re.Match[str]) -> str:
    """A child's age in words that documents use: "a 3 yr old" is a child, "a 17 yr old" both."""
    return " child " if int(match.group(1)) < LAST_CHILDHOOD else match.group()


def _numbered_at(words: list[str], at: int) -> tuple[int, Concept | None]:
    """A thing known by its number that begins here: "level 3" is one concept, not two; and so is
    "stage two"."""
    following = words[at + 1] if at + 1 < len(words) else ""
    if words[at] not in _NUMBERED:
        return 1, None
    said = [following, _FIGURES[following]] if following in _FIGURES else [following]
    if len(said) == 1 and not re.fullmatch(r"\d{1,2}[a-z]?", following):
        return 1, None
    ways = tuple((stem(words[at]), stem(each)) for each in said)
    surface = f"{words[at]} {following}"
    return 2, Concept(surface, ways, len(ways), NUMBERED_WEIGHT, (words[at], *said))


def _long_form_at(
    words: list[str], at: int, weight: Weight, short_forms: Mapping[str, list[str]]
) -> tuple[int, Concept | None]:
    """A known long form that begins here ("child protection plan"), longest first."""
    explained = _by_long_form(short_forms)
    for size in range(LONGEST_FORM, 1, -1):
        key = tuple(stem(word) for word in words[at : at + size])
        shorts = _long_forms().get(key) or explained.get(key) if len(key) == size else None
        if shorts:
            others = [way for way in _same(shorts) if way != key]
            ways = (key, *((stem(short),) for short in shorts), *others)
            rarity = max(weight(part) for part in key)
            spoken = (*words[at : at + size], *shorts)
            return size, Concept(" ".join(words[at : at + size]), ways, len(ways), rarity, spoken)
    return 1, None


def _same(shorts: list[str]) -> tuple[tuple[str, ...], ...]:
    """Every long form of the trade's abbreviations: "looked after children" are "in care"."""
    longs = (long for short in shorts for long in abbreviations().get(short, ()))
    return tuple(dict.fromkeys(stemmed(long) for long in longs))


def _lay_phrase_at(words: list[str], at: int, weight: Weight) -> tuple[int, Concept | None]:
    """An everyday turn of phrase that begins here ("turned down"), longest first."""
    for size in range(LONGEST_PHRASE, 1, -1):
        phrase = " ".join(words[at : at + size])
        others = lay_words().get(phrase, []) if at + size <= len(words) else []
        if others:
            ways = tuple(stemmed(way) for way in (phrase, *others))
            rarity = min(max(weight(part) for part in way) for way in ways)
            spoken = (*words[at : at + size], *others)
            return size, Concept(phrase, ways, 1, max(LEAST_LAY, rarity), spoken)
    return 1, None


@lru_cache(maxsize=1)
def _long_forms() -> dict[tuple[str, ...], list[str]]:
    """The stems of each of the trade's long forms of several words -> its abbreviations."""
    return _by_long_form(abbreviations())


def _by_long_form(short_forms: Mapping[str, list[str]]) -> dict[tuple[str, ...], list[str]]:
    found: dict[tuple[str, ...], list[str]] = {}
    for short, longs in short_forms.items():
        for long_form in longs:
            key = stemmed(long_form)
            if len(key) > 1:
                found.setdefault(key, []).append(short)
    return found


def _single(word: str, weight: Weight, corrected: Corrected) -> Concept | None:
    """The concept of one word; None where it carries no meaning of its own."""
    longs = abbreviations().get(word)
    if longs:
        return _abbreviation(word, longs, weight)
    if word in stop_words() or (len(word) == 1 and word.isalpha()):
        return None
    own = stem(word)
    if word in _FIGURES:
        figure = _FIGURES[word]
        weighed = _weighed(word, weight(own))
        return Concept(word, ((own,), (stem(figure),)), 2, weighed, (word, figure))
    if word in _ORDINALS:
        named = _ORDINALS[word]
        return Concept(word, ((own,), (stem(named),)), 2, weight(stem(named)), (word, named))
    others = documents_words(word, in_any_form=weight(own) > RARELY_SAID)
    if others:
        return _lay(word, others, weight)
    if word.startswith("un") and weight(own) >= UNKNOWN > weight(stem(word[2:])):
        base = word[2:]  # "unnotified": documents say "has not been notified"
        return Concept(word, ((own,), (stem(base),)), 1, weight(stem(base)), (word, base))
    nearest = corrected(own)
    spoken = word if nearest == own else nearest
    return Concept(word, ((nearest,),), 1, _weighed(word, weight(nearest)), (spoken,))


def _abbreviation(word: str, long_forms: list[str], weight: Weight) -> Concept:
    """An abbreviation, which its long forms mean as well as it does; looser words less."""
    ways = ((stem(word),), *(stemmed(long_form) for long_form in long_forms))
    looser = lay_words().get(word, [])
    # An abbreviation that no document uses is as rare as what it stands for.
    used = ways if weight(ways[0][0]) < UNKNOWN else ways[1:]
    rarity = max(weight(part) for way in used for part in way)
    spoken = (word, *long_forms, *looser)
    every = (*ways, *(stemmed(each) for each in looser))
    return Concept(word, every, len(ways), _weighed(word, rarity), spoken)


def _lay(word: str, others: list[str], weight: Weight) -> Concept:
    """An everyday word, with the documents' words for it as looser ways.

    Where no document uses the word itself, theirs are what it means, and weigh as they do.
    """
    own = (stem(word),)
    ways = (own, *(stemmed(other) for other in others))
    spoken = (word, *others)
    if weight(own[0]) < UNKNOWN:
        rarity = max(LEAST_LAY, weight(own[0]))
        return Concept(word, ways, 1, _weighed(word, rarity), spoken)
    rarity = min(max(weight(part) for part in way) for way in ways[1:])
    return Concept(word, ways, len(ways), _weighed(word, max(LEAST_LAY, rarity)), spoken)


def _weighed(word: str, rarity: float) -> float:
    """Words that say where to look, or what sort of thing is asked for, weigh little."""
    if word in _SCOPE_WORDS:
        return rarity * SCOPE_SHARE
    return rarity * ASKING_SHARE if word in _ASKING_WORDS else rarity
