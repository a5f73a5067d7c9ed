"""Substance: what the words of a clause are worth as an answer, whatever was searched for.

A title names what it does not say, a publisher's imprint stands in every paper, a box of a
diagram is shorter than the rule that it draws, and words on the circumstance alone answer nothing.
"""

from __future__ import annotations

import re

from assistant.evidence.passages import coverage
from assistant.question.nouns import Concept, Question, Want
from assistant.question.signs import ROLE, SIGNS
from ingest.documents import Clause

# Factors, chosen on the development questions (docs/evaluation.md).
TITLE = 0.8  # a heading, or a scrap like one, beside a clause that says something
SCRAP_WORDS = 9  # fewer words than this are a title or a broken-off line
DIAGRAM = 0.8  # a box of a diagram: words that no stop ends
LETTERHEAD = 0.6  # the lines of a letter that say to and from whom it is, and of what date
OFFICE_TOLD = 0.6  # share of the question that an office and its name tell
IMPRINT = 0.4  # a publisher's imprint
NAMED_ONLY = 0.8  # a point of what must improve, where findings are asked for
CIRCUMSTANCE = 0.8  # words on the circumstance alone,
NOT_DOING = 0.75  # where it is asked who does something, words that do not speak of doing it
NOT_COUNTED = 0.8  # where things are to be counted, words that do not name them
COUNTED_WITHIN = 2  # words after "how many" in which they are named
ASKED_FROM = 0.2  # ... where what is asked weighs this much

_FOUND = re.compile(
    r"\b(?:find|found|finding|findings|say|said|says|think|thought|tell|told|wrong|better|worse)\b",
    re.I,
)
_TO_IMPROVE = re.compile(
    r"\bneeds? to improve\b|\bareas? for improvement\b|\brecommendations?\b", re.I
)
_CHART = re.compile(r"\bflow ?charts?\b|\bdiagrams?\b", re.I)
_WHO_DOES = re.compile(
    r"\bwhom? (?:(?:can|could|may|must|should|shall|will|would|do|does|did|has to|have to|"
    rf"needs? to|ought to) )?(?:(?:the )?{ROLE.pattern} )?(?P<act>\w+)"
)
_HOW_MANY = re.compile(r"\b(?:how many|number of) (?:of (?:the|its|their|all) )?(?P<what>.+)")
_WHICH = re.compile(
    r"\b(?:what|which|whats|what's|list|name)\b(?! is an? )(?: (?:is|are|was|were))?"
    r"(?: (?:the|all|our|their|its|any|some|other|main|key|(?:sort|kind|type)s? of))* "
    r"(?P<what>(?:[\w&'-]+ ){0,3}?[\w&'-]+)"
    r"(?= (?:are|is|was|were|do|does|did|can|could|should|must|shall|will|would|may|might|has|have|"
    r"had|need|needs|for|of|in|on|at|to|that|when|if|about)\b|\W*$)"
)
_EXAMPLES = re.compile(r"\bexamples?\b")
_ANYBODY = frozenset({"people", "persons"})  # whoever is counted, documents name them otherwise
_ANYTHING = frozenset("info information details things points items documents paperwork".split())
_ENDS = re.compile(r"[.:;?!]\W*\d*\W*$")
_IMPRINT = re.compile(
    r"Open Government Licence|\bsubscribe to our\b|Crown copyright|\bBraille\b"
    r"|\bmaking complaints about Ofsted\b|\breuse this information\b",
    re.I,
)
_LETTERHEAD = re.compile(r"^\W*(?:To|From|Issued by|Signed(?: by)?|Address|Date|Dear)\b\W*[:\n]")
_OF_LETTER = re.compile(
    r"\b(?:address|signed|signs?|signature|issued?|issues|sent|sends?|dated?|when|wrote|written|who)\b",
    re.I,
)
_OFFICE_AND_NAME = re.compile(r"^\W*(?:[\w'’-]+ ){0,4}[\w'’-]+: (?:[A-Z][\w'’.-]+,? ){1,}")
CONTACTS: frozenset[Want] = frozenset({"phone", "email"})
_SAID = ("fact", "compare")  # intents that a few words of a list do not answer


