"""Who does what in a text: each party and person with the words of what it does.

A part of a sentence without a subject of its own goes on with the one before: "The council
must publish the plan and send it to the board".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from assistant.chat.attachments import Item, items
from assistant.chat.obligations import VERB, is_passive
from assistant.chat.parts import parts, placed_stems, sentences

Doings = Mapping[tuple[str, str], frozenset[str]]
_AGENT = re.compile(r"\bby\s+(?:(?:the|a|an|its|their|each|every|local|improvement)\s+)*$", re.I)


def another_s_doing(statement: str, whole: str) -> bool:
    """Whether a statement has somebody do what its clauses have another do."""
    held = doings(whole)
    for actor, said in doings(statement).items():
        if actor not in held:
            continue
        own = held[actor]
        for other, words in held.items():
            rival = other[0] == actor[0] and other != actor
            alone = (words - own) & said
            if rival and alone and len(words & said) > len(own & said):
                return True
    return False


def doings(text: str) -> Doings:
    """The words of what each party and each person does; a part without a doer is the last's."""
    found: dict[tuple[str, str], frozenset[str]] = {}
    for sentence in sentences(text):
        for kind in ("party", "person"):
            for actor, words in _doings(sentence, kind):
                found[kind, actor] = found.get((kind, actor), frozenset()) | words
    return found


def _doings(sentence: str, kind: str) -> Iterator[tuple[str, frozenset[str]]]:
    last: tuple[str, ...] = ()
    for part in parts(sentence):
        held = items(part.text)
        actors = tuple(dict.fromkeys(_actors(part.text, held, kind)))
        last = actors or last
        words = {item.mark for item in held} | {
            word
            for at, word in placed_stems(part.text)
            if not any(item.start <= at < item.end for item in held)
        }
        for actor in last:
            yield actor, frozenset(words - {f"#{kind}:{actor}"})


def _actors(part: str, held: list[Item], kind: str) -> Iterator[str]:
    """Those before the verb of a part, and in a passive one those after "by"."""
    verb = VERB.search(part)
    passive = bool(verb and is_passive(part[verb.end() :]))
    for item in held:
        if item.kind != kind:
            continue
        agent = bool(_AGENT.search(part[: item.start]))
        if (
            agent
            or (kind == "person" and not passive)
            or (verb and not passive and item.end <= verb.start())
        ):
            yield item.value
