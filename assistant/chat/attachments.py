"""What a figure, a date or a person is attached to in a text.

Every word of a false statement may stand in its clause: "from 80% to 63%" in one that says
"from 63% to 80%". So each item is looked at with what is beside it: the small word and the
bound before it, the thing counted after it, and the words and items that belong to it more
than to any other item of its kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.chat.amounts import bounds, placed_amounts, placed_frequencies
from assistant.chat.obligations import placed_parties
from assistant.chat.parts import Part, parts, placed_stems, sentences
from assistant.question.names import NAME, is_name
from assistant.question.vocabulary import fold

_BESIDE = 2  # what a figure or date beside an item weighs, where a word weighs one
_FAR = 8  # words between items that are still beside each other
_THINGS = 6  # content words after a count among which the thing counted is looked for
_ROLE = re.compile(
    r"\b(from|to|by|until|since|before|after|with|on|in|for)\s+"
    r"(?:(?:the|a|an|its|their|each|every|any|all|improvement|local|end|of|late|early)\s+)*$",
    re.I,
)
_APART = re.compile(r"\b(?:and|but|to|from)\b|;")
_DIRECTED = frozenset("from to by until since before after with for".split())
_DATED = frozenset("from to by until since before after on in".split())
_LIKE = ({"from", "since"}, {"by", "before"}, {"to", "until"}, {"on", "in"})
_LIMITING = frozenset({"least", "most", "more", "less"})


@dataclass(frozen=True, slots=True)
class Item:
    """One figure, date, party or person of a text, and where it stands."""

    kind: str
    value: str
    start: int
    end: int

    @property
    def mark(self) -> str:
        """How it stands among the words of another item."""
        return f"#{self.kind}:{self.value}"


@dataclass(frozen=True, slots=True)
class Place:
    """An item in its sentence: what belongs to it, what follows it, what goes before it."""

    item: Item
    own: frozenset[str]
    words: frozenset[str]  # of the whole sentence
    after: tuple[str, ...]
    role: str
    bound: frozenset[str]

    def is_of(self, other: Place) -> bool:
        """Whether both are the same item."""
        return (self.item.kind, self.item.value) == (other.item.kind, other.item.value)


def misplaced(statement: str, whole: str) -> bool:
    """Whether a statement gives to one item what its clauses give to another."""
    said, held = places(statement), places(whole)
    known = frozenset(word for place in held for word in place.words)
    for place in said:
        same = [each for each in held if each.is_of(place)]
        rivals = [
            each for each in held if each.item.kind == place.item.kind and not each.is_of(place)
        ]
        if same and (
            _another_role(place, same, rivals)
            or _another_bound(place, same)
            or _another_thing(place, same, known)
            or _nearer(place, same, rivals)
        ):
            return True
    return False


def items(text: str) -> list[Item]:
    """The figures, dates, parties and persons of a text, in order."""
    found = [Item(*each) for each in placed_amounts(text)]
    found += [Item("often", *each) for each in placed_frequencies(text)]
    found += [Item("party", *each) for each in placed_parties(text)]
    for match in NAME.finditer(text):
        if is_name(match.group()):
            more = re.match(r"(?: [A-Z][\w’-]+)*", text[match.end() :])
            end = match.end() + (more.end() if more else 0)
            name = fold(text[match.start() : end]).removesuffix("'s").rsplit(" ", 1)[-1]
            found.append(Item("person", name, match.start(), end))
    return sorted(found, key=lambda item: item.start)


def places(text: str) -> list[Place]:
    """Every item of a text with what belongs to it in its sentence."""
    return [place for sentence in sentences(text) for place in _in_sentence(sentence)]


def _in_sentence(sentence: str) -> Iterator[Place]:
    found = items(sentence)
    inside = [
        (at, word)
        for at, word in placed_stems(sentence)
        if not any(item.start <= at < item.end for item in found)
    ]
    words = frozenset(word for _, word in inside) | {item.mark for item in found}
    pieces = list(parts(sentence))
    for item in found:
        here = _part(pieces, item.start)
        beside = [(each.start, each.mark) for each in found if each.kind == "party"]
        alone = frozenset(
            word
            for at, word in (*inside, *beside)
            if here.start <= at < here.end and at != item.start
        )
        role = _ROLE.search(sentence[: item.start])
        yield Place(
            item,
            alone | _beside(sentence, item, found),
            words,
            _following(item, inside, found),
            role[1].lower() if role else "",
            bounds(_before(sentence, item, found, here)) - {"by"},
        )


def _following(
    item: Item, inside: Sequence[tuple[int, str]], found: Sequence[Item]
) -> tuple[str, ...]:
    """Words and parties after an item, up to the next of its kind."""
    ends = min((each.start for each in found if each.kind == item.kind and each.start > item.start),
               default=None)  # fmt: skip
    marks = [(each.start, each.mark) for each in found if each.kind == "party"]
    words = sorted([*inside, *marks])
    return tuple(w for at, w in words if at >= item.end and (ends is None or at < ends))


def _part(pieces: Sequence[Part], at: int) -> Part:
    return next((each for each in reversed(pieces) if each.start <= at), pieces[0])


def _before(sentence: str, item: Item, found: Sequence[Item], here: Part) -> str:
    """The words that may bound an item: its part's, from the figure or date before it on."""
    figures = [each.end for each in found if each.kind not in ("often", "party", "person")]
    begins = max([here.start, *(end for end in figures if end <= item.start)])
    after = re.match(r" or (?:more|fewer|less)\b", sentence[item.end :])
    return sentence[begins : item.end] + (after.group() if after else "")


