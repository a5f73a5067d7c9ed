"""What a question asks of the register of requirements: a list, a count, deadlines, targets,
who watches, what follows from failure, which councils, what came of a thing.

Only questions about the whole of something are for the register ("all deadlines", "how many
requirements", "which are due before"); a single fact is found better in the text itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from assistant.question.nouns import Concept, Question
from assistant.register_answers.bounds import bounds_of
from ingest.documents import RequirementKind

Sought = Literal["deadlines", "requirements", "targets", "watchers", "consequences", "outcomes"]

_DEADLINES = re.compile(
    r"\bdeadlines\b|\bnext deadline\b|\bdue dates\b|\boverdue\b"
    r"|\b(?:what|which|how many|list|everything|anything)\b.{0,60}?\b(?:is|are|was|were|falls?"
    r"|fell|came|"
    r"comes?|becomes?) (?:now |also )?due\b",
    re.I,
)
_WHOLE = re.compile(
    r"\b(?:list|all|every|each|how many|count|which|show|give me|complete|what are"
    r"|what were)\b",
    re.I,
)
_NOUNS: tuple[tuple[str, str, tuple[RequirementKind, ...]], ...] = (
    (r"\b(?:requirements|obligations|duties)\b", "requirement", ()),
    (r"\b(?:how many things|everything that)\b.*\b(?:must|should|has to|have to|needs? to)\b",
     "requirement", ()),
    (r"\bmeasures\b(?=.*\bnotice\b)|\bnotice\b.*\bmeasures\b", "measure", ("notice_measure",)),
    (r"\b(?:actions|objectives)\b(?=.*\bplan\b)|\bplan\b.*\b(?:actions|objectives)\b", "action",
     ("plan_action",)),
    (r"\bhow many\b.*\brecommendations\b", "recommendation", ("recommendation",)),
    (r"\bresolutions\b", "resolution", ("resolution",)),
)  # fmt: skip
_TARGETS = re.compile(r"\b(?:what|which|list|all|how many|compare)\b.{0,30}\btargets\b", re.I)
_HOLDERS: tuple[tuple[str, str], ...] = (
    (r"improvement board|board", "Improvement Board"), (r"chair", "Chair"), (r"lscb", "LSCB"),
    (r"ministers?|secretary of state", "Ministers"), (r"department|dfe", "DfE"),
)  # fmt: skip
_ASKED_OF = (
    r"\b(?:must|should|shall|will|does|do|has) (?:[\w'’]+ )?(?:the )?(?:{0})\b"
    r"|\b(?:for|of|on) (?:the |(?:[\w-]+ ){{0,4}}?[\w-]+['’]s? )(?:{0})\b\W*$"
)
_HOW_MANY = re.compile(r"\bhow many\b|\bcount\b|\bnumber of\b", re.I)
_PASSED = re.compile(r"\b(?:passed|overdue|missed|expired|gone|already due)\b", re.I)
_NEXT = re.compile(r"\bnext\b", re.I)
_GENERIC = re.compile(
    r"^(?:requir\w*|obligat\w*|dut(?:y|ies)|measures?|actions?|objectives?|recommend\w*|resol\w*|"
    r"deadlines?|due|dates?|passed|overdue|missed|next|list|all|every|each|many|count|complete"
    r"|full|"
    r"improv\w*|notices?|plans?|councils?|board|chair|lscb|set|made?|give|given|things?|"
    r"compar\w*|versus|falls?|fell|must|should|pass|county|borough|city|held|there|inspect\w*|ofsted|reports?|committee|targets?|reach|hit|meet|met|council'?s|"
    r"children'?s?|services?|still|yet|already|come|\d+|january|february|march|april|may|june|"
    r"july|august|september|october|november|december|minister\w*|department|safeguarding)$",
    re.I,
)
_LEAST_WEIGHT = 0.1
BY_WHEN = re.compile(
    r"\bby when\b|\bby what date\b"
    r"|\bwhen (?:must|should|shall|does|do|is|are|will|has|have)\b",
    re.I,
)
_ASKING = re.compile(r"^(?:due|deadlines?|dates?|when|by|must|should|council)$", re.I)


_WHICH_COUNCILS = re.compile(
    r"\b(?:which|what|how many|list (?:all |the )?)\s*(?:other |local )?"
    r"(?:councils?|authorit(?:y|ies))\b",
    re.I,
)
_HAVE_NOTICE = re.compile(
    r"\b(?:ha(?:s|ve|d)|under|get|got|given|received?|issued|served|with|subject to)\b.{0,30}"
    r"\bnotices?\b",
    re.I,
)
_OF_NOTICES: tuple[RequirementKind, ...] = (
    "notice_measure", "board", "reporting", "review", "consequence",
)  # fmt: skip
_DUTY = re.compile(
    r"\b(?:must|should|shall|ha(?:s|ve|d) to|needs?(?:ed)? to|asked to|told to|required to"
    r"|expected to|recommended to|instructed to|requir\w+|recommendations?|obligations?"
    r"|duties|duty)\b",
    re.I,
)
# What they are to do at all, and not what one thing must be or hold.
_MUST_DO = re.compile(
    r"\b(?:must|should|ha(?:s|ve) to|required to|asked to|told to) (?:each |both )?do\b"
    r"|\b(?:requirements|recommendations|obligations|duties)\b",
    re.I,
)
_FAILURE = re.compile(
    r"\bwhat\b.{0,40}\b(?:happens?|happened|follows?|consequences?|sanctions?|penalt(?:y|ies)|done)\b"
    r".{0,40}\b(?:if|when|of|for|should|where)\b.{0,80}?"
    r"\b(?:fail\w*|miss\w*|non-?compl\w+|unwilling|unable"
    r"|(?:not|n['’]t|never)\s+(?:be\s+|been\s+|being\s+)?(?:compl\w+|met|meet|made?|reach\w*|achiev\w*"
    r"|improv\w*|hit|done|satisf\w+|follow\w*))\b",
    re.I,
)
_WATCHES = re.compile(
    r"\bwho(?:m| else)?\s+(?:(?:will|should|must|is|are|has|have|does|do|to|also|currently|going|be"
    r"|keeps?|responsible|for)\s+){0,4}"
    r"(?:monitor\w*|oversee\w*|overseeing|watch(?:es|ing)?|scrutinis\w+|track(?:s|ing)?"
    r"|keeps? (?:watch|an eye)|an eye|checks? (?:on |the |that )?)",
    re.I,
)
_OUTCOMES = re.compile(
    r"\bwhat (?:has|have|had|was|were) (?:since )?(?:been )?(?:done|reported|happened|achieved)\b"
    r"|\bwhat (?:\w+ )?progress (?:has|have|was|were|is)\b|\bwhat (?:came|has come|became) of\b",
    re.I,
)
_FAILING = re.compile(
    r"^(?:by|to|fail\w*|miss\w*|compl\w+|non|follow\w*|happen\w*|consequence\w*|sanction\w*|penalt\w+|achiev\w*"
    r"|reach\w*|satisf\w+|unwilling|unable|if|progress|assessment|not|still)$",
    re.I,
)
_WATCHING = re.compile(
    r"^(?:by|monitor\w*|overs\w+|watch\w*|scrutin\w+|track\w*|check\w*|eye|keep\w*|progress|responsible"
    r"|perform\w*|implement\w*|deliver\w*|work|going|current\w*|who|compl\w+)$",
    re.I,
)
_DOING = re.compile(
    r"^(?:done|do|about|report\w*|happen\w*|achiev\w*|progress|made?|came|come|became|since|last|previous|so|far)$",
    re.I,
)
_ASKED_OF_COUNCILS = re.compile(
    r"^(?:which|ask\w*|told|tell|need\w*|expect\w*|instruct\w*|issued?|serve\w*|subject|under|received?|get|got|given"
    r"|authorit\w+|local|to|have|has|had|papers?)$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is sought; ``before`` and ``after`` are days (YYYY-MM-DD) and count as within.

    ``count`` is true where only the number is asked for; ``topic`` is what the rows are to speak
    of; ``kinds`` are () for all. ``of_councils`` where councils are asked for, ``papers`` where
    only whether they have a paper of the kind.
    """

    sought: Sought
    noun: str
    kinds: tuple[RequirementKind, ...] = ()
    before: str | None = None
    after: str | None = None
    count: bool = False
    passed: bool = False
    only_next: bool = False
    holder: str | None = None
    topic: tuple[Concept, ...] = ()
    of_councils: bool = False
    papers: bool = False


