"""A follow-up -> a question that stands alone, by rules that look at words alone.

Each rule takes what was asked, beside the question before it, and gives a reading or None;
the first that gives one wins. A council named in the follow-up takes the place of those
before it; only a comparison asked for in so many words keeps both.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant import intents
from assistant.framing import HEADS, Frame, frame, people, topic
from assistant.mentions import (
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
from assistant.vocabulary import content_stems, fold

_OPENING = re.compile(
    r"^(?:(?:and also|and|but|also|plus|then|so|ok|okay|right|well|now|thanks|thank you|cheers|great"
    r"|please|sorry|no|yes|hi|hello|actually|i meant?|i was asking about|not \w+ but)\b[\s,.!:-]*)+",
    re.I,
)
_REQUEST = re.compile(
    r"^(?:(?:can|could|would) you (?:please )?(?:tell me|say|explain)|do you know|tell me"
    r"|i (?:want|need|would like|'d like) to know|what i want to know is)\b[ ,:]*(?:please )?"
    r"(?=(?:who|what|when|where|why|how|which|by|if|whether|about)\b)(?:about )?",
    re.I,
)
_GOES_ON = re.compile(r"\b(?:and|also|but|plus|then|so)\b", re.I)
_WHAT_ABOUT = re.compile(r"^(?:(?:what|how)(?: about| of)|same (?:question )?for|for|as for|regarding|about)\b ?", re.I)
_SLIPS = {
    **dict.fromkeys(("adn", "nad", "andd", "ans"), "and"),
    **dict.fromkeys(("waht", "wat", "wot", "wht", "whta", "hwat"), "what"),
    **dict.fromkeys(("abut", "abt", "aobut", "abuot", "baout"), "about"),
    **dict.fromkeys(("whne", "wehn", "whn", "wen"), "when"),
    **dict.fromkeys(("hwo", "woh"), "who"),
    **dict.fromkeys(("ofen", "oftn", "offten", "oftne"), "often"),
    **dict.fromkeys(("teh", "hte"), "the"),
    **dict.fromkeys(("taht", "tht", "htat"), "that"),
    **dict.fromkeys(("thme", "tehm"), "them"),
    **dict.fromkeys(("thier", "theri"), "their"),
    **dict.fromkeys(("wy", "whyy"), "why"),
    **dict.fromkeys(("lsit", "lst"), "list"),
    **dict.fromkeys(("chcks", "cheks", "chekcs"), "checks"),
    **{"whos": "who is", "whats": "what is", "whens": "when is", "hows": "how is", "whys": "why is"},
}
_FILLERS = frozenset(
    "and what about how for of in the same question please case cases one does it is are was were there "
    "now then well that this with on at to apply applies also a an council's council county borough city "
    "authority over as s only just do did say too instead mean one's".split()
)
_LIGHT = frozenset(
    "is it does do did that this they must should will was were are be been has have had to done happen "
    "happens happened by for on them these those the due need exactly and so come actually would can "
    "could of about start end begin in".split()
)
_NEW_HEADS: tuple[tuple[str, str], ...] = (
    (r"\b(?:who(?:m)? by|by who(?:m)?|who|whom)\b", "By whom"),
    (r"\bhow come\b|\bwhat for\b|\bwhy\b", "Why"),
    (r"\b(?:by|on|from|since|until|before) (?:when|(?:what|which) (?:date|day|month|year))\b", ""),
    (r"\b(?:what|which) (?:date|day)\b", "On what date"),
    (r"\bhow (?:often|frequently|regularly|many times|long|soon|quickly|fast|much|many)\b", ""),
    (r"\bwhen\b|\bwhere\b|\bhow\b", ""),
)
_ATTRIBUTES = {
    **dict.fromkeys(
        ("deadline", "due date", "timescale", "time limit", "target date", "timeframe"), "By when"
    ),
    **dict.fromkeys(("date",), "On what date"),
    **dict.fromkeys(("frequency",), "How often"),
    **dict.fromkeys(("reason", "reasons", "rationale"), "Why"),
    **dict.fromkeys(("cost", "price"), "How much"),
}
_LIST_THEM = re.compile(
    r"(?:(?:please )?(?:list|show|name|give)(?: me)?(?: them| those| these| all| it| the)*(?: all)?"
    r"(?: of them)?|(?:and )?which(?: ones?| are (?:they|those|these))?|what are (?:they|those|these)"
    r"|(?:the |in )?(?:full|whole|complete)(?: list)?|such as|for example|like what|all of them)(?: please)?",
    re.I,
)
_ELSE = re.compile(
    r"(?:what|anything|who|is there anything) (?:else|more|other)(?: is there)?|what (?:are )?(?:the )?(?:others?|rest)"
    r"|any (?:others?|more)",
    re.I,
)
_MORE = re.compile(
    r"(?:(?:please )?(?:tell|show|give) me )?(?:a bit )?more(?: details?)?(?: about (?:it|that|this|them))?(?: please)?"
    r"|go on|(?:please )?explain(?: that| it| this)?|(?:in )?(?:more )?details?|what does (?:that|it|this) mean",
    re.I,
)
_KIND = (
    r"(?:(?:latest|last|first|new|old|earlier|later|previous|improvement|inspection|ofsted|action|"
    r"thresholds?|scrutiny|committee|monitoring|practice|progress) ){0,3}"
    r"(?:notice|report|plan|bulletin|minutes|guidance|scorecard|agenda|newsletter|strategy)"
)
_KIND_SAYS = re.compile(
    rf"(?:what (?:does|do|did) |(?:is|was) (?:it|that) |according to |in |from )?(?:the |their |its )?(?P<kind>{_KIND})"
    r"(?: (?:say|says|said|state|require)(?: about (?:it|that|this))?)?",
    re.I,
)
_PRONOUN_AT = (
    r"(?<![\w'’])(?P<word>its|it|they|them|their|he|she|him|his|her|this|that|these|those|there"
    r"|(?:the|this|that) (?:council|authority)(?! of)(?!\w))(?![\w])"
)
_PRONOUN = re.compile(_PRONOUN_AT, re.I)
_BEFORE_PRONOUN = re.compile(
    r"(?:^|\b(?:is|are|was|were|do|does|did|has|have|had|must|should|will|would|can|could|may|shall"
    r"|in|for|by|with|to|from|at|on|about|of|than|under|against|if|and|or|after|before|when"
    r"|\w+(?:s|ed|e|t|ck|ll|ct|ad|ld|ve)))\s*$",
    re.I,
)
_AFTER_THAT = re.compile(
    r"^\s*(?:$|[?.,;]|(?:is|are|was|were|do|does|did|has|have|had|must|should|will|would|can|could|may"
    r"|be|been|in|for|by|with|to|from|at|on|about|of|or|and|happen|happens|apply|mean|done|going|work"
    r"|start|end|begin|reviewed|monitored|checked|measured|agreed|reported|published|met|due|sent|made"
    r"|change|changed|take|cost|include|cover|say|set|compare|\w+ed)\b)",
    re.I,
)
_EXPLETIVE = re.compile(
    r"\b(?:is|was) it (?:true|right|possible|ok|okay|allowed|enough|the case)\b|\bdoes it take\b"
    r"|\b(?:is|are|was|were) there\b",
    re.I,
)
_BOUND = re.compile(
    r"\b(?:the|this|that|each|these) (?:\w+ ){0,2}(?:council|authority|board|notice|plan|plans|report|reports"
    r"|inspectors?|inspection|director|chair|chief executive|leader|department|minister|mash|lscb"
    r"|strategy|protocol|panel|committee|scorecard|bulletin|grade|grades|judgement|judgements|deadlines?)\b",
    re.I,
)
_ANYWHERE = re.compile(
    r"\b(?:which|what|any|other|all|every|each|most) (?:other )?(?:councils?|authorit\w+|notices|boroughs)\b"
    r"|\bworking together\b|\bkcsie\b|\bkeeping children safe\b|\bstatutory guidance\b|\bthe law\b"
    r"|\bact \d{4}\b|\bnational(?:ly)?\b|\bengland\b|\banywhere\b|\bin general\b",
    re.I,
)
_COMPARED = re.compile(
    r"\bcompar\w+|\bversus\b|\bvs\b|\bdiffer\w*|\b(?:is|are|was|were|does|do) (?:it|that|this|they)\b.*\bsame\b"
    r"|\b(?:is|are|was|were) (?:it|that|this|they) (?:\w+ )?(?:more|less|fewer|better|worse|higher|lower|longer|shorter"
    r"|stricter|sooner|later|as \w+)\b",
    re.I,
)
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()
_PLACE = re.compile(
    rf"\b(?:the )?(?P<ordinal>{'|'.join(_ORDINALS)}|last|\d{{1,2}}(?:st|nd|rd|th))"
    r"(?: (?:one|point|item|option|bullet|thing|action|part|recommendation))?(?: (?:on|in|of) (?:the|that|your) list)?"
    r"(?=$|[?.,]|\s)"
    r"|\b(?:number|no\.?|point|item|option) (?P<number>\d{1,2})\b|^(?P<bare>\d{1,2})$",
    re.I,
)
_PLACE_ONLY = frozenset("tell me about explain and what is more on the one show please ok say go for".split())
_TRANSITIVE = (
    r"checks?|monitors?|chairs?|leads?|agrees?|audits?|reviews?|approves?|oversees?|signs?|funds?|owns?|runs?"
    r"|inspects?|receives?|sees?|reads?|writes?|publishes|scrutinises|scrutinizes|manages|appoints?|does|sets"
)
_HANGING = re.compile(rf"^(?P<said>(?:who|which board|what|when|how) (?:will |must |should )?(?P<verb>[a-z]+))(?: up)?$", re.I)
_INCOMPLETE = re.compile(
    r"^who(?: is| are|'s| was| will be) (?:responsible|accountable|in charge|involved|consulted|the lead)$",
    re.I,
)


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
        return topic(_plain(self.base, self.known))

    def here(self, text: str) -> str:
        """A question about this conversation's councils, and its time where that says which report."""
        if self.councils and not council_mentions(text, self.known):
            text = ended(text, f"in {' and '.join(self.councils)}")
        time = self.time or (times_in(self.before.reading) if _dated(self.base) else "")
        if time and not times_in(text):
            text = ended(text, f"in {time}")
        return _sentence(text)


