"""Who must do what, or need not: parties, modal verbs and negations of a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.question.vocabulary import stem

_MODALS: tuple[tuple[str, str], ...] = (
    (
        r"\bmust\b|\bshall\b|\b(?:is|are|be|was|were) (?:also )?(?:required|obliged|directed) to\b"
        r"|\b(?:has|have|had) to\b|\bneeds? to\b|\bmandatory\b|\bduty to\b",
        "must",
    ),
    (r"\bshould\b|\bought to\b|\b(?:is|are) (?:recommended|advised|encouraged) to\b", "should"),
    (r"\bexpect(?:s|ed)?\b", "expected"),
    (r"\bwill\b|\b(?:is|are) going to\b", "will"),
    (
        r"\bmay\b|\bmight\b|\bcould\b|\bcan\b|\b(?:is|are) (?:free|able|allowed|permitted) to\b"
        r"|\boptional\b",
        "may",
    ),
)
# A sentence bullet such as "Ensuring that ..." under "must" is borne by its lead-in.
_STRONG = re.compile(r"\b[Mm]ay\b(?= \d{4}|[.,;)]|$)|\b\d{1,2} May\b")
_NEGATION = re.compile(
    r"\b(?:not|no|never|without|neither|nor|none|cannot|nobody|nothing|unless|except)\b|n['’]t\b"
    r"|\b(?:fails?|failed|failing|unable|lacks?|lacked|lacking|absence|refus\w+|prohibit\w+"
    r"|forbid\w*)\b",
    re.I,
)
_NO_NEGATION = re.compile(
    r"\b(?:no|not) (?:fewer|less|more|later|longer|earlier) than\b|\bnot only\b|\bnot limited to\b"
    r"|\bno one (?=else)|\bno\. ?\d",
    re.I,
)
_BOUNDED = re.compile(r"\b(?:no|not)\b(?=[^.;]{0,80}\b(?:more|longer|later) than\b)", re.I)
_PARTIES: tuple[tuple[str, str], ...] = (
    (r"\bimprovement boards?\b|\bboards?\b(?! of)", "board"),
    (r"\bcouncils?\b|\blocal authorit\w+\b", "council"),
    (r"\bdepartments?\b|\bdfe\b", "department"),
    (r"\bminister\w*\b|\bsecretary of state\b", "minister"),
    (r"\bofsted\b|\binspectors?\b", "ofsted"),
    (r"\blscb\b|\bsafeguarding children board\b", "lscb"),
    (r"\bindependent reviewing officers?\b|\biros?\b", "iro"),
    (r"\bchair(?:person|man|woman|ed|s)?\b", "chair"),
    (r"\bdirectors?\b", "director"),
    (r"\bchief executive\b", "chief executive"),
    (r"\blead member\b", "lead member"),
    (r"\bscrutiny\b|\bcommittees?\b", "committee"),
    (r"\bteam managers?\b|\bmanagers?\b", "manager"),
    (r"\bsocial workers?\b", "social worker"),
    (r"\bfoster carers?\b|\bcarers?\b", "carer"),
    (r"\bpersonal advis[eo]rs?\b", "adviser"),
    (r"\bparents?\b", "parent"),
    (r"\bpartners?\b|\bagenc(?:y|ies)\b", "partner"),
    (r"\bpolice\b", "police"),
    (r"\bhealth visitors?\b|\bnurses?\b|\bdoctors?\b", "health"),
    (r"\bschools?\b|\bteachers?\b", "school"),
    (r"\bmash\b", "mash"),
    (r"\bscrutineers?\b", "scrutineer"),
    (r"\breferrers?\b", "referrer"),
    (r"\bpractitioners?\b", "practitioner"),
)
VERB = re.compile(
    r"\b(?:must|shall|should|will|may|might|can|could|is|are|was|were|has|have|had|needs?|ought"
    r"|expects?)\b",
    re.I,
)
_STOPS = re.compile(r"\b(?:that|which|who|when|if|so)\b", re.I)
_PASSIVE = re.compile(r"^\s*(?:(?:also|not|all|each)\s+)?be\b|^\s*(?:being\b|been\b)", re.I)
_PARTICIPLE = re.compile(r"^\s*(?:(?:also|not|all|each)\s+)?\w+(?:ed|en)\b(?=.*\bby\b)", re.I)

OPPOSITES: tuple[tuple[str, str], ...] = tuple(
    (stem(one), stem(other))
    for one, other in (
        ("before", "after"), ("increase", "decrease"), ("internal", "external"),
        ("more", "fewer"), ("more", "less"), ("better", "worse"), ("start", "end"),
        ("first", "last"), ("public", "private"), ("above", "below"), ("earlier", "later"),
        ("accept", "reject"), ("approve", "refuse"), ("include", "exclude"), ("open", "close"),
        ("rise", "fall"), ("rose", "fell"), ("improve", "worsen"),
        ("begin", "end"), ("good", "poor"), ("strong", "weak"),
        ("good", "inadequate"), ("inadequate", "outstanding"), ("independent", "dependent"),
    )
)  # fmt: skip


def modal_classes(text: str) -> frozenset[str]:
    """The kinds of obligation that a text speaks of: must, should, expected, will, may."""
    plain = _STRONG.sub(" ", text)
    return frozenset(name for pattern, name in _MODALS if re.search(pattern, plain, re.I))


def denied(sentence: str) -> bool:
    """Whether a sentence denies something; "no more than" is a bound and denies nothing."""
    plain = _BOUNDED.sub(" ", _NO_NEGATION.sub(" ", sentence))
    return len(_NEGATION.findall(plain)) % 2 == 1


def parties(text: str) -> frozenset[str]:
    """The bodies and people with a part in the trade that a text names."""
    found = set()
    for pattern, name in _PARTIES:
        found |= {name} if re.search(pattern, text, re.I) else set()
    return frozenset(found)


def placed_parties(text: str) -> Iterator[tuple[str, int, int]]:
    """Each mention of a party that ``parties`` knows: its name, its start and its end."""
    taken = 0
    found = sorted(
        (match.start(), -match.end(), name)
        for pattern, name in _PARTIES
        for match in re.finditer(pattern, text, re.I)
    )
    for start, end, name in found:
        if start >= taken:
            taken = -end
            yield name, start, -end


def is_passive(after: str) -> bool:
    """Whether what follows a verb makes it passive: "must BE published"."""
    return bool(_PASSIVE.match(after) or _PARTICIPLE.match(after))


def subject_parties(text: str) -> frozenset[str]:
    """The parties that stand before a verb, of each sentence; none where it is passive."""
    found: set[str] = set()
    for sentence in re.split(r"(?<=[.;:?!])\s+|\n", text):
        verb = VERB.search(sentence)
        if verb and not _PASSIVE.match(sentence[verb.end() :]):
            found |= parties(_STOPS.split(sentence[: verb.start()])[-1][-60:])
    return frozenset(found)
