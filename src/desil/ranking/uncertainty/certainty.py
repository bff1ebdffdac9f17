"""How sure each score's decile is: what a family's row says of its uncertainty."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from desil.dictionary.standing import decile_by
from desil.ranking.formula.model import Residuals
from desil.ranking.uncertainty.residual import (
    PPM,
    CertaintyPolicy,
    Whole,
    probability_below,
)

_BIN = 1_000  # micro log points; a tenth of a percent of expenditure
_FAR = 100_000_000


def welfare_cutoffs(
    residuals: Residuals, scores: Whole, weights: Whole, cutoffs: Sequence[int]
) -> tuple[int, ...]:
    """Where the nine boundaries lie on the scale of welfare, in micro log points.

    The model's own, where it tells them. Else each is the line below which as many families are
    expected to be, by their probabilities, as stand at or below the boundary by their scores:
    scores spread less than welfare does, so the two lines differ.
    """
    if residuals.cutoffs:
        return residuals.cutoffs
    if not len(scores) or not weights.sum():
        return tuple(cutoffs)
    bins, place = np.unique(scores // _BIN, return_inverse=True)
    binned = np.bincount(place.ravel(), weights=weights.astype(np.float64))
    whole = np.round(binned).astype(np.int64)
    centres = bins * _BIN + _BIN // 2
    return tuple(
        _line_below(residuals, centres, whole, int(weights[scores <= c].sum())) for c in cutoffs
    )


def _line_below(residuals: Residuals, centres: Whole, weights: Whole, wanted: int) -> int:
    """The lowest line with at least `wanted` expected weight below it."""
    low, high = int(centres[0]) - _FAR, int(centres[-1]) + _FAR
    while high - low > 1:
        middle = (low + high) // 2
        below = int((probability_below(residuals, centres, middle) * weights).sum())
        low, high = (low, middle) if below >= wanted * PPM else (middle, high)
    return high


def certainty_of(
    residuals: Residuals,
    policy: CertaintyPolicy,
    scores: Whole,
    spreads: Whole,
    cutoffs: Sequence[int],
    lines: Sequence[int],
) -> pa.Table:
    """One row per score and spread: how likely desil 1-4 and the own decile are, and how near to
    the nearest boundary.

    `spreads`: the variance that unknown answers add, in square milli log points, of each score.

    `lines` are the cut-offs on the scale of welfare. distance_micro is the score less the nearest
    cut-off (the lower one of two as near): at most 0 for a family below it.
    """
    below = np.stack([probability_below(residuals, scores, line, spreads) for line in lines])
    edges = np.vstack([np.zeros_like(below[:1]), below, np.full_like(below[:1], PPM)])
    places = decile_by(scores, cutoffs) - 1
    columns = np.arange(len(scores))
    own = edges[places + 1, columns] - edges[places, columns]
    nearest, distance = _nearest(scores, cutoffs)
    poor = below[policy.boundary - 1]
    too_close = np.minimum(poor, PPM - poor) >= policy.too_close_ppm
    return pa.table(
        {
            "score_micro": pa.array(scores, pa.int32()),
            "spread_milli": pa.array(spreads, pa.int32()),
            "desil_1_4_ppm": pa.array(poor, pa.int32()),
            "own_decile_ppm": pa.array(np.maximum(own, 0), pa.int32()),
            "nearest_boundary": pa.array(nearest, pa.int16()),
            "distance_micro": pa.array(distance, pa.int32()),
            "is_too_close": pa.array(too_close.astype(np.int16), pa.int16()),
        }
    )


def _nearest(scores: Whole, cutoffs: Sequence[int]) -> tuple[NDArray[np.int64], Whole]:
    lines = np.array(cutoffs, dtype=np.int64)
    upper = np.clip(decile_by(scores, cutoffs) - 1, 0, len(lines) - 1)
    lower = np.maximum(upper - 1, 0)
    is_lower = np.abs(scores - lines[lower]) <= np.abs(scores - lines[upper])
    nearest = np.where(is_lower, lower, upper)
    return nearest + 1, scores - lines[nearest]


def decile_probabilities(residuals: Residuals, score: int, lines: Sequence[int]) -> list[int]:
    """Parts per million of each decile 1 to 10 for one score; they sum to a million."""
    one = np.array([score], dtype=np.int64)
    below = [0, *(int(probability_below(residuals, one, line)[0]) for line in lines), PPM]
    return [max(b - a, 0) for a, b in pairwise(below)]
