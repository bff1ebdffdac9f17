"""Learning the weights from a delivery itself, without labels.

Records that a sure number links are practice: the number is hidden, they are compared with their
candidates like a record without one, and the weights are those by which the right candidate is
chosen best (a conditional logit over the candidates and "none of them", beside the packaged
weights). The records that no sure number links give the weights of the number, and how many of the
people are known at all, by expectation maximisation.
"""

from __future__ import annotations

from dataclasses import replace
from math import log

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from desil.linkage.weights.compared import ComparedPairs
from desil.linkage.weights.logit import (
    DIGITS,
    STRANGERS,
    Lesson,
    design_of,
    fitted_weights,
    odds_of,
    parameters_from,
    rounded,
    vector_of,
)
from desil.linkage.weights.numbers import Numbers
from desil.linkage.weights.parameters import Parameters
from desil.linkage.weights.scale import reliability_of, scale_of

_TURNS, _STEPS = 6, 12
_HOPELESS = -18.0  # bits against "none of them" under the weights that learning begins at


def train(pairs: ComparedPairs, start: Parameters, trained_on: str) -> Parameters:
    """Parameters learnt from a sample, beginning at `start`, on one thread."""
    with threadpool_limits(1, "blas"):  # else its threads wait for each other most of the time
        return _trained(pairs, start, trained_on)


def _trained(pairs: ComparedPairs, start: Parameters, trained_on: str) -> Parameters:
    """Parameters learnt from a sample, beginning at `start`.

    First the practice alone; then, in turns, the other records are held right as far as the weights
    say, and the weights are fitted again to all records.
    """
    every, promising = pairs, _promising(pairs, start)
    pairs = every.chosen(promising)
    design = design_of(pairs, np.ones(len(pairs.record), dtype=bool), start.rarity_centre)
    practice = pairs.is_practice[pairs.record]
    shift = odds_of(1 - STRANGERS)
    first = vector_of(start, pairs.people)
    first[-1] += shift
    numbers = Numbers(
        np.array(start.levels["number"]) * log(2), start.known_numbered, start.known_unnumbered
    )
    weights = first
    for _ in range(_TURNS):
        extra = np.where(practice, 0.0, numbers.score_of(pairs) - shift)
        share = design.shares(design.scores(weights) + extra)
        target = np.where(practice, pairs.is_right, share)
        held = np.zeros(len(every.record))
        held[promising] = target
        numbers.learn(every, held)
        extra = np.where(practice, 0.0, numbers.score_of(pairs) - shift)
        lesson = Lesson(
            design, target, extra, pairs.is_practice[design.rows], pairs.weight[design.rows]
        )
        weights = fitted_weights(lesson, weights, first, _STEPS)
    weights[-1] -= shift
    scales = {kind: scale_of(pairs, design, weights, numbers, kind) for kind in (True, False)}
    fitted = parameters_from(weights, start, pairs.people)
    levels = {**fitted.levels, "number": rounded(numbers.weights / log(2))}
    return replace(
        fitted,
        levels=levels,
        known_numbered=round(numbers.numbered, DIGITS),
        known_unnumbered=round(numbers.unnumbered, DIGITS),
        scale_numbered=scales[True],
        scale_unnumbered=scales[False],
        people=pairs.people,
        trained_on=trained_on,
        reliability=reliability_of(pairs, weights, start.rarity_centre),
    )


def _promising(pairs: ComparedPairs, start: Parameters) -> NDArray[np.bool_]:
    """Pairs that are right or could be: the others pull at no weight."""
    design = design_of(pairs, np.ones(len(pairs.record), dtype=bool), start.rarity_centre)
    score = design.scores(vector_of(start, pairs.people)) / log(2)
    return np.asarray(pairs.is_right | (score > _HOPELESS))
