"""Words -> Question: councils, kinds, years, intent, what is wanted, and the concepts."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from assistant.question import intents, papers, short_forms, times, wanted
from assistant.question.commonness import rare_in_english, tempered
from assistant.question.concepts import Corrected, Weight, concepts
from assistant.question.nouns import Question
from assistant.question.phrases import phrased
from assistant.question.spelling import standard
from assistant.question.vocabulary import (
    abbreviations,
    fold,
    lay_words,
    stem,
    stop_words,
    tokens,
)
from ingest.councils import find_councils_in_question
from ingest.documents import Span

_YEAR_OF_REPORT = re.compile(
    r"COUNCIL(?:['’]s)?,? \(?(?:19|20)\d\d\b|\b(?:19|20)\d\d\b,? COUNCIL"
    r"|\b(?:19|20)\d\d (?:report|inspection|visit)\b"
)
_JOINT = re.compile(
    r"\?\s+(?=\w)"
    r"|,? and (?=(?:what|how|when|who|which|where|why|by when|does|did|do|is|are|was|were)\b)"
    r"|,\s*(?=(?:what|how|when|who|which|where)\b)",
    re.I,
)
_ASKS = re.compile(
    r"\b(?:what|how|when|who|whose|which|where|why|wot|whats|whos|whens)\b"
    r"|^(?:by |and )?(?:does|did|do|is|are|was|were|can|could|should|must|has|have|will)\b",
    re.I,
)
Explained = Callable[[str], list[str]]
MOST_SHORT_FORMS = 8  # of a question that are looked up: each costs a search of the words
SHORT_FROM = 0.5  # rarity from which a word in small letters may be a short form
MANY = 1_000_000  # passages of a corpus that tells by itself how rare a word is
_APART = re.compile(r"[,;:?]\s|\s[-–—]\s")
_SHORT_PLURAL = re.compile(r"\b([A-Z]{2,5})s\b")  # "KCCs" for "KCC's"
_VERB = re.compile(r"\b(?:send|rip)\b")  # in small letters no short form
_LONE_POSSESSIVE = re.compile(r"(?<=\s)['’]s\b")
_ABBREVIATION = re.compile(r"[A-Za-z][A-Za-z&0-9]{1,7}")


def understand(
    text: str,
    corpus_councils: Sequence[str],
    weight: Weight,
    corrected: Corrected = str,
    passages: int = MANY,
    explained: Explained = lambda said: [],
) -> Question:
    """Read a question.

    ``corpus_councils`` are short names of councils that the corpus knows (they may be
    missing from the gazetteer); ``weight`` gives a stem's rarity in the corpus, 0 to 1;
    ``corrected`` the corpus's nearest stem to one that it does not hold; ``passages`` is its size;
    ``explained`` gives the long forms of a short form, or the short one of a name, that the
    corpus's papers explain.
    """
    text = standard(text)
    folded = fold(text)
    councils, spans = _councils(_SHORT_PLURAL.sub(r"\1 ", text), corpus_councils)
    about = intents.about_inspection(folded)
    blank = _blank(text, spans)
    shorts = _short_forms(blank, weight, explained)
    own_words = _VERB.sub(" ", _LONE_POSSESSIVE.sub(" ", blank))
    return Question(
        text=text,
        clean=_spelt_out(text, shorts),
        plain=_spelt_out(blank, shorts),
        parts=_parts(text, [span.cut(text).lower() for span in spans]),
        councils=councils,
        kinds=papers.kinds(folded),
        years=times.years(folded),
        intent=intents.intent(folded, councils),
        wants=wanted.wants(folded),
        concepts=tempered(
            phrased(folded) + concepts(own_words, weight, corrected, shorts), passages
        ),
        count=intents.count(folded),
        obliges=intents.obliges(folded),
        months=times.months(folded),
        dated_report=about or bool(_YEAR_OF_REPORT.search(_named_out(text, spans))),
        about_inspection=about,
        everywhere=intents.everywhere(folded),
        defined=intents.defined(fold(blank)),
        asked=tempered(concepts(_asking(own_words), weight, corrected, shorts), passages),
        said_in=papers.said_in(folded),
        since=times.since(folded),
    )


def _councils(text: str, corpus_councils: Sequence[str]) -> tuple[tuple[str, ...], list[Span]]:
    """The councils named, by the gazetteer and then by the corpus, and where."""
    names: dict[str, None] = {}
    spans: list[Span] = []
    for council, span in find_councils_in_question(text):
        names.setdefault(council.name, None)
        spans.append(span)
    for name in corpus_councils:
        for match in re.finditer(rf"\b{re.escape(name)}(?:'s|’s|s)?\b", text, re.I):
            if not any(s.start <= match.start() < s.end for s in spans):
                names.setdefault(name, None)
                spans.append(Span(match.start(), match.end()))
    return tuple(names), spans


def _parts(text: str, councils: Sequence[str]) -> tuple[str, ...]:
    """The questions that one question joins: "who pays, and by when?" is two; else none.

    Words before a question that ask nothing tell its circumstance: "child moved, who is told?"
    """
    parts = [part.strip(" ,;?") for part in _JOINT.split(text) if part.strip(" ,;?")]
    if not all(_ASKS.search(part) for part in parts):
        return ()
    worded = [part for part in parts if _worded(part, councils)]
    return tuple(worded) if len(worded) > 1 else ()


def _worded(part: str, councils: Sequence[str]) -> bool:
    """Whether a part asks something of its own: of two words or more, or of a council."""
    if any(name in part.lower() for name in councils):
        return True
    return len([word for word in tokens(part) if word not in stop_words()]) > 1


def _asking(text: str) -> str:
    """The part that asks, where the others only tell a circumstance; else ""."""
    parts = [part.strip() for part in _APART.split(text) if part.strip(" ,;:?-")]
    asking = [part for part in parts if _ASKS.search(part)]
    return asking[0] if len(asking) == 1 and len(parts) > 1 else ""


def _named_out(text: str, spans: Sequence[Span]) -> str:
    """The question with each council as "COUNCIL", to see what stands beside it."""
    for span in sorted(spans, reverse=True):
        text = text[: span.start] + "COUNCIL" + text[span.end :]
    return text


def _blank(text: str, spans: Sequence[Span]) -> str:
    """The question with each council as white space: its name tells no passage from another."""
    for span in spans:
        text = text[: span.start] + " " * (span.end - span.start) + text[span.end :]
    return text


def _short_forms(text: str, weight: Weight, explained: Explained) -> dict[str, list[str]]:
    """The short forms that the papers explain and the trade does not know, with their long forms.

    Of the question's words, those in small letters only where they are no English words, and
    hardly the papers'; and of its names those that the papers shorten.
    """
    found: dict[str, list[str]] = {}
    for printed in short_forms.candidates(text):
        if len(found) == MOST_SHORT_FORMS:
            break
        short = printed.lower()
        rare = rare_in_english(stem(short)) >= 1.0 and weight(stem(short)) > SHORT_FROM
        known = short in abbreviations() or short in lay_words() or short in stop_words()
        if not known and (rare or (printed.isupper() and not text.isupper())):
            found[short] = explained(short)
    for name in short_forms.names(text)[:MOST_SHORT_FORMS]:
        for short in explained(name.lower()):
            found.setdefault(short, [name.lower()])
    return {short: forms for short, forms in found.items() if forms}


def _spelt_out(text: str, shorts: Mapping[str, list[str]]) -> str:
    """The question with abbreviations, the trade's and the papers', followed by their long form."""
    known = {**shorts, **abbreviations()}

    def longer(match: re.Match[str]) -> str:
        verb = _VERB.fullmatch(match.group())
        long_forms = None if verb else known.get(match.group().lower())
        return f"{match.group()} ({long_forms[0]})" if long_forms else match.group()

    return _ABBREVIATION.sub(longer, text)
