"""Sizes: how many members each family has."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from desil.synthetic.draw.rounding import Counts, largest_remainder
from desil.synthetic.parameters import Parameters
from desil.synthetic.welfare.groups import Groups

Sizes = NDArray[np.int8]


def draw_sizes(
    parameters: Parameters, groups: Groups, rng: np.random.Generator
) -> tuple[NDArray[np.int8], Sizes]:
    """Each family's place in GROUPS and its size, group after group; group totals are exact."""
    shape = np.array(parameters.numbers("sizes.shape"))
    parts = [
        rng.permutation(
            np.repeat(np.arange(1, 11, dtype=np.int8), counts_of(shape, int(f), int(p)))
        )
        for f, p in zip(groups.families, groups.people, strict=True)
    ]
    place = np.repeat(np.arange(len(parts), dtype=np.int8), groups.families)
    return place, np.concatenate(parts)


def counts_of(shape: NDArray[np.float64], families: int, people: int) -> Counts:
    """Families of 1 to 10 members: `shape` tilted to the mean, then exact in both totals."""
    if families == 0:
        return np.zeros(10, dtype=np.int64)
    counts = largest_remainder(_tilted(shape, people / families), families)
    n = np.arange(1, 11)
    missing = people - int((counts * n).sum())
    step = 1 if missing > 0 else -1
    while missing:
        movable = counts[:-1] if step > 0 else counts[1:]
        place = int(np.argmax(movable)) + (0 if step > 0 else 1)
        counts[place] -= 1
        counts[place + step] += 1
        missing -= step
    return counts


def _tilted(shape: NDArray[np.float64], mean: float) -> NDArray[np.float64]:
    """`shape` times exp(theta n), with theta such that the mean size is `mean`."""
    n = np.arange(1, 11)
    low, high = -30.0, 30.0
    for _ in range(200):
        theta = (low + high) / 2
        logs = np.log(shape) + theta * n
        tilted: NDArray[np.float64] = np.exp(logs - logs.max())
        tilted /= tilted.sum()
        low, high = (theta, high) if float(tilted @ n) < mean else (low, theta)
    return tilted
