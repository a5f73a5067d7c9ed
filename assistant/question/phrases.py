"""Turns of phrase in a question, and the periods that it names, as concepts of their own."""

from __future__ import annotations

import re

from assistant.question.intents import NUMBER_NAMES
from assistant.question.nouns import Concept
from assistant.question.vocabulary import stem, tokens

PHRASE_WEIGHT = 0.65  # of what a turn of phrase stands for; 1 for the first below: failure
NUMBERED_WEIGHT = 0.8  # the weight of a thing known by its number

_PHRASES: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        r"\bwhat (?:happens|will happen|would happen|could happen|can happen)\b.*\bif\b.*"
        r"(?:\b(?:no|not|never|fails?|failed|ignores?|breach\w*|miss(?:es)?|breaks?|late)\b|n'?t\b)"
        r"|\bconsequences?\b|\b(?:fails?|failing) to comply\b"
        r"|\bnot (?:comply|do what)\b|\bdoesn'?t (?:comply|do)\b",
        ("failure to comply", "fails to comply", "powers of intervention", "not complied"),
    ),
    (
        r"\bwhat\b.*\bmeant to\b|\b(?:point|purpose|aim|aims) of\b",
        ("purpose", "aim", "objective", "intended"),
    ),
    (
        r"\bwho (?:sits|(?:is|are|has to be|have to be|must be|should be)) on\b",
        ("membership", "members", "membership of", "in its membership"),
    ),
    (
        r"\bwho (?:all )?(?:has to|have to|needs? to|ought to|must|should) "
        r"(?:be (?:at|in|there|present)|attend|come|go)\b|\bwho (?:attends|goes|comes)\b",
        ("include", "attend", "attended by", "invited", "involved", "membership"),
    ),
    (
        r"\bwhat (?:goes|should go|has to go|needs to go|must go) (?:in|into)\b"
        r"|\bwhat'?s (?:in|included in|covered by)\b",
        ("include", "contain", "cover", "set out", "comprise"),
    ),
    (r"\b(?:set|sets|setting) up\b", ("establish", "set up", "create", "form")),
    (
        r"\bout[ -]of[ -](?:office[ -])?hours\b|\bat night\b",
        ("out of hours", "out of office hours", "office hours", "emergency duty"),
    ),
    (
        r"\b(?:gone|went|go|going|goes) up\b|\brisen\b",
        ("increase", "increased", "risen", "rise"),
    ),
    (
        r"\b(?:gone|went|go|going|goes|come|came) down\b|\bdropped\b",
        ("decrease", "decreased", "reduced", "reduction", "fallen"),
    ),
    (
        r"\breport(?:s|ing|ed)? (?:back |progress )?to\b"
        r"|\b(?:must|should|does|do|will|has to|have to) (?:the )?(?:[\w'-]+ ){1,4}report\b",
        ("report", "reports to", "progress reports", "reporting", "reported to"),
    ),
    (
        r"\bin force\b|\b(?:lift|withdraw|withdrawn|revoke|cancel)(?:ed|led)?\b",
        ("withdrawn", "in force", "lifted", "revoked"),
    ),
    (
        r"\bup[ -]to[ -]date\b|\bkept current\b",
        ("up to date", "out of date", "outdated", "fully updated", "brought up to date"),
    ),
    (
        r"\btoo (?:long|slow)\b|\bstuck\b",
        ("too long", "delay", "drift", "extensive period", "wait"),
    ),
    (
        r"\bturn(?:ed|s)? (?:\w+ )?(?:a)?round\b",
        ("improvement", "improved", "transformed", "turned around"),
    ),
    (
        r"\bwho (?:monitors|checks|oversees|keeps an eye)\b",
        ("monitored by", "monitor", "reported to", "oversee"),
    ),
)

_PERIOD = re.compile(
    rf"\b(?:within|every|after|under) ((?:\d+|an?|{'|'.join(NUMBER_NAMES)}) "
    r"(?:(?:working|school|calendar) )?(?:hour|day|week|month|year)s?)\b"
)


def phrased(folded: str) -> tuple[Concept, ...]:
    """Concepts that a turn of phrase stands for: "what happens if" asks about failure."""
    found = []
    for pattern, says in _PHRASES:
        if re.search(pattern, folded):
            ways = tuple(stemmed(phrase) for phrase in says)
            spoken = tuple(dict.fromkeys(part for phrase in says for part in tokens(phrase)))
            weight = 1.0 if says is _PHRASES[0][1] else PHRASE_WEIGHT
            found.append(Concept(says[0], ways, len(ways), weight, spoken))
    return (*found, *_periods(folded))


def _periods(folded: str) -> tuple[Concept, ...]:
    """A time that a question names rather than asks for: "within one working day"."""
    if re.search(r"\bhow (?:long|soon|often|quick\w*|many)\b|\bwhen\b", folded):
        return ()
    spans = (re.sub(r"^an? ", "one ", each) for each in _PERIOD.findall(folded))
    return tuple(Concept(each, (stemmed(each),), 1, NUMBERED_WEIGHT, (each,)) for each in spans)


def stemmed(phrase: str) -> tuple[str, ...]:
    """The stems of the words of a phrase."""
    return tuple(stem(word) for word in tokens(phrase))
