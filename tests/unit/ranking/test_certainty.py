"""Probabilities from residuals: whole parts per million, monotone, and expected to add up."""

import duckdb
import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from desil.ranking.deciles.policy import RankingPolicy
from desil.ranking.formula.model import Residuals
from desil.ranking.stage import Ranking, cut_deciles, judge_certainty
from desil.ranking.uncertainty.certainty import certainty_of, welfare_cutoffs
from desil.ranking.uncertainty.residual import (
    certainty_policy,
    declared_normal,
    probability_below,
)
from tests.ranking_engine import DAY, a_model, open_official, open_predictions

NORMAL = declared_normal(416_000)
CUTOFFS = [13_900_000 + 100_000 * n for n in range(9)]
QUANTILES = st.lists(st.integers(-900_000, 900_000), min_size=1, max_size=9).map(sorted)


@given(QUANTILES, st.integers(13_000_000, 16_000_000), st.integers(-2_000_000, 2_000_000))
def test_a_higher_line_has_no_less_below_it(quantiles: list[int], score: int, gap: int) -> None:
    residuals = Residuals((), (tuple(quantiles),), "uji")
    one = np.array([score])
    low = int(probability_below(residuals, one, score + gap)[0])
    high = int(probability_below(residuals, one, score + gap + 1_000)[0])
    assert 0 <= low <= high <= 1_000_000


def test_the_declared_residual_is_normal() -> None:
    score = np.array([14_000_000])
    for sds, share in ((-1.96, 0.025), (-1, 0.1587), (0, 0.5), (1, 0.8413), (1.96, 0.975)):
        line = 14_000_000 + round(sds * 416_000)
        assert abs(probability_below(NORMAL, score, line)[0] / 1e6 - share) < 0.002


def test_regions_have_residuals_of_their_own() -> None:
    residuals = Residuals((14_000_000,), ((-100,) * 3, (200,) * 3), "uji")
    below = probability_below(residuals, np.array([13_999_999, 14_000_000]), 14_000_000)
    assert below.tolist() == [1_000_000, 0]


def test_as_many_are_expected_below_a_line_as_stand_below_the_boundary() -> None:
    scores = np.random.default_rng(3).normal(14_500_000, 460_000, 4_000).astype(np.int64)
    weights = np.ones(len(scores), dtype=np.int64)
    lines = welfare_cutoffs(NORMAL, scores, weights, CUTOFFS)
    sure = certainty_of(NORMAL, certainty_policy(), scores, np.zeros_like(scores), CUTOFFS, lines)
    expected = sure["desil_1_4_ppm"].to_numpy().sum() / 1e6
    assert abs(expected - (scores <= CUTOFFS[3]).sum()) < 4


def test_without_cut_offs_nothing_is_said_of_the_nation() -> None:
    scores = [14.0, 14.5, 15.0, None]
    with duckdb.connect() as database:
        open_predictions(database, scores, [1] * 4)
        open_official(database, [None] * 4)
        ranking = Ranking(a_model(), RankingPolicy(), DAY)
        cut_deciles(database, ranking)
        judge_certainty(database, ranking.model)
        rows = database.execute(
            "select indicative_national, indicative_city, indicative_reason"
            " from family_standing order by family_number"
        ).fetchall()
        ((lines,),) = database.execute("select count(*) from welfare_line").fetchall()
    assert [row[0] for row in rows] == [None] * 4
    assert [row[1] for row in rows] == [1, 4, 7, None]
    assert [row[2] for row in rows] == ["", "", "", "skor_tak_terhingga"]
    assert lines == 0


def test_anchored_cut_offs_keep_the_official_shares() -> None:
    scores = [14.0 + n / 10 for n in range(20)]
    official: list[int | None] = [1 + n // 2 for n in range(20)]
    official[3] = official[16] = None
    with duckdb.connect() as database:
        open_predictions(database, scores, [1] * 20)
        open_official(database, official)
        cut_deciles(database, Ranking(a_model(), RankingPolicy(), DAY))
        rows = database.execute(
            "select indicative_national from family_standing order by family_number"
        ).fetchall()
        methods = database.execute(
            "select level, min(method), count(*) from cutoff group by level order by level"
        ).fetchall()
    # The two families without an official decile are ranked by the cut-offs, not counted in them.
    expected = [1, 1, 2, 3, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10]
    assert [decile for (decile,) in rows] == expected
    assert methods == [("city", "tenths", 9), ("national", "anchored", 9),
                       ("province", "anchored", 9)]  # fmt: skip
