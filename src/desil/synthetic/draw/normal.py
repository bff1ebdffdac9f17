"""The normal curve: its quantiles, and draws from a part of it."""

from __future__ import annotations

from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]

# Rational approximation of the normal quantile (P. J. Acklam), relative error below 1.2e-9.
_A = (-39.69683028665376, 220.9460984245205, -275.9285104469687, 138.3577518672690)
_A_LAST = (-30.66479806614716, 2.506628277459239)
_B = (-54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972)
_B_LAST = (-13.28068155288572, 1.0)
_C = (-0.007784894002430293, -0.3223964580411365, -2.400758277161838)
_C_LAST = (-2.549732539343734, 4.374664141464968, 2.938163982698783)
_D = (0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416, 1.0)
_TAIL = 0.02425


def normal_quantile(share: Numbers) -> Numbers:
    """The standard normal quantile of each share in (0, 1)."""
    p = np.clip(share, 1e-12, 1 - 1e-12)
    folded = np.minimum(p, 1 - p)
    q = np.sqrt(-2 * np.log(folded))
    tail = np.polyval((*_C, *_C_LAST), q) / np.polyval(_D, q)
    middle_q = p - 0.5
    r = middle_q * middle_q
    middle = np.polyval((*_A, *_A_LAST), r) * middle_q / np.polyval((*_B, *_B_LAST), r)
    tail = np.where(p < 0.5, tail, -tail)
    return np.asarray(np.where(folded < _TAIL, tail, middle))


def normal_share(value: float) -> float:
    """The share of the standard normal curve below `value`."""
    return NormalDist().cdf(value)


def truncated_normal(
    rng: np.random.Generator, count: int, mean: float, sd: float, low: float, high: float
) -> Numbers:
    """`count` draws from N(mean, sd) between `low` and `high`."""
    a, b = normal_share((low - mean) / sd), normal_share((high - mean) / sd)
    return mean + sd * normal_quantile(a + (b - a) * rng.random(count))
