"""Question: what was asked, as the rest of the house needs to know it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from assistant.question.times import MONTHS

Intent = Literal[
    "fact",
    "list",
    "compare",
    "grade",
    "grade_change",
    "inspector",
    "inspected",
    "improve",
]
Want = Literal[
    "person",
    "date",
    "number",
    "percentage",
    "money",
    "frequency",
    "duration",
    "phone",
    "email",
    "yes_no",
    "level",
    "council",
    "occasion",
]


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing that the question is about, and every way in which a document may put it.

    ``ways`` are sequences of stems; the first is the asker's own. ``weight`` grows with
    rarity (inverse document frequency) and is 0 where a word says nothing here.
    ``own`` is how many of the first ways are the asker's words or their plain
    abbreviation; later ones are looser (everyday words) and count for less. ``spoken`` are
    the unstemmed words of all ways: the word index stems them itself, and a stem stemmed
    again is another word. ``phrases`` are the ways as they stand in a line of stems.
    """

    surface: str
    ways: tuple[tuple[str, ...], ...]
    own: int
    weight: float = 1.0
    spoken: tuple[str, ...] = ()
    phrases: tuple[str, ...] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        phrases = tuple(f" {' '.join(way)} " for way in self.ways)
        object.__setattr__(self, "phrases", phrases)  # made once: each is looked for many times


@dataclass(frozen=True, slots=True)
class Question:
    """A question understood. ``text`` is the asker's own words in standard
    spelling, never logged.

    ``clean`` is the question with abbreviations spelt out, for vectors; ``plain`` the same
    without council names, for neighbouring words. ``councils`` are the short names that it
    names, ``kinds`` the kinds of document, ``years`` the years, ascending, and ``months`` those
    with a month (YYYY-MM). ``wants`` are the sorts of thing that an answer must hold; ``count``
    is how many things it says there are ("the four levels"); ``obliges`` whether it asks for
    duties (must, should, have to). ``dated_report`` is true when a year says which report is
    meant, ``about_inspection`` when an inspection or report is spoken of at all. ``parts`` are
    the questions that it joins, none when it is single. ``titled`` are the ids of documents
    that it names by their titles; ``everywhere`` is true when it goes through all councils;
    ``defined`` is the term whose meaning it asks; ``asked`` is what its asking words are about,
    where other words tell a circumstance: "child moved, WHO TELLS THE SCHOOL?", else none;
    ``said_in`` is the kind of paper that it asks of: "what is the limit UNDER THE NOTICE?";
    ``since`` is the year from which on it asks: "since 2020".
    """

    text: str
    clean: str
    plain: str
    councils: tuple[str, ...]
    kinds: tuple[str, ...]
    years: tuple[int, ...]
    intent: Intent
    wants: frozenset[Want]
    concepts: tuple[Concept, ...]
    count: int | None = None
    obliges: bool = False
    months: tuple[str, ...] = ()
    dated_report: bool = False
    about_inspection: bool = False
    parts: tuple[str, ...] = ()
    titled: frozenset[str] = frozenset()
    everywhere: bool = False
    defined: str = ""
    asked: tuple[Concept, ...] = ()
    said_in: str = ""
    since: int | None = None

    def search_words(self) -> list[str]:
        """Every word of every way, each once, for the word index, and the months' names."""
        spoken = [word for concept in self.concepts for word in concept.spoken]
        months = [MONTHS[int(month[5:]) - 1] for month in self.months]
        return list(dict.fromkeys([*spoken, *months]))
