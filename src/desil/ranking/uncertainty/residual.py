"""The residual distribution of a model: how likely welfare lies below a line, given the score.

By score region, from quantiles of the residual (welfare less score) out of fold: split conformal
in the sense of Lei et al. (2018), with the whole distribution kept. Whole numbers throughout.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from desil.dictionary.declarations.yaml_reader import bounded_yaml
from desil.dictionary.rules.priority_deciles import priority_deciles
from desil.ranking.formula.model import Model, Residuals

PPM = 1_000_000
_QUANTILES = 401
_MILLI_SQUARE = 1_000_000  # square micro log points
Whole = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class CertaintyPolicy:
    """When a rank is uncertain: see policy.yaml; `boundary` is the last decile that comes first
    for assistance."""

    boundary: int
    too_close_ppm: int
    contradiction_ppm: int
    residual_sd: int


@cache
def certainty_policy() -> CertaintyPolicy:
    """The policy that the package carries (policy.yaml)."""
    text = files("desil.ranking.uncertainty").joinpath("policy.yaml").read_text(encoding="utf-8")
    return CertaintyPolicy(priority_deciles().first, **bounded_yaml(text))


def declared_normal(sd: int) -> Residuals:
    """A normal residual of `sd` micro log points in one region."""
    normal = NormalDist(0, sd)
    quantiles = tuple(round(normal.inv_cdf((j + 0.5) / _QUANTILES)) for j in range(_QUANTILES))
    return Residuals((), (quantiles,), f"declared normal residual, sd {sd} micro log points")


def residuals_of(model: Model) -> Residuals:
    """The model's own residuals, or the declared ones where it tells none."""
    return model.residuals or declared_normal(certainty_policy().residual_sd)


def probability_below(
    residuals: Residuals, scores: Whole, line: int, spreads: Whole | None = None
) -> Whole:
    """Parts per million that welfare lies at or below `line`, for each score.

    `spreads`: the variance that unknown answers add, in square milli log points. It is added to
    the residual's own: the residual is stretched about its mean by sqrt(1 + added / own).
    """
    region = np.searchsorted(np.array(residuals.edges, dtype=np.int64), scores, side="right")
    found = np.zeros(len(scores), dtype=np.int64)
    for number, quantiles in enumerate(residuals.quantiles):
        rows = np.flatnonzero(region == number)
        gaps = line - scores[rows]
        held = np.array(quantiles, dtype=np.int64)
        if spreads is not None and spreads[rows].any():
            gaps = _drawn_in(held, gaps, spreads[rows])
        found[rows] = _share_below(held, gaps)
    return found


def _drawn_in(quantiles: Whole, gaps: Whole, spreads: Whole) -> Whole:
    """The gaps that are as likely among the residuals as `gaps` are among the stretched ones."""
    mean, own = quantiles.mean(), quantiles.var()
    wider = np.sqrt(1 + spreads * _MILLI_SQUARE / max(own, 1.0))
    drawn = np.rint(mean + (gaps - mean) / wider).astype(np.int64)
    return np.where(spreads > 0, drawn, gaps)


def _share_below(quantiles: Whole, gaps: Whole) -> Whole:
    """The share of residuals at or below each gap; straight lines between quantiles."""
    count = len(quantiles)
    share = (PPM * (2 * np.arange(count) + 1)) // (2 * count)
    first = quantiles[0] - max(int(quantiles[min(1, count - 1)] - quantiles[0]), 1)
    last = quantiles[-1] + max(int(quantiles[-1] - quantiles[max(count - 2, 0)]), 1)
    knots = np.concatenate([[first], quantiles, [last]])
    heights = np.concatenate([[0], share, [PPM]])
    place = np.clip(np.searchsorted(knots, gaps, side="right"), 1, len(knots) - 1)
    width = np.maximum(knots[place] - knots[place - 1], 1)
    into = np.clip(gaps - knots[place - 1], 0, width)
    return np.asarray(heights[place - 1] + (heights[place] - heights[place - 1]) * into // width)
