"""Scores: where each family stands in ln(rupiah a head a month), in micro log points."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from desil.dictionary.standing import CUTOFFS
from desil.synthetic.draw.normal import normal_quantile, truncated_normal
from desil.synthetic.parameters import Parameters
from desil.synthetic.welfare.groups import GROUPS, UNRANKED

MICRO = 1_000_000
Micro = NDArray[np.int64]


def cutoffs_of(parameters: Parameters, mean: float = 0.0, sd: float = 1.0) -> Micro:
    """The nine cut-offs of a population N(mean, sd) in national units, rounded to 4 decimals."""
    quantiles = mean + sd * normal_quantile(np.array(CUTOFFS) / 10)
    centre, spread = parameters.number("scores.centre"), parameters.number("scores.spread")
    return np.round((centre + spread * quantiles) * 10_000).astype(np.int64) * 100


def city_cutoffs_of(scores: Micro) -> Micro:
    """The nine cut-offs that divide these families into tenths; equal scores stay together."""
    if len(scores) == 0:
        return np.zeros(9, dtype=np.int64)
    ordered = np.sort(scores)
    last = np.ceil(np.array(CUTOFFS) * len(ordered) / 10).astype(np.int64) - 1
    return ordered[np.maximum(last, 0)]


def draw_targets(
    parameters: Parameters,
    place: NDArray[np.int8],
    sizes: NDArray[np.int8],
    cutoffs: Micro,
    rng: np.random.Generator,
) -> Micro:
    """A target score for each family: inside its decile, lower for larger families."""
    centre, spread = parameters.number("scores.centre"), parameters.number("scores.spread")
    sd = parameters.number("scores.city_sd")
    edges = np.concatenate([[-9.0], (cutoffs / MICRO - centre) / spread, [9.0]])
    targets = np.zeros(len(place), dtype=np.float64)
    for index, group in enumerate(GROUPS):
        rows = np.flatnonzero(place == index)
        mean = parameters.number("scores.city_mean")
        low, high = -9.0, 9.0
        if group == UNRANKED:
            mean = parameters.number("scores.unranked_mean")
        else:
            low, high = edges[group - 1], edges[group]
        z = np.sort(truncated_normal(rng, len(rows), mean, sd, low, high))
        rho = parameters.number("scores.size_rank_correlation")
        targets[rows[_order(sizes[rows], rho, rng)]] = centre + spread * z
    micro = np.round(targets * MICRO).astype(np.int64)
    lowest, highest = interval_of(place, cutoffs, int(parameters.number("scores.margin")))
    return np.clip(micro, lowest, highest)


def interval_of(place: NDArray[np.int8], cutoffs: Micro, margin: int) -> tuple[Micro, Micro]:
    """Lowest and highest score of each family's decile, `margin` away from the cut-offs.

    Decile 1 has no lowest, decile 10 no highest, the unranked neither.
    """
    wide = 100 * MICRO
    low = np.concatenate([[-wide], cutoffs + margin, [-wide]])
    high = np.concatenate([cutoffs - margin, [wide, wide]])
    return low[place], high[place]


def _order(sizes: NDArray[np.int8], rho: float, rng: np.random.Generator) -> NDArray[np.int64]:
    """Families in ascending order of a noisy index that correlates with size by about `rho`."""
    if len(sizes) == 0:
        return np.zeros(0, dtype=np.int64)
    rank = normal_quantile(
        (np.argsort(np.argsort(sizes + rng.random(len(sizes)))) + 0.5) / len(sizes)
    )
    noise = rng.standard_normal(len(sizes))
    return np.argsort(rho * 1.06 * rank + np.sqrt(1 - rho * rho) * noise, kind="stable")
