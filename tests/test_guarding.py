"""What is no question is refused with words that say what to do."""

from __future__ import annotations

import pytest

from assistant.question.guarding import refusal


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
        "tell me a joke",
        "please write me a poem about social work",
        "What is the weather in Kelder?",
        "what's the time",
        "who won the world cup",
    ],
)
def test_what_no_document_is_asked_is_refused(text: str) -> None:
    """Requests to write, and questions of the day."""
    assert "documents" in refusal(text)


@pytest.mark.parametrize(
    "text",
    [
        "what is the time limit for an assessment?",
        "tell me about the story of the notice",
        "who writes the letter to the child?",
        "what happens if bad weather closes the office?",
        "what must a CP plan include?",
        "wot suport does the chair get",
        "per the notice, was the plan agreed?",
        "die date of LAC review",
    ],
)
def test_an_english_question_however_short_is_tried(text: str) -> None:
    """Misspelling and note form are no reason to refuse."""
    assert refusal(text) == ""
