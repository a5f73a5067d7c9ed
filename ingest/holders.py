"""Who holds a duty, in standard names, read from the subject of the verb that obliges."""

from __future__ import annotations

import re

from ingest.modality import modal_place, opens_with_verb

COUNCIL, WITH_PARTNERS, BOARD, CHAIR = (
    "Council",
    "Council with partners",
    "Improvement Board",
    "Chair",
)
MINISTERS, DEPARTMENT, LSCB, NOT_STATED = "Ministers", "DfE", "LSCB", "Not stated"

_PARTNERS = r"(?:partners?\b|partner\s+agencies|agency\s+partners|agencies\s+and\s+partners)"
# The first that stands in a subject is its holder.
_ACTORS: tuple[tuple[str, str], ...] = (
    (r"\bsecretary\s+of\s+state\b|\bministers?\b", MINISTERS),
    (r"\bdepartment\b|\bdfe\b|\bofficials?\b", DEPARTMENT),
    (r"\b(?:children['’]s\s+services\s+)?commissioner\b", "Commissioner"),
    (r"\b(?:local\s+)?safeguarding\s+children(?:['’]?s)?\s+(?:board|partnership)\b|\b\w?lscb\b"
     r"|\b[A-Z]SCB\b", LSCB),
    (r"\bchair\b|\bchairman\b|\bchairperson\b", CHAIR),
    (r"\bimprovement\s+board\b|\bthe\s+board\b|\b(?:members\s+of\s+the"
     r"|board['’]s\s+members)", BOARD),
    (r"\blead\s+member\b", "Lead member"),
    (r"\bchief\s+executive\b", "Chief Executive"),
    (r"\bleader\b", "Leader"),
    (r"\bdirector\s+of\s+children['’]s\s+services\b|\bdcs\b", "Director of children's services"),
    (rf"\b(?:council|authority)\b.*\b{_PARTNERS}|\bpartners\b.*\bcouncil\b", WITH_PARTNERS),
    (r"\bcouncil\b|\bauthority\b", COUNCIL),
)  # fmt: skip
_EXPECTED_OF = re.compile(
    r"\bexpect(?:ed|s)?\s+(?:that\s+)?(?P<who>[^,.;]{3,80}?)\s+(?:to|will|should|shall|would)\b"
    r"|\bwould\s+(?:also\s+)?like\s+(?P<liked>[^,.;]{3,60}?)\s+to\b"
    r"|\bdirects\s+(?:that\s+)?(?P<directed>[^,.;:]{3,60}?)\s+(?:as\s+follows|to|must|shall)\b",
    re.I,
)
_BY_AGENT = re.compile(
    r"\b(?:agreed|approved|discussed|monitored|reviewed|considered|scrutinised|overseen"
    r"|signed\s+off)"
    r"(?:,?\s+(?:and\s+)?\w+ed)?\s+by\s+(?P<who>[^,.;]{3,70})",
    re.I,
)
_TO_DO = re.compile(
    r"^\W*(?P<who>(?:The\s+)?[A-Z][^.;:]{2,260}?)\s+(?:should|must|to|will|shall|needs?\s+to)\s+"
    r"(?:\w+ly\s+)?(?=[a-z])"
)
_WORK_WITH = re.compile(
    rf"\bwork(?:ing)?\s+(?:together\s+|closely\s+)?with\s+(?:\w+\s+){{0,4}}?{_PARTNERS}"
    rf"|\b(?:with|together\s+with|along\s+with)\s+(?:\w+\s+){{0,3}}?{_PARTNERS}",
    re.I,
)


def holder_of(words: str) -> str | None:
    """The holder that a sentence names as its subject or agent; None where it names none."""
    expected = _EXPECTED_OF.search(words)
    if expected:
        who = expected["who"] or expected["liked"] or expected["directed"]
        if not who.startswith("to "):  # "is expected to report": the subject stands before
            return _actor(who) or None
    place = modal_place(words)
    subject = words[: place[0]] if place else ""
    found = _actor(_last_clause(subject))
    if found == COUNCIL and place and _WORK_WITH.search(words[: place[1] + 60]):
        found = WITH_PARTNERS
    if found and not _is_object(subject, found):
        return found
    if place and re.match(r"\s+(?:also\s+)?be\s+\w+ed\s+with\b", words[place[1] :], re.I):
        return WITH_PARTNERS if _WORK_WITH.search(words[place[1] :]) else None
    agent = _BY_AGENT.search(words)
    if agent and place:
        return _actor(re.split(r"\s+and\s+\w+(?:ed|en)\b", agent["who"])[0])
    return found


