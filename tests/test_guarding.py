"""What is no question is refused with words that say what to do."""

from __future__ import annotations

import pytest

from assistant.guarding import refusal


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("   ", "type a question"),
        ("?!... ---", "no words"),
        ("x" * 10_000, "characters"),
        ("Quels sont les plans que le conseil doit avoir pour les enfants ?", "English"),
        ("Jakie plany musi mieć rada dla dzieci i jak często się nie spotyka?", "English"),
        ("что должен включать план?", "English"),
    ],
)
def test_what_cannot_be_answered_is_refused_with_a_reason(text: str, says: str) -> None:
    """Empty, only marks, far too long, or another language."""
    assert says in refusal(text)


@pytest.mark.parametrize(
    "text",
    [
        "what must a CP plan include?",
        "wot suport does the chair get",
        "per the notice, was the plan agreed?",
        "die date of LAC review",
    ],
)
def test_an_english_question_however_short_is_tried(text: str) -> None:
    """Misspelling and note form are no reason to refuse."""
    assert refusal(text) == ""
