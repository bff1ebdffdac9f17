"""What is measured. Every mean is weighted by the survey's weights.

Exclusion error at quota q: of those truly in the lowest q, the share that a quota of the lowest q
by score leaves out (Coady, Grosh and Hoddinott 2004; Hanna and Olken 2018).
Inclusion error at quota q: of those whom the quota takes, the share not truly in the lowest q
(Brown, Ravallion and van de Walle 2018). With a quota as large as the group it is for, both are
the same number; both are told because both are asked for.
Severe exclusion: of the truly lowest tenth, the share that a quota of 40 % leaves out.
Leakage: of those whom a quota of 40 % takes, the share truly in the richer half.
Decile exact, within one: the share whose decile by score is the true one, or at most one off.
Spearman: the correlation of the two standings. R2: the share of the variance of log welfare that
the prediction explains, on rows that it was not learned from.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from desil.ranking.accuracy.standing import Floats, Standing

QUOTAS = (0.1, 0.2, 0.4)
GROUP_QUOTAS = (0.2, 0.4)
POOREST, WIDE_QUOTA, RICHER_HALF = 0.1, 0.4, 0.5
MEASURES = (
    "r2",
    "spearman",
    *(f"exclusion_{round(q * 100)}" for q in QUOTAS),
    *(f"inclusion_{round(q * 100)}" for q in QUOTAS),
    "severe_exclusion",
    "leakage",
    "decile_exact",
    "decile_within_one",
)
HIGHER_IS_BETTER = frozenset({"r2", "spearman", "decile_exact", "decile_within_one"})


@dataclass(frozen=True, slots=True)
class Ranked:
    """Households with what is true and what was predicted, under one set of weights."""

    welfare: Floats
    predicted: Floats
    true: Standing
    score: Standing
    weight: Floats


def share(part: Floats, of: Floats, weight: Floats) -> float:
    """The weight of `part` within `of` (both between 0 and 1 a household); NaN of nothing."""
    whole = float(weight @ of)
    return float(weight @ (part * of)) / whole if whole > 0 else float("nan")


def exclusion(true: Standing, score: Standing, weight: Floats, quota: float) -> float:
    """The exclusion error at `quota`."""
    return share(1 - score.lowest(quota), true.lowest(quota), weight)


def inclusion(true: Standing, score: Standing, weight: Floats, quota: float) -> float:
    """The inclusion error at `quota`."""
    return share(1 - true.lowest(quota), score.lowest(quota), weight)


def severe_exclusion(true: Standing, score: Standing, weight: Floats) -> float:
    """Of the truly lowest tenth, the share that a quota of 40 % leaves out."""
    return share(1 - score.lowest(WIDE_QUOTA), true.lowest(POOREST), weight)


def leakage(true: Standing, score: Standing, weight: Floats) -> float:
    """Of those whom a quota of 40 % takes, the share truly in the richer half."""
    return share(1 - true.lowest(RICHER_HALF), score.lowest(WIDE_QUOTA), weight)


def decile_within(true: Standing, score: Standing, weight: Floats, off: int) -> float:
    """The share whose decile is at most `off` from the true one."""
    near = np.abs(true.deciles() - score.deciles()) <= off
    return float(np.average(near, weights=weight))


def r2(welfare: Floats, predicted: Floats, weight: Floats) -> float:
    """1 minus the mean squared error over the variance."""
    mean = np.average(welfare, weights=weight)
    return float(1 - weight @ (welfare - predicted) ** 2 / (weight @ (welfare - mean) ** 2))


def spearman(true: Standing, score: Standing, weight: Floats) -> float:
    """The weighted correlation of the two standings."""
    a = true.middle - np.average(true.middle, weights=weight)
    b = score.middle - np.average(score.middle, weights=weight)
    spread = np.sqrt((weight @ a**2) * (weight @ b**2))
    return float(weight @ (a * b) / spread) if spread > 0 else 0.0


def measured(r: Ranked) -> dict[str, float]:
    """Every one of MEASURES."""
    pair = (r.true, r.score, r.weight)
    found = {"r2": r2(r.welfare, r.predicted, r.weight), "spearman": spearman(*pair)}
    for quota in QUOTAS:
        found[f"exclusion_{round(quota * 100)}"] = exclusion(*pair, quota)
    for quota in QUOTAS:
        found[f"inclusion_{round(quota * 100)}"] = inclusion(*pair, quota)
    found["severe_exclusion"] = severe_exclusion(*pair)
    found["leakage"] = leakage(*pair)
    found["decile_exact"] = decile_within(*pair, 0)
    found["decile_within_one"] = decile_within(*pair, 1)
    return found


def measured_by_group(r: Ranked, names: Sequence[str], members: Floats) -> dict[str, float]:
    """Of each group: who of its truly lowest 20 and 40 % the one quota for all leaves out, and
    by how many log points its predictions are too high (`lift`; below 0: taken for too poor).

    `members`: groups by households, 1 or 0.
    """
    if not names:
        return {}
    parts = [r.weight, r.weight * (r.predicted - r.welfare)]
    for quota in GROUP_QUOTAS:
        low = r.weight * r.true.lowest(quota)
        parts += [low, low * (1 - r.score.lowest(quota))]
    sums = members @ np.column_stack(parts)
    with np.errstate(divide="ignore", invalid="ignore"):
        found = {"lift": sums[:, 1] / sums[:, 0]}
        for place, quota in enumerate(GROUP_QUOTAS):
            found[f"exclusion_{round(quota * 100)}"] = (
                sums[:, 3 + 2 * place] / sums[:, 2 + 2 * place]
            )
    return {f"{k} | {n}": float(v) for k, column in found.items()
            for n, v in zip(names, column.tolist(), strict=True)}  # fmt: skip
