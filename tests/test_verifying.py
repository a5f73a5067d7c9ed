"""What a model says is shown only where it stands in the clauses: planted errors, paraphrases."""

from __future__ import annotations

from collections import Counter

import pytest

from assistant.chat.amounts import amounts, bounds, frequencies
from assistant.chat.obligations import denied, modal_classes
from assistant.chat.verifying import Clause, objections
from tests.made_statements import paraphrases, planted
from tests.made_swaps import swaps, true_of_swaps

KNOWN = ("Fernshire", "Kelder")
CLAUSE = Clause("c1", "The board must meet every six weeks.", "", "Fernshire, improvement notice")


def test_planted_errors_are_caught() -> None:
    """At least 99% of well over 200, and each sort of error is among them."""
    made = (*planted(), *swaps())
    missed = [each for each in made if not objections(each.text, [each.clause], KNOWN)]
    assert len(made) >= 200 and len(Counter(each.planted for each in made)) >= 25
    assert len(missed) <= len(made) / 100, [(each.planted, each.text) for each in missed]


def test_what_is_exchanged_within_a_clause_is_caught() -> None:
    """Figures, dates, parties, people, units, bounds, quantities and "not": each sort in full."""
    missed = [each for each in swaps() if not objections(each.text, [each.clause], KNOWN)]
    assert len(swaps()) >= 150 and len({each.planted for each in swaps()}) >= 10
    assert len(missed) <= len(swaps()) / 100, [(each.planted, each.text) for each in missed]


def test_true_paraphrases_are_let_through() -> None:
    """Fewer than 5% of what a careful person would write are dropped."""
    made = (*paraphrases(), *true_of_swaps())
    assert len(made) >= 120
    dropped = [each.text for each in made if objections(each.text, [each.clause], KNOWN)]
    assert len(dropped) < len(made) / 20, dropped


def test_no_clause_bears_nothing() -> None:
    """A statement without a known key is dropped, however true."""
    assert objections("The board must meet every six weeks.", [])


@pytest.mark.parametrize("odd", ["", "  ", "x" * 800, "See [this](https://evil.example).",
                                 "![x](y) The board must meet every six weeks.",
                                 "The board must meet every six weeks.\U000e0041",
                                 "<b>The board must meet every six weeks.</b>"])  # fmt: skip
def test_what_is_no_plain_sentence_is_dropped(odd: str) -> None:
    """Nothing with an address, a picture, a tag or a letter that nobody sees."""
    assert objections(odd, [CLAUSE], KNOWN)


def test_an_entailment_model_has_the_last_word() -> None:
    """Where one is installed it may object to what the rules let through, and only to that."""
    said = "The board must meet every six weeks."
    assert not objections(said, [CLAUSE], KNOWN)
    assert objections(said, [CLAUSE], KNOWN, lambda clause, statement: False)


@pytest.mark.parametrize(
    ("one", "other"),
    [("six weeks", "6 weeks"), ("£410,000", "£410k"), ("93%", "93 per cent"), ("the 5th", "5"),
     ("14 March 2024", "14th of March 2024"), ("twenty-one days", "21 days")],
)  # fmt: skip
def test_the_same_amount_is_the_same_however_it_is_put(one: str, other: str) -> None:
    """Figures and words, signs and their names."""
    assert amounts(one) == amounts(other) != frozenset()


def test_bounds_frequencies_negations_and_modal_verbs_are_told_apart() -> None:
    """The small words that turn a duty round."""
    assert bounds("at least 5") != bounds("at most 5")
    assert frequencies("monthly") == frequencies("each month") != frequencies("weekly")
    assert denied("The council must not close it.") and not denied("no more than 5")
    assert modal_classes("You must.") != modal_classes("You may.") != modal_classes("You should.")
