"""Folds that never part a cluster, the same for the same clusters and seed."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from desil.errors import UsageFault

Rows = NDArray[np.int64]


def fold_of_rows(clusters: Rows, folds: int, seed: int) -> Rows:
    """The fold (0 to folds-1) of each row; whole clusters, sizes as even as they allow.

    Clusters stand in a seeded random order, the large ones first, each put where fewest rows are.
    UsageFault when there are fewer clusters than folds.
    """
    sizes = np.bincount(clusters)
    present = np.flatnonzero(sizes)
    if len(present) < folds:
        raise UsageFault(
            f"Hanya {len(present)} klaster untuk {folds} lipatan.",
            hint="Kurangi --folds, atau pilih --cluster yang lebih halus.",
        )
    shuffled = np.random.default_rng(seed).permutation(present)
    if sizes[present].max() == 1:
        fold = np.arange(len(shuffled)) % folds
    else:
        shuffled = shuffled[np.argsort(-sizes[shuffled], kind="stable")]
        fold = _even(sizes[shuffled], folds)
    of_cluster = np.full(len(sizes), -1)
    of_cluster[shuffled] = fold
    return of_cluster[clusters]


def inner_clusters(clusters: Rows, folds: int) -> tuple[Rows, int]:
    """(clusters, folds) that can be had within a fold: fewer folds, or rows where all is one."""
    count = len(np.unique(clusters))
    if count < 2:
        return np.arange(len(clusters)), folds
    return clusters, min(folds, count)


def _even(sizes: Rows, folds: int) -> Rows:
    filled = [0] * folds
    found = []
    for size in sizes.tolist():
        place = filled.index(min(filled))
        filled[place] += size
        found.append(place)
    return np.array(found)


def cluster_folds(clusters: Rows, folds: int, seed: int) -> Iterator[tuple[Rows, Rows]]:
    """(rows to learn from, rows to test on) for each fold."""
    fold = fold_of_rows(clusters, folds, seed)
    for number in range(folds):
        yield np.flatnonzero(fold != number), np.flatnonzero(fold == number)
