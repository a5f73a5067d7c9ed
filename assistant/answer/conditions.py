"""Conditions: what a question ties its answer to, without which a passage answers another question.

"What share must be assessed within 10 days?" is not answered by a share within 28 days, and "by
when must the board first report?" not by how often it meets.
"""

from __future__ import annotations

import re

from assistant.evidence.contents import subject_concepts
from assistant.evidence.duties_asked import found_only
from assistant.evidence.facts import Excerpt
from assistant.evidence.passages import coverage, missing_concepts, stem_line
from assistant.question.nouns import Question
from assistant.question.signs import CALENDAR

_WORDS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty"
).split()
_NUMBER = rf"(?:\d+|{'|'.join(_WORDS)})"
_UNIT = r"(?:minute|hour|day|week|month|year)"
_SPAN = re.compile(
    rf"\b(?:with)?in (?:the (?:first|space of) )?(?P<number>{_NUMBER})[ -]"
    rf"(?:working |calendar |school )?(?P<unit>{_UNIT})s?\b(?! of age| old)",
    re.I,
)
_JUDGED = re.compile(
    r"\b(?:outstanding|good|adequate|satisfactory|inadequate|requir\w+ improvement|"
    r"judged|judgements?|rated|ratings?|grades? (?:of|is|was|were|given)|graded(?! care\b))\b",
    re.I,
)
TELLING = 0.4  # weight from which a doing is told apart from others
_WHO_DOES = re.compile(
    r"\bwho (?:\w+ly )?(?!sits|goes|comes|gets|needs|is|was|does|has)(?P<done>\w+s)\b", re.I
)
_WHEN_WAS = re.compile(r"^(?:\W*[\w'’-]+[,:])?\W*when (?:did|was|were|had)\b", re.I)
_DUE = re.compile(r"\b(?:due|have to|had to|meant|supposed|expected)\b", re.I)
# Bodies and offices that duties are laid on, each its own; a council, "we" or staff in general are
# spoken of in too many ways to be told from one another.
_BODY = (
    r"lscbs?|local safeguarding children(?:'s)? board|police|lead member|cabinet|dcs|"
    r"director of children'?s services|chief executive|chair(?:man|person)?|minist(?:er|ers|ry)|"
    r"secretary of state|dfe|department for education|(?:improvement )?partner|"
    r"commissioner|governing bod(?:y|ies)|iros?|independent reviewing officers?|lado|"
    r"adoption panel|corporate parenting (?:board|panel)|scrutiny (?:committee|panel)|"
    r"select committee|foster carers?|personal advisers?|health visitors?|schools?|gps?"
)
_ACTOR = re.compile(
    r"\b(?:must|should|shall|does|do|did|has|have|had|will|can|may)\s+"
    r"(?:the |its |their |an? |each |every "
    rf"|(?:[\w-]+ ){{0,3}}[\w-]+['’]s? |independent )*(?P<body>{_BODY})\b(?!['’])",
    re.I,
)
_END = r"(?:clos|shut|end|ceas|finish|stop|lift|abolish|scrap|withdr[ae]w|wound up|dissol|expir)"
_ENDED = re.compile(rf"\bwhen (?:did|was|were|is|does|will)\b.*\b{_END}\w*\W*$", re.I)
_AN_END = re.compile(rf"\b{_END}\w*|\b(?:until|till|final|last|no longer|removed)\b", re.I)
_AVERAGE = re.compile(r"\baverages?\b", re.I)
_AS_AVERAGE = re.compile(
    r"\b(?:averag\w+|mean|typical\w*|median|between|rang\w+|vary|varies|each|per|around|about)\b",
    re.I,
)
_MEASURES = frozenset({"number", "percentage"})


def unmet(question: Question, excerpt: Excerpt) -> bool:
    """Whether the question asks for a measure within a span of time that the excerpt lacks."""
    if not question.wants & _MEASURES:
        return False
    around = f"{excerpt.clause_words} {excerpt.around}"
    return any(not _stands(span, around) for span in _SPAN.finditer(question.text))


def no_duty(question: Question, excerpt: Excerpt) -> bool:
    """Whether a duty is asked for, and the excerpt tells what inspectors found."""
    kind = excerpt.evidence.entry.kind
    return found_only(question, kind, excerpt.span_words, excerpt.around)


def ungraded(question: Question, excerpt: Excerpt) -> bool:
    """Whether a judgement is asked for, and the excerpt gives none of anything."""
    if question.intent not in ("grade", "grade_change"):
        return False
    return not _JUDGED.search(excerpt.clause_words)


def undone(question: Question, excerpt: Excerpt) -> bool:
    """Whether the question asks who does something, and the excerpt speaks of no such doing.

    "Who pays for the board?" is not answered by who sits on it.
    """
    asked = _WHO_DOES.search(question.text)
    if asked is None:
        return False
    verb = asked["done"].lower()
    done = [c for c in question.concepts if c.surface == verb and c.weight >= TELLING]
    around = f"{excerpt.clause_words} {excerpt.around}"
    return bool(done) and bool(missing_concepts(done, around))


def undated(question: Question, excerpt: Excerpt) -> bool:
    """Whether it is asked when something was, and no day, month or year is told: only how soon."""
    past = _WHEN_WAS.search(question.text) and not _DUE.search(question.text)
    row = excerpt.clause.kind == "row"  # the date may stand at the head of its column
    told = f"{excerpt.span_words} {excerpt.around}" if row else excerpt.span_words
    return bool(past) and not CALENDAR.search(told)


def unended(question: Question, excerpt: Excerpt) -> bool:
    """Whether it is asked when something ended, and nothing here speaks of an end."""
    if not _ENDED.search(question.text):
        return False
    return not _AN_END.search(f"{excerpt.clause_words} {excerpt.around}")


def unaveraged(question: Question, excerpt: Excerpt) -> bool:
    """Whether an average is asked for, and the excerpt gives no figure as one, nor a range."""
    if not _AVERAGE.search(question.text):
        return False
    return not _AS_AVERAGE.search(f"{excerpt.clause_words} {excerpt.around}")


def another_actor(question: Question, excerpt: Excerpt) -> bool:
    """Whether a body is asked about that the excerpt and what stands over it do not name.

    "How often must the LSCB report?" is not answered by how often the chair must.
    """
    asked = _ACTOR.search(question.text)
    if asked is None or question.parts:
        return False
    named = stem_line(asked["body"])
    concepts = [c for c in question.concepts if any(phrase in named for phrase in c.phrases)]
    whole = f"{excerpt.clause_words} {excerpt.around}"
    return any(not coverage((concept,), whole) for concept in concepts)


def another_subject(question: Question, excerpt: Excerpt) -> bool:
    """Whether what a thing must hold is asked for, and the excerpt tells it of another thing.

    "What must adoption plans include?" is not answered by what other plans must.
    """
    if question.parts:
        return False  # it may answer another part
    whole = f"{excerpt.clause_words} {excerpt.around}"
    return any(not coverage((each,), whole) for each in subject_concepts(question))


def _stands(span: re.Match[str], text: str) -> bool:
    """Whether the same span is in a text, in figures or in words."""
    number = span["number"].lower()
    value = int(number) if number.isdecimal() else _WORDS.index(number) + 1
    ways = [str(value), *(_WORDS[value - 1 : value] if value else [])]
    unit = span["unit"].lower()
    same = rf"\b(?:{'|'.join(ways)})[\s-]+(?:\w+\s+)?{unit}s?\b"
    return bool(re.search(same, text, re.I))
