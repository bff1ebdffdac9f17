"""What visits are expected to change, against a plain definition; and what they found."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desil.errors import UsageFault
from desil.ranking.visits.expected import (
    Families,
    expected_error,
    nearest_to_half,
    share_left_out,
)
from desil.ranking.visits.measuring import measure
from tests.table import rows_of

# Six families in order of score; a quota of three. p: probability of desil 1 to 4.
SIX = Families(
    np.array([0.9, 0.8, 0.6, 0.5, 0.3, 0.1]), np.array([True] * 3 + [False] * 3), np.arange(6.0)
)

LEFT_OUT = """
| visited | right | left out, by family  |
| -       | 1     | 0 0 0 1 1 1          |
| 4       | 1     | 0 0 0.5 0 1 1        |
| 4       | 0.8   | 0 0 0.5 0.2 1 1      |
| 1 2 3   | 1     | 0 0 0 0.3 1 1        |
"""


@pytest.mark.parametrize("row", rows_of(LEFT_OUT), ids=lambda r: f"{r['visited']} {r['right']}")
def test_found_families_come_first_and_the_rest_of_the_quota_goes_by_score(
    row: dict[str, str],
) -> None:
    visited = np.isin(np.arange(1, 7), [int(n) for n in row["visited"].split() if n != "-"])
    told = share_left_out(SIX, visited, float(row["right"]))
    assert told == pytest.approx([float(n) for n in row["left out, by family"].split()])


def simulated(families: Families, visited: np.ndarray, right: float, times: int) -> float:
    """The mean exclusion error over drawn truths and drawn findings, family by family."""
    rng, left_out, poor_in_all = np.random.default_rng(0), 0.0, 0.0
    quota = int(families.taken.sum())
    for _ in range(times):
        poor = rng.random(len(families.poor)) < families.poor
        found = np.where(rng.random(len(poor)) < right, poor, ~poor)
        side = np.where(visited, np.where(found, -np.inf, np.inf), families.score)
        taken = np.zeros(len(poor), dtype=bool)
        taken[np.argsort(side, kind="stable")[:quota]] = True
        left_out += float((poor & ~taken).sum())
        poor_in_all += float(poor.sum())
    return left_out / poor_in_all


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 2**31), st.sampled_from([0.7, 0.85, 1.0]), st.integers(0, 60))
def test_the_expected_error_is_the_mean_of_drawn_ones(seed: int, right: float, count: int) -> None:
    rng = np.random.default_rng(seed)
    poor = np.sort(rng.beta(0.7, 1, 200))[::-1]
    families = Families(poor, np.arange(200) < 80, np.arange(200.0))
    visited = nearest_to_half(poor, count)
    told = expected_error(families, visited, right, 0)
    assert told.value == pytest.approx(simulated(families, visited, right, 300), abs=0.015)
    assert told.low <= told.value <= told.high


def test_visits_near_a_half_pay_more_than_random_ones() -> None:
    rng = np.random.default_rng(4)
    poor = np.sort(rng.beta(0.7, 1, 2000))[::-1]
    families = Families(poor, np.arange(2000) < 800, np.arange(2000.0))
    at_random = np.zeros(2000, dtype=bool)
    at_random[rng.permutation(2000)[:200]] = True
    nobody = np.zeros(2000, dtype=bool)
    errors = [
        expected_error(families, chosen, 1.0, 2000).value
        for chosen in (nearest_to_half(poor, 200), at_random, nobody)
    ]
    assert errors == sorted(errors)
    assert errors[0] < errors[1] - 0.01


def test_a_plan_is_measured_against_what_was_found() -> None:
    plan = pl.DataFrame({"family_number": ["3", "4"], "desil_1_4_ppm": [600_000, 500_000]})
    found = pl.DataFrame({"family_number": ["3", "4", "9"], "desil_1_4": [0, 1, 1]})
    numbers = pl.Series("family_number", [str(n) for n in range(1, 7)])
    told = measure(plan, found, SIX, numbers, right=1.0, survey_rows=0)
    assert (told.planned, told.done, told.moved) == (2, 2, 2)
    assert told.expected_share == pytest.approx(0.55)
    assert told.found_share == 0.5
    assert told.before.value == pytest.approx(0.9 / 3.2)
    assert told.now.value == pytest.approx(0.4 / 3.1)  # 4 is in, 3 is known to be out
    twice = pl.concat([found, found.with_columns(desil_1_4=1 - pl.col("desil_1_4"))])
    with pytest.raises(UsageFault, match="dua hasil"):
        measure(plan, twice, SIX, numbers, right=1.0, survey_rows=0)