def _beside(sentence: str, item: Item, found: Sequence[Item]) -> frozenset[str]:
    """Marks of the figures, dates and persons nearer to this item than to others of its kind."""
    rivals = [each for each in found if each.kind == item.kind]
    return frozenset(
        each.mark
        for each in found
        if each.kind not in (item.kind, "party")
        and (apart := _apart(sentence, item, each)) <= _FAR
        and all(apart <= _apart(sentence, rival, each) for rival in rivals)
    )


def _apart(sentence: str, one: Item, other: Item) -> int:
    """Words between two items; more where a comma or an "and" stands between, too."""
    first, last = sorted((one, other), key=lambda item: item.start)
    between = sentence[first.end : last.start]
    return len(between.split()) + 3 * len(_APART.findall(between))


def _another_role(place: Place, same: Sequence[Place], rivals: Sequence[Place]) -> bool:
    """ "to 63%" where the clause has "from 63%"; "by 3 May" where it has "from 3 May"."""
    if any(_alike(place.role, each.role) for each in same):
        return False
    if place.item.kind == "date":
        return place.role in _DATED and all(each.role in _DATED for each in same)
    taken = any(each.role == place.role for each in rivals)
    return place.role in _DIRECTED and taken


def _alike(one: str, other: str) -> bool:
    return one == other or any(one in pair and other in pair for pair in _LIKE)


def _another_bound(place: Place, same: Sequence[Place]) -> bool:
    """ "at least 17" where the clause has "at most 17", or lost the "at least" of it."""
    if place.item.kind in ("date", "often", "party", "person"):
        return False
    said = place.bound & _LIMITING
    held = [each.bound & _LIMITING for each in same]
    if place.item.kind == "time" and not said:
        return False  # "within" and "after" are compared by the sentence
    return not any(said & each or said == each for each in held)


def _another_thing(place: Place, same: Sequence[Place], known: frozenset[str]) -> bool:
    """ "12 managers" where the clause counts 12 of something else and has managers elsewhere."""
    if place.item.kind != "count" or not place.after:
        return False
    thing = place.after[0]
    return thing in known and not any(
        not each.after
        or thing in {*each.after[:_THINGS], *each.own}
        or set(each.after[:_THINGS]) & set(place.after[:_THINGS])  # "31 of the files were ..."
        for each in same
    )


def _nearer(place: Place, same: Sequence[Place], rivals: Sequence[Place]) -> bool:
    """What is said of this item belongs more to another of its kind."""
    if place.item.kind == "party":
        return False  # who does what is looked at by its verbs
    best = max(_share(each.own, place.own) for each in same)
    told = frozenset[str]().union(*(each.own for each in same))
    for rival in rivals:
        others, share = (rival.own - told) & place.own, _share(rival.own, place.own)
        if others and (share > best or (share == best and not (told - rival.own) & place.own)):
            return True
    return False


def _share(own: frozenset[str], said: frozenset[str]) -> float:
    whole = sum(map(_weight, own))
    return sum(map(_weight, own & said)) / whole if whole else 0.0


def _weight(word: str) -> int:
    return _BESIDE if word.startswith("#") else 1
