"""Probabilities from what a model leaves unexplained, by region of its score."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from desil.ranking.accuracy.standing import Floats, Places

QUANTILES = 99
MOST_REGIONS = 10
ROWS_A_REGION = 250
BINS = 10


@dataclass(frozen=True, slots=True)
class Residuals:
    """How welfare less score is spread in each region of the score.

    Region i holds edges[i-1] <= score < edges[i]. `quantiles`: regions by QUANTILES, the j-th at
    (j + 1/2) / QUANTILES. `middles`: the mean score of each region's rows.
    """

    edges: Floats
    quantiles: Floats
    middles: Floats


def weighted_quantiles(values: Floats, weight: Floats, at: Floats) -> Floats:
    """Quantiles by weight: a household stands at the middle of its own weight; straight between."""
    order = np.argsort(values, kind="stable")
    held = weight[order]
    middle = (np.cumsum(held) - held / 2) / held.sum()
    return np.asarray(np.interp(at, middle, values[order]))


def residuals_by_region(score: Floats, welfare: Floats, weight: Floats) -> Residuals:
    """The residuals of out-of-fold scores, in regions of as much weight each.

    Where many scores are equal (a few yes-or-no columns) there are fewer regions; none is empty.
    """
    count = int(np.clip(len(score) // ROWS_A_REGION, 1, MOST_REGIONS))
    edges = weighted_quantiles(score, weight, np.arange(1, count) / count)
    used, region = np.unique(np.searchsorted(edges, score, side="right"), return_inverse=True)
    edges, count = edges[used[1:] - 1], len(used)
    at = (np.arange(QUANTILES) + 0.5) / QUANTILES
    rows = [np.flatnonzero(region == number) for number in range(count)]
    return Residuals(
        edges,
        np.array([weighted_quantiles((welfare - score)[r], weight[r], at) for r in rows]),
        np.array([np.average(score[r], weights=weight[r]) for r in rows]),
    )


def probability_below(residuals: Residuals, score: Floats, cutoff: float) -> Floats:
    """The probability that welfare is at or below `cutoff`, for each score."""
    region = np.searchsorted(residuals.edges, score, side="right")
    found = np.empty(len(score))
    for number, quantiles in enumerate(residuals.quantiles):
        at = (np.arange(len(quantiles)) + 0.5) / len(quantiles)
        inside = region == number
        found[inside] = np.interp(cutoff - score[inside], quantiles, at, left=0.002, right=0.998)
    return found


def cross_fitted_probability(
    score: Floats, welfare: Floats, weight: Floats, fold: NDArray[np.int64], quota: float
) -> tuple[Floats, NDArray[np.bool_]]:
    """(probability, whether it is so) of standing in the lowest `quota`, out of fold.

    For each fold, cut-off and residuals come from the other folds' rows only.
    """
    probability = np.empty(len(score))
    is_low = np.zeros(len(score), dtype=bool)
    for number in np.unique(fold):
        here, there = fold == number, fold != number
        cutoff = float(weighted_quantiles(welfare[there], weight[there], np.array([quota]))[0])
        residuals = residuals_by_region(score[there], welfare[there], weight[there])
        probability[here] = probability_below(residuals, score[here], cutoff)
        is_low[here] = welfare[here] <= cutoff
    return probability, is_low


@dataclass(frozen=True, slots=True)
class Reliability:
    """Bins of as much weight each: mean probability told, share that it was so, households."""

    told: Floats
    found: Floats
    households: NDArray[np.int64]
    weight: Floats


def reliability(
    probability: Floats, is_low: NDArray[np.bool_], weight: Floats, bins: int = BINS
) -> Reliability:
    """What was told against what was found, in bins of the probability with as much weight each."""
    middle = Places.of(probability).standing(weight).middle
    place = np.minimum((middle * bins).astype(np.int64), bins - 1)
    held = np.bincount(place, weight, bins)
    kept = held > 0
    safe = np.maximum(held, 1e-300)
    return Reliability(
        (np.bincount(place, weight * probability, bins) / safe)[kept],
        (np.bincount(place, weight * is_low, bins) / safe)[kept],
        np.bincount(place, minlength=bins)[kept].astype(np.int64),
        held[kept].astype(np.float64),
    )


def calibration_error(r: Reliability) -> float:
    """Expected calibration error (Naeini, Cooper and Hauskrecht 2015): the mean distance between
    the probability told and the share found, over the bins.
    """
    return float(np.average(np.abs(r.told - r.found), weights=r.weight))
