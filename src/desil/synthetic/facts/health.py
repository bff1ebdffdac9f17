"""Health: nutrition of small children, difficulties, sadness, chronic disease."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from desil.synthetic.rows import Array

NONE = -1
FROM_TWO = ("seeing", "hearing", "walking", "hands", "learning", "behaviour")
FROM_FIVE = ("communicating", "self_care", "remembering")
HEALTH = ("nutrition", *FROM_TWO, *FROM_FIVE, "depression", "chronic_disease")
# Share with a difficulty at 0-14, 15-44, 45-64, 65 and over, for each question (A).
_RATES = {
    "seeing": (0.004, 0.012, 0.055, 0.17),
    "hearing": (0.003, 0.004, 0.013, 0.10),
    "walking": (0.004, 0.006, 0.035, 0.19),
    "hands": (0.002, 0.003, 0.012, 0.06),
    "learning": (0.005, 0.004, 0.006, 0.04),
    "behaviour": (0.005, 0.004, 0.005, 0.02),
    "communicating": (0.005, 0.003, 0.005, 0.03),
    "self_care": (0.004, 0.003, 0.008, 0.07),
    "remembering": (0.005, 0.004, 0.014, 0.12),
}
_CHRONIC_RATE = (0.012, 0.035, 0.19, 0.38)
_CHRONIC = (
    [2, 6, 13, 3, 5, 4, 8, 7, 10, 9, 15, 18],
    [0.34, 0.16, 0.12, 0.10, 0.07, 0.06, 0.05, 0.02, 0.02, 0.02, 0.01, 0.03],
)


def draw_health(age: NDArray[np.int16], rng: np.random.Generator) -> dict[str, Array]:
    """The twelve columns of HEALTH."""
    stage = np.searchsorted([15, 45, 65], age, side="right")
    columns: dict[str, Array] = {"nutrition": _nutrition(age, rng)}
    for name, rates in _RATES.items():
        columns[name] = _difficulty(age, stage, rates, 2 if name in FROM_TWO else 5, rng)
    columns["depression"] = _depression(age, rng)
    columns["chronic_disease"] = _chronic(stage, rng)
    return columns


def _nutrition(age: NDArray[np.int16], rng: np.random.Generator) -> NDArray[np.int8]:
    nutrition = np.full(len(age), NONE, dtype=np.int8)
    rows = np.flatnonzero(age <= 4)
    codes = np.array([1, 2, 3, 8], dtype=np.int8)
    nutrition[rows] = codes[np.searchsorted([0.03, 0.13, 0.72], rng.random(len(rows)))]
    return nutrition


def _difficulty(
    age: Array, stage: Array, rates: tuple[float, ...], asked_from: int, rng: np.random.Generator
) -> NDArray[np.int8]:
    """4 for no difficulty, 3 for a little, 2 for much, 1 for unable; -1 where not asked."""
    chance = rng.random(len(age), dtype=np.float32)
    rate = np.array(rates, dtype=np.float32)[stage]
    answer = np.full(len(age), 4, dtype=np.int8)
    answer[chance < rate] = 3
    answer[chance < rate * np.float32(0.16)] = 2
    answer[chance < rate * np.float32(0.05)] = 1
    answer[age < asked_from] = NONE
    return answer


def _depression(age: Array, rng: np.random.Generator) -> NDArray[np.int8]:
    chance = rng.random(len(age), dtype=np.float32)
    answer = (1 + np.searchsorted([0.002, 0.008, 0.05], chance)).astype(np.int8)
    return np.where(age >= 5, answer, NONE).astype(np.int8)


def _chronic(stage: Array, rng: np.random.Generator) -> NDArray[np.int8]:
    chance = rng.random(len(stage), dtype=np.float32)
    disease = np.ones(len(stage), dtype=np.int8)
    rows = np.flatnonzero(chance < np.array(_CHRONIC_RATE, dtype=np.float32)[stage])
    drawn = np.searchsorted(np.cumsum(_CHRONIC[1])[:-1], rng.random(len(rows)))
    disease[rows] = np.array(_CHRONIC[0], dtype=np.int8)[drawn]
    return disease
