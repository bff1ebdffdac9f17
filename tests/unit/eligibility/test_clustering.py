"""The density test: known jumps are found, and smooth scores are not accused."""

from __future__ import annotations

from math import log

import numpy as np
import pytest

from desil.eligibility.fairness.clustering import LEAST_ON_A_SIDE, density_break

BOUNDARY, WIDE = 13_000_000, 150_000


def test_twice_as_many_below_is_a_jump_of_ln_2() -> None:
    below = BOUNDARY - np.linspace(0, WIDE - 1, 20_000).astype(np.int64)
    above = BOUNDARY + 1 + np.linspace(0, WIDE - 2, 10_000).astype(np.int64)
    found = density_break(np.concatenate([below, above]), BOUNDARY, WIDE)
    assert found is not None
    assert found.theta == pytest.approx(-log(2), abs=0.02)
    assert found.p_value < 1e-6
    assert (found.below, found.above) == (20_000, 10_000)


def test_a_slope_alone_is_no_jump() -> None:
    rng = np.random.default_rng(1)
    scores = BOUNDARY + np.sort(WIDE * (2 * np.sqrt(rng.random(30_000)) - 1)).astype(np.int64)
    found = density_break(scores, BOUNDARY, WIDE)
    assert found is not None
    assert abs(found.theta) < 3 * found.error


def test_smooth_scores_are_accused_as_seldom_as_the_level_says() -> None:
    rng = np.random.default_rng(7)
    sure = 0
    for _ in range(200):
        scores = (BOUNDARY + rng.normal(0, 400_000, 4_000)).astype(np.int64)
        found = density_break(scores, BOUNDARY, WIDE)
        assert found is not None
        sure += found.p_value < 0.05
    assert sure <= 24  # 5 % of 200 is 10; 24 is above its 99.99 % quantile


def test_families_moved_from_above_to_below_are_seen() -> None:
    rng = np.random.default_rng(3)
    scores = (BOUNDARY + rng.normal(0, 400_000, 8_000)).astype(np.int64)
    just_above = (scores > BOUNDARY) & (scores < BOUNDARY + 40_000)
    scores[just_above & (rng.random(8_000) < 0.5)] -= 40_000
    found = density_break(scores, BOUNDARY, WIDE)
    assert found is not None
    assert found.theta < 0
    assert found.p_value < 0.001


def test_too_few_families_are_not_tested() -> None:
    scores = BOUNDARY + np.arange(-LEAST_ON_A_SIDE + 2, 5_000, dtype=np.int64)
    assert density_break(scores, BOUNDARY, WIDE) is None
