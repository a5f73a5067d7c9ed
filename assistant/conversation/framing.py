"""A question taken apart by its words: what it asks, of whom, and what about.

"How often must foster carers be offered a meeting?" is the head "How often", the verb
"must", the subject "foster carers" and the predicate "be offered a meeting". Rules over
word lists, no grammar: a question that they cannot read is a topic and nothing else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

HEADS = (
    r"(?:by|from|since|until|on|in|at|to|for|with|under) (?:when|what|which|whom)"
    r"(?: (?:date|day|month|year|time))?"
    r"|how (?:often|frequently|regularly|many times|many|much|long|soon|quickly|quick|fast|far"
    r"|big|old)"
    r"|when|where|why|whose|whom|who|what|which|how"
)
_AUXILIARY = (
    r"must|should|shall|will|would|can|could|may|might|does|do|did|is|are|was|were|has|have|had"
)
_FRAME = re.compile(
    rf"^(?P<head>{HEADS})\b(?: (?P<noun>(?:(?!(?:{_AUXILIARY})\b)[\w'’%,-]+ ){{0,7}}))?"
    rf"(?P<verb>{_AUXILIARY})\b ?(?P<rest>.*)$",
    re.I,
)
_WHO = re.compile(
    rf"^(?P<head>who|(?:what|which \w+)(?= \w+(?:s|ed)\b)) (?P<verb>(?!(?:{_AUXILIARY})\b)\w+)\b"
    r" (?P<rest>.+)$",
    re.I,
)
_YES_NO = re.compile(rf"^(?P<verb>{_AUXILIARY})\b (?P<rest>.+)$", re.I)
_ORDERED = re.compile(
    r"^(?:please )?(?P<verb>list|name|compare|give me|show me|show|give|describe|explain"
    r"|summari[sz]e)"
    r"\b(?: all)? (?P<rest>.+)$",
    re.I,
)
_INDIRECT = re.compile(
    rf"^(?P<head>(?:{HEADS})(?: \w+){{0,3}}?) (?P<subject>(?:(?!(?:{_AUXILIARY})\b)[\w'’-]+ )+)"
    rf"(?P<verb>{_AUXILIARY})\b (?P<rest>.+)$",
    re.I,
)
_SAID_ABOUT = re.compile(
    r"\b(?:is it for|(?:is|was) said about|must be done about|(?:say|says) about) (?P<thing>.+)$",
    re.I,
)
# Verbs that no noun is spelt like; those after them only where they cannot be nouns.
VERBS = frozenset(
    "be been being have had meet send sent publish published make made read hold held offer "
    "offered "
    "agree agreed include included contain contained cover covered say said get got take given "
    "give "
    "happen happened apply complete completed submit submitted provide provided ensure "
    "demonstrate "
    "ring write written see seen speak spoken judge judged inspect inspected issue issued sign "
    "signed "
    "chair chaired led monitor monitored pay paid wait need comply attend become set identify "
    "appoint "
    "appointed tell told say keep kept find found go receive received carry carried consider "
    "considered "
    "decide decided allocate allocated follow followed raise raised begin began start end grow "
    "rated "
    "improve improved fall fell rise rose require required look reach move moved use used "
    "increase "
    "allowed expected supposed based open close sit draw drawn put ask asked share shared train "
    "trained".split()
)
_NOUNS_TOO = frozenset(
    "report audit review plan visit check test record support contact answer work do".split()
)
_DETERMINER = r"(?:the|a|an|each|every|its|their|all|any|this|that|these|his|her|our|your)"
_DETERMINED = re.compile(rf"^{_DETERMINER}\b|^\d", re.I)
_PEOPLE = re.compile(
    r"\b(?:carers|workers|children|managers|officers|staff|practitioners|people|parents|members"
    r"|councillors|inspectors|reviewers|adopters|families|teams|governors|leaders|nurses"
    r"|teachers)$",
    re.I,
)
_EMPTY = frozenset(
    "the a an each every all any its their it they this that these those he she i we you there "
    "council authority councils local county borough city one ones".split()
)


@dataclass(frozen=True, slots=True)
class Frame:
    """One question. ``noun`` is what is counted or chosen ("how many CASE FILES").

    ``rest`` is all that follows the verb: ``subject`` and ``predicate`` where they could be
    told apart. ``order`` is true of "List ..." and the like, which have no head, ``leading``
    where the head is the subject ("Who chairs ...").
    """

    head: str
    noun: str
    verb: str
    rest: str
    subject: str = ""
    predicate: str = ""
    order: bool = False
    leading: bool = False

    @property
    def adverbial(self) -> bool:
        """Whether the head asks for a circumstance (when, how often), not for a thing."""
        return not self.noun and not re.match(r"(?:what|which|who|whom|whose)\b", self.head, re.I)


def frame(question: str) -> Frame | None:
    """The question taken apart; None where the rules cannot read it."""
    text = question.strip().rstrip(" ?.!")
    match = _FRAME.match(text)
    if match:
        subject, predicate = _parted(match["rest"])
        noun = (match["noun"] or "").strip()
        return Frame(match["head"], noun, match["verb"].lower(), match["rest"], subject, predicate)
    match = _WHO.match(text)
    if match:
        return Frame(
            match["head"], "", match["verb"], match["rest"], "", match["rest"], leading=True
        )
    match = _ORDERED.match(text)
    if match:
        return Frame("", "", match["verb"], match["rest"], "", match["rest"], order=True)
    match = _YES_NO.match(text)
    if match:
        subject, predicate = _parted(match["rest"])
        return Frame("", "", match["verb"].lower(), match["rest"], subject, predicate)
    return None


def _parted(rest: str) -> tuple[str, str]:
    """Subject and predicate: the first verb parts them."""
    if rest.startswith("to "):
        return "", rest
    words = rest.split()
    for place, word in enumerate(words):
        bare = word.strip(",.;:").lower()
        if not place and (bare in VERBS or re.fullmatch(r"\w{3,}(?:ing|ed)", bare)):
            return "", rest
        if place and (bare in VERBS or (bare in _NOUNS_TOO and _is_verb(words, place))):
            return " ".join(words[:place]), " ".join(words[place:])
    return rest, ""


def _is_verb(words: list[str], place: int) -> bool:
    """Whether a word that may be a noun is a verb where it stands."""
    before = words[place - 1].lower()
    after = " ".join(words[place + 1 :])
    if re.fullmatch(_DETERMINER, before) or before.endswith(("'s", "’s")):
        return False
    return (
        bool(_DETERMINED.match(after)) or before in ("council", "board", "they", "it") or not after
    )


def topic(question: str) -> str:
    """What a question is about, as "it" would mean it; the whole of it where that is unclear."""
    said = _SAID_ABOUT.search(question.strip().rstrip(" ?.!"))
    if said:
        return definite(said["thing"])
    if re.match(r"what happens\b", question.strip(), re.I):
        return "what" + question.strip().rstrip(" ?.!")[4:]
    read = frame(question)
    if read is None:
        return definite(question.strip().rstrip(" ?.!"))
    if read.order:
        turned = _INDIRECT.match(read.rest)
        if turned:
            return topic(f"{turned['head']} {turned['verb']} {turned['subject']} {turned['rest']}")
    if read.noun and _says(read.noun) and read.head.lower().split()[-1] not in ("whose", "much"):
        of = (
            re.sub(r"^there\b ?", "", read.rest)
            if not read.subject or read.rest.startswith("there")
            else ""
        )
        return definite(f"{read.noun} {of}".strip())
    thing = "" if read.leading and read.rest.startswith("if ") else _object(read.predicate)
    if _says(read.subject) and not (_PEOPLE.search(read.subject) and _says(thing)):
        return definite(read.subject)
    if _says(thing):
        return definite(thing)
    if read.head.lower() == "what" and read.subject and read.predicate and not read.leading:
        verb = "" if read.verb in ("do", "does", "did") else f" {read.verb}"
        return f"what {read.subject}{verb} {read.predicate}"
    whole = question.strip().rstrip(" ?.!")
    return whole[:1].lower() + whole[1:] if read.leading else definite(read.rest)


def people(question: str) -> str:
    """The people that a question is about, as "they" would mean them; "" for none."""
    read = frame(question)
    return read.subject if read and _PEOPLE.search(read.subject) else ""


def _says(phrase: str) -> bool:
    return any(word.strip(",.'’").lower() not in _EMPTY for word in phrase.split())


def _object(predicate: str) -> str:
    """The thing in a predicate: "be offered a meeting about money" is "a meeting about money"."""
    words = predicate.split()
    while words and words[0].strip(",.").lower() in (
        VERBS
        | _NOUNS_TOO
        | {"to", "about", "for", "with", "on", "at", "in", "of", "by", "into", "up", "out"}
    ):
        words = words[1:]
    return " ".join(words)


def definite(phrase: str) -> str:
    """The phrase as something already spoken of: "a strategy" is "the strategy"."""
    bare = re.sub(r"^of (?=the\b)", "", phrase.strip(), flags=re.I)
    bare = re.sub(r"^(?:a|an)\b", "the", bare, flags=re.I)
    return re.sub(r"^(?=(?:percentage|proportion|number|share|rate|average)\b)", "the ", bare)
