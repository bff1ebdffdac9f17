"""Shares of a change add up to it exactly, whatever the worlds in between look like."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from desil.ranking.movement.shapley import CAUSES, ORDERS, WORLDS, Cause, shares_of

WORLD = st.integers(0, 10)


@given(st.lists(WORLD, min_size=len(WORLDS), max_size=len(WORLDS)))
def test_shares_add_up_to_the_change(deciles: list[int]) -> None:
    shares = shares_of({w: np.array([deciles[w]]) for w in WORLDS})
    assert sum(int(s[0]) for s in shares.values()) == ORDERS * (deciles[-1] - deciles[0])


@given(st.sampled_from(CAUSES), WORLD, WORLD)
def test_a_cause_that_alone_matters_has_all_of_it(cause: Cause, before: int, after: int) -> None:
    worlds = {w: np.array([after if w & cause else before]) for w in WORLDS}
    shares = shares_of(worlds)
    for other in CAUSES:
        expected = ORDERS * (after - before) if other is cause else 0
        assert int(shares[other][0]) == expected


def test_two_causes_that_only_work_together_share_alike() -> None:
    both = Cause.DATA | Cause.MODEL
    worlds = {w: np.array([3 if w & both == both else 1]) for w in WORLDS}
    shares = {c: int(s[0]) for c, s in shares_of(worlds).items()}
    assert shares == {
        Cause.DATA: ORDERS,
        Cause.MODEL: ORDERS,
        Cause.CUTOFFS: 0,
        Cause.POPULATION: 0,
    }
