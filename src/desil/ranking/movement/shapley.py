"""Sharing a change among its causes: Shapley values, in whole parts that add up exactly.

With four causes there are 16 worlds: each cause as it was before, or as it is after. The share of
a cause is its mean step over all 24 orders in which the causes may be brought in one by one, so
shares are whole in 24ths (Shapley 1953; for decompositions: Shorrocks 2013).
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntFlag
from itertools import combinations
from math import factorial

import numpy as np
from numpy.typing import NDArray

Whole = NDArray[np.int64]
ORDERS = 24


class Cause(IntFlag):
    """What may change a decile; a sum of causes is the world in which they are as after."""

    DATA = 1  # the family's own facts
    MODEL = 2  # the points
    CUTOFFS = 4  # cut-offs that are told: their values, or how they are come by
    POPULATION = 8  # who else is in the reference population


CAUSES: tuple[Cause, ...] = (Cause.DATA, Cause.MODEL, Cause.CUTOFFS, Cause.POPULATION)
WORLDS: tuple[int, ...] = tuple(range(1 << len(CAUSES)))


def shares_of(worlds: Mapping[int, Whole]) -> dict[Cause, Whole]:
    """Each cause's share of the change from world 0 to the last world, in 24ths.

    `worlds` has a whole number per family for every one of the 16 worlds. For every family the
    shares add up to 24 times its change.
    """
    count = len(CAUSES)
    found = {cause: np.zeros_like(worlds[0]) for cause in CAUSES}
    for cause in CAUSES:
        others = [other for other in CAUSES if other is not cause]
        for size in range(count):
            orders = factorial(size) * factorial(count - 1 - size)
            for before in combinations(others, size):
                world = sum(int(other) for other in before)
                found[cause] += orders * (worlds[world | int(cause)] - worlds[world])
    return found
