"""What sort of thing a question asks for, and whether a text really holds it.

The commonest false answer is a passage on the subject that lacks the very thing asked:
a number, a name, a date. These patterns decide that; they never extract.
"""

from __future__ import annotations

import re

from assistant.evidence import stem_line
from assistant.questions import Question, Want
from assistant.vocabulary import given_names
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
    "percentage": re.compile(
        r"\d\s*%|\bper ?cent\b|\b(?:half|third|quarter)s?\b|\d\s*percentage|\brate of \d", re.I
    ),
    "money": re.compile(
        r"£\s?\d|\d\s?(?:pounds|pence)\b|\b\d+(?:\.\d+)?\s?(?:k|m|million)\b", re.I
    ),
    "frequency": re.compile(
        r"\b(?:every|once|twice|annual(?:ly)?|yearly|monthly|weekly|fortnightly|daily|quarterly|termly|"
        r"six[- ]monthly|times (?:a|per)|per (?:year|month|week)|a (?:year|month|week)|each (?:year|month|week|term)|regular(?:ly)?|bi-?annual\w*|continu\w+|frequen\w+)\b",
        re.I,
    ),
    "duration": re.compile(
        rf"\b(?:\d+|{_NUMBER_WORDS})[- ]+(?:working |school |calendar )?(?:hour|day|week|month|year|term)s?\b|"
        rf"\bimmediate(?:ly)?\b|\bwithout delay\b|\bsame day\b|\bby (?:the )?(?:end of )?(?:\d+|{_MONTH})\b|\b(?:{_MONTH})\.? (?:19|20)\d\d\b|\bannual",
        re.I,
    ),
    "phone": re.compile(r"\b0\d{2,5}[\s)]*\d{3}[\s\d]{2,}"),
    "date": re.compile(
        rf"\b(?:{_MONTH})\b|\b(?:19|20)\d\d\b|\b\d+(?:st|nd|rd|th)\b|\b\d\d?[./]\d\d?[./]\d\d|\bwithin (?:\d+|{_NUMBER_WORDS}) |\bT\d\b|\bterm \d|\bTBA\b|\bTBC\b|\bimmediate|\b(?:{_NUMBER_WORDS}|\d+) (?:working )?(?:days|weeks|months)\b|\byear \d",
        re.I,
    ),
    "level": re.compile(
        r"\b(?:level|tier|stage|band)\s*\d|\buniversal\b|\bvulnerable\b|\bcomplex\b|\d\s*%", re.I
    ),
}
_NAME = re.compile(
    r"\b(?:Cllr|Councillor|Dr|Mrs?|Ms|Miss|Rev|Sir|Dame|Lord|Lady|Prof(?:essor)?)\b\.? [A-Z][a-z]+|"
    r"\b[A-Z][a-z]+(?:-[A-Z][a-z]+)? (?:[A-Z]\.? )?[A-Z][a-z]+(?:[-'’][A-Z]?[a-z]+)?\b"
)
_ROLE = re.compile(
    r"\b(?:social workers?|practitioners?|managers?|officers?|inspectors?|chair(?:man|person)?|board|council|committee|team|"
    r"trust|partners?|agenc(?:y|ies)|police|health|schools?|leaders?|members?|cabinet|department|secretary of state|"
    r"ministers?|ofsted|director|parents?|carers?|staff|professionals?|authorit(?:y|ies)|lscb|governors?|people|young people|children|advisers?|reviewing|nurse|doctor)\b",
    re.I,
)
_NAMED_WHO = re.compile(
    r"\bwho(?:'?s| is| was| are| were)\b(?! (?:expected|required|to|responsible|allowed|asked|told|invited|involved|eligible|entitled|allocated))|"
    r"\bwho (?:chairs?|chaired|led|leads|presented|presents|wrote|signed|heads|headed|attended|runs|ran)\b",
    re.I,
)


_OUGHT = re.compile(
    r"\b(?:must|should|shall|has to|have to|can|could|may|expected|required|responsible|include\w*|allocated)\b",
    re.I,
)


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


_TITLE = re.compile(
    r"^(?:Cllr|Councillor|Dr|Mrs?|Ms|Miss|Rev|Sir|Dame|Lord|Lady|Prof(?:essor)?|HMI)\b"
)
_COMMON_ENDING = re.compile(
    r"(?:er|or|ers|ors|ion|ions|ment|ments|ing|ship|ance|ence|ity|al|ive|ies|ness|ism|ist)$"
)


def is_name(name: str, whole: str = "") -> bool:
    """A person's name: a title or a usual first name in front; or two words of a shape that
    names have, no body's words among them, the last nowhere in ``whole`` in lower case."""
    words = name.split()
    if _TITLE.match(name):
        return len(words) > 1
    if _BODY_WORDS.search(name):
        return False
    if words[0].lower() in given_names():
        return True
    last = words[-1].lower()
    return not _COMMON_ENDING.search(last) and not re.search(
        rf"(?<![\w-]){re.escape(last)}(?![\w-])", whole
    )


