"""Links against their plain definitions: thresholds by every cut, assignment by every choice."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desil.linkage.evidence import Pairs
from desil.linkage.links import cluster_threshold, clusters_of, one_to_one, pair_threshold

WEIGHTS = st.floats(-20, 20).map(lambda w: round(w, 1))
EDGES = st.dictionaries(
    st.tuples(st.integers(0, 3), st.integers(4, 7)), WEIGHTS, max_size=8
)  # two files of four records


def pairs_of(edges: dict[tuple[int, int], float]) -> Pairs:
    listed = sorted(edges)
    return Pairs(
        np.array([left for left, _ in listed], np.int64),
        np.array([right for _, right in listed], np.int64),
        np.array([edges[pair] for pair in listed], np.float64),
    )


@given(EDGES)
def test_the_assignment_is_the_best_of_all(edges: dict[tuple[int, int], float]) -> None:
    linked = one_to_one(pairs_of(edges))
    lowest = min(edges.values(), default=0)

    def gain(chosen: tuple[tuple[int, int], ...]) -> float:
        return sum(edges[pair] - lowest + 1 for pair in chosen)

    possible = [
        chosen
        for size in range(min(4, len(edges)) + 1)
        for chosen in combinations(edges, size)
        if len({a for a, _ in chosen}) == len({b for _, b in chosen}) == size
    ]
    best = max(map(gain, possible))
    chosen = tuple(zip(linked.left.tolist(), linked.right.tolist(), strict=True))
    assert chosen in {tuple(sorted(p)) for p in possible}
    assert gain(chosen) == pytest.approx(best)


@given(st.lists(WEIGHTS, max_size=12))
def test_the_threshold_has_the_largest_expected_f1(weights: list[float]) -> None:
    pairs = pairs_of({(0, 4 + n): w for n, w in enumerate(weights)})
    chance = {w: 1 / (1 + 2**-w) for w in weights}
    matches = sum(chance[w] for w in weights)

    def expected(cut: float) -> float:
        linked = [chance[w] for w in weights if w >= cut]
        return 2 * sum(linked) / (len(linked) + matches)

    weight, f1 = pair_threshold(pairs)
    if not weights:
        assert (weight, f1) == (float("inf"), 0)
    else:
        assert f1 >= max(map(expected, weights)) - 1e-9
        assert weight in weights


def test_one_weak_pair_between_two_clusters_does_not_join_them() -> None:
    within = {(a, b): 12.0 for group in (range(6), range(6, 12)) for a, b in combinations(group, 2)}
    pairs = pairs_of({**within, (2, 8): 0.5})
    weight = cluster_threshold(pairs, 12, pair_threshold(pairs)[0])
    cluster = clusters_of(pairs.at_least(weight), 12)
    assert sorted(set(cluster.tolist())) == [0, 6]


def test_without_pairs_everybody_is_alone() -> None:
    none = pairs_of({})
    weight, _ = pair_threshold(none)
    assert cluster_threshold(none, 3, weight) == weight
    assert clusters_of(one_to_one(none), 3).tolist() == [0, 1, 2]
