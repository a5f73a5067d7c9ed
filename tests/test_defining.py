"""Definitions, and numbered things: answered where they are set out, not where they are named."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.evidence.defining import defining, numbered
from assistant.question.nouns import Question
from assistant.question.understanding import understand
from ingest.documents import Passage, Span
from tests.corpora import Desk, opened

GUIDE = """# Thresholds guidance

Fernshire Safeguarding Children Partnership

## Kinds of help

Link working helps families who have asked for help. Link working is offered in every town, and
link working has a waiting list.

Link working is help given by one named person to a family with more than one need.
"""


@pytest.fixture
def guide(tmp_path: Path) -> Iterator[Desk]:
    """An assistant over one invented guide."""
    with opened(tmp_path, {"guide.md": GUIDE}) as made:
        yield made


def read(text: str) -> Question:
    """The question as understood with every stem equally rare."""
    return understand(text, (), lambda stem: 0.5)


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("what is link working?", "link working"),
        ("define link working", "link working"),
        ("what does NVQ stand for?", "nvq"),
        ("what does link working mean in the guide?", "link working"),
        ("who are the safeguarding partners?", "safeguarding partners"),
        ("what is the role of the chair?", ""),
        ("how often is link working reviewed?", ""),
        ("what is the cost of link working?", ""),
    ],
)
def test_the_term_whose_meaning_is_asked_is_known(text: str, term: str) -> None:
    """And a question of a role, a time or a cost asks for none."""
    assert read(text).defined == term


@pytest.mark.parametrize(
    ("words", "defines"),
    [
        ("Link working is help given by one person.", True),
        ("The term 'link working' means help given by one person.", True),
        ("Link worker – a person who helps.", False),
        ("Link working is offered in every town.", False),
        ("Families may ask for link working.", False),
        ("They use link working, which is slow.", False),
    ],
)
def test_a_definition_begins_with_its_term(words: str, *, defines: bool) -> None:
    """A sentence that only uses the term defines nothing."""
    assert (defining(read("what is link working?"), words) > 1) is defines


def test_an_abbreviation_is_answered_where_it_is_spelt_out() -> None:
    """The long form stands before it in brackets."""
    question = read("what does FLW stand for?")
    assert defining(question, "Ask the Family Link Worker (FLW) first.") > 1
    assert defining(question, "The FLW visits each week.") == 1


def test_a_definition_goes_before_other_words_on_the_term(guide: Desk) -> None:
    """Of three clauses on it, the one that says what it is."""
    assert "one named person" in guide.ask("what is link working?").text


def a_passage(words: str, prefix: str = "thresholds guidance | Fernshire") -> Passage:
    """A passage of one clause."""
    return Passage("p1", "d1", "c1", Span(0, len(words)), prefix, words)


@pytest.mark.parametrize(
    ("words", "prefix", "row", "set_out"),
    [
        ("Level 2: families with more than one need", "Fernshire", False, True),
        ("They are known to several services.", "Fernshire | Level 2 - Shared", False, True),
        ("2 Shared: families with more than one need", "Fernshire | Level", True, True),
        ("Families at level 2 may ask for help.", "Fernshire", False, False),
        ("Offered at level 3", "Fernshire | Level 2 - Shared", True, False),
        ("Level 12 is none.", "Fernshire", False, False),
    ],
)
def test_a_numbered_thing_is_set_out_under_its_heading_or_in_its_row(
    words: str, prefix: str, *, row: bool, set_out: bool
) -> None:
    """And only named anywhere else."""
    worth = numbered(read("what is level 2?"), a_passage(words, prefix), row=row)
    assert (worth > 1) is set_out


def test_a_question_on_more_than_the_level_is_not_about_it() -> None:
    """ "What support is there at level 2?" is answered where support is spoken of."""
    question = read("what support and visits should families get at level 2?")
    assert numbered(question, a_passage("Level 2: families"), row=False) == 1
