"""Which councils a document is of or about, and who published it.

A document is about the council in its title, addressed in its notice, or whose paper
it is; a council that it merely compares, thanks or cites is a mention.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import cache

from ingest.councils import councils, find_councils
from ingest.documents import Kind

_ENOUGH = 4.0
_ALONE = 1.5
_PLAINLY = 8.0
_LISTED = 3  # so many in a title are a list of partners, not a subject
_EQUAL = 0.75
_LONGEST_NAME = 60
_LETTERHEAD_LINES = 3
_OF_A_COUNCIL = frozenset(
    {"agenda", "minutes", "committee_report", "scorecard", "improvement_plan"}
)
_TITLE_LENGTH = 400
_FRONT_LENGTH = 3000
_DOMAIN = re.compile(
    r"(?<![\w.-])(?:[\w.+-]+@|www\.|https?://)(?:[\w-]+\.)*?([a-z-]+)\s?\.gov\.uk", re.IGNORECASE
)
_NATIONAL = frozenset({"statutory_guidance", "legislation"})
_OF_THE_BODY = re.compile(
    r"\s*(?:[’']s)?\s*(?:(?:\w+ )?(?:county|borough|city|metropolitan|district) )?"
    r"(?:council|safeguarding children|multi[- ]agency|children.s trust|local authority)",
    re.IGNORECASE,
)
_PARTNERSHIP = re.compile(
    r"\b((?:[A-Z][\w’']+|of|and|upon|with|on)(?:[ -](?:[A-Z][\w’']+|of|and|upon|with|on)){0,5} "
    r"Safeguarding Children(?:’s|'s)? (?:Partnership|Board))\b"
)
_COUNCIL = re.compile(
    r"(?<![\w’'-])([A-Z][\w’'-]+(?: (?:[A-Z][\w’'-]+|and|upon|on|of|with)){0,4}?)"
    r" (?:(?:County|City|Borough|Metropolitan|Unitary|COUNTY|CITY|BOROUGH|METROPOLITAN) ){0,2}"
    r"(?:Council|COUNCIL|local authority)(?!\w)"
)
_OF_IT = frozenset({"inspection", "re-inspection", "of", "leader", "meeting", "report"})
_GENERIC = frozenset(
    {"the", "to", "name", "by", "from", "for", "full", "our", "each", "this", "that", "a", "select"}
    | {"county", "city", "borough", "town", "parish", "district", "youth", "and", "school", "in"}
    | {"metropolitan", "leader", "members", "privy", "national", "medical", "every", "all"}
)
_ISSUER = re.compile(
    r"\b(?i:published|issued) by\s*:?[*\s]*(?:the )?(?P<body>[A-Z][\w’' ]{4,70}?)"
    r"(?=,|\.|\n| on \d| in )"
)
_DEPARTMENTS = (
    (
        "Department for Education",
        re.compile(r"department (?:for|of) education(?! and)|\bDfE\b", re.I),
    ),
    ("Ofsted", re.compile(r"\bOfsted\b")),
    (
        "Department for Children, Schools and Families",
        re.compile(r"department for children, schools and families|\bDCSF\b", re.I),
    ),
    (
        "Department for Education and Skills",
        re.compile(r"department for education and skills|\bDfES\b", re.I),
    ),
    ("Department of Health", re.compile(r"department of health\b|\bDHSC\b", re.I)),
    ("HM Government", re.compile(r"\bHM Government\b", re.I)),
)
_PUBLISHED_BY = re.compile(r"/government/organisations/([a-z-]+)|©\s*([A-Z][\w ,]+?)\s+\d{4}")


def subject_councils(text: str, kind: Kind) -> tuple[str, ...]:
    """Short names of the councils that the document is of or about, the surest first."""
    if kind in _NATIONAL:
        return ()
    front = text.lstrip()[:_FRONT_LENGTH]
    title = front[:_TITLE_LENGTH]
    if kind in {"improvement_notice", "inspection_report"}:
        named = [one.name for one, _ in find_councils(title)] or list(_stated(title, title))
        if named:
            return (named[0],)
    if kind in _OF_A_COUNCIL and (head := _letterhead(front)):
        return (head,)
    if not find_councils(title) and (own := _stated(title, title)):
        return own
    counts = Counter(one.name for one, _ in find_councils(text))
    scores = _scores(text, title, front, counts)
    if not scores:
        return _stated(text, title)
    best = max(scores, key=lambda name: scores[name])
    most = scores[best]
    alone = kind in _OF_A_COUNCIL and set(counts) <= {best} and most >= _ALONE
    if most < _ENOUGH and not alone:
        return _stated(text, title)
    if kind in _OF_A_COUNCIL:
        return (best,)
    equals = [name for name, score in scores.items() if score >= max(_ENOUGH, _EQUAL * most)]
    return tuple(sorted(equals, key=lambda name: -scores[name])) or (best,)


def is_council_name(line: str) -> bool:
    """Whether a line is a council's name and nothing else, known to the gazetteer or not."""
    bare = line.strip(" *#\t\r")
    if not bare or len(bare) > _LONGEST_NAME:
        return False
    known = any(span.start == 0 and span.end == len(bare) for _, span in find_councils(bare))
    return known or _COUNCIL.fullmatch(bare) is not None


