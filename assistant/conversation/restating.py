"""The question before, asked again: for another circumstance, of another thing, in full."""

from __future__ import annotations

import re

from assistant.conversation import phrases
from assistant.conversation.framing import HEADS, Frame, frame, people
from assistant.conversation.mentions import council_mentions, without_councils, without_times
from assistant.conversation.turns import Asked, plain, sentence
from assistant.question import intents
from assistant.question.vocabulary import content_stems, fold


def other_circumstance(asked: Asked) -> str | None:
    """ "by when?", "who by?", "why?": the same statement, asked for something else about it."""
    said = asked.bare.lower()
    for pattern, head in phrases.NEW_HEADS:
        match = re.search(pattern, said)
        if match:
            rest = re.findall(r"[a-z']+", said[: match.start()] + " " + said[match.end() :])
            if all(word in phrases.LIGHT for word in rest):
                return _headed(asked, head or match.group().capitalize())
            return None
    return None


def _headed(asked: Asked, head: str) -> str:
    """The question before with another head."""
    read = asked.frame
    loose = asked.here(f"{'Who' if head == 'By whom' else head} is it for {asked.topic}?")
    if read is None or read.order or read.leading or read.rest.startswith("there"):
        return loose
    if read.head.lower() == "who" and not read.subject:
        return loose
    if not read.head or read.adverbial:
        return asked.here(_active(asked, read, head, read.rest))
    if read.noun and not read.subject and read.predicate:
        return asked.here(f"{head} {read.verb} {read.noun} {read.predicate}?")
    if read.noun and read.predicate:
        first, _, more = read.predicate.partition(" ")
        return asked.here(_active(asked, read, head, f"{read.subject} {first} {read.noun} {more}"))
    if re.match(r"(?:do|did|done) (?:about|on|for|with)\b", read.predicate):
        return loose
    if re.match(r"(?:include|contain|cover|do|have|say|be)\b(?: in\b.*)?$", read.predicate, re.I):
        verb = read.verb if read.verb not in ("do", "does", "did") else "must"
        return asked.here(f"{head} {verb} {read.subject} be done?")
    if not read.predicate and read.verb not in ("is", "are", "was", "were"):
        return loose
    if read.head.lower().startswith("who") and not read.predicate:
        return loose
    return asked.here(_active(asked, read, head, re.sub(r" to be\b", "", read.rest)))


def _active(asked: Asked, read: Frame, head: str, rest: str) -> str:
    """The statement under a new head; "by whom" of an active verb asks "who"."""
    if head != "By whom" or re.match(r"be\b|\w+ed\b", read.predicate):
        return f"{head} {read.verb} {rest}?"
    subject = plain(read.subject, asked.known)
    if read.predicate and not subject and read.verb not in ("does", "do", "did"):
        return f"Who {read.verb} {rest.removeprefix(read.subject).strip()}?"
    return f"Who is it for {asked.topic}?"


def circumstance_that(asked: Asked) -> str | None:
    """ "and if they don't?", "what if there is no plan?": what happens then."""
    said = re.sub(r"^what (?=if\b)", "", asked.bare, flags=re.I)
    read = asked.frame
    if phrases.IF_NOT.fullmatch(said):
        if read and read.subject and read.predicate and not read.leading:
            verb = read.verb if read.verb not in ("must", "should", "shall", "will") else "does"
            verb = _agreeing(verb, read.subject) if verb in ("does", "do") else verb
            return asked.here(f"What happens if {read.subject} {verb} not {read.predicate}?")
        subject = " and ".join(asked.councils)
        verb = "do" if len(asked.councils) > 1 else "does"
        return sentence(f"What happens if {subject} {verb} not comply?") if subject else None
    match = phrases.IF_SOMETHING.fullmatch(said)
    if match and not asked.own and not phrases.PRONOUN.search(said.replace("there", "")):
        return asked.here(f"What happens {match['if']}?")
    return None


def attribute(asked: Asked) -> str | None:
    """ "and the deadline?": what the question before left out, by its name."""
    said = re.sub(
        r"^(?:(?:what|how) about|what(?: is| was|'s)?|tell me|is there)\b ?(?:the|its|their|any"
        r"|a)? ?"
        r"|^(?:the|its|their|any|a) |(?: for| of) (?:it|that|this|them)$",
        "",
        asked.bare.lower(),
    )
    said = re.sub(r"(?: for| of) (?:it|that|this|them)$", "", said).strip()
    head = phrases.ATTRIBUTES.get(said)
    return _headed(asked, head) if head else None


def whole(asked: Asked) -> str | None:
    """ "list them", "which ones?", "what else?", "tell me more"."""
    if phrases.LIST_THEM.fullmatch(asked.bare):
        return _listed(asked)
    if phrases.ELSE.fullmatch(asked.bare):
        read = asked.frame
        if read and read.head.lower() in ("what", "who") and not read.noun:
            return asked.here(re.sub(r"^(what|who)\b", r"\1 else", asked.base, count=1, flags=re.I))
        return asked.here(f"What else is said about {asked.topic}?")
    if phrases.MORE.fullmatch(asked.bare):
        return asked.here(f"What is said about {asked.topic}?")
    return None


def _listed(asked: Asked) -> str:
    """The things counted or asked for, as a list."""
    read = asked.frame
    if read and read.noun and re.match("how (?:many|much)", read.head, re.I):
        rest = re.sub(r"^there\b ?", "", read.rest)
        if read.predicate and read.verb not in ("is", "are", "was", "were"):
            aux = "" if read.verb in ("do", "does", "did") else f"{read.verb} "
            rest = f"{read.subject} {aux}{read.predicate}"
        return asked.here(f"List the {re.sub('^the ', '', read.noun)} {rest}")
    if read and (read.order or re.match("what|which|who", read.head, re.I)):
        return sentence(asked.base)
    return asked.here(f"List what is said about {asked.topic}")