def stand_alone(text: str, before: Before, known: Sequence[str]) -> str | None:
    """The follow-up as a question that stands alone; None where it did already.

    ``known`` are the short names of the corpus's councils.
    """
    asked = _asked(text, before, known)
    for rule in _RULES:
        reading = rule(asked)
        if reading:
            return None if fold(reading).strip("?. ") == fold(text).strip("?. ") else reading
    return None


def _asked(text: str, before: Before, known: Sequence[str]) -> Asked:
    words = _mended(tidy(text))
    opening = _OPENING.match(words)
    rest = words[opening.end() :] if opening else words
    if not rest:
        rest = words
    rest = _REQUEST.sub("", rest)
    mentions = council_mentions(rest, known)
    earlier = council_mentions(before.reading, known)
    own, time = names(mentions), times_in(rest)
    base = with_councils(before.reading, earlier, own) if own else before.reading
    if len(own) == 1 and len(earlier) > 1:
        base = re.sub(r"^compare (?=\w)", "", base, flags=re.I)
    base = with_time(base, time) if time else base
    return Asked(
        text=rest.strip(" ?.!"),
        bare=without_times(without_councils(rest, mentions)).strip(" ?.!,"),
        goes_on=bool(opening and _GOES_ON.search(opening.group())),
        own=own,
        time=time,
        councils=own or names(earlier),
        base=base,
        before=before,
        known=known,
    )


