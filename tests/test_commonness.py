"""What a small corpus cannot tell of words: how common they are in English at large."""

from __future__ import annotations

import pytest

from assistant.question.commonness import rare_in_english
from assistant.question.understanding import understand


def weight(surface: str, passages: int) -> float:
    """What one word of a question weighs in a corpus of so many passages that lacks it."""
    asked = f"when is the {surface} of the chronology?"
    read = understand(asked, (), lambda stem: 1.0, passages=passages)
    return next(each.weight for each in read.concepts if each.surface == surface)


def test_a_common_word_weighs_less_than_a_rare_one_where_papers_are_few() -> None:
    """Neither stands in the corpus; in a large one that says as much of either."""
    assert weight("house", 50) < 0.7 < weight("chronology", 50)
    assert weight("house", 1_000_000) == pytest.approx(weight("chronology", 1_000_000), abs=0.01)


def test_the_more_passages_the_more_the_corpus_tells() -> None:
    """Growing with its size to the corpus's own weight."""
    weights = [weight("house", passages) for passages in (10, 100, 1_000, 10_000, 100_000)]
    assert weights == sorted(weights) and weights[-1] > 0.99


def test_rarity_in_english_grows_with_the_rank() -> None:
    """From the commonest words to those that no list holds."""
    assert rare_in_english("hous") < rare_in_english("tool") < rare_in_english("zyzzyva") == 1
