"""Where one clause holds several duties, and what in it only tells more of one."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.documents import Span
from ingest.modality import modality_of, opens_with_verb
from ingest.navigation import sentences

_SUBJECT_MODAL = (
    r"(?:(?-i:the\s+(?:[A-Z]\w+\s+){1,3})|the\s+(?:council|board|chair|authority)\s+|we\s+"
    r"|ministers\s+)"
    r"(?:also\s+)?(?:must|should|shall|will|would\s+like|would\s+expect|expect)\b"
)
_NEW_DUTY = re.compile(
    rf"(?:,?\s+and|;(?:\s+and)?)\s+(?:that\s+)?(?={_SUBJECT_MODAL})|,\s+(?=followed\s+by\s+\w+)",
    re.I,
)
_ENSURING = re.compile(r",?\s+and\s+(?=ensur(?:e|ing)\s)", re.I)
_AND_THAT_ALL = re.compile(r",?\s+and\s+(?=that\s+(?:all|each|every|no|any)\s)", re.I)
_WHICH_EXPECTED = re.compile(
    r"\b(?P<thing>an?\s+(?:[A-Z]\w+\s*){1,3}),\s+which\s+we\s+expect\s+will\b"
)
_REFERS = re.compile(
    r"\b(?:it|its|they|their|them|this|these|those|such|(?:of|to)\s+the\s+above)\b", re.I
)
_LATER_VERB = re.compile(
    r";\s+(?:and\s+)?(?=\d{1,2}(?:\.\d{1,2})+\s+[a-z])|;\s+(?=[a-z]+\s)"  # "; and 2.3 publish"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of one line of text; ``first`` where it opens its clause."""

    span: Span
    words: str
    first: bool


def sentences_of(words: str) -> list[Sentence]:
    """The sentences of a line; "; ensure that ..." begins one too."""
    spans: list[Span] = []
    for span in sentences(words, Span(0, len(words))):
        start = span.start
        for cut in _LATER_VERB.finditer(words, span.start, span.end):
            if (
                opens_with_verb(words[cut.end() : span.end])
                and len(words[start : cut.start()].split()) > 5
            ):
                spans.append(Span(start, cut.start() + 1))
                start = cut.end()
        spans.append(Span(start, span.end))
    return [Sentence(span, span.cut(words), place == 0) for place, span in enumerate(spans)]


def duties_in(words: str) -> list[Span]:
    """One span a duty: a sentence is cut where a second holder, report or duty begins."""
    named = _WHICH_EXPECTED.search(words)
    if named:
        return [
            Span(0, named.start("thing") + len(named["thing"].rstrip())),
            Span(named.start("thing"), len(words)),
        ]
    cuts = [
        (match.start(), match.end())
        for match in _NEW_DUTY.finditer(words)
        if not _in_clause(words, match.start()) and _has_verb(words[: match.start()])
    ]
    if re.match(r"\W*ensur(?:e|ing)\b", words, re.I):
        for pattern in (_ENSURING, _AND_THAT_ALL):
            cuts += [
                (match.start(), match.end())
                for match in pattern.finditer(words)
                if not _REFERS.search(" ".join(words[match.end() :].split()[:6]))
            ]
    spans, start = [], 0
    for stop, begin in sorted(set(cuts)):
        if stop > start:
            spans.append(Span(start, stop))
            start = begin
    return [*spans, Span(start, len(words))]


def _has_verb(before: str) -> bool:
    """Whether a duty stands before "and the Council must", rather than a second subject."""
    return modality_of(before) is not None or opens_with_verb(before) or len(before.split()) > 12


def _in_clause(words: str, place: int) -> bool:
    """Whether "and which ..." goes on with a relative clause."""
    return bool(re.search(r"\b(?:which|who)\s+\w+\s*$", words[:place]))


# How a sentence goes on with the one before.

