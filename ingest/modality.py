"""How strongly words oblige: must, should, expected, will, may, must not.

Graded modal patterns, read from the main clause: a verb in "which should ..." obliges nobody
by itself, and "Should the council fail, ministers may ..." is a condition with its outcome.
"""

from __future__ import annotations

import re
from functools import lru_cache

from ingest.documents import Modality

_FORMS: tuple[tuple[str, Modality], ...] = (
    (r"(?:must|shall|should|may)\s+not|cannot|is\s+not\s+(?:permitted|allowed)\s+to", "must_not"),
    (r"(?:is|are|be)\s+(?:also\s+)?expected|(?:would|do)?\s*expects?(?=\s)"
     r"|would\s+(?:also\s+)?like|looks?\s+to", "expected"),
    (r"must|shall|(?:is|are)\s+(?:also\s+)?(?:required|obliged|directed)\s+to"
     r"|directs(?=\s+(?:the|that)\b)"
     r"|(?:has|have)\s+to(?=\s)|needs?\s+to|(?:is|are)\s+to(?=\s)"
     r"|(?:is|are)\s+due(?=\s+(?:by|on|before|no|within|in)\b)", "must"),
    (r"should|ought\s+to|(?:is|are)\s+(?:asked|invited|recommended|requested|urged)\s+to"
     r"|recommends?(?=\s)|urges?(?=\s)", "should"),
    (r"may|might|could", "may"),
    (r"will", "will"),
)  # fmt: skip
_MODAL = re.compile(
    "|".join(rf"(?P<m{place}>\b(?:{form})\b)" for place, (form, _) in enumerate(_FORMS)), re.I
)
_CONDITION = re.compile(r"^\W*(?:should|if|where|unless|once)\b[^.]*?,\s+(?!or\b"
                        r"|and\b)(?=[^,.]*\b(?:may|must|"
                        r"will|should|shall)\b)", re.I)  # fmt: skip
_SUBORDINATE = re.compile(
    r"(?:^|[\s,(])(?:that|which|who|whom|whose|where|so\s+that|how|whether|if|as|what|when)\s", re.I
)
_EXPECTS = re.compile(r"^\W*(?:we|it|the\s+\w+)\s+(?:\w+\s+)?(?:would\s+|is\s+)?expect", re.I)
# Verbs that open a point of a list or an instruction.
_VERBS = frozenset(
    """accelerate accept act address adhere adopt agree align allocate allow analyse apply appoint
    arrange assess assure audit be bring broaden build capture carry challenge clarify clear
    close co-operate co-ordinate collect commission complete comply conduct confirm consider
    consolidate consult continue convene cooperate coordinate create deliver demonstrate deploy
    design determine
    develop disseminate draw drive eliminate embed empower enable encourage engage enhance
    ensure equip eradicate establish evaluate evidence examine expand expedite explore extend
    finalise focus follow formalise fulfil gather give help hold identify implement improve
    include increase inform introduce invest investigate involve issue keep launch lead learn
    limit maintain make manage maximise meet minimise monitor notify obtain offer oversee plan
    prepare
    present prioritise procure produce progress promote provide publicise publish put raise
    re-establish record recruit rectify redesign reduce refresh reinforce remedy remove renew
    report require resolve respond restructure review revise revitalise roll scrutinise secure
    seek send set share simplify speed stabilise standardise streamline strengthen submit
    supervise supply support sustain tackle take target test track train transform understand
    undertake update upskill use utilise value verify widen work write""".split()
)
_ADVERBS = frozenset("urgently further also immediately fully quickly actively regularly jointly "
                     "continue rigorously consistently effectively".split())  # fmt: skip
_LONGEST_OPENING = 120  # characters before the comma in "Following the review, ensure ..."
_OPENERS = frozenset("following in within as where when once with through by if".split())
_AUXILIARIES = frozenset("must should shall will may is are was were has have needs".split())


@lru_cache(maxsize=20_000)
def modality_of(words: str) -> Modality | None:
    """What the main clause of a sentence obliges to; None where it has no such verb."""
    found = _main_modal(words)
    return found[1] if found else None


def main_modality(words: str) -> Modality | None:
    """The same, but None where such verbs stand in subordinate clauses only."""
    found = _main_modal(words)
    if found is None:
        return None
    before = words[: found[0].start()]
    return found[1] if not _SUBORDINATE.search(before) or found[1] == "expected" else None


def modal_place(words: str) -> tuple[int, int] | None:
    """Where the verb that decides stands in the words, or None."""
    found = _main_modal(words)
    return found[0].span() if found else None


def _main_modal(words: str) -> tuple[re.Match[str], Modality] | None:
    condition = _CONDITION.match(words)
    start = condition.end() if condition else 0
    first: tuple[re.Match[str], Modality] | None = None
    passed = 0
    for match in _MODAL.finditer(words, start):
        if _is_month(match):
            continue
        named = (match, _modality(match))
        first = first or named
        # Each subordinate clause before has taken one verb, in "how often it will ... should".
        if len(_SUBORDINATE.findall(words[start : match.start()])) <= passed:
            return named
        if named[1] == "expected":
            return named
        passed += 1
    return first


def _modality(match: re.Match[str]) -> Modality:
    place = next(i for i in range(len(_FORMS)) if match[f"m{i}"] is not None)
    return _FORMS[place][1]


def _is_month(match: re.Match[str]) -> bool:
    """ "May 2012" and "in May" are a month."""
    if match.group() != "May":
        return False
    after = match.string[match.end() : match.end() + 6]
    before = match.string[max(0, match.start() - 8) : match.start()]
    return bool(re.match(r"\s*(?:\d|$|,)", after) or re.search(r"\b(?:\d+(?:st|nd|rd|th)?|in|by|of|"
                                                               r"from|until"
                                                               r"|to)\s$", before))  # fmt: skip


def opens_with_verb(words: str) -> bool:
    """Whether words are an instruction or part of one: "Ensure that ...", "Ensuring ...",
    "to improve ...", "Following the review, ensure ..."."""
    tokens = re.findall(r"[A-Za-z][\w’'-]*", words)[:3]
    tokens = [token.lower() for token in tokens]
    while tokens and tokens[0] in _ADVERBS | {"to", "and", "by"}:
        tokens.pop(0)
    if not tokens:
        return False
    first = tokens[0]
    if len(tokens) > 1 and tokens[1] in _AUXILIARIES:  # "Reporting should include"
        return False
    if first in _OPENERS:
        comma = words.find(",")
        return 0 < comma < _LONGEST_OPENING and opens_with_verb(words[comma + 1 :])
    return first in _VERBS or (first.endswith("ing") and _stem(first))


def _stem(word: str) -> bool:
    """Whether an -ing form is one of the verbs."""
    base = word[:-3]
    doubled = base[:-1] if len(base) > 2 and base[-1] == base[-2] else base
    return any(form in _VERBS for form in (base, base + "e", doubled))
