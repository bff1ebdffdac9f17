"""Numbers that say nothing: all different, in random order."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def draw_different(rng: np.random.Generator, count: int, low: int, high: int) -> NDArray[np.int64]:
    """`count` different numbers from `low` to below `high`, in random order."""
    drawn = np.unique(rng.integers(low, high, int(count * 1.2) + 50))
    while len(drawn) < count:
        drawn = np.unique(np.concatenate([drawn, rng.integers(low, high, count)]))
    return rng.permutation(drawn)[:count]
