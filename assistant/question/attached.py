"""Whether a figure is said of the thing asked: no age, no time of another thing.

"The conference is held within 15 days of the discussion" tells when the conference is held, and
of the discussion nothing; "those under 18" counts nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistant.question.nouns import Concept, Question

Placed = tuple[Concept, list[int]]  # a concept of the question, and where it stands, by word

# Chosen on the development questions (docs/evaluation.md).
SUBJECT_WORDS = 4  # words before a time from which they may be its subject
UNIT_WITHIN = 5  # words from the beginning of a time to its unit, and one more

A_SHARE = 0.3  # what a percentage is worth where "how many" is asked

_AGED = re.compile(r"^(?:aged?|ages|turning|turned)$", re.I)
_ABOVE_OR_BELOW = re.compile(r"^(?:under|over|below|above)$", re.I)
_TITLES = re.compile(r"^\W*(?:Cllr|Dr|Mrs?|Ms|Rev|Prof|St|No|pp?)\.$")
_AGE = re.compile(r"^(?:1[0-9]|2[0-5]|[5-9])(?P<ends>\W*)$")
_NO_NOUN = re.compile(r"^(?:and|or|who|in|at|to|with|when|years?|are|were|was|is)\b", re.I)
_HOW_MANY = re.compile(r"\bhow many\b(?! of\b)", re.I)  # of a whole, a share says how many
SHARES = re.compile(r"\S*\d\s?%|[\w-]+ per ?cent\b|£\S+", re.I)  # ... and sums: no counts
_UNIT = re.compile(r"^(?:minute|hour|day|week|fortnight|month|term|year)s?\b(?P<ends>\W*)$", re.I)
_COUNTED_FROM = re.compile(r"^(?:of|after|from|following|since|before)$", re.I)
_ENDS = re.compile(r"[.;:?!]['\"”’)]*$")
# What is done with any meeting, plan or review.
_DONE = re.compile(
    r"^(?:held|hold|happen\w*|take|takes|place|carried|done|made|make|due|start\w*|begin\w*|"
    r"complet\w*|finish\w*|fast|quick\w*|soon|time\w*)$"
)
_FROM_ASKED = re.compile(
    r"\b(?:of|after|from|following|since|before|once|when|if)\b(?! long)", re.I
)
_WHEN_ASKED = re.compile(r"^\W*(?:by )?when\b", re.I)


def ends_sentence(word: str) -> bool:
    """Whether a sentence, or a part of one that stands alone, ends with a word."""
    return bool(_ENDS.search(word)) and not _TITLES.match(word)


def is_age(words: Sequence[str], place: int) -> bool:
    """Whether the number at a place is an age: "aged 21", "under 18"."""
    found = _AGE.match(words[place])
    if not found or not place:
        return False
    if _AGED.match(words[place - 1]) or _ends_range_of_ages(words, place):
        return True
    following = words[place + 1] if place + 1 < len(words) else ""
    ends = bool(found["ends"]) or not following or bool(_NO_NOUN.match(following))
    return ends and bool(_ABOVE_OR_BELOW.match(words[place - 1]))


def _ends_range_of_ages(words: Sequence[str], place: int) -> bool:
    """ "Aged 11 to 15": the second number is an age as the first is."""
    joined = place > 2 and words[place - 1].lower() in ("to", "and", "or", "-", "–")
    return joined and bool(_AGED.match(words[place - 3]))


def counted(question: Question) -> bool:
    """Whether "how many" is asked, which a share answers by half."""
    return bool(_HOW_MANY.search(question.text))


def share_worth(question: Question, words: Sequence[str], place: int) -> float:
    """What a figure is worth to "how many": a share is no count, but better than none; a sum of
    money counts nothing."""
    if not counted(question):
        return 1.0
    word = words[place]
    return 0.0 if "£" in word else A_SHARE if _is_share(words, place) else 1.0


def _is_share(words: Sequence[str], place: int) -> bool:
    """ "84%", "eighty-four per cent"."""
    after = " ".join(words[place + 1 : place + 3]).lower()
    return "%" in words[place] or after.startswith(("per cent", "percent"))


def counted_from(
    question: Question, words: Sequence[str], place: int, told: Sequence[Placed]
) -> bool:
    """Whether what is asked about is only what the time at a place is counted from."""
    unit = _unit_after(words, place)
    if unit is None or unit + 1 >= len(words) or not _COUNTED_FROM.match(words[unit + 1]):
        return False
    start = next((at + 1 for at in range(place - 1, -1, -1) if _ENDS.search(words[at])), 0)
    if place - start < SUBJECT_WORDS:
        return False
    end = next((at for at in range(unit + 1, len(words)) if _ENDS.search(words[at])), len(words))
    subject = _subject(question, told)
    told_after = _stands(subject, range(unit + 2, end + 1))
    return told_after and not _stands(subject, range(start, unit + 1))


def _unit_after(words: Sequence[str], place: int) -> int | None:
    """Where the unit of the time that begins at a place stands; None where the time ends there."""
    for at in range(place, min(place + UNIT_WITHIN, len(words))):
        found = _UNIT.match(words[at])
        if found:
            return None if found["ends"] else at
    return None


def _subject(question: Question, told: Sequence[Placed]) -> list[Placed]:
    """What is asked about, without what the question itself counts from: "after a referral"."""
    asked = _WHEN_ASKED.sub("", question.text).lower()
    before = _FROM_ASKED.split(asked, maxsplit=1)[0]
    return [
        (concept, at)
        for concept, at in told
        if concept.surface in before and not _DONE.match(concept.surface)
    ]


def _stands(told: Iterable[Placed], within: range) -> bool:
    return any(each in within for _, at in told for each in at)