_OPENS_REFERRING = re.compile(
    r"^\W*(?:(?:in\s+doing\s+so|in\s+particular|to\s+support\s+this|for\s+this"
    r"|as\s+part\s+of\s+this"
    r"|this|these|those|such|they|it)\b(?!\s+is\s+(?:also\s+)?expected)|where\s+)",
    re.I,
)
_CONFIRMS = re.compile(
    r"^\W*(?:the\s+)?(?:\w+\s+)?(?:progress|impact|implementation|effectiveness|results?"
    r"|outcomes?|findings|success)\b"
    r"[^.]*\b(?:will|must|should)\s+be\s+(?:\w+\s+)?(?:monitor|evidenc|measur|assess|used"
    r"|review|demonstrat|track)\w*"
    r"|^\W*ensur(?:e|ing)\s+(?:that\s+)?evidence\b"
    r"|^\W*ensur(?:e|ing)\b[^.]*\bto\s+confirm\b|\bconfirms?\s+that\s+this\b",
    re.I,
)
_DETERMINED = re.compile(r"\b(?:the|this|these|that|each|such)\s+((?:[\w-]+\s+){0,3}?[\w-]+)", re.I)
_SUBJECT = re.compile(
    r"^\W*(?:the|this|these|those|each|any|all)?\s*(?P<np>(?:[A-Za-z][\w’'-]*\s+){1,6}?)"
    r"(?:of|must|should|shall|will|may|is|are|needs?|has|have|to|for|in|from|against)\b",
    re.I,
)


def elaborates(sentence: str, before: str, *, paragraph: bool) -> bool:
    """Whether a sentence only tells more of the duty before it, so that it is its item.

    It opens by pointing back, says how the thing is confirmed, or speaks of what the duty
    introduced ("a framework ... The framework should include ..."). In a paragraph, where each
    sentence is a duty of its own, only what the thing is to hold counts as such.
    """
    if _CONFIRMS.search(sentence):
        return not paragraph or not before_is_other(sentence)
    if _OPENS_REFERRING.match(sentence):
        return not paragraph or not re.match(r"\W*(?:such|those|these)\s", sentence, re.I)
    if opens_with_verb(sentence):
        return not paragraph and _speaks_of(sentence, before)
    subject = _SUBJECT.match(sentence)
    if subject is None or not _introduced(subject["np"], before):
        return False
    content = re.search(
        r"\b(?:must|should|shall|will|needs?\s+to|is\s+to)\s+(?:\w+\s+)?"
        r"(?:include|contain|cover|set\s+out|specify|identify|comprise|say"
        r"|be\s+(?:\w+\s+)?linked|inform)\b",
        sentence,
        re.I,
    )
    return not paragraph or bool(content)


def before_is_other(sentence: str) -> bool:
    """Whether a confirming sentence names who is to do it, which makes it a duty of theirs."""
    return bool(re.search(r"\bby\s+the\s+\w*\s*board\b", sentence, re.I))


def _introduced(subject: str, before: str) -> bool:
    """Whether a subject's words stand in the text before, as one phrase, in one number or other."""
    words = [_singular(word) for word in re.findall(r"[A-Za-z][\w-]*", subject)]
    if not words or words[0] in ("council", "board", "chair", "minister", "key", "we"):
        return False
    if any(word in ("council", "board", "chair", "minister", "partner") for word in words):
        return False
    known = [_singular(word) for word in re.findall(r"[A-Za-z][\w-]*", before)]
    size = len(words)
    whole = any(known[place : place + size] == words for place in range(len(known)))
    named = subject.strip()[:1].isupper() and size > 1  # "Improvement Plan" is its own name
    return whole or (
        not named
        and size == 1
        and any(one.startswith(words[0][:6]) for one in known if len(words[0]) > 5)
    )


def _speaks_of(sentence: str, before: str) -> bool:
    """Whether an instruction is about a thing that the text before brought in ("a framework")."""
    brought = {
        _singular(match.split()[-1])
        for match in re.findall(
            r"\ban?\s+((?:[a-z][\w-]*\s+){0,4}?[a-z][\w-]+)(?=\s+(?:that|which|to|of|for|is"
            r"|and|with|in)\b|[,.;])",
            before,
        )
    }
    for match in re.finditer(
        r"\b(?:the|this|these)\s+((?:[a-z][\w-]*\s+){0,3}?[a-z][\w-]+)\b", sentence
    ):
        for word in match[1].split():
            if _singular(word) in brought:
                return True
    return bool(
        re.search(
            r"\bthis\s+(?:is|has|programme|plan|strategy|framework)\b|\bto\s+confirm\s+(?:the"
            r"|that)\b",
            sentence,
        )
    )


def _singular(word: str) -> str:
    folded = word.lower()
    return (
        folded[:-1]
        if folded.endswith("s") and len(folded) > 3 and not folded.endswith("ss")
        else folded
    )
