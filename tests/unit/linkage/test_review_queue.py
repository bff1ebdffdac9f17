"""What the other records of a list say of a doubtful pair."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desil.linkage.layers.review_queue import odds_by_taken

_SHARES = st.lists(
    st.tuples(st.integers(0, 1_000_000), st.integers(0, 30), st.booleans()), max_size=60
)


def _odds(pairs: Sequence[tuple[float, int, bool]]) -> tuple[float, float]:
    share, record, taken = zip(*pairs, strict=True) if pairs else ((), (), ())
    places = np.unique(np.array(record, dtype=np.int64), return_inverse=True)[1]
    return odds_by_taken(np.array(share, float), places.astype(np.int64), np.array(taken, float))


@pytest.mark.parametrize(("of_right", "of_wrong"), [(0.0, 0.9), (0.02, 0.33), (0.2, 0.2)])
def test_it_learns_how_often_right_and_wrong_pairs_are_taken(
    of_right: float, of_wrong: float
) -> None:
    draw = np.random.default_rng(7)
    share = draw.beta(0.4, 0.6, 20_000)
    is_right = draw.random(20_000) < share
    taken = draw.random(20_000) < np.where(is_right, of_right, of_wrong)
    if_taken, if_free = odds_by_taken(share, np.arange(20_000), taken.astype(float))
    assert if_taken == pytest.approx(of_right / of_wrong, abs=0.08)
    assert if_free == pytest.approx((1 - of_right) / (1 - of_wrong), rel=0.15)


def test_without_pairs_nothing_changes() -> None:
    assert _odds([]) == (1.0, 1.0)


@pytest.mark.parametrize("taken", [True, False])
def test_pairs_that_are_all_alike_cost_no_division_by_zero(taken: bool) -> None:
    if_taken, if_free = _odds([(share, row, taken) for row, share in enumerate((0.0, 0.5, 1.0))])
    assert 0 < if_taken < 1000
    assert 0 < if_free < 1000


@given(_SHARES)
def test_the_order_of_records_does_not_matter(drawn: list[tuple[int, int, bool]]) -> None:
    """Candidates of a record share at most all of it between them."""
    size: dict[int, int] = {}
    for _, row, _ in drawn:
        size[row] = size.get(row, 0) + 1
    pairs = [(s / 1_000_000 / size[row], row, taken) for s, row, taken in drawn]
    ordered = sorted(pairs, key=lambda pair: pair[1])
    backwards = sorted(((s, 99 - row, taken) for s, row, taken in pairs), key=lambda p: p[1])
    assert _odds(ordered) == pytest.approx(_odds(backwards))
    assert all(odds > 0 for odds in _odds(ordered))