def _mended(text: str) -> str:
    """Slips of the pen in the small words that a follow-up is made of."""
    return re.sub(
        r"[A-Za-z]+(?![\w'’])", lambda m: _SLIPS.get(m.group().lower(), m.group()), text
    )


def _chosen(asked: Asked) -> str | None:
    """ "the second one", "2": one of the options offered, or a point of the list answered."""
    match = _PLACE.search(asked.text)
    offered = asked.before.options or asked.before.items
    if not match or not offered:
        return None
    place = _number(match, len(offered))
    if place is None or not 0 <= place < len(offered):
        return None
    if asked.before.options:
        return asked.before.options[place] if _only(asked.text, match) else None
    item = f"“{offered[place].strip(' .;,')}”"
    if _only(asked.text, match):
        return asked.here(f"What is said about {item}?")
    if match["bare"] or not re.search(r"\bone\b|\bpoint\b|\bitem\b|\bbullet\b", match.group(), re.I):
        return None
    return asked.here(f"{asked.text[: match.start()]}{item}{asked.text[match.end() :]}?")


def _number(match: re.Match[str], count: int) -> int | None:
    word = (match["ordinal"] or match["number"] or match["bare"] or "").lower()
    if word == "last":
        return count - 1
    digits = re.match(r"\d+", word)
    return int(digits.group()) - 1 if digits else _ORDINALS.index(word)