def _letterhead(front: str) -> str:
    """The council whose name is one of the first lines, or ""."""
    lines = [line for line in front.splitlines() if line.strip()]
    for line in filter(is_council_name, lines[:_LETTERHEAD_LINES]):
        known = [one.name for one, _ in find_councils(line)]
        stated = _COUNCIL.search(line)
        return known[0] if known else _own_name(stated[1]) if stated else ""
    return ""


def is_local(text: str) -> bool:
    """Whether a text is plainly one council's, so that it cannot be national guidance."""
    front = text.lstrip()[:_FRONT_LENGTH]
    counts = Counter(one.name for one, _ in find_councils(text))
    scores = _scores(text, front[:_TITLE_LENGTH], front, counts)
    return max(scores.values(), default=0) >= _PLAINLY


def _stated(text: str, title: str) -> tuple[str, ...]:
    """A council that the gazetteer does not know, named as one in the title or again and again."""
    names = [name for match in _COUNCIL.finditer(text) if (name := _own_name(match[1]))]
    if not names:
        return ()
    name, count = Counter(names).most_common(1)[0]
    in_title = any(_own_name(match[1]) == name for match in _COUNCIL.finditer(title))
    return (name,) if in_title or (count >= 3 and len(set(names)) == 1) else ()


def _own_name(printed: str) -> str:
    words = printed.split()
    while words and words[0].lower() in _GENERIC | _OF_IT:
        words = words[1:]
    if any(word.lower() in _GENERIC for word in words):
        return ""
    return " ".join(word.title() if word.isupper() and len(word) > 3 else word for word in words)


def _scores(text: str, title: str, front: str, counts: Counter[str]) -> dict[str, float]:
    """Points for each council: in the title, as a body, by its web domain, by share."""
    scores: dict[str, float] = defaultdict(float)
    titled = find_councils(title)
    if len({one.name for one, _ in titled}) >= _LISTED:
        titled = []
    for one, span in titled:
        scores[one.name] += 2.5 if scores[one.name] < 5 else 0
        if _OF_THE_BODY.match(title, span.end) or "ouncil" in span.cut(title):
            scores[one.name] += 1.5 if scores[one.name] < 6 else 0
    for match in _DOMAIN.finditer(text):
        owner = _domains().get(match[1].lower().replace("-", ""))
        if owner is not None and scores[owner] < 12:
            scores[owner] += 3 if match.start() < len(front) else 0.5
    total = sum(counts.values())
    for name, count in counts.items():
        if count >= 3:
            scores[name] += 6 * count / total
        elif count == total:
            scores[name] += 1.5
    return scores


@cache
def _domains() -> dict[str, str]:
    """Web domains that a council's names would give, and the council."""
    found: dict[str, str] = {}
    for one in councils():
        for name in one.names:
            found.setdefault(re.sub(r"[^a-z]", "", name.lower()), one.name)
    return found


def mentioned(text: str, besides: tuple[str, ...]) -> tuple[str, ...]:
    """Other councils named in the text, the most often named first."""
    counts = Counter(one.name for one, _ in find_councils(text))
    return tuple(name for name, _ in counts.most_common() if name not in besides)


def publisher_of(text: str, kind: Kind, subjects: tuple[str, ...]) -> str | None:
    """Who published the document, as far as it says."""
    if kind == "inspection_report":
        return "Ofsted" if re.search(r"\bOfsted\b", text) else None
    if kind == "improvement_notice":
        duty = re.search(
            r"secretary of state|ministers|department for education|s\.?497A", text, re.I
        )
        return "Department for Education" if duty else None
    if kind in _NATIONAL:
        issuer = _ISSUER.search(text[:_FRONT_LENGTH])
        return issuer["body"] if issuer else _department(text)
    if kind in {"thresholds_guidance", "bulletin", "other"}:
        partnership = _partnership(text, subjects)
        if partnership is not None:
            return partnership
    return full_name(text, subjects[0]) if subjects and kind != "other" else None


def _partnership(text: str, subjects: tuple[str, ...]) -> str | None:
    counts = Counter(" ".join(match[1].split()) for match in _PARTNERSHIP.finditer(text))
    for name, _ in counts.most_common(3):
        named = [one.name for one, _ in find_councils(name)]
        if subjects[:1] == tuple(named[:1]) or not (subjects or named):
            return name
        if subjects and name.startswith(f"{subjects[0]} "):
            return name
    return None


def full_name(text: str, name: str) -> str:
    """A council's full name: the gazetteer's, or as the text prints it, else the short one."""
    for one in councils():
        if one.name == name:
            return one.full_name
    for match in _COUNCIL.finditer(text):
        if _own_name(match[1]) == name:
            kind = match.group()[len(match[1]) :].title()
            return f"{name}{kind}"
    return name


def _department(text: str) -> str | None:
    """The department that a national paper names as its own, else names most in front."""
    stated = _PUBLISHED_BY.search(text)
    if stated is not None and stated[1]:
        words = stated[1].replace("-", " ")
        for name, _ in _DEPARTMENTS:
            if name.lower().replace(",", "") == words:
                return name
    for zone in (text[:6000] + text[-2500:], text):
        counts = {name: len(pattern.findall(zone)) for name, pattern in _DEPARTMENTS}
        best = max(counts, key=lambda name: counts[name])
        if counts[best]:
            return best
    return None
