"""Words are folded and stemmed alike in questions and documents; abbreviations are known."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import product

import pytest

from assistant.question.vocabulary import (
    abbreviations,
    content_stems,
    fold,
    given_names,
    lay_words,
    stem,
    stems,
    stop_words,
    tokens,
)


def test_typographic_and_plain_characters_are_the_same() -> None:
    """Quotation marks, dashes, no-break spaces, case and runs of white space."""
    assert fold("“The  Board’s\u00a0plan” – A\nB") == '"the board\'s plan" - a b'


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The Council’s plan", ["the", "council", "plan"]),
        ("multi-agency and/or", ["multi", "agency", "and", "or"]),
        ("Don't!", ["dont"]),
        ("£1,850 or 9.5%", ["£1,850", "or", "9.5%"]),
        ("C&F s47", ["c&f", "s47"]),
        ("", []),
    ],
)
def test_words_are_cut_so_that_both_sides_cut_alike(text: str, words: list[str]) -> None:
    """Possessives go, hyphens part, figures stay whole."""
    assert tokens(text) == words


def test_forms_of_a_word_share_a_stem() -> None:
    """And other words do not."""
    assert stem("reviewing") == stem("reviewed") == stem("reviews") == stem("review")
    assert stem("plan") != stem("plane")


def test_words_that_say_nothing_are_left_out_in_order() -> None:
    """ "What must the plan contain" is about a plan and containing."""
    assert content_stems("What must the plan contain?") == ("plan", "contain")
    assert stems("the plan") == ["the", "plan"]


def test_the_trades_abbreviations_are_in_lower_case_with_their_long_forms() -> None:
    """So that look-up needs no care."""
    assert "independent reviewing officer" in abbreviations()["iro"]
    assert "child protection" in abbreviations()["cp"]
    for table in (abbreviations(), lay_words()):
        assert all(short == short.lower() and longs for short, longs in table.items())


def test_a_word_list_holds_single_folded_words() -> None:
    """Stop words and first names are looked up as they stand."""
    for words in (stop_words(), given_names()):
        assert words and all(word == fold(word) and " " not in word for word in words)


@pytest.fixture
def _restless() -> Iterator[None]:
    """Threads take turns as often as can be."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


@pytest.mark.usefixtures("_restless")
def test_threads_do_not_spoil_each_others_stems() -> None:
    """A wrong stem would be kept, and would lose that word until the process ends."""
    beginnings = ["".join(letters) for letters in product("blmnprst", "aeiou", "dgklmnt")]
    endings = ("fulness", "ization", "ational", "ements")
    shares = [
        [f"{number}{begin}{end}" for begin in beginnings for end in endings]
        for number in ("lor", "mur", "ner", "por", "rel", "sal", "tam", "vol")
    ]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda share: [stem(word) for word in share], shares))
    stem.cache_clear()
    assert together == [[stem(word) for word in share] for share in shares]