def _only(text: str, match: re.Match[str]) -> bool:
    """Whether nothing but the place is said."""
    rest = f"{text[: match.start()]} {text[match.end() :]}"
    return all(word in _PLACE_ONLY for word in re.findall(r"[a-z]+", rest.lower()))


def _compared(asked: Asked) -> str | None:
    """ "how does that compare with Kelder?": both councils, since both are asked for."""
    earlier = names(council_mentions(asked.before.reading, asked.known))
    others = [name for name in asked.own if name not in earlier]
    said = _COMPARED.search(asked.text)
    if not said or not others or not earlier or not _refers_only(asked.bare):
        return None
    mentions = council_mentions(asked.before.reading, asked.known)
    both = with_councils(asked.before.reading, mentions, (*earlier, *others))
    return _sentence(f"Compare {_told(re.sub(r'^compare ', '', both, flags=re.I))}")


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
    return len(content_stems(_COMPARED.sub(" ", bare))) <= 1


def _same_elsewhere(asked: Asked) -> str | None:
    """ "and Kelder?", "what about in 2015?": the same question with another scope."""
    if not (asked.own or asked.time):
        return None
    words = re.findall(r"[a-z']+", asked.bare.lower())
    if all(word in _FILLERS for word in words):
        return _sentence(asked.base)
    said = set(content_stems(_WHAT_ABOUT.sub("", asked.bare)))
    fragment = not re.search(rf"^(?:{HEADS})\b(?! about)", asked.bare, re.I) and not frame(asked.bare)
    if fragment and said and said <= set(content_stems(_plain(asked.before.reading, asked.known))):
        return _sentence(asked.base)
    return None


def _other_circumstance(asked: Asked) -> str | None:
    """ "by when?", "who by?", "why?": the same statement, asked for something else about it."""
    said = asked.bare.lower()
    for pattern, head in _NEW_HEADS:
        match = re.search(pattern, said)
        if match:
            rest = re.findall(r"[a-z']+", said[: match.start()] + " " + said[match.end() :])
            if all(word in _LIGHT for word in rest):
                return _headed(asked, head or match.group().capitalize())
            return None
    return None


def _headed(asked: Asked, head: str) -> str:
    """The question before with another head."""
    read = asked.frame
    loose = asked.here(f"{'Who' if head == 'By whom' else head} is it for {asked.topic}?")
    if read is None or read.order or read.leading or read.rest.startswith("there"):
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
    subject = _plain(read.subject, asked.known)
    if read.predicate and not subject and read.verb not in ("does", "do", "did"):
        return f"Who {read.verb} {rest.removeprefix(read.subject).strip()}?"
    return f"Who is it for {asked.topic}?"


