"""Whether learnt weights can be true."""

from __future__ import annotations

from desil.linkage.weights.comparisons import COMPARISONS
from desil.linkage.weights.parameters import Parameters

MOST_DRIFT = 9.0
"""Bits by which a weight may differ from the one that learning began at."""
LEAST_KNOWN = 0.3
"""The least share of a list's people whom a register of everyone may know."""


def drift_of(learnt: Parameters, start: Parameters) -> str:
    """Why learnt weights are refused, in words; "" where they are plausible."""
    for comparison in COMPARISONS:
        weights, before = learnt.levels[comparison.name], start.levels[comparison.name]
        if weights[0] <= weights[-1]:
            return f"{comparison.name}: sama tidak lebih kuat daripada berbeda"
        moved = max(abs(a - b) for a, b in zip(weights, before, strict=True))
        if moved > MOST_DRIFT:
            return f"{comparison.name}: bobot bergeser {moved:.1f} bit"
    if max(learnt.known_numbered, learnt.known_unnumbered) < LEAST_KNOWN:
        return "hampir tidak ada orang yang dikenal"
    return ""
