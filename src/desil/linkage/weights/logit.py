"""Weights that choose the right candidate best: a conditional logit over the candidates of a record
and "none of them"."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import log, log2

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from desil.linkage.weights.compared import ComparedPairs, Floats, Ints
from desil.linkage.weights.comparisons import COMPARISONS, SAME_HOME
from desil.linkage.weights.parameters import Parameters

STRANGERS = 0.1
"""Share of the practice whose own person is taken away: nobody is right."""
DIGITS = 3
_LOGIT = tuple(c for c in COMPARISONS if c.name != "number")
_RARE = {c.name: sum(level.by_rarity for level in c.levels) for c in COMPARISONS}
_TRUST = 4.0  # bits by which a weight may leave the one before at little cost
_TINY = 1e-300


@dataclass(frozen=True, slots=True)
class Design:
    """Which weights make up the score of each pair. Pairs with the same levels have one `pattern`;
    `places`: for each pattern, the places of its weights in one vector, whose last but one is the
    rarity and whose last is the base. `opening`: where each record's pairs begin; `rows`: which
    records of the sample have a candidate."""

    pattern: Ints
    places: Ints
    rarity: Floats
    record: Ints
    opening: Ints
    rows: Ints
    size: int

    @property
    def records(self) -> int:
        """How many records have a candidate."""
        return len(self.rows)

    def scores(self, weights: Floats) -> Floats:
        """The score of each pair under `weights`."""
        of_pattern = np.append(weights, 0.0)[self.places].sum(axis=1) + weights[-1]
        return np.asarray(of_pattern[self.pattern] + weights[-2] * self.rarity)

    def sums(self, values: Floats) -> Floats:
        """The sum of a value of each pair, by record."""
        return np.asarray(np.add.reduceat(values, self.opening))

    def shares(self, score: Floats) -> Floats:
        """The share of each candidate beside the record's others and "none of them"."""
        top = np.maximum(np.maximum.reduceat(score, self.opening), 0)
        odds = np.exp(score - top[self.record])
        total = self.sums(odds) + np.exp(-top)
        return np.asarray(odds / total[self.record])

    def gradient(self, pull: Floats) -> Floats:
        """How a sum changes with each weight, where it changes by `pull` with each score."""
        of_pattern = np.bincount(self.pattern, weights=pull, minlength=len(self.places))
        total = np.zeros(self.size + 1)
        np.add.at(total, self.places, of_pattern[:, None])
        total = total[:-1]
        total[-2] = (pull * self.rarity).sum()
        total[-1] = pull.sum()
        return np.asarray(total)


def _sizes() -> list[int]:
    return [len(c.levels) + 1 for c in _LOGIT]


def design_of(pairs: ComparedPairs, chosen: NDArray[np.bool_], centre: float) -> Design:
    """The design of the chosen pairs; `centre`: how rare a usual name is, in bits."""
    size = sum(_sizes()) + 2
    places, start = [], 0
    for comparison, count in zip(_LOGIT, _sizes(), strict=True):
        level = pairs.levels[comparison.name][chosen]
        places.append(np.where(level < 0, size, start + level))
        start += count
    key = np.ravel_multi_index(tuple(places), (size + 1,) * len(places))
    _, first, pattern = np.unique(key, return_index=True, return_inverse=True)
    is_rare = _is_rare(pairs)[chosen]
    rarity = np.where(is_rare, pairs.bits[chosen] - centre, 0.0)
    rows, record = np.unique(pairs.record[chosen], return_inverse=True)
    opening = np.flatnonzero(np.diff(record, prepend=-1))
    return Design(pattern, np.stack(places, axis=1)[first], rarity, record, opening, rows, size)


def _is_rare(pairs: ComparedPairs) -> NDArray[np.bool_]:
    level, home = pairs.levels["name"], pairs.levels["household"]
    same_home = (home >= 0) & (home < SAME_HOME)
    return (level >= 0) & (level < _RARE["name"]) & ~same_home


def vector_of(parameters: Parameters, people: int) -> Floats:
    """The weights as one vector, in natural logarithms."""
    listed = [w for c in _LOGIT for w in parameters.levels[c.name]]
    base = parameters.base - log2(people)
    return np.array([*listed, parameters.rarity, base]) * log(2)


@dataclass(frozen=True, slots=True)
class Lesson:
    """What the weights are fitted to. `target`: how far each pair is held to be right; `extra`:
    what is known of its score beside the weights; `is_practice` by record."""

    design: Design
    target: Floats
    extra: Floats
    is_practice: NDArray[np.bool_]
    stands_for: Floats

    def loss(self, weights: Floats) -> tuple[float, Floats]:
        """Minus the log likelihood, and its gradient by the weights. Practice counts twice: with
        its own person among the candidates, and as a stranger whose person is not there."""
        design, record = self.design, self.design.record
        share = design.shares(design.scores(weights) + self.extra)
        hit = design.sums(self.target)
        mine = design.sums(share * self.target)
        nobody = np.log(np.maximum(1 - design.sums(share), _TINY))
        weight = np.where(self.is_practice, 1 - STRANGERS, 1.0) * self.stands_for
        chosen = design.sums(self.target * np.log(np.maximum(share, _TINY)))
        value = -(weight * (chosen + (1 - hit) * nobody)).sum()
        pull = weight[record] * (share - self.target)
        left = np.maximum(1 - mine, _TINY)
        strange = np.where(self.is_practice, STRANGERS, 0.0) * self.stands_for
        value += (strange * (np.log(left) - nobody)).sum()
        pull = pull + (strange / left)[record] * share * (1 - self.target)
        return float(value), design.gradient(pull)


def fitted_weights(lesson: Lesson, first: Floats, start: Floats, steps: int) -> Floats:
    """The weights that fit the lesson best, not far from `start`; the search begins at `first`."""
    spread = np.full(len(first), _TRUST * log(2))
    spread[-2] = 0.3
    spread[-1] = 6.0 * log(2)

    def loss(weights: Floats) -> tuple[float, Floats]:
        value, slope = lesson.loss(weights)
        gap = (weights - start) / spread
        return value + 0.5 * float(gap @ gap), slope + gap / spread

    found = minimize(loss, first, jac=True, method="L-BFGS-B", options={"maxiter": steps})
    best: Floats = found.x
    return best


def rounded(bits: Floats) -> tuple[float, ...]:
    """Weights as they are kept."""
    return tuple(round(float(w), DIGITS) for w in bits)


def parameters_from(weights: Floats, start: Parameters, people: int) -> Parameters:
    """`start` with the weights (natural) of a vector."""
    bits = weights / log(2)
    levels = dict(start.levels)
    place = 0
    for comparison, count in zip(_LOGIT, _sizes(), strict=True):
        levels[comparison.name] = rounded(bits[place : place + count])
        place += count
    return replace(
        start,
        levels=levels,
        rarity=round(float(weights[-2]) / log(2), DIGITS),
        base=round(float(bits[-1]) + log2(people), DIGITS),
    )


def odds_of(share: float) -> float:
    """Natural log odds of a share."""
    return log(share / (1 - share))
