"""The interval of the calibration error holds the truth about as often as it says."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from desil.ranking.accuracy.bootstrap import drawn_weights
from desil.ranking.accuracy.calibration import (
    Distances,
    error_interval,
    noise_of,
    sampling_floor,
)
from desil.ranking.accuracy.probability import (
    cross_fitted_probability,
    probability_below,
    residuals_by_region,
    weighted_quantiles,
)

ROWS, SURVEYS, DRAWS = 400, 60, 80


def truth(off: float) -> float:
    """The error in the population: probabilities pulled to .4 by `off`, in ten equal bins."""
    told = np.sort(np.random.default_rng(0).beta(0.6, 0.9, 200_000))
    gap = told - np.clip(told + off * (told - 0.4), 0, 1)
    return float(np.abs(gap.reshape(10, -1).mean(axis=1)).mean())


def interval_of_a_survey(off: float, rng: np.random.Generator) -> tuple[float, float, float]:
    told = rng.beta(0.6, 0.9, ROWS)
    is_low = rng.random(ROWS) < np.clip(told + off * (told - 0.4), 0, 1)
    bins = Distances.of(told, is_low, np.ones(ROWS))
    weights = rng.multinomial(ROWS, np.full(ROWS, 1 / ROWS), DRAWS).astype(float)
    drawn = np.array([bins.signed(w) for w in weights])
    return error_interval(bins.signed(np.ones(ROWS)), drawn)


@pytest.mark.parametrize("off", [0.0, -0.05, -0.2])
def test_the_interval_holds_the_truth_in_nine_of_ten_surveys(off: float) -> None:
    rng, right = np.random.default_rng(1), truth(off)
    found = [interval_of_a_survey(off, rng) for _ in range(SURVEYS)]
    assert all(low <= value <= high for value, low, high in found)
    held = np.mean([low <= right <= high for _, low, high in found])
    assert held >= 0.88


def test_a_perfect_model_is_not_said_to_be_off() -> None:
    rng = np.random.default_rng(2)
    found = np.array([interval_of_a_survey(0.0, rng) for _ in range(SURVEYS)])
    assert (found[:, 1] == 0).mean() >= 0.9
    assert np.median(found[:, 0]) < 0.02


gaps = some.lists(some.floats(-1, 1), min_size=3, max_size=3)


@given(gaps, some.floats(0, 1), some.integers(0, 1000))
def test_the_interval_holds_its_value_and_the_error_found_above_a_floor(
    gap: list[float], spread: float, seed: int
) -> None:
    signed = np.array(gap) / 3
    drawn = signed + spread * np.random.default_rng(seed).normal(size=(20, 3)) / 3
    value, low, high = error_interval(signed, drawn)
    assert 0 <= low <= value <= high
    assert low <= np.abs(signed).sum() <= high
    assert high >= sampling_floor(noise_of(signed, drawn))


def test_draws_that_are_no_numbers_are_passed_over() -> None:
    signed, drawn = np.full(2, 0.01), np.array([[0.02, 0.01], [np.nan, 0.01], [0.0, 0.02]])
    assert error_interval(signed, drawn) == error_interval(signed, drawn[[0, 2]])
    assert np.isnan(error_interval(signed, drawn[:0])[1:]).all()


def test_probabilities_fitted_to_the_survey_are_not_said_to_be_exactly_right() -> None:
    signed = np.zeros(10)
    noise = np.random.default_rng(3).normal(0, 0.001, (200, 10))
    value, low, high = error_interval(signed, noise)
    assert (value, low) == (0, 0)
    assert 0.008 < high < 0.014


SLOPE, SPREAD, POPULATION, FITTED = 1.0, 0.8, 20_000, 1_500


def households(rows: int, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    score = rng.normal(size=rows)
    return score, SLOPE * score + SPREAD * rng.standard_t(5, rows)


def fitted_survey(rng: np.random.Generator, everyone: tuple[np.ndarray, np.ndarray]) -> bool:
    """Whether the interval holds the error that a survey's own calibration makes on everyone."""
    score, welfare = households(FITTED, rng)
    one = np.ones(FITTED)
    told, is_low = cross_fitted_probability(score, welfare, one, rng.integers(0, 5, FITTED), 0.4)
    bins = Distances.of(told, is_low, one)
    rows = np.arange(FITTED)
    drawn = [bins.signed(w) for w in drawn_weights(one, rows, np.zeros_like(rows), 80, 1)]
    _, low, high = error_interval(bins.signed(one), np.array(drawn))
    residuals = residuals_by_region(score, welfare, one)
    cutoff = float(weighted_quantiles(welfare, one, np.array([0.4]))[0])
    of_all = probability_below(residuals, everyone[0], cutoff)
    true = Distances.of(of_all, everyone[1] <= cutoff, np.ones(POPULATION))
    return low <= np.abs(true.signed(np.ones(POPULATION))).sum() <= high


def test_the_interval_holds_where_the_same_survey_calibrated_the_probabilities() -> None:
    rng = np.random.default_rng(4)
    everyone = households(POPULATION, rng)
    assert np.mean([fitted_survey(rng, everyone) for _ in range(40)]) >= 0.9
