"""Questions that are none: empty, too long, only marks, or not in English."""

from __future__ import annotations

import re

from assistant.question.vocabulary import stop_words, tokens

LONGEST = 2000  # characters; the longest development question has under 200
LAST_LATIN = 0x24F  # the last letter of Unicode's Latin Extended-B

# Common words of French, German, Spanish, Polish, Italian and Welsh; those that are
# English words too count for neither side.
_FOREIGN = frozenset(
    "le la les des est une dans pour que qui quoi sont avec vous nous pas comment quelle quelles "
    "quel quels der die das und ist nicht wie viele wer welche mit den dem ein eine sind was el "
    "los las por para como cuantos cuales que son una con del jak jest ile kto czy nie sie na co "
    "gdzie kiedy oraz przez dla ktory jaki jakie di il che chi quanti sono per della yn sut pwy "
    "beth mae".split()
)
_ENGLISH_TOO = frozenset("was die den per son la pas co".split())

# Requests to write, and questions of the day: no document of any council is asked.
_TASK = re.compile(
    r"^\W*(?:please |can you |could you |will you )*"
    r"(?:write|compose|draft|sing|tell|make up|invent)"
    r"(?: me| us)? (?:an? |some |another )(?:\w+ )?"
    r"(?:joke|poem|story|song|limerick|haiku|rap|letter|e-?mail|essay|speech|code|programme?)s?\b"
    r"|\bweather\b.*\b(?:today|tomorrow|now|like|in|forecast)\b|\bweather forecast\b"
    r"|^\W*what(?:'s|’s| is|s) the (?:weather|time)\b(?! ?(?:limit|scale|frame|taken|between))"
    r"|\bworld cup\b|\blottery\b|\bfootball (?:score|result)s?\b",
    re.I,
)


def refusal(question: str) -> str:
    """Why this cannot be answered at all, in words for the asker; "" when it can be tried."""
    text = question.strip()
    if not text:
        return "Please type a question, such as: what must a child protection plan include?"
    if len(text) > LONGEST:
        return (
            f"That is {len(text):,} characters; a question may have {LONGEST:,}. "
            "Please ask it in a sentence or two."
        )
    if not re.search(r"[^\W\d_]{2,}", text):
        return (
            "There are no words in that. Please ask in words, such as: how often does the board "
            "meet?"
        )
    if _TASK.search(text):
        return (
            "This service only finds what the documents say about children's services. "
            "Please ask what a notice, an inspection report or guidance says."
        )
    if _foreign(text):
        return (
            "This service answers questions in English, from documents in English. "
            "Please ask in English."
        )
    return ""


def _foreign(text: str) -> bool:
    """Mostly in another alphabet, or with more words of another language than of English."""
    letters = [c for c in text if c.isalpha()]
    if sum(1 for c in letters if ord(c) > LAST_LATIN) > len(letters) / 2:
        return True
    words = re.findall(r"[^\W\d_]+", text.lower())
    english = sum(1 for word in words if word in stop_words() and word not in _FOREIGN)
    foreign = sum(1 for word in words if word in _FOREIGN - _ENGLISH_TOO)
    return foreign >= 2 and foreign > english and bool(tokens(text))
