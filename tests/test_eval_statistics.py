"""Intervals, paired changes and confidence, against figures worked out by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.confidence import trust
from eval.intervals import estimate, paired_change
from eval.wording import alike, covered, fold, trigrams


def test_an_estimate_of_equal_values_is_certain() -> None:
    """Nothing to resample."""
    sure = estimate([1.0, 1.0, 1.0])
    assert sure is not None
    assert (sure.mean, sure.low, sure.high, sure.count) == (1.0, 1.0, 1.0, 3)


def test_an_interval_is_near_the_binomial_one() -> None:
    """80 of 100: the normal interval is 0.72 to 0.88."""
    made = estimate([1.0] * 80 + [0.0] * 20)
    assert made is not None
    assert made.mean == pytest.approx(0.8)
    assert made.low == pytest.approx(0.72, abs=0.011)
    assert made.high == pytest.approx(0.88, abs=0.011)


def test_nothing_measured_is_no_estimate() -> None:
    """Not zero: nothing."""
    assert estimate([]) is None
    assert paired_change([], []) is None


def test_the_same_answers_give_the_same_interval() -> None:
    """The bootstrap is seeded."""
    assert estimate([0.0, 1.0, 1.0]) == estimate([0.0, 1.0, 1.0])


@given(st.lists(st.floats(0, 1), min_size=1, max_size=30))
def test_an_interval_holds_its_mean_and_stays_in_range(values: list[float]) -> None:
    """0 <= low <= mean <= high <= 1, but for rounding."""
    made = estimate(values)
    assert made is not None
    assert -1e-9 <= made.low <= made.mean + 1e-9
    assert made.mean - 1e-9 <= made.high <= 1 + 1e-9


def test_two_lost_of_sixty_is_noise_and_six_are_a_fall() -> None:
    """Without any question won, the chance of drawing none of six is 0.002."""
    before = [1.0] * 60
    two = paired_change([0.0] * 2 + [1.0] * 58, before)
    six = paired_change([0.0] * 6 + [1.0] * 54, before)
    assert two is not None
    assert six is not None
    assert not two.real_fall
    assert six.real_fall
    assert six.mean == pytest.approx(-0.1)


def test_as_many_won_as_lost_is_no_fall() -> None:
    """Pairs are compared, not means of different questions."""
    change = paired_change([0.0] * 10 + [1.0] * 10, [1.0] * 10 + [0.0] * 10)
    assert change is not None
    assert change.mean == 0
    assert not change.real_fall
    assert not change.real_rise


def test_pairs_must_be_of_the_same_questions() -> None:
    """Anything else is a programmer's mistake."""
    with pytest.raises(ValueError, match="same questions"):
        paired_change([1.0], [])


def test_the_risk_coverage_curve_is_by_hand() -> None:
    """Surest first: right, wrong, right, wrong."""
    made = trust([0.9, 0.8, 0.7, 0.6], [True, False, True, False])
    assert made is not None
    assert [cover for cover, _ in made.curve] == [0.25, 0.5, 0.75, 1.0]
    assert [risk for _, risk in made.curve] == pytest.approx([0, 0.5, 1 / 3, 0.5])
    assert made.area == pytest.approx((0 + 0.5 + 1 / 3 + 0.5) / 4)


def test_equal_confidences_are_one_point_of_the_curve() -> None:
    """The order of the file has no say."""
    made = trust([0.5, 0.5], [False, True])
    assert made is not None
    assert made.curve == ((1.0, 0.5),)


def test_calibration_error_is_the_mean_gap() -> None:
    """Bins of one: |0.9 - 1| and |0.2 - 1|; Brier is the mean of their squares."""
    made = trust([0.9, 0.2], [True, True])
    assert made is not None
    assert made.error == pytest.approx((0.1 + 0.8) / 2)
    assert made.brier == pytest.approx((0.01 + 0.64) / 2)


def test_no_confidence_stated_is_no_trust() -> None:
    """Unscored is not zero."""
    assert trust([], []) is None


def test_folding_ignores_case_blanks_and_typographic_quotation_marks() -> None:
    """And nothing else: commas and hyphens stay."""
    assert fold(" The “Chair’s”\n own-name, ") == 'the "chair\'s" own-name,'


def test_trigrams_are_runs_of_three_words() -> None:
    """Four words make two; two words make the one run they are."""
    assert trigrams("a b c d") == {("a", "b", "c"), ("b", "c", "d")}
    assert trigrams("A b") == {("a", "b")}
    assert trigrams("  ") == frozenset()


def test_likeness_is_counted_on_the_shorter() -> None:
    """Both of the shorter's two trigrams stand in the longer."""
    assert alike("a b c d", "x a b c d y z") == 1.0
    assert alike("a b c q", "x a b c d y z") == 0.5
    assert alike("", "a b c") == 0.0


def test_cover_is_counted_on_the_gold() -> None:
    """Three of four trigrams, from two quotes."""
    assert covered("a b c d e f", ["a b c d", "d e f"]) == 0.75
    assert covered("a b c", []) == 0.0