def _attribute(asked: Asked) -> str | None:
    """ "and the deadline?": what the question before left out, by its name."""
    said = re.sub(
        r"^(?:(?:what|how) about|what(?: is| was|'s)?|tell me|is there)\b ?(?:the|its|their|any|a)? ?"
        r"|^(?:the|its|their|any|a) |(?: for| of) (?:it|that|this|them)$",
        "",
        asked.bare.lower(),
    )
    said = re.sub(r"(?: for| of) (?:it|that|this|them)$", "", said).strip()
    head = _ATTRIBUTES.get(said)
    return _headed(asked, head) if head else None


def _whole(asked: Asked) -> str | None:
    """ "list them", "which ones?", "what else?", "tell me more"."""
    if _LIST_THEM.fullmatch(asked.bare):
        return _listed(asked)
    if _ELSE.fullmatch(asked.bare):
        read = asked.frame
        if read and read.head.lower() in ("what", "who") and not read.noun:
            return asked.here(re.sub(r"^(what|who)\b", r"\1 else", asked.base, count=1, flags=re.I))
        return asked.here(f"What else is said about {asked.topic}?")
    if _MORE.fullmatch(asked.bare):
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
        return _sentence(asked.base)
    return asked.here(f"List what is said about {asked.topic}")


def _in_document(asked: Asked) -> str | None:
    """ "what does the inspection report say?": the same matter in another document."""
    match = _KIND_SAYS.fullmatch(_WHAT_ABOUT.sub("", asked.bare))
    if not match:
        return None
    kind = match["kind"].lower()
    held = re.search(_KIND, asked.base, re.I)
    said = re.search(r"\bsay|\bstate|\brequire", asked.bare)
    about = asked.topic
    if held and fold(held.group()) == kind and not said:
        return None
    if held and re.search(_KIND, about, re.I) and len(content_stems(about)) <= 2 and not said:
        return asked.here(asked.base[: held.start()] + kind + asked.base[held.end() :])
    verb = "do" if kind.endswith("minutes") else "does"
    time = asked.time or ""
    dated = f" {time}" if time else ""
    if len(asked.councils) == 1:
        return _sentence(f"What {verb} {asked.councils[0]}'s{dated} {kind} say about {about}?")
    return asked.here(f"What {verb} the{dated} {kind} say about {about}?")


def _about(asked: Asked) -> str | None:
    """ "what about the adoption part?", "and for carers?": the same of another thing."""
    opened = _WHAT_ABOUT.match(asked.bare)
    said = _WHAT_ABOUT.sub("", asked.bare, count=1)
    if not content_stems(said):
        return None
    if not opened and frame(asked.bare) is None and not re.match(HEADS, asked.bare, re.I):
        if not asked.goes_on:
            bare = not asked.own and asked.councils and not _ANYWHERE.search(asked.text)
            return asked.here(asked.text) if bare and not intents.everywhere(fold(asked.text)) else None
    elif not opened:
        return None
    if _PRONOUN.search(said) and not _says_more(said):
        return None
    parallel = _parallel(asked)
    if parallel:
        return parallel
    return _framed(asked, _part(said))


def _says_more(said: str) -> bool:
    return bool(content_stems(_PRONOUN.sub(" ", said)))


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
    opening = re.match(r"^(?:(?:what|how) about )?(for|on|with|under|about|of) (.+)$", asked.bare, re.I)
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
    if read and read.subject and read.predicate:
        graded = re.search(r"\b(?:judged|graded|rated)\b", read.predicate)
        if graded or (people(asked.base) and people(f"how often must {thing} be seen")):
            predicate = _plain(read.predicate, asked.known)
            verb = _agreeing(read.verb, thing)
            noun = f"{read.noun} " if read.noun else ""
            return asked.here(f"{read.head} {noun}{verb} {thing} {predicate}?")
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


