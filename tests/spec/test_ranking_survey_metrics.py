"""Each figure of an evaluation, worked out by hand on ten households.

Ten households, poorest first by true welfare (in log points). The score puts 2 behind 3 and 4,
and 5 before 4; household 1 is taken for the fifth.
"""

import numpy as np
import pytest

from desil.ranking.accuracy.measures import (
    decile_within,
    exclusion,
    inclusion,
    leakage,
    r2,
    severe_exclusion,
    spearman,
)
from desil.ranking.accuracy.probability import (
    calibration_error,
    cross_fitted_probability,
    probability_below,
    reliability,
    residuals_by_region,
    weighted_quantiles,
)
from desil.ranking.accuracy.standing import Places, Standing
from tests.table import rows_of

TEN = rows_of(
    """
    | household | welfare | score | in the lowest 20 % | taken at 20 % | in the lowest 40 % | taken at 40 % |
    | A         | 1       | 5     | yes                | no            | yes                | no            |
    | B         | 2       | 1     | yes                | yes           | yes                | yes           |
    | C         | 3       | 2     | no                 | yes           | yes                | yes           |
    | D         | 4       | 6     | no                 | no            | yes                | no            |
    | E         | 5       | 3     | no                 | no            | no                 | yes           |
    | F         | 6       | 4     | no                 | no            | no                 | yes           |
    | G         | 7       | 7     | no                 | no            | no                 | no            |
    | H         | 8       | 8     | no                 | no            | no                 | no            |
    | I         | 9       | 9     | no                 | no            | no                 | no            |
    | J         | 10      | 10    | no                 | no            | no                 | no            |
    """
)
WELFARE = np.array([float(r["welfare"]) for r in TEN])
SCORE = np.array([float(r["score"]) for r in TEN])
ONE = np.ones(10)


def standings(weight: np.ndarray) -> tuple[Standing, Standing]:
    return Places.of(WELFARE).standing(weight), Places.of(SCORE).standing(weight)


@pytest.mark.parametrize("quota", ["20 %", "40 %"])
def test_the_table_itself_says_who_is_low_and_who_is_taken(quota: str) -> None:
    true, score = standings(ONE)
    share = float(quota.rstrip(" %")) / 100
    assert [r[f"in the lowest {quota}"] == "yes" for r in TEN] == list(true.lowest(share) == 1)
    assert [r[f"taken at {quota}"] == "yes" for r in TEN] == list(score.lowest(share) == 1)


FIGURES = """
| figure            | quota | value | because                                                   |
| exclusion         | 0.1   | 1.0   | the poorest one is A, the quota takes B                   |
| exclusion         | 0.2   | 0.5   | of A and B, A is left out                                 |
| exclusion         | 0.4   | 0.5   | of A, B, C, D, A and D are left out                       |
| inclusion         | 0.2   | 0.5   | of B and C, C is not among the lowest two                 |
| inclusion         | 0.4   | 0.5   | of B, C, E, F, E and F are not among the lowest four      |
| severe exclusion  |       | 1.0   | the poorest tenth is A, a quota of four leaves A out      |
| leakage           |       | 0.25  | of B, C, E, F, only F is in the richer half               |
| decile exact      |       | 0.4   | G, H, I, J                                                |
| decile within one |       | 0.6   | and B, C; D is two off, A four, E two, F two              |
"""


@pytest.mark.parametrize("row", rows_of(FIGURES), ids=lambda r: f"{r['figure']} {r['quota']}")
def test_a_figure_by_hand(row: dict[str, str]) -> None:
    true, score = standings(ONE)
    quota = float(row["quota"] or 0)
    found = {
        "exclusion": lambda: exclusion(true, score, ONE, quota),
        "inclusion": lambda: inclusion(true, score, ONE, quota),
        "severe exclusion": lambda: severe_exclusion(true, score, ONE),
        "leakage": lambda: leakage(true, score, ONE),
        "decile exact": lambda: decile_within(true, score, ONE, 0),
        "decile within one": lambda: decile_within(true, score, ONE, 1),
    }[row["figure"]]()
    assert found == pytest.approx(float(row["value"]))


def test_spearman_by_hand() -> None:
    # Places differ by 4 1 1 2 2 2 0 0 0 0: squares add up to 30; 1 - 6 * 30 / (10 * 99).
    assert spearman(*standings(ONE), ONE) == pytest.approx(1 - 6 * 30 / 990)


def test_r2_by_hand() -> None:
    # Squared errors add up to 30, squares about the mean 5.5 to 82.5.
    assert r2(WELFARE, SCORE, ONE) == pytest.approx(1 - 30 / 82.5)


def test_a_weight_is_that_many_households() -> None:
    weight = np.array([3.0, 1, 1, 1, 1, 1, 1, 1, 1, 1])
    true, score = standings(weight)
    # A quota of a quarter is 3 of 12: truly the three of A; by score B, C and E.
    assert exclusion(true, score, weight, 0.25) == pytest.approx(1.0)
    # One of one half is 6 of 12: truly A, B, C, D; by score B, C, E, F and two thirds of A.
    assert exclusion(true, score, weight, 0.5) == pytest.approx((1 + 1) / 6)


def test_equals_at_the_edge_share_what_is_left_of_the_quota() -> None:
    true = Places.of(np.array([1.0, 2, 3, 4])).standing(np.ones(4))
    alike = Places.of(np.array([7.0, 7, 7, 7])).standing(np.ones(4))
    assert list(alike.lowest(0.5)) == [0.5] * 4
    assert exclusion(true, alike, np.ones(4), 0.5) == pytest.approx(0.5)
    assert list(alike.deciles()) == [5] * 4


def test_a_weighted_median_stands_at_the_middle_of_the_weight() -> None:
    values, weight = np.array([3.0, 1.0, 2.0]), np.array([1.0, 1.0, 2.0])
    assert weighted_quantiles(values, weight, np.array([0.5]))[0] == pytest.approx(2.0)


def test_calibration_error_by_hand() -> None:
    # Two bins of two: told .2 and found .5, told .9 and found 1: (.3 + .1) / 2.
    told = np.array([0.1, 0.3, 0.8, 1.0])
    is_low = np.array([False, True, True, True])
    bins = reliability(told, is_low, np.ones(4), bins=2)
    assert calibration_error(bins) == pytest.approx(0.2)


def test_probabilities_from_residuals_are_right_where_the_model_is() -> None:
    rng = np.random.default_rng(1)
    score = rng.normal(size=4000)
    welfare = score + rng.normal(size=4000) * np.where(score > 0, 1.0, 0.4)
    fold = np.arange(4000) % 5
    told, is_low = cross_fitted_probability(score, welfare, np.ones(4000), fold, 0.4)
    assert calibration_error(reliability(told, is_low, np.ones(4000))) < 0.02
    spread = np.diff(residuals_by_region(score, welfare, np.ones(4000)).quantiles[:, [10, 88]])
    assert spread[0, 0] < spread[-1, 0]


@pytest.mark.parametrize("scores", [[0.0], [0.0, 1.0], [0.0, 0.0, 0.0, 0.0, 1.0, 5.0]])
def test_a_few_equal_scores_make_fewer_regions_and_none_is_empty(scores: list[float]) -> None:
    score = np.tile(np.array(scores), 3000 // len(scores))
    welfare = score + np.random.default_rng(0).normal(0, 1, len(score))
    made = residuals_by_region(score, welfare, np.ones(len(score)))
    assert len(made.quantiles) == len(made.edges) + 1 <= len(set(scores))
    assert (np.diff(made.edges) > 0).all()
    told = probability_below(made, score, 0.0)
    assert np.isfinite(told).all()
