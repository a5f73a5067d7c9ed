"""What sort of thing a question asks for, and whether a text really holds it.

The commonest false answer is a passage on the subject that lacks the very thing asked:
a number, a name, a date. These patterns decide that; they never extract.
"""

from __future__ import annotations

import re

from assistant.questions import Question, Want
from ingest.councils import find_councils

_NUMBER_WORDS = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|"
    "seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|half|"
    "single|none|no|seventies|eighties|nineties|twenties|thirties|forties|fifties|sixties|dozen"
)
_MONTH = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    "oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_PATTERNS: dict[Want, re.Pattern[str]] = {
    "number": re.compile(rf"\d|\b(?:{_NUMBER_WORDS})\b", re.I),
    "percentage": re.compile(r"\d\s*%|\bper ?cent\b|\b(?:half|third|quarter)s?\b|\d\s*percentage|\brate of \d", re.I),
    "money": re.compile(r"£\s?\d|\d\s?(?:pounds|pence)\b|\b\d+(?:\.\d+)?\s?(?:k|m|million)\b", re.I),
    "frequency": re.compile(
        r"\b(?:every|once|twice|annual(?:ly)?|yearly|monthly|weekly|fortnightly|daily|quarterly|termly|"
        r"six[- ]monthly|times (?:a|per)|per (?:year|month|week)|each (?:year|month|week|term|meeting)|regular(?:ly)?|bi-?annual\w*|continu\w+|frequen\w+)\b", re.I),
    "duration": re.compile(
        rf"\b(?:\d+|{_NUMBER_WORDS})[- ]+(?:working |school |calendar )?(?:hour|day|week|month|year|term)s?\b|"
        rf"\bimmediate(?:ly)?\b|\bwithout delay\b|\bsame day\b|\bby (?:the )?(?:end of )?(?:\d+|{_MONTH})\b|\b(?:{_MONTH})\.? (?:19|20)\d\d\b|\bannual", re.I),
    "phone": re.compile(r"\b0\d{2,5}[\s)]*\d{3}[\s\d]{2,}"),
    "date": re.compile(
        rf"\b(?:{_MONTH})\b|\b(?:19|20)\d\d\b|\b\d+(?:st|nd|rd|th)\b|\b\d\d?[./]\d\d?[./]\d\d|\bwithin (?:\d+|{_NUMBER_WORDS}) |\bT\d\b|\bterm \d|\bTBA\b|\bTBC\b|\bimmediate|\b(?:{_NUMBER_WORDS}|\d+) (?:working )?(?:days|weeks|months)\b|\byear \d", re.I),
    "level": re.compile(r"\b(?:level|tier|stage|band)\s*\d|\buniversal\b|\bvulnerable\b|\bcomplex\b|\d\s*%", re.I),
}
_NAME = re.compile(
    r"\b(?:Cllr|Councillor|Dr|Mrs?|Ms|Miss|Rev|Sir|Dame|Lord|Lady|Prof(?:essor)?|HMI)\b\.?|"
    r"\b[A-Z][a-z]+(?:-[A-Z][a-z]+)? (?:[A-Z]\.? )?[A-Z][a-z]+(?:[-'’][A-Z]?[a-z]+)?\b"
)
_ROLE = re.compile(
    r"\b(?:social workers?|practitioners?|managers?|officers?|inspectors?|chair(?:man|person)?|board|council|committee|team|"
    r"trust|partners?|agenc(?:y|ies)|police|health|schools?|leaders?|members?|cabinet|department|secretary of state|"
    r"ministers?|ofsted|director|parents?|carers?|staff|professionals?|authorit(?:y|ies)|lscb|governors?|people|young people|children|advisers?|reviewing|nurse|doctor)\b", re.I)
_NAMED_WHO = re.compile(
    r"\bwho(?:'?s| is| was| are| were)\b(?! (?:expected|required|to|responsible|allowed|asked|told|invited|involved|eligible|entitled|allocated))|"
    r"\bwho (?:chairs?|chaired|led|leads|presented|presents|wrote|signed|heads|headed|attended|runs|ran)\b", re.I)


_OUGHT = re.compile(r"\b(?:must|should|shall|has to|have to|can|could|may|expected|required|responsible|include\w*|allocated)\b", re.I)


def wants_name(question: Question) -> bool:
    """Whether the question asks who somebody *is*, so that a role is no answer."""
    named = "person" in question.wants and _NAMED_WHO.search(question.text)
    return bool(named) and not _OUGHT.search(question.text)


def holds(question: Question, text: str, around: str = "", whole: str = "") -> float:
    """How well a text holds what is asked for: 1 all, 0 nothing, 1 when nothing special is.

    ``around`` are the headings and column heads that belong to the text; ``whole`` is the
    document's text, by which a name is told from words that merely have capitals.
    """
    wanted = [want for want in question.wants if want != "yes_no"]
    if not wanted:
        return 1.0
    met = sum(_holds(want, question, text, around, whole) for want in wanted)
    return met / len(wanted)


def _holds(want: Want, question: Question, text: str, around: str, whole: str) -> bool:
    if want == "person":
        return _person(question, text, whole)
    if want == "council":
        return _council(question, text)
    if want == "level":
        return bool(_PATTERNS["level"].search(f"{around} {text}"))
    return bool(_PATTERNS[want].search(text))


def _person(question: Question, text: str, whole: str) -> bool:
    if not wants_name(question):
        return bool(_ROLE.search(text) or _NAME.search(text))
    asked = question.text.lower()
    names = [m.group() for m in _NAME.finditer(text)]
    return any(name.lower() not in asked and is_name(name, whole) for name in names)


def _council(question: Question, text: str) -> bool:
    """A council other than those in the question is named."""
    named = {council.name for council, _ in find_councils(text)} - set(question.councils)
    return bool(named)


def is_name(name: str, whole: str) -> bool:
    """A person's name: no body's words in it, and its last word is nowhere in lower case."""
    if _BODY_WORDS.search(name):
        return False
    last = name.split()[-1].lower()
    return not re.search(rf"(?<![\w-]){re.escape(last)}(?![\w-])", whole)


_BODY_WORDS = re.compile(
    r"\b(?:Board|Council|Committee|Plan|Notice|Service|Services|Children|Safeguarding|Improvement|Team|Local|Authority|"
    r"Independent|County|Education|Health|Care|Social|Secretary|State|Department|Partnership|Trust|Chair|Director|Head|"
    r"Working|Together|Young|People|Corporate|Looked|After|Task|Group|Select|Lead|Member|Cabinet|Assessment|Review|Reviewing|Officer|England|Ofsted|"
    r"Act|Hall|House|Road|Street|School|College|University|Police|Force|Court|Family|Families|Early|Help|Protection|Child|Conference|Good|Practice)\b")