def addressed(words: str) -> str | None:
    """Who is meant where a notice speaks to its council: "You must", "We will"; else None."""
    who = _ADDRESSED.match(words)
    return _PERSONS[who["who"].lower()] if who else None


_PERSONS = {"you": COUNCIL, "we": DEPARTMENT, "i": MINISTERS}
_ADDRESSED = re.compile(
    r"^\W*(?:[^,.;]{3,60},\s+)?(?P<who>you|we|i)\s+(?:also\s+)?"
    r"(?:must|should|shall|will|may|need\s+to|are\s+to)\b",
    re.I,
)


def led_holder(words: str) -> str | None:
    """The holder that a lead-in names: "Working with its partners, the Council must:"."""
    found = holder_of(words) or _actor(words)
    return WITH_PARTNERS if found == COUNCIL and _WORK_WITH.search(words) else found


def named_holder(words: str) -> tuple[str, int] | None:
    """Who is named at the head of a recommendation ("Kelder Council to ensure ..."), and where
    the words on what is to be done begin; the name as printed where it is no standard one."""
    match = _TO_DO.match(words)
    if match is None or opens_with_verb(words):
        return None
    who = " ".join(re.split(r",\s+(?:through|by|in\s+order)\b", match["who"])[0].split()).rstrip(
        " ,"
    )
    tokens = re.findall(r"[\w’'./&-]+", who)
    named = all(token[0].isupper() or token.lower() in _NAME_WORDS for token in tokens)
    if not named or not _IS_BODY.search(who):
        return None
    standard = _actor(who)
    mixed = re.search(r",|\band\b|&", who)
    return (standard if standard and not mixed else _together(who)), match.end("who")


_NAME_WORDS = frozenset(
    """the and of for with its their all local authority authorities council board trust
    partners partner agencies statutory police safeguarding children children's services health
    service commissioners providers & clinical commissioning group schools board's council's
    independent reviewing""".split()
)
_IS_BODY = re.compile(
    r"\b(?:council|board|authorit(?:y|ies)|nhs|trusts?|police|constabulary|partnership|partners|"
    r"agencies|health|lscb|department|commissioners|providers|schools|groups?)\b",
    re.I,
)


def _together(who: str) -> str:
    """ "The local authority and its partners" is the council with its partners."""
    plain = re.fullmatch(
        rf"(?:the\s+)?(?:local\s+authority|council)\s+and\s+(?:\w+\s+){{0,2}}{_PARTNERS}", who, re.I
    )
    return WITH_PARTNERS if plain else who


def _actor(words: str) -> str | None:
    for pattern, name in _ACTORS:
        if re.search(pattern, words, re.I):
            return name
    return None


_TITLES = (  # names that hold an "of" of their own
    (r"secretary\s+of\s+state", "minister"),
    (r"director\s+of\s+children['’]s\s+services", "dcs"),
    (r"leader\s+of\s+the\s+council", "leader"),
)


def _last_clause(subject: str) -> str:
    """The subject itself, without an opening such as "Within one month of this notice,"."""
    for pattern, name in _TITLES:
        subject = re.sub(pattern, name, subject, flags=re.I)
    parts = re.split(r",\s+(?=(?:the|an?|each|every|all)\b)", subject, flags=re.I)
    last = parts[-1]
    return re.split(r"\b(?:of|from|to|for|by|in|on)\s", last, maxsplit=1, flags=re.I)[0] or last


def _is_object(subject: str, found: str) -> bool:
    """Whether the body is only in the subject's complement ("A report to the Board should")."""
    head = _last_clause(subject)
    return _actor(head) != found