def asked_of(question: Question) -> Asked | None:
    """What a question asks of the register; None when it is not one for it."""
    topic = tuple(
        c
        for c in question.concepts
        if c.weight > _LEAST_WEIGHT and not all(_GENERIC.match(w) for w in c.surface.split())
    )
    return (
        _of_councils(question, topic)
        or _of_failure(question, topic)
        or _of_watching(question, topic)
        or _of_outcomes(question, topic)
        or _of_the_whole(question, topic)
    )


def _of_the_whole(question: Question, topic: tuple[Concept, ...]) -> Asked | None:
    """Deadlines, targets, or rows of a kind: all of them, or how many."""
    text = question.text
    holder, counted = _holder(text), bool(_HOW_MANY.search(text))
    if _DEADLINES.search(text):
        before, after = bounds_of(text)
        passed = bool(_PASSED.search(text)) and before is not None
        only = bool(_NEXT.search(text)) and after is not None
        return Asked(
            "deadlines", "deadline", (), before, after, counted, passed, only, holder, topic
        )
    if _TARGETS.search(text):
        return Asked("targets", "target", (), holder=holder, topic=topic)
    if len(question.councils) > 1 and question.intent == "compare" and _MUST_DO.search(text):
        kinds = _board(text)
        return Asked("requirements", "requirement", kinds, topic=topic) if topic or kinds else None
    if not _WHOLE.search(text):
        return None
    for pattern, noun, kinds in _NOUNS:
        if re.search(pattern, text, re.I):
            return Asked("requirements", noun, kinds, count=counted, holder=holder, topic=topic)
    return None


