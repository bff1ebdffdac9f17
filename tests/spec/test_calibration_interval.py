"""The interval of the calibration error holds the truth about as often as it says."""

import numpy as np
import pytest

from desil.ranking.accuracy.calibration import Distances, error_interval

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
