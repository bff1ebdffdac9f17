"""Which weighed pairs are linked, chosen by what is expected and never by labels.

Where probabilities hold, the expected F1 of linking the surest pairs is twice the expected number
of right links over links and matches together. The threshold that makes it largest is half of that
F1 (Lipton, Elkan and Naryanaswamy 2014).
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components, min_weight_full_bipartite_matching

from desil.linkage.evidence import Floats, Integers, Pairs

_CLUSTER_STEPS = 16  # weights tried above the threshold of pairs, one log2 unit apart
_AS_GOOD = 0.01  # of expected F1; pairs that were not compared count as wrong, so it is too low


def pair_threshold(pairs: Pairs) -> tuple[float, float]:
    """The weight from which pairs are linked, and the F1 that is expected then; (inf, 0) where
    there is no pair."""
    if not pairs.weight.size:
        return float("inf"), 0.0
    weight = np.sort(pairs.weight)[::-1]
    right = np.cumsum(1 / (1 + np.exp2(-weight)))
    expected = 2 * right / (np.arange(1, weight.size + 1) + right[-1])
    best = int(expected.argmax())
    return float(weight[best]), float(expected[best])


def clusters_of(pairs: Pairs, records: int) -> npt.NDArray[np.int32]:
    """The number of the person that each of `records` records belongs to, shape (records,).

    A person's number is that of the first record, so that neither the order of pairs nor the
    number of threads changes it.
    """
    links = coo_array(
        (np.ones(pairs.left.size, np.int8), (pairs.left, pairs.right)), shape=(records, records)
    )
    _, component = connected_components(links, directed=False)
    _, first = np.unique(component, return_index=True)
    named: npt.NDArray[np.int32] = first[component].astype(np.int32)
    return named


def cluster_threshold(pairs: Pairs, records: int, lowest: float) -> float:
    """The weight from which pairs join clusters: the lowest one, from `lowest` up, whose expected
    F1 over all pairs within clusters is about the best.

    One wrong pair joins two clusters, so it lies higher than that of pairs.
    """
    if not np.isfinite(lowest):
        return lowest
    probability = pairs.probability
    matches = float(probability.sum())
    weights = lowest + np.arange(_CLUSTER_STEPS)
    expected = np.zeros(weights.size)
    for place, weight in enumerate(weights):
        cluster = clusters_of(pairs.at_least(float(weight)), records)
        size = np.bincount(cluster).astype(float)
        within = float((size * (size - 1) / 2).sum())
        right = float(probability[cluster[pairs.left] == cluster[pairs.right]].sum())
        expected[place] = 2 * right / max(within + matches, 1)
    return float(weights[np.flatnonzero(expected >= expected.max() - _AS_GOOD)[0]])


def one_to_one(pairs: Pairs) -> Pairs:
    """The links in which nobody stands twice, of the largest total weight above their threshold
    (the assignment problem)."""
    if not pairs.weight.size:
        return pairs
    left, left_of = np.unique(pairs.left, return_inverse=True)
    right, right_of = np.unique(pairs.right, return_inverse=True)
    # Everybody on the left may also stay alone, at no gain.
    alone = np.arange(left.size)
    gain = np.concatenate([_above_zero(pairs.weight), np.full(left.size, _NO_GAIN)])
    rows = np.concatenate([left_of, alone])
    columns = np.concatenate([right_of, right.size + alone])
    table = coo_array((gain, (rows, columns)), shape=(left.size, right.size + left.size)).tocsr()
    row, column = min_weight_full_bipartite_matching(table, maximize=True)
    chosen: Integers = row[column < right.size] * right.size + column[column < right.size]
    return pairs.where(np.isin(left_of * right.size + right_of, chosen))


_NO_GAIN = 1e-9  # a zero would be no entry


def _above_zero(weight: Floats) -> Floats:
    gained: Floats = weight - weight.min() + 1
    return gained
