"""What a score is worth: the line that makes odds of it, and how reliable they are."""

from __future__ import annotations

from math import log

import numpy as np
from scipy.optimize import minimize

from desil.linkage.weights.compared import ComparedPairs, Floats
from desil.linkage.weights.logit import DIGITS, Design, design_of, odds_of
from desil.linkage.weights.numbers import Numbers
from desil.linkage.weights.parameters import Reliability, Scale

_SPAN = (-20.0, 12.0)  # bits; beyond them nothing is doubtful
_LEAST_RECORDS = 100
# Strangers of the practice leave their family behind in the register and are more like somebody
# there than real strangers are: by so many bits in the made-up cities `crowded` and `hasty`.
_LESS_ALIKE = 1.3
# The many records that are nearly sure draw the line; of the few doubtful ones more are right than
# it says. It is made flatter around the share of .98 (bits) from which links are made, by so much
# as these cities show; a line that is flat already stays.
_NEARLY_SURE, _FLATTER, _FLAT = 5.6, 0.88, 0.5
_EDGES = (0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 0.995)


def _best(score: Floats, design: Design) -> Floats:
    """The best score of each record that has a candidate."""
    return np.asarray(np.maximum.reduceat(score, design.opening))


def scale_of(
    pairs: ComparedPairs, design: Design, weights: Floats, numbers: Numbers, is_numbered: bool
) -> Scale:
    """How scores become odds, for records with or without a number.

    Faults hang together: a careless row has several, and the weights, which count them apart, say
    too little for it. So the best scores of the records whose person is not known for sure are held
    against the best scores of strangers: of the practice with its own person taken away. Where more
    records stand than strangers would, the rest are right; a line in the score (an exponential
    tilt) is fitted to that surplus.
    """
    practice = pairs.is_practice
    number = pairs.levels["number"]
    told = np.where(number >= 0, numbers.weights[np.maximum(number, 0)], 0.0)
    score = design.scores(weights) + (told if is_numbered else 0.0)
    kind = pairs.is_numbered[design.rows] == is_numbered
    real = kind & ~practice[design.rows]
    null = practice[design.rows]
    best = np.clip(_best(score, design) / log(2), *_SPAN)
    others = np.clip(_best(np.where(pairs.is_right, -99.0, score), design) / log(2), *_SPAN)
    known = numbers.numbered if is_numbered else numbers.unnumbered
    if real.sum() < _LEAST_RECORDS or null.sum() < _LEAST_RECORDS:
        return Scale(round(odds_of(known) / log(2), DIGITS), 1.0)
    return _tilt(best[real], others[null], odds_of(known) / log(2))


def _tilt(seen: Floats, strangers: Floats, start: float) -> Scale:
    """The line a + b score (bits) of the odds, by which `seen` differs most likely from
    `strangers`."""
    ratio = len(seen) / len(strangers)

    def surplus(told: Floats, best: Floats) -> Floats:
        nobody = 1 / (1 + np.exp(-told[0]))
        return np.asarray(nobody * (1 + np.exp2(np.minimum(told[1] + told[2] * best, 60))))

    def loss(told: Floats) -> float:
        one, two = surplus(told, seen), surplus(told, strangers)
        value = -np.log(one / (1 + ratio * one)).sum() + np.log(1 + ratio * two).sum()
        return float(value + 4 * (told[2] - 1) ** 2 + 0.02 * (told[1] - start) ** 2)

    found = minimize(loss, np.array([0.0, start, 1.0]), method="Nelder-Mead",
                     options={"maxiter": 400, "xatol": 1e-3, "fatol": 1e-3})  # fmt: skip
    shift, slope = float(found.x[1]) + _LESS_ALIKE, float(np.clip(found.x[2], 0.3, 1.5))
    flatter = max(min(slope, _FLAT) / slope, _FLATTER)
    shift, slope = _NEARLY_SURE + flatter * (shift - _NEARLY_SURE), flatter * slope
    return Scale(round(shift, DIGITS), round(slope, DIGITS))


def reliability_of(pairs: ComparedPairs, weights: Floats, centre: float) -> tuple[Reliability, ...]:
    """What shares were worth on the practice, number hidden, everyone known."""
    chosen = pairs.is_practice[pairs.record]
    design = design_of(pairs, chosen, centre)
    share = design.shares(design.scores(weights) + odds_of(0.97))
    right = pairs.is_right[chosen]
    place = np.digitize(share, _EDGES)
    return tuple(
        Reliability(
            round(float(share[place == p].mean()), 4),
            int((place == p).sum()),
            int(right[place == p].sum()),
        )
        for p in range(1, len(_EDGES) + 1)
        if (place == p).any()
    )
