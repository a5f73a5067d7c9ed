"""A follow-up that the rules leave unread -> a question that stands alone, by a model, checked.

The model proposes; code lets through only what is put together from words that were there: of
the question before, of its answer's headings and of the follow-up itself.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Sequence
from contextlib import closing
from itertools import takewhile

from assistant.answers import Answer, ModelUse
from assistant.chat.amounts import amounts
from assistant.chat.calling import Caller
from assistant.chat.claims import SCHEMA, claims
from assistant.chat.cleaning import plain, speaks_to_a_machine
from assistant.chat.models import ModelError, Tokens, estimated
from assistant.chat.obligations import denied
from assistant.chat.parts import placed_stems
from assistant.chat.prompting import prompt
from assistant.chat.verifying import plain_sentence
from assistant.conversation import phrases
from assistant.conversation.mentions import council_mentions, names
from assistant.listening import Listener
from assistant.question.vocabulary import fold

LONGEST = 300  # characters of a reading
SHORT = 4  # words that hardly stand alone
KEPT = 0.75  # share of the follow-up's own content words that a reading keeps
_MOST_WRITTEN = 256
_SCHEMA = {**SCHEMA["properties"]["statements"]["items"], "title": "question"}
_CAPITAL = re.compile(r"(?<!^)\b[A-Z][\w'’-]+")


def unsure(question: str, read_as: str | None, last: Answer | None) -> bool:
    """Whether the rules left a follow-up unread that points back, goes on, or is a scrap."""
    if last is None or read_as is not None:
        return False
    opening = phrases.OPENING.match(question)
    goes_on = bool(opening and phrases.GOES_ON.search(opening.group()))
    points = bool(phrases.PRONOUN.search(question))
    return points or goes_on or len(question.split()) <= SHORT


def rewritten(
    question: str, last: Answer, known: Sequence[str], caller: Caller, window: int,
    listener: Listener,
) -> tuple[str | None, ModelUse]:  # fmt: skip
    """The reading that a model proposes, None where it does not stand; and what it cost."""
    used, tokens = prompt("rewrite"), Tokens()
    headings = [
        plain(words)
        for words in dict.fromkeys(words for each in last.citations for words in each.headings)
        if not speaks_to_a_machine(words)
    ]
    words = used.filled(
        {
            "mark": secrets.token_hex(8),
            "before": plain(last.read_as or last.question),
            "headings": "; ".join(headings) or "none",
            "question": plain(question),
        }
    )
    made, fault = "", ""
    try:
        if estimated(words) + _MOST_WRITTEN > window:
            raise ModelError("The question is more than the model reads at once.")
        made = _proposed(words, caller, tokens, listener)
    except ModelError as error:
        fault = error.user_message
    source = " ".join((question, last.read_as or last.question, *headings, *last.options))
    if made and not _stands(made, question, last.read_as or last.question, source, known):
        made, fault = "", "The model's reading has other words than were said."
    use = ModelUse(
        name=caller.model.name,
        prompt=used.name,
        prompt_hash=used.hash,
        statements=0,
        dropped=0,
        tokens_read=tokens.read,
        tokens_written=tokens.written,
        fallback=fault or None,
    )
    return (made if fold(made) != fold(question) else None) or None, use


def _proposed(words: str, caller: Caller, tokens: Tokens, listener: Listener) -> str:
    with closing(caller.stream(words, _SCHEMA, tokens)) as pieces:
        heard = takewhile(lambda _: listener.there(), pieces)
        return next((claim.text for claim in claims(heard)), "")


def _stands(made: str, question: str, before: str, source: str, known: Sequence[str]) -> bool:
    """Only words, numbers, names and councils that were there; the follow-up's own are kept."""
    said, held, own = _stems(made), _stems(source), _stems(question)
    asked_of = names(council_mentions(question, known))
    councils = set(names(council_mentions(made, known)))
    allowed = set(asked_of) or set(names(council_mentions(before, known)))
    folded = fold(source)
    return (
        len(made) <= LONGEST
        and plain_sentence(made)
        and said <= held
        and amounts(made) <= amounts(source)
        and amounts(question) <= amounts(made)
        and councils <= allowed
        and set(asked_of) <= councils
        and all(fold(each).removesuffix("'s") in folded for each in _CAPITAL.findall(made))
        and len(own & said) >= KEPT * len(own)
        and (denied(made) == denied(question) or denied(made) == denied(before))
        and (not denied(question) or denied(made))
    )


def _stems(text: str) -> frozenset[str]:
    plain = phrases.PRONOUN.sub(" ", text)
    return frozenset(word for _, word in placed_stems(plain))
