"""What the other records of a list say of a doubtful pair."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desil.linkage.layers.review_queue import CONTEXTS, odds_by_context

_SHARES = st.lists(
    st.tuples(st.integers(0, 1_000_000), st.integers(0, 30), st.integers(0, CONTEXTS - 1)),
    max_size=60,
)
NOTHING, OTHER_FAMILY, SAME_FAMILY, TAKEN = 0, 1, 2, 6


def _odds(pairs: Sequence[tuple[float, int, int]]) -> list[float]:
    share, record, context = zip(*pairs, strict=True) if pairs else ((), (), ())
    places = np.unique(np.array(record, dtype=np.int64), return_inverse=True)[1]
    odds = odds_by_context(
        np.array(share, float), places.astype(np.int64), np.array(context, dtype=np.int64)
    )
    return [float(o) for o in odds]


@pytest.mark.parametrize("place", [OTHER_FAMILY, SAME_FAMILY, TAKEN])
@pytest.mark.parametrize(("of_right", "of_wrong"), [(0.0, 0.9), (0.02, 0.33), (0.2, 0.2)])
def test_it_learns_how_often_right_and_wrong_pairs_stand_in_a_context(
    place: int, of_right: float, of_wrong: float
) -> None:
    draw = np.random.default_rng(7)
    share = draw.beta(0.4, 0.6, 20_000)
    is_right = draw.random(20_000) < share
    there = draw.random(20_000) < np.where(is_right, of_right, of_wrong)
    odds = odds_by_context(share, np.arange(20_000), np.where(there, place, NOTHING))
    assert odds[place] == pytest.approx(of_right / of_wrong, abs=0.08)
    assert odds[NOTHING] == pytest.approx((1 - of_right) / (1 - of_wrong), rel=0.15)


def test_a_list_without_cards_and_taken_persons_says_nothing() -> None:
    draw = np.random.default_rng(7)
    odds = _odds([(share, row, NOTHING) for row, share in enumerate(draw.random(500))])
    assert odds[NOTHING] == pytest.approx(1, abs=0.05)


def test_a_handful_of_pairs_is_told_apart_by_what_is_usual() -> None:
    told = [(0.5, 0, SAME_FAMILY), (0.5, 0, OTHER_FAMILY), (0.5, 1, NOTHING), (0.5, 1, TAKEN)]
    odds = _odds(told)
    assert odds[SAME_FAMILY] > 2 * odds[NOTHING] > 10 * odds[OTHER_FAMILY]
    assert odds[NOTHING] > 2 * odds[TAKEN]


def test_without_pairs_nothing_changes() -> None:
    assert _odds([]) == [1.0] * CONTEXTS


@pytest.mark.parametrize("context", range(CONTEXTS))
def test_pairs_that_are_all_alike_prove_nothing(context: int) -> None:
    odds = _odds([(share, row, context) for row, share in enumerate((0.0, 0.5, 1.0))])
    assert all(0.001 <= o <= 1000 for o in odds)


@given(_SHARES)
def test_the_order_of_records_does_not_matter(drawn: list[tuple[int, int, int]]) -> None:
    """Candidates of a record share at most all of it between them."""
    size: dict[int, int] = {}
    for _, row, _ in drawn:
        size[row] = size.get(row, 0) + 1
    pairs = [(s / 1_000_000 / size[row], row, context) for s, row, context in drawn]
    ordered = sorted(pairs, key=lambda pair: pair[1])
    backwards = sorted(((s, 99 - row, context) for s, row, context in pairs), key=lambda p: p[1])
    assert _odds(ordered) == pytest.approx(_odds(backwards))
    assert all(0.001 <= odds <= 1000 for odds in _odds(ordered))