_COUNT = re.compile(
    rf"^[(£]?\d[\d,.]*(?:%|k|m)?[),.;:]*$|^(?:{_NUMBER_WORDS.replace('one|', '', 1).replace('|none|no|', '|').replace('single|', '')})(?:[-–]\w+)?[,.;:]?$",
    re.I,
)
_NO_COUNT = re.compile(
    r"^(?:sections?|levels?|grades?|years?|key|stages?|tiers?|paragraphs?|pages?|items?|steps?|phases?|part|chapter|article|regulation|schedule|no)$",
    re.I,
)
_TIME_UNIT = re.compile(r"\b(?:working )?(?:hours?|days?|weeks?|months?|years?|yrs?)\b", re.I)
_TIME_ASKED = re.compile(
    r"\bhow (?:many|long)\b.{0,25}\b(?:hours?|days?|weeks?|months?|years?|yrs?)\b|\bnumber of (?:days|weeks|months|years)\b|\b(?:age|old|oldest|youngest)\b",
    re.I,
)
_MONTH_WORD = re.compile(rf"^(?:{_MONTH})\W*$", re.I)
REACH = 18  # words between a figure or a name and what it is the figure or the name of


def near(question: Question, text: str) -> float:
    """Whether the figure, time or name asked for stands close to a concept of the question.

    1 when it does or none is asked for, else 0: a number elsewhere in the sentence counts
    something else.
    """
    words = text.split()
    places = _wanted_places(question, words)
    if places is None:
        return 1.0
    told = _concept_places(question, words)
    return float(any(abs(place - other) <= REACH for place in places for other in told))


def _wanted_places(question: Question, words: list[str]) -> list[int] | None:
    """Where the things asked for stand, by word; None when nothing with a place is asked for."""
    timed = not _TIME_ASKED.search(question.text)
    if question.wants & {"number", "percentage", "money"}:
        return [i for i, _ in enumerate(words) if _counts(words, i, timed)]
    if wants_name(question):
        return _name_places(words)
    line = " ".join(words)
    for want in ("frequency", "duration", "date", "phone"):
        if want in question.wants:
            return [line[: match.start()].count(" ") for match in _PATTERNS[want].finditer(line)]
    return None


def _counts(words: list[str], place: int, timed: bool) -> bool:
    """A number that counts or measures: no year, no date, no "section 47"."""
    word = words[place]
    if not (
        _COUNT.match(word) or "%" in word or "£" in word or re.match(r"^\(?\d+(?:-|–)\d+", word)
    ):
        return False
    before = words[place - 1] if place else ""
    after = words[place + 1] if place + 1 < len(words) else ""
    dated = (
        re.match(r"^\W*(?:19|20)\d\d\W*$", word)
        or _MONTH_WORD.match(before)
        or _MONTH_WORD.match(after)
    )
    return not dated and not _NO_COUNT.match(before) and not (timed and _TIME_UNIT.match(after))


def _name_places(words: list[str]) -> list[int]:
    line = " ".join(words)
    return [
        line[: match.start()].count(" ") for match in _NAME.finditer(line) if is_name(match.group())
    ]


def _concept_places(question: Question, words: list[str]) -> list[int]:
    lines = [stem_line(word).split() for word in words]
    flat = [(stem, place) for place, stems in enumerate(lines) for stem in stems]
    found = []
    for concept in question.concepts:
        if concept.weight < 0.1:
            continue
        for way in concept.ways:
            size = len(way)
            found.extend(
                flat[at][1]
                for at in range(len(flat) - size + 1)
                if tuple(stem for stem, _ in flat[at : at + size]) == way
            )
    return found


_BODY_WORDS = re.compile(
    r"\b(?:Board|Council|Committee|Plan|Notice|Service|Services|Children|Safeguarding|Improvement|Team|Local|Authority|"
    r"Independent|County|Education|Health|Care|Social|Secretary|State|Department|Partnership|Trust|Chair|Director|Head|"
    r"Working|Together|Young|People|Corporate|Looked|After|Task|Group|Select|Lead|Member|Cabinet|Assessment|Review|Reviewing|Officer|England|Ofsted|"
    r"Act|Hall|House|Road|Street|School|College|University|Police|Force|Court|Executive|Stakeholder|Commissioning|Report|Annual|Foundation|Centre|Hub|Unit|Strategy|Strategic|Project|Programme|Panel|Forum|Standards|Framework|Public|National|Royal|City|Borough|University|Family|Families|Early|Help|Protection|Child|Conference|Good|Practice)\b"
)