def _hanging(asked: Asked) -> str | None:
    """ "who decides?": a verb that wants the matter spoken of."""
    if _INCOMPLETE.match(asked.bare):
        return asked.here(f"{asked.bare} for {asked.topic}?")
    match = _HANGING.match(asked.bare)
    if not match or match["verb"].lower() in ("is", "are", "was", "were", "about", "else", "many", "much", "often"):
        return None
    link = "" if re.fullmatch(_TRANSITIVE, match["verb"], re.I) else "for "
    return asked.here(f"{match['said']} {link}{asked.topic}?")


def _referring(asked: Asked) -> str | None:
    """Pronouns: "who checks that?", "what must they publish?", "when was she appointed?"."""
    text = asked.text  # a council that it names stays where it stands
    for match in _PRONOUN.finditer(text):
        said = _meant(asked, text, match)
        if said is None:
            continue
        made = f"{text[: match.start()]}{said}{text[match.end() :]}?"
        return asked.here(tidy(made))
    return None


def _meant(asked: Asked, text: str, match: re.Match[str]) -> str | None:
    """What a pronoun stands for; None where it is none, or stands for nothing known."""
    word = match["word"].lower()
    before, after = text[: match.start()], text[match.end() :]
    if _EXPLETIVE.search(text[max(0, match.start() - 5) :]) and word in ("it", "there"):
        return None
    one = asked.councils[0] if len(asked.councils) == 1 else ""
    if word in ("he", "she", "him"):
        return asked.before.person or None
    if word in ("his", "her"):
        person = asked.before.person
        return f"{person}'s" if person else None
    if word.endswith(("council", "authority")):
        return one or None
    if word == "there":
        return "" if not after.strip() and one else None
    if word in ("they", "them", "their"):
        return _several(asked, word, one)
    if word in ("this", "that", "these", "those"):
        if not _BEFORE_PRONOUN.search(before):
            return None
        if not _AFTER_THAT.match(after):
            return "the" if one else None
    if word == "its":
        thing = asked.topic
        owner = thing if re.search(_KIND + r"|board|group|panel|committee|meeting", thing, re.I) else one
        return f"{owner}'s" if owner else None
    return asked.topic


def _several(asked: Asked, word: str, one: str) -> str | None:
    """Whom "they" means: the people asked about, else the one council, else the matter."""
    crowd = _plain(people(asked.base), asked.known)
    if crowd and not (one and word == "they" and re.search(r"\bchildren$", crowd, re.I)):
        return f"{crowd}'" if word == "their" else crowd
    if one and word != "them":
        return f"{one}'s" if word == "their" else one
    if len(asked.councils) > 1 and word == "they":
        return " and ".join(asked.councils)
    return None if word == "their" else asked.topic


def _carried(asked: Asked) -> str | None:
    """A question in full that goes on about the council spoken of: "and who chairs the board?"."""
    if asked.own or not asked.councils or _ANYWHERE.search(asked.text):
        return None
    if intents.everywhere(fold(asked.text)) or len(asked.text.split()) < 2:
        return None
    if asked.goes_on or _BOUND.search(asked.text):
        return asked.here(asked.text)
    return None


def _plain(text: str, known: Sequence[str]) -> str:
    """A phrase without councils and times."""
    bare = without_times(without_councils(text, council_mentions(text, known)))
    return bare.strip(" ?.,")


def _dated(question: str) -> bool:
    """Whether a time in a question says which inspection is meant."""
    folded = fold(question)
    return intents.about_inspection(folded) or intents.intent(folded, ()) in (
        "grade",
        "improve",
        "inspector",
    )


def _sentence(text: str) -> str:
    """A question with its capital and its mark."""
    bare = tidy(text).rstrip(" ?.!,")
    end = "." if re.match(r"(?:list|compare|show|give|name)\b", bare, re.I) else "?"
    return f"{bare[:1].upper()}{bare[1:]}{end}"


_RULES: tuple[Callable[[Asked], str | None], ...] = (
    _chosen,
    _compared,
    _same_elsewhere,
    _whole,
    _other_circumstance,
    _attribute,
    _in_document,
    _about,
    _hanging,
    _referring,
    _carried,
)
