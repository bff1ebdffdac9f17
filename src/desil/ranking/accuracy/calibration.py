"""The calibration error with an interval that holds: what chance alone adds is taken off.

The error is a mean of distances, and chance makes every distance longer: on 2,000 households a
perfect model shows .02, and redrawn surveys show more still. So a percentile interval of the
bootstrap lies above the truth (it held 0 to 78 of 100 times in simulation). Instead the signed
distances of all bins are scaled by one factor until the observed error is the 2.5 %, the 50 % and
the 97.5 % point of what such a model would show (test inversion over a bootstrap, Carpenter 1999);
tests/spec/test_calibration_interval.py simulates how often that holds.

Probabilities that were calibrated on the same survey leave smaller distances than sampling makes;
inversion alone would then say "exactly right". So the upper end has a floor, the 97.5 % point of

    sum over the bins of |d*_b - d_b|     (d_b: signed distance found; d*_b: in a redrawn survey).

It is the radius of the bootstrap confidence set of the distances in that norm (Beran and Millar
1986, "Confidence sets for a multivariate distribution", Annals of Statistics 14, 431-443): the
survey cannot tell an error of that size from none.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from desil.ranking.accuracy.probability import BINS
from desil.ranking.accuracy.standing import Floats, Places

_ENDS = (0.975, 0.5, 0.025)
_WIDEST = 4.0  # times the observed error
_HALVINGS = 30


@dataclass(frozen=True, slots=True)
class Distances:
    """Bins of the probability told, of as much weight each, set once for all draws."""

    place: NDArray[np.int64]
    gap: Floats

    @classmethod
    def of(cls, told: Floats, is_low: NDArray[np.bool_], weight: Floats) -> Distances:
        """The bins of probabilities, and by how much each is off for its household."""
        middle = Places.of(told).standing(weight).middle
        return cls(np.minimum((middle * BINS).astype(np.int64), BINS - 1), told - is_low)

    def signed(self, weight: Floats) -> Floats:
        """By bin, probability told less share found, times the bin's share of the weight."""
        return np.asarray(np.bincount(self.place, weight * self.gap, BINS) / weight.sum())


def error_interval(signed: Floats, drawn: Floats) -> tuple[float, float, float]:
    """(value, low, high) of the calibration error in the population, 95 %.

    `signed`: the distances found; `drawn`: draws by bins, of which those that are no numbers are
    passed over. Value and ends are never below 0. The error found and the value told lie between
    the ends; the upper end is at least `sampling_floor`.
    """
    observed, noise = float(np.abs(signed).sum()), noise_of(signed, drawn)
    if not len(noise):
        return observed, float("nan"), float("nan")
    first, value, last = (_scale(signed, noise, observed, at) * observed for at in _ENDS)
    high = max(first, value, last, observed, sampling_floor(noise))
    return value, min(first, value, last, observed), high


def noise_of(signed: Floats, drawn: Floats) -> Floats:
    """How far each draw's distances lie from those found; draws by bins."""
    drawn = drawn.reshape(-1, len(signed))
    return np.asarray(drawn[np.isfinite(drawn).all(axis=1)] - signed)


def sampling_floor(noise: Floats) -> float:
    """The calibration error that sampling alone hides in 97.5 of 100 surveys."""
    return float(np.quantile(np.abs(noise).sum(axis=1), _ENDS[0]))


def _scale(signed: Floats, noise: Floats, observed: float, at: float) -> float:
    """The factor on the distances under which `observed` is the quantile `at`; 0 for none."""

    def quantile(factor: float) -> float:
        return float(np.quantile(np.abs(factor * signed + noise).sum(axis=1), at))

    if observed <= 0 or quantile(0.0) >= observed:
        return 0.0
    low, high = 0.0, _WIDEST
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if quantile(middle) < observed else (low, middle)
    return (low + high) / 2