def worth(question: Question, clause: Clause, said: str, whole: str, around: str) -> float:
    """What the words ``said`` of a clause are worth, 1 for a clause that says something.

    ``whole`` are all the clause's words, ``around`` the headings and lead-ins over it.
    """
    return (
        _substance(question, clause, said, whole, around)
        * _finding(question, around)
        * _circumstance(question, said, around)
        * _doing(question, said)
        * _counting(question, said, around)
    )


def _substance(question: Question, clause: Clause, said: str, whole: str, around: str) -> float:
    if _IMPRINT.search(said):
        return IMPRINT
    if _LETTERHEAD.match(said) and not _OF_LETTER.search(question.text):
        return LETTERHEAD
    if clause.kind in ("heading", "caption", "table"):
        return TITLE
    if _names_office(question, said) or _gives_contact(question, said):
        return 1.0
    boxed = not _ENDS.search(said) and not _ENDS.search(whole)
    if boxed and (clause.kind == "paragraph" or _CHART.search(around)):
        return DIAGRAM
    scrap = clause.kind == "paragraph" or (clause.kind == "point" and question.intent in _SAID)
    return TITLE if scrap and len(said.split()) < SCRAP_WORDS else 1.0


def _names_office(question: Question, said: str) -> bool:
    """Whether a line gives the name beside the office that is asked for: "Clerk: Ann Marsh"."""
    named = "person" in question.wants and _OFFICE_AND_NAME.match(said)
    return bool(named) and coverage(question.concepts, said) >= OFFICE_TOLD


def _gives_contact(question: Question, said: str) -> bool:
    """Whether a few words are the very address or number asked for, with whose it is."""
    asked = question.wants & CONTACTS
    return bool(asked) and all(SIGNS[each].search(said) for each in asked)


def _finding(question: Question, around: str) -> float:
    """What was found is told in a report's prose; its list of what must improve only names it."""
    asked = question.about_inspection and _FOUND.search(question.text)
    return NAMED_ONLY if asked and _TO_IMPROVE.search(around) else 1.0


def _circumstance(question: Question, said: str, around: str) -> float:
    """What speaks of the circumstance alone, and of nothing that is asked, answers little."""
    told = sum(concept.weight for concept in question.asked)
    if told < ASKED_FROM or coverage(question.asked, said, around):
        return 1.0
    return CIRCUMSTANCE


def _doing(question: Question, said: str) -> float:
    """Who does a thing is told where the doing is: many roles stand beside anything else."""
    if "person" not in question.wants:
        return 1.0
    asked = _WHO_DOES.search(question.text.lower())
    acts = [c for c in question.concepts if asked and c.surface == asked["act"]]
    return 1.0 if not acts or coverage(acts, said) else NOT_DOING


def counted_things(question: Question) -> list[Concept]:
    """What "how many" asks the number of: the things named right after it."""
    asked = _HOW_MANY.search(question.text.lower())
    if asked is None:
        return []
    before = rf"(?:\S+ ){{0,{COUNTED_WITHIN - 1}}}"
    things = (c for c in question.concepts if c.surface not in _ANYBODY)
    return [c for c in things if re.match(before + re.escape(c.surface), asked["what"])]


def listed_things(question: Question) -> list[Concept]:
    """What a list is asked of: the thing named right after "which", or examples."""
    folded = question.text.lower()
    asked = _EXAMPLES.search(folded) or _WHICH.search(folded)
    if asked is None:
        return []
    named = asked.group() if "what" not in asked.groupdict() else asked["what"]
    things = [
        c for c in question.concepts if named.endswith(c.surface) and c.surface not in _ANYTHING
    ]
    return [max(things, key=lambda each: len(each.surface))] if things else []


def _counting(question: Question, said: str, around: str) -> float:
    counted = counted_things(question)
    return 1.0 if not counted or coverage(counted, said, around) else NOT_COUNTED
