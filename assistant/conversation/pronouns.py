"""What "it", "they" and "there" stand for in a follow-up."""

from __future__ import annotations

import re

from assistant.conversation import phrases
from assistant.conversation.framing import people
from assistant.conversation.mentions import tidy
from assistant.conversation.turns import Asked, plain


def referring(asked: Asked) -> str | None:
    """Pronouns: "who checks that?", "what must they do about it?", "when was she appointed?"."""
    text = asked.text  # a council that it names stays where it stands
    said: dict[bool, tuple[re.Match[str], str]] = {}
    for match in phrases.PRONOUN.finditer(text):
        of_people = match["word"].lower().startswith(("the", "he", "hi", "she"))
        meant = None if of_people in said else _meant(asked, text, match)
        if meant is not None:
            said[of_people] = (match, meant)
    if not said:
        return None
    for match, meant in sorted(said.values(), key=lambda each: -each[0].start()):
        text = f"{text[: match.start()]}{meant}{text[match.end() :]}"
    return asked.here(tidy(f"{text}?"))


def _meant(asked: Asked, text: str, match: re.Match[str]) -> str | None:
    """What a pronoun stands for; None where it is none, or stands for nothing known."""
    word = match["word"].lower()
    before, after = text[: match.start()], text[match.end() :]
    if phrases.EXPLETIVE.search(text[max(0, match.start() - 5) :]) and word in ("it", "there"):
        return None
    one = asked.councils[0] if len(asked.councils) == 1 else ""
    if word in ("he", "she", "him"):
        return asked.before.person or None
    if word in ("his", "her"):
        person = asked.before.person
        return f"{person}'s" if person else None
    if word.endswith(("council", "authority")):
        return one if one and not asked.own else None
    if word == "there":
        return "" if not after.strip() and one else None
    if word in ("they", "them", "their"):
        return _several(asked, word, one)
    if word in ("this", "that", "these", "those"):
        if not phrases.BEFORE_PRONOUN.search(before):
            return None
        if not phrases.AFTER_THAT.match(after):
            return "the" if one else None
    if word == "its":
        thing = asked.topic
        owner = (
            thing
            if re.search(phrases.KIND + r"|board|group|panel|committee|meeting", thing, re.I)
            else one
        )
        return f"{owner}'s" if owner else None
    return asked.topic


def _several(asked: Asked, word: str, one: str) -> str | None:
    """Whom "they" means: the people asked about, else the one council, else the matter."""
    crowd = people(plain(asked.base, asked.known))
    if crowd and not (one and word == "they" and re.search(r"\bchildren$", crowd, re.I)):
        return f"{crowd}'" if word == "their" else crowd
    if one and word != "them":
        return f"{one}'s" if word == "their" else one
    if len(asked.councils) > 1 and word == "they":
        return " and ".join(asked.councils)
    return asked.topic if word == "them" else None
