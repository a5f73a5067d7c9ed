"""Titles in capitals are set as the document writes their words elsewhere."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.casing import sentence_case

_TEXT = """LAMPS OF THE QUAY
Here the SEND team of Fernshire meets the KLC, and they send for lamps. The Harbour Board
of Fernshire has a plan. It is a plan of the Harbour Board, of the SEND team and the SEND
forum, which the Harbour Board keeps, and the lamps of the quay are in it.
"""


@pytest.mark.parametrize(
    ("title", "set_as"),
    [
        ("A PLAN FOR THE LAMPS OF FERNSHIRE", "A plan for the lamps of Fernshire"),
        ("THE SEND TEAM AND THE HARBOUR BOARD", "The SEND team and the Harbour Board"),
        ("APPENDIX A: THE PLAN OF 2025-28", "Appendix A: The plan of 2025-28"),
        ("A LAMP OF CLASS II OR R2D", "A lamp of class II or R2D"),
        ("“LAMPS OF THE QUAY” AND GDPR", "“Lamps of the quay” and GDPR"),
    ],
)
def test_words_are_set_as_the_running_text_writes_them(title: str, set_as: str) -> None:
    """Names keep their capitals, abbreviations all of them, and numerals stay."""
    assert sentence_case(title, _TEXT) == set_as


@pytest.mark.parametrize("title", ["LAMPS OF KELDER", "Lamps of THE QUAY at Kelder", "", "1 2 3 4"])
def test_short_titles_and_those_in_other_cases_stay(title: str) -> None:
    """Three words in capitals may be a name."""
    assert sentence_case(title, _TEXT) == title


@given(st.text(), st.text())
def test_a_title_says_the_same_in_any_case(title: str, text: str) -> None:
    """Nothing is added and nothing lost."""
    assert sentence_case(title, text).casefold() == title.casefold()