def _of_councils(question: Question, topic: tuple[Concept, ...]) -> Asked | None:
    """Which councils have a deadline, a notice, or a duty on something."""
    text = question.text
    if question.councils or not _WHICH_COUNCILS.search(text):
        return None
    topic = _without(topic, _ASKED_OF_COUNCILS)
    if re.search(r"\bdeadlines?\b|\bdue\b", text, re.I):
        before, after = bounds_of(text)
        return Asked("deadlines", "deadline", (), before, after, topic=topic, of_councils=True)
    if _HAVE_NOTICE.search(text) and not topic:
        kinds = _OF_NOTICES
        return Asked("requirements", "notice", kinds, of_councils=True, papers=True)
    if not _DUTY.search(text) or not topic:
        return None
    return Asked("requirements", "requirement", topic=topic, of_councils=True)


def _of_failure(question: Question, topic: tuple[Concept, ...]) -> Asked | None:
    """What follows if a notice, or what it sets, is not met: not if one thing is not done."""
    if not _FAILURE.search(question.text) or _without(topic, _FAILING):
        return None
    return Asked("consequences", "clause", ("consequence",))


def _of_watching(question: Question, topic: tuple[Concept, ...]) -> Asked | None:
    """Who monitors: of a council that is named, or of a notice."""
    if not _WATCHES.search(question.text):
        return None
    if not question.councils and "improvement_notice" not in question.kinds:
        return None
    return Asked("watchers", "requirement", topic=_without(topic, _WATCHING))


def _of_outcomes(question: Question, topic: tuple[Concept, ...]) -> Asked | None:
    """What has been done about a thing that is named."""
    topic = _without(topic, _DOING)
    if not question.councils or not topic or not _OUTCOMES.search(question.text):
        return None
    return Asked("outcomes", "requirement", topic=topic)


def _without(topic: tuple[Concept, ...], asking: re.Pattern[str]) -> tuple[Concept, ...]:
    """A topic less the words that only ask."""
    return tuple(c for c in topic if not all(asking.match(word) for word in c.surface.split()))


def _board(text: str) -> tuple[RequirementKind, ...]:
    return ("board",) if re.search(r"\b(?:improvement )?board\b", text, re.I) else ()


def topic_of(question: Question) -> tuple[Concept, ...]:
    """What a question on one deadline is about: all its words but those that ask."""
    return tuple(
        c
        for c in question.concepts
        if c.weight > _LEAST_WEIGHT and not all(_ASKING.match(w) for w in c.surface.split())
    )


def _holder(text: str) -> str | None:
    for words, name in _HOLDERS:
        if re.search(_ASKED_OF.format(words), text, re.I):
            return name
    return None