def in_document(asked: Asked) -> str | None:
    """ "what does the inspection report say?": the same matter in another document."""
    match = phrases.KIND_SAYS.fullmatch(phrases.WHAT_ABOUT.sub("", asked.bare))
    if not match:
        return None
    kind = match["kind"].lower()
    held = re.search(phrases.KIND, asked.base, re.I)
    said = re.search(r"\bsay|\bstate|\brequire", asked.bare)
    about = asked.topic
    if held and fold(held.group()) == kind and not said:
        return None
    if (
        held
        and re.search(phrases.KIND, about, re.I)
        and len(content_stems(about)) <= 2
        and not said
    ):
        return asked.here(asked.base[: held.start()] + kind + asked.base[held.end() :])
    verb = "do" if kind.endswith("minutes") else "does"
    time = asked.time or ""
    dated = f" {time}" if time else ""
    if len(asked.councils) == 1:
        return sentence(f"What {verb} {asked.councils[0]}'s{dated} {kind} say about {about}?")
    return asked.here(f"What {verb} the{dated} {kind} say about {about}?")


def about(asked: Asked) -> str | None:
    """ "what about the adoption part?", "and for carers?": the same of another thing."""
    opened = phrases.WHAT_ABOUT.match(asked.bare)
    said = phrases.WHAT_ABOUT.sub("", asked.bare, count=1)
    if not content_stems(said):
        return None
    if not opened and frame(asked.bare) is None and not re.match(HEADS, asked.bare, re.I):
        if not asked.goes_on:
            bare = not asked.own and asked.councils and not phrases.ANYWHERE.search(asked.text)
            return (
                asked.here(asked.text)
                if bare and not intents.everywhere(fold(asked.text))
                else None
            )
    elif not opened:
        return None
    if phrases.PRONOUN.search(said) and not _says_more(said):
        return None
    parallel = _parallel(asked)
    if parallel:
        return parallel
    return _framed(asked, _part(said))


def _says_more(said: str) -> bool:
    return bool(content_stems(phrases.PRONOUN.sub(" ", said)))


def _part(said: str) -> str:
    """ "the adoption part" is adoption."""
    bare = re.sub(r"^(?:in|on|for|of|about|with) ", "", said, flags=re.I)
    return re.sub(
        r"^(?:the|its|their) (.+?) (?:part|section|bit|bits|side|stuff|aspect|aspects|area)s?$",
        r"\1",
        bare,
        flags=re.I,
    )


def _parallel(asked: Asked) -> str | None:
    """ "and for care leavers?": takes the place of what stood after the same small word."""
    opening = re.match(
        r"^(?:(?:what|how) about )?(for|on|with|under|about|of) (.+)$", asked.bare, re.I
    )
    if not opening:
        return None
    base = without_times(without_councils(asked.base, council_mentions(asked.base, asked.known)))
    places = list(re.finditer(rf"\b{opening[1]}\b", base, re.I))
    if not places:
        return None
    kept = base[: places[-1].start()]
    return asked.here(f"{kept}{opening[1].lower()} {opening[2]}?")


def _framed(asked: Asked, thing: str) -> str:
    """The question before, asked of another thing."""
    read = asked.frame
    people_asked = people(plain(asked.base, asked.known))
    if read and read.subject and read.predicate:
        told = re.match(r"(?:say|find|report|write|think) (?:about|on|of) ", read.predicate)
        if told:
            return asked.here(f"{read.head} {read.verb} {read.subject} {told.group()}{thing}?")
        graded = re.search(r"\b(?:judged|graded|rated)\b", read.predicate)
        if graded or (people_asked and people(f"how often must {thing} be seen")):
            predicate = plain(read.predicate, asked.known)
            verb = _agreeing(read.verb, thing)
            noun = f"{read.noun} " if read.noun else ""
            return asked.here(f"{read.head} {noun}{verb} {thing} {predicate}?")
    if read and read.leading and re.fullmatch(phrases.TRANSITIVE, read.verb, re.I):
        return asked.here(f"{read.head} {read.verb} {thing}?")
    how_many = read and re.match("how (?:many|much)", read.head, re.I)
    if read and read.head and not how_many and (read.adverbial or re.match("who", read.head, re.I)):
        return asked.here(f"{read.head} is it for {thing}?")
    if intents.obliges(fold(asked.base)):
        return asked.here(f"What must be done about {thing}?")
    return asked.here(f"What is said about {thing}?")


def _agreeing(verb: str, thing: str) -> str:
    """ "was" or "were", as the thing has it."""
    plural = {"was": "were", "is": "are", "does": "do", "has": "have"}
    first = re.split(r"\b(?:of|in|for|with|and|who|on)\b", thing)[0].strip()
    many = first.endswith("s") and not first.endswith(("ss", "'s", "ness"))
    if many:
        return plural.get(verb, verb)
    return {value: key for key, value in plural.items()}.get(verb, verb)


def hanging(asked: Asked) -> str | None:
    """ "who decides?": a verb that wants the matter spoken of."""
    if asked.own:
        return None
    if phrases.INCOMPLETE.match(asked.bare):
        return asked.here(f"{asked.bare} for {asked.topic}?")
    match = phrases.HANGING.match(asked.bare)
    if not match or match["verb"].lower() in (
        "is",
        "are",
        "was",
        "were",
        "about",
        "else",
        "many",
        "much",
        "often",
    ):
        return None
    link = "" if re.fullmatch(phrases.TRANSITIVE, match["verb"], re.I) else "for "
    return asked.here(f"{match['said']} {link}{asked.topic}?")
