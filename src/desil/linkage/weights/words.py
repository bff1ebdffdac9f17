"""Weights of evidence in words that an official can read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from desil.errors import CheckFailed
from desil.linkage.weights.comparisons import COMPARISONS, Comparison
from desil.linkage.weights.parameters import Parameters

_STRENGTHS = (
    (12.0, "sangat kuat mendukung"),
    (6.0, "kuat mendukung"),
    (2.0, "mendukung"),
    (-2.0, "hampir tidak berarti"),
    (-6.0, "melemahkan"),
)
_AGAINST = "kuat menentang"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one comparison says of a pair: in words, as a weight (log2), and how much that is."""

    comparison: str
    words: str
    weight: float
    strength: str


def strength_of(weight: float) -> str:
    """A weight (log2 odds) in words."""
    return next((words for least, words in _STRENGTHS if weight >= least), _AGAINST)


def _place_of(comparison: Comparison, level: int) -> int:
    """The place of a level among those of its comparison, from equal to unlike."""
    if level not in comparison.numbers:
        raise CheckFailed(
            f"Pasangan ini memuat tingkat {level} untuk {comparison.name}, yang tidak dikenal versi"
            f" ini (yang dikenal: {', '.join(map(str, sorted(comparison.numbers)))}).",
            hint="Pasangan ini dibuat versi desil yang lebih baru: pakai versi itu, atau jalankan"
            " lagi: desil run",
        )
    return comparison.numbers.index(level)


def pair_evidence(levels: Mapping[str, int | None], parameters: Parameters) -> list[Evidence]:
    """The evidence of a pair, the strongest first.

    `levels`: the number of the level of each comparison, -1 where a value is missing. CheckFailed
    where this version knows no level of that number.
    """
    told: list[Evidence] = []
    for comparison in COMPARISONS:
        level = levels.get(comparison.name)
        if level is None or level < 0:
            continue
        place = _place_of(comparison, level)
        words = [*(known.words for known in comparison.levels), comparison.unlike][place]
        weight = round(parameters.levels[comparison.name][place], 1)
        told.append(Evidence(comparison.name, words, weight, strength_of(weight)))
    return sorted(told, key=lambda evidence: -abs(evidence.weight))
