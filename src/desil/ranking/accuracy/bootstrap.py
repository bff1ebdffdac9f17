"""Intervals by drawing whole clusters again, within their strata, the same draw for every model."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from desil.ranking.accuracy.standing import Floats

Figures = Mapping[str, float]
_LOW, _HIGH = 2.5, 97.5


@dataclass(frozen=True, slots=True)
class Measured:
    """A figure, its 95 % interval, and its difference to OLS with a paired 95 % interval."""

    value: float
    low: float
    high: float
    difference_to_ols: float
    difference_low: float
    difference_high: float


def drawn_weights(
    weight: Floats,
    cluster: NDArray[np.int64],
    stratum: NDArray[np.int64],
    draws: int,
    seed: int,
) -> Iterator[Floats]:
    """The weights of each draw: a cluster counts as often as it was drawn (Efron 1979; survey
    clusters as Rao and Wu 1988). A stratum of one cluster is drawn together with the next one.
    """
    rng = np.random.default_rng([seed, 7])
    clusters = int(cluster.max()) + 1
    of_cluster = np.zeros(clusters, dtype=np.int64)
    of_cluster[cluster] = stratum
    sizes = np.bincount(of_cluster)
    lonely = np.flatnonzero(sizes == 1)
    of_cluster[np.isin(of_cluster, lonely)] = -1
    members = [np.flatnonzero(of_cluster == s) for s in np.unique(of_cluster)]
    for _ in range(draws):
        times = np.zeros(clusters)
        for inside in members:
            times[inside] = np.bincount(
                rng.integers(0, len(inside), len(inside)), minlength=len(inside)
            )
        yield weight * times[cluster]


def intervals(
    values: Mapping[str, Figures], draws: Sequence[Mapping[str, Figures]], reference: str
) -> dict[str, dict[str, Measured]]:
    """By model and figure: the value with percentile intervals over the draws."""
    found: dict[str, dict[str, Measured]] = {}
    for model, figures in values.items():
        found[model] = {}
        for name, value in figures.items():
            drawn = np.array([d[model][name] for d in draws])
            against = drawn - np.array([d[reference][name] for d in draws])
            low, high = _ends(drawn)
            below, above = _ends(against)
            base = values[reference][name]
            found[model][name] = Measured(value, low, high, value - base, below, above)
    return found


def _ends(drawn: Floats) -> tuple[float, float]:
    known = drawn[np.isfinite(drawn)]
    if not len(known):
        return float("nan"), float("nan")
    low, high = np.percentile(known, [_LOW, _HIGH])
    return float(low), float(high)
