"""Who holds a duty, in standard names, read from the subject of the verb that obliges."""

from __future__ import annotations

import re

from ingest.modality import modal_place

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
    (r"\b(?:local\s+)?safeguarding\s+children(?:['’]?s)?\s+(?:board|partnership)\b|\b\w?lscb\b"
     r"|\b[A-Z]SCB\b", LSCB),
    (r"\bchair\b|\bchairman\b|\bchairperson\b", CHAIR),
    (r"\bimprovement\s+board\b|\bthe\s+board\b|\b(?:members\s+of\s+the|board['’]s\s+members)", BOARD),
    (r"\blead\s+member\b", "Lead member"),
    (r"\bdirector\s+of\s+children['’]s\s+services\b|\bdcs\b", "Director of children's services"),
    (rf"\b(?:council|authority)\b.*\b{_PARTNERS}|\bpartners\b.*\bcouncil\b", WITH_PARTNERS),
    (r"\bcouncil\b|\bauthority\b", COUNCIL),
)  # fmt: skip
_EXPECTED_OF = re.compile(
    r"\bexpect(?:ed|s)?\s+(?:that\s+)?(?P<who>[^,.;]{3,80}?)\s+(?:to|will|should|shall|would)\b"
    r"|\bwould\s+like\s+(?P<liked>[^,.;]{3,60}?)\s+to\b",
    re.I,
)
_BY_AGENT = re.compile(
    r"\b(?:agreed|approved|discussed|monitored|reviewed|considered|scrutinised|overseen|signed\s+off)"
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
        return _actor(expected["who"] or expected["liked"]) or None
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
        return _actor(agent["who"])
    return found


def led_holder(words: str) -> str | None:
    """The holder that a lead-in names: "The Council must work with their partners to:"."""
    found = holder_of(words) or _actor(words)
    return WITH_PARTNERS if found == COUNCIL and _WORK_WITH.search(words) else found


def named_holder(words: str) -> tuple[str, int] | None:
    """Who is named at the head of a recommendation ("Kelder Council to ensure ..."), and where
    the words on what is to be done begin; the name as printed where it is no standard one."""
    match = _TO_DO.match(words)
    if match is None or len(match["who"].split()) > 40:
        return None
    who = " ".join(match["who"].split()).rstrip(" ,")
    if not re.search(r"\b(?:council|board|authority|nhs|trust|police|constabulary|partnership|"
                     r"partners|health|service|department|team|lscb|school|college|group)s?\b",
                     who, re.I):  # fmt: skip
        return None
    standard = _actor(who)
    mixed = re.search(r",|\band\b|&", who)
    return (standard if standard and not mixed else who), match.end("who")


def _actor(words: str) -> str | None:
    for pattern, name in _ACTORS:
        if re.search(pattern, words, re.I):
            return name
    return None


def _last_clause(subject: str) -> str:
    """The subject itself, without an opening such as "Within one month of this notice,"."""
    subject = re.sub(r"secretary\s+of\s+state", "minister", subject, flags=re.I)
    parts = re.split(r",\s+(?=(?:the|an?|each|every|all)\b)", subject, flags=re.I)
    last = parts[-1]
    return re.split(r"\b(?:of|from|to|for|by|in|on)\s", last, maxsplit=1, flags=re.I)[0] or last


def _is_object(subject: str, found: str) -> bool:
    """Whether the body is only in the subject's complement ("A report to the Board should")."""
    head = _last_clause(subject)
    return _actor(head) != found
