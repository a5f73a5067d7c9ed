"""Who was at a meeting: the lists of names at the head of its minutes, read as records.

Minutes say it in one form ("PRESENT: A Reed (Chair), B Shaw", "Apologies were received from
..."), whose words are too few for a search to find them by.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.evidence.library import Library
from assistant.evidence.meetings import days_named, months_named, of_the_day
from assistant.evidence.passages import coverage
from assistant.question.nouns import Concept, Question
from assistant.question.times import MONTHS
from ingest.corpus import Entry
from ingest.documents import Clause, Span
from ingest.navigation import Structure

Sought = Literal["chair", "vice", "present", "apologies"]

NAMED = 0.7  # share of what a question says of the meeting that its minutes must say at the head
HEAD = 2_000  # characters at the head of minutes that say whose they are
TELLING = 2  # things that a question must say of a meeting of which it names no time or council
MOST_MEETINGS = 3

_VICE = r"(?:vice|deputy)[- ]?chair(?:man|woman|person)?"
_CHAIR = r"chair(?:man|woman|person)?"
_ASKED: tuple[tuple[Sought, re.Pattern[str]], ...] = (
    ("apologies", re.compile(r"\bapolog\w+|\bwho (?:was|were) absent\b", re.I)),
    ("vice", re.compile(rf"\bwho (?:was|is) (?:the )?{_VICE}\b", re.I)),
    (
        "chair",
        re.compile(
            rf"\bwho (?:chaired|chairs|presided)\b|\bwho (?:was|is) (?:the |in the )?{_CHAIR}\b",
            re.I,
        ),
    ),
    (
        "present",
        re.compile(
            r"\bwho (?:all )?(?:attended|was (?:at|present|there|in attendance)"
            r"|were (?:at|present|there)|came to|went to|turned up)\b"
            r"|\b(?:attendees|attendance list)\b",
            re.I,
        ),
    ),
)
_OF_MEETINGS = frozenset(
    (
        "chair chaired chairs chairman chairwoman chairperson vice deputy presided attended attend "
        "present apologies absent sent gave meeting minutes there came went turned attendees list "
        "attendance was"
    ).split()
)
_LISTS: dict[Sought, re.Pattern[str]] = {
    "present": re.compile(r"\W*(?:(?:also )?present|in attendance|attendance|attendees)\b", re.I),
    "apologies": re.compile(r"\W*(?:apologies|absent)\b|.{0,80}\breported apologies\b", re.I),
}
_NAME = r"[^,;:()\n]*?\S"
_IN_OFFICE: dict[Sought, re.Pattern[str]] = {
    "chair": re.compile(
        rf"(?P<name>{_NAME})(?:\s*[-–—]\s*[\w ]+)?\s*\((?:in the )?{_CHAIR}\)"
        rf"|\b(?<!vice[- ])(?<!deputy ){_CHAIR}:\s*(?P<after>{_NAME})(?=\s*[,;\n(]|$)",
        re.I,
    ),
    "vice": re.compile(rf"(?P<name>{_NAME})(?:\s*[-–—]\s*[\w ]+)?\s*\({_VICE}\)", re.I),
}
_DATED = re.compile("|".join(rf"{name[:3]}(?:{name[3:]})?" for name in MONTHS))
_MARKER = re.compile(r"^\W*item \w+\W*$", re.I)


@dataclass(frozen=True, slots=True)
class Attended:
    """Words of one meeting's minutes that say who was there, or who was not.

    ``name`` is the one person asked for, "" where all are; ``span`` is within ``clause``.
    """

    entry: Entry
    clause: Clause
    span: Span
    name: str = ""


def sought(question: Question) -> Sought | None:
    """Which of a meeting's people a question asks for, if any."""
    return next((each for each, pattern in _ASKED if pattern.search(question.text)), None)


def attended(question: Question, entries: Sequence[Entry], library: Library) -> list[Attended]:
    """What the minutes of the meetings that a question means say of it, in order of date.

    Where it names no time, the last of them is meant.
    """
    asked = sought(question)
    if asked is None:
        return []
    found: list[list[Attended]] = []
    for entry in sorted(entries, key=lambda each: each.issued_on or ""):
        if entry.kind == "minutes" and _meant(question, entry, library):
            told = list(_told(asked, entry, library))
            found += [told] if told else []
    if not (question.years or months_named(question)):
        found = found[-1:]
    return [] if len(found) > MOST_MEETINGS else [each for told in found for each in told]


def of_one_meeting(question: Question) -> bool:
    """Whether an office or the apologies of one day's meeting are asked for: minutes tell that."""
    return bool(days_named(question)) and sought(question) in ("chair", "vice", "apologies")


def _meant(question: Question, entry: Entry, library: Library) -> bool:
    """Whether a question may mean this meeting: by its day, and by what it calls it."""
    if not of_the_day(question, entry):
        return False
    named = _named(question)
    timed = question.years or months_named(question)
    if len(named) < TELLING and not (question.councils or timed):
        return False
    head = f"{entry.title} {library.document(entry.id).text[:HEAD]}"
    return not named or coverage(named, head) >= NAMED


def _named(question: Question) -> list[Concept]:
    """What a question says of the meeting itself."""
    of_meeting = (c for c in question.concepts if c.surface not in _OF_MEETINGS)
    return [c for c in of_meeting if c.surface[0].isalpha() and not _DATED.fullmatch(c.surface)]


def _told(asked: Sought, entry: Entry, library: Library) -> Iterator[Attended]:
    structure, document = library.structure(entry.id), library.document(entry.id)
    listed = _LISTS["apologies" if asked == "apologies" else "present"]
    lists = list(_lists(listed, document.clauses, structure))
    if asked == "apologies":  # who took a place, or came late, may stand beside them
        lists = [c for c in lists if _ASKED[0][1].search(structure.words(c))] or lists
    for clause in lists:
        span = clause.spans[0]
        if asked in ("present", "apologies"):
            yield Attended(entry, clause, span)
            continue
        match = _IN_OFFICE[asked].search(_run_on(span.cut(document.text)))
        if match:
            name = re.sub(r"^.*?:|\s+", " ", match.group("name") or match["after"]).strip()
            yield Attended(entry, clause, Span(span.start, span.start + match.end()), name)
            return


def _run_on(words: str) -> str:
    """Names that commas part, on one line; a list of a name a line stays as it is."""
    return words.replace("\n", " ") if words.count(",") > 1 else words


def _lists(
    listed: re.Pattern[str], clauses: Sequence[Clause], structure: Structure
) -> Iterator[Clause]:
    """The clauses that list people: those that begin so, or stand under a heading that does."""
    for clause in clauses:
        words = structure.words(clause)
        if not listed.match(words):
            continue
        if clause.kind == "heading":
            under = [c for c in structure.children(clause.id) if c.kind in ("paragraph", "point")]
            yield from (c for c in under if not _says_itself(listed, c, structure))
        elif clause.kind in ("paragraph", "point"):
            yield clause


def _says_itself(listed: re.Pattern[str], clause: Clause, structure: Structure) -> bool:
    """Whether a clause under a heading is a list by its own words, or an item's number alone."""
    words = structure.words(clause)
    return bool(listed.match(words) or _MARKER.match(words))
