"""Whole numbers that add up."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from desil.synthetic.draw.rounding import fitted_table, largest_remainder, rounded_table

weights = st.lists(st.floats(0.01, 1000), min_size=1, max_size=60)


@given(weights, st.integers(0, 3_000_000))
def test_parts_add_up_and_are_within_one_of_their_share(shares: list[float], total: int) -> None:
    parts = largest_remainder(shares, total)
    exact = np.array(shares) * total / sum(shares)
    assert parts.sum() == total
    assert np.all(np.abs(parts - exact) < 1 + 1e-6 * total)


@given(st.integers(0, 2**32 - 1), st.integers(56, 3000))
def test_a_rounded_table_keeps_both_margins(seed: int, total: int) -> None:
    rng = np.random.default_rng(seed)
    rows = largest_remainder(rng.random(56) + 0.1, total)
    columns = largest_remainder(rng.random(11) + 0.05, total)
    table = rounded_table(fitted_table(rng.random((56, 11)) + 0.01, rows, columns), rows, columns)
    assert np.array_equal(table.sum(axis=1), rows)
    assert np.array_equal(table.sum(axis=0), columns)
    assert table.min() >= 0
