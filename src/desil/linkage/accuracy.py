"""How right a linkage is, against labels.

Precision: of the pairs that were linked, the share that are one person. Recall: of the pairs that
are one person, the share that were linked. F1: their harmonic mean (Van Rijsbergen 1979). By pair:
the pairs that the model itself accepts. By cluster: every pair within a cluster (the pairwise
measure of Menestrina, Whang and Garcia-Molina 2010). Intervals resample true people.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Integers = npt.NDArray[np.int64]
_RESAMPLES = 500
_SEED = 1
_BLOCKS = 2_000  # people are resampled in at most so many groups


@dataclass(frozen=True, slots=True)
class Accuracy:
    """Counts of pairs: linked rightly, linked wrongly, missed; and 95 % limits of F1."""

    right: int
    wrong: int
    missed: int
    f1_low: float
    f1_high: float

    @property
    def precision(self) -> float:
        """Share of linked pairs that are right; 1 when none was linked."""
        linked = self.right + self.wrong
        return self.right / linked if linked else 1.0

    @property
    def recall(self) -> float:
        """Share of true pairs that were linked; 1 when there is none."""
        true = self.right + self.missed
        return self.right / true if true else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return float(_f1(self.right, self.wrong, self.missed))


def _f1(right: object, wrong: object, missed: object) -> npt.NDArray[np.float64]:
    twice = 2.0 * np.asarray(right)
    total = twice + np.asarray(wrong) + np.asarray(missed)
    share: npt.NDArray[np.float64] = np.divide(
        twice, total, out=np.ones_like(twice), where=total > 0
    )
    return share


def _limits(right: Integers, wrong: Integers, true: Integers) -> tuple[float, float]:
    """2.5 and 97.5 % points of F1 over resamples of people; arguments have one entry a person."""
    block = np.arange(right.size) % _BLOCKS
    figures = np.stack(
        [np.bincount(block, weights=counts) for counts in (right, wrong, true)], axis=1
    )
    blocks = len(figures)
    random = np.random.default_rng(_SEED)
    drawn = random.multinomial(blocks, np.full(blocks, 1 / blocks), size=_RESAMPLES)
    sums = drawn @ figures
    low, high = np.quantile(_f1(sums[:, 0], sums[:, 1], sums[:, 2] - sums[:, 0]), [0.025, 0.975])
    return float(low), float(high)


def _true_pairs(person: Integers, side: Integers) -> Integers:
    """Pairs of each person; across sides only when there are two."""
    sizes = np.bincount(person)
    if side.max(initial=0) == 0:
        return sizes * (sizes - 1) // 2
    second = np.bincount(person, weights=side).astype(np.int64)
    return second * (sizes - second)


def _accuracy(right: Integers, wrong: Integers, true: Integers) -> Accuracy:
    low, high = _limits(right, wrong, true)
    return Accuracy(int(right.sum()), int(wrong.sum()), int(true.sum() - right.sum()), low, high)


def accuracy_of_pairs(
    left: Integers, right: Integers, person: Integers, side: Integers
) -> Accuracy:
    """Accuracy of linked pairs (positions of records), given each record's true person and side."""
    people = int(person.max(initial=-1)) + 1
    is_right = person[left] == person[right]
    found = np.bincount(person[left[is_right]], minlength=people)
    wrong = np.bincount(person[left[~is_right]], minlength=people)
    return _accuracy(found, wrong, _true_pairs(person, side))


def _pairs_within(group: Integers, side: Integers, groups: int) -> Integers:
    sizes = np.bincount(group, minlength=groups)
    if side.max(initial=0) == 0:
        return sizes * (sizes - 1) // 2
    second = np.bincount(group, weights=side, minlength=groups).astype(np.int64)
    return second * (sizes - second)


def accuracy_of_clusters(cluster: Integers, person: Integers, side: Integers) -> Accuracy:
    """Accuracy of clusters, given each record's cluster, true person and side."""
    people = int(person.max(initial=-1)) + 1
    _, both = np.unique(cluster.astype(np.int64) * people + person, return_inverse=True)
    cells = int(both.max(initial=-1)) + 1
    person_of_cell = np.zeros(cells, np.int64)
    person_of_cell[both] = person
    within = _pairs_within(both, side, cells)
    found = np.bincount(person_of_cell, weights=within, minlength=people).astype(np.int64)
    linked = _pairs_within(cluster, side, int(cluster.max(initial=-1)) + 1)
    first_person = np.zeros(linked.size, np.int64)
    first_person[cluster] = person
    all_linked = np.bincount(first_person, weights=linked, minlength=people).astype(np.int64)
    return _accuracy(found, all_linked - found, _true_pairs(person, side))
