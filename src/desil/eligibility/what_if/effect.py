"""What a scenario comes to, and how sure that is under the probabilities.

Each family's probability of desil 1-4 is taken as independent of the others'. With R the sum of
probabilities over the listed, M over all others and v = sum p(1-p), the poor families reached are
R +- 1.96 sqrt(v_R); coverage R/(R+M) has variance (M^2 v_R + R^2 v_M) / (R+M)^4 (delta method).
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

from desil.eligibility.what_if.groups import Part

_Z = 1.96


@dataclass(frozen=True, slots=True)
class Interval:
    """An estimate and its 95 % interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Expected:
    """Under the probabilities: poor families reached, the share of all poor families that they
    are, the share of the listed who are not poor, and rupiah a year per poor family reached;
    `without` listed families have no probability and are left out."""

    poor_reached: Interval
    coverage: Interval
    not_poor: Interval
    rupiah_per_poor: int
    without: int


@dataclass(frozen=True, slots=True)
class Sums:
    """Sums of probabilities and of p(1-p) over the listed and the others; families counted."""

    listed: int
    reached: float
    spread: float
    missed: float
    missed_spread: float
    without: int
    rupiah: int


def _around(value: float, deviation: float, most: float) -> Interval:
    low, high = value - _Z * deviation, value + _Z * deviation
    return Interval(value, max(low, 0.0), min(high, most))


def expected_of(sums: Sums) -> Expected | None:
    """The expectation; None where no listed family has a probability."""
    known = sums.listed - sums.without
    whole = sums.reached + sums.missed
    if known <= 0 or whole <= 0 or sums.reached <= 0:
        return None
    coverage = sums.reached / whole
    variance = (sums.missed**2 * sums.spread + sums.reached**2 * sums.missed_spread) / whole**4
    wrong = 1 - sums.reached / known
    return Expected(
        _around(sums.reached, sqrt(sums.spread), float(known)),
        _around(coverage, sqrt(variance), 1.0),
        _around(wrong, sqrt(sums.spread) / known, 1.0),
        round(sums.rupiah / sums.reached),
        sums.without,
    )


@dataclass(frozen=True, slots=True)
class Effect:
    """What one scenario comes to: the listed families, their members, the members counted, rupiah
    a year, who waits, who cannot be judged; families that enter and leave against the first
    scenario; the same in parts by desil (0 unranked), by kelurahan and by the groupings of
    `groups.GROUPINGS`, each of which adds up to the whole."""

    name: str
    families: int
    people: int
    counted: int
    rupiah: int
    waiting: int
    not_judged: int
    entering: int
    leaving: int
    by_desil: list[Part]
    by_village: list[Part]
    by_group: list[Part]
    expected: Expected | None
