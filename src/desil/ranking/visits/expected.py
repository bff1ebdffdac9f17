"""The exclusion error that is expected before and after visits, from probabilities.

A visit finds on which side of the boundary of assistance a family is, rightly with a probability
`right`. Those found below come first, those found above last; the rest of the quota, which stays as
large as it was, goes by score. Expectations are exact for probabilities that are right.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
_Z = 1.96


@dataclass(frozen=True, slots=True)
class Families:
    """`poor`: the probability of desil 1 to 4; `taken`: inside the quota by score; `score`."""

    poor: Floats
    taken: NDArray[np.bool_]
    score: Floats


@dataclass(frozen=True, slots=True)
class Expected:
    """An exclusion error with its 95 % interval: the chance of each family, and of the survey that
    the probabilities come from."""

    value: float
    low: float
    high: float


def share_left_out(families: Families, visited: NDArray[np.bool_], right: float) -> Floats:
    """Of each family, the probability of being left out if it is truly below the boundary."""
    poor, places = families.poor, float(families.taken.sum())
    found_low = right * poor + (1 - right) * (1 - poor)
    free = max(places - float(found_low[visited].sum()), 0.0)
    rest = np.flatnonzero(~visited)
    order = rest[np.argsort(families.score[rest], kind="stable")]
    left_out = np.empty(len(poor))
    left_out[visited] = 1 - right
    left_out[order] = 1 - np.clip(free - np.arange(len(order)), 0.0, 1.0)
    return left_out


def expected_error(
    families: Families, visited: NDArray[np.bool_], right: float, survey_rows: int
) -> Expected:
    """The expected exclusion error; `survey_rows`: households behind the probabilities, 0 unknown.

    Without any visit (`visited` nowhere true) this is the error of the quota as it is.
    """
    left_out = share_left_out(families, visited, right)
    value = _ratio(families.poor, left_out)
    chance = families.poor * (1 - families.poor)
    spread = float(np.sqrt((chance * (left_out - value) ** 2).sum()) / families.poor.sum())
    wide = _Z * spread
    if survey_rows:
        off = _Z / np.sqrt(max(survey_rows * float(chance.mean()), 1.0))
        ends = [_ratio(_shifted(families.poor, sign * off), left_out) for sign in (-1, 1)]
        wide = float(np.hypot(wide, max(abs(e - value) for e in ends)))
    return Expected(value, max(value - wide, 0.0), min(value + wide, 1.0))


def _ratio(poor: Floats, left_out: Floats) -> float:
    return float(poor @ left_out / max(poor.sum(), 1e-300))


def _shifted(poor: Floats, by: float) -> Floats:
    """All probabilities moved by `by` in log odds."""
    odds = np.clip(poor, 1e-6, 1 - 1e-6)
    return np.asarray(1 / (1 + (1 / odds - 1) * np.exp(-by)))


def nearest_to_half(poor: Floats, count: int) -> NDArray[np.bool_]:
    """The `count` families whose side is least certain; the first of equals."""
    order = np.argsort(np.abs(poor - 0.5), kind="stable")
    chosen = np.zeros(len(poor), dtype=bool)
    chosen[order[:count]] = True
    return chosen
