"""Schooling: participation, level, grade and diploma of each member."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from desil.synthetic.draw.normal import normal_quantile
from desil.synthetic.rows import Array

NONE, SD, SMP, SMA, SMK, D3, S1, S2, NO_DIPLOMA = -1, 3, 8, 13, 15, 18, 19, 21, 23
NEVER, ENROLLED, LEFT = 1, 2, 3
FINISHED = 8
SCHOOLING = ("school_participation", "education_level", "education_grade", "highest_diploma")

# Diplomas of adults from the lowest to the highest, with the share of adults of 30 (A).
_LADDER = np.array([NO_DIPLOMA, SD, SMP, SMK, SMA, D3, S1, S2], dtype=np.int8)
_EDGES = normal_quantile(np.cumsum([0.05, 0.14, 0.17, 0.17, 0.27, 0.06, 0.125])).astype(np.float32)


def draw_schooling(
    age: NDArray[np.int16], standing: NDArray[np.float32], rng: np.random.Generator
) -> dict[str, Array]:
    """The four columns of SCHOOLING for members of that age and family standing (city SD units)."""
    count = len(age)
    columns = {name: np.full(count, NONE, dtype=np.int8) for name in SCHOOLING}
    luck = rng.standard_normal(count, dtype=np.float32)
    chance = rng.random(count, dtype=np.float32)
    drive = np.float32(0.55) * standing + np.float32(0.83) * luck
    _adults(columns, age, drive)
    _small(columns, age)
    _pupils(columns, age, drive, chance)
    _students(columns, age, drive, chance)
    return columns


def completed(diploma: NDArray[np.int8], chance: NDArray[np.float32]) -> dict[str, Array]:
    """The four columns of adults who hold that diploma (23: none) and are at school no more."""
    without = diploma == NO_DIPLOMA
    never = without & (chance < 0.35)
    level = np.where(without, np.where(never, NONE, SD), diploma)
    dropped = (1 + chance * 5).astype(np.int8)
    grade = np.where(without, np.where(never, NONE, dropped), FINISHED)
    return {
        "school_participation": np.where(never, NEVER, LEFT).astype(np.int8),
        "education_level": level.astype(np.int8),
        "education_grade": grade.astype(np.int8),
        "highest_diploma": diploma.astype(np.int8),
    }


def _set(columns: dict[str, Array], rows: Array, *values: Array | int) -> None:
    for name, value in zip(SCHOOLING, values, strict=True):
        columns[name][rows] = value


def _adults(columns: dict[str, Array], age: Array, drive: Array) -> None:
    """Everyone of 19 and over, older cohorts with less schooling."""
    rows = np.flatnonzero(age >= 19)
    years = age[rows].astype(np.float32)
    level = drive[rows] - np.float32(0.024) * np.maximum(years - 30, 0)
    diploma = _LADDER[np.searchsorted(_EDGES, level)]
    diploma[(years < 22) & (diploma >= S1) & (diploma != NO_DIPLOMA)] = SMA
    done = completed(diploma, ((drive[rows] * 7.3) % 1).astype(np.float32))
    _set(columns, rows, *done.values())


def _small(columns: dict[str, Array], age: Array) -> None:
    """Children of 5 and 6, who have not been to school."""
    _set(columns, np.flatnonzero((age == 5) | (age == 6)), NEVER, NONE, NONE, NO_DIPLOMA)


def _pupils(columns: dict[str, Array], age: Array, drive: Array, chance: Array) -> None:
    """Those of 7 to 18, by age; some have left school, the poor sooner."""
    rows = np.flatnonzero((age >= 7) & (age <= 18))
    years, here = age[rows], chance[rows]
    level = np.where(years <= 12, SD, np.where(years <= 15, SMP, SMA))
    level = np.where((level == SMA) & (here < 0.52), SMK, level)
    grade = np.where(years <= 12, years - 6, np.where(years <= 15, years - 12, years - 15))
    below = np.where(years <= 12, NO_DIPLOMA, np.where(years <= 15, SD, SMP))
    _set(columns, rows, ENROLLED, level, grade, below)
    limit = np.array([0.0] * 13 + [-2.3, -2.2, -2.0, -1.55, -1.45, -0.85], dtype=np.float32)
    left = rows[(years >= 13) & (drive[rows] < limit[years])]
    _set(
        columns,
        left,
        LEFT,
        np.where(age[left] <= 15, SD, SMP),
        FINISHED,
        columns["highest_diploma"][left],
    )


def _students(columns: dict[str, Array], age: Array, drive: Array, chance: Array) -> None:
    """Part of those of 19 to 23 study."""
    rows = np.flatnonzero((age >= 19) & (age <= 23) & (drive > 0.35) & (chance < 0.75))
    grade = np.minimum(age[rows] - 18, 5)
    _set(columns, rows, ENROLLED, np.where(chance[rows] < 0.12, D3, S1), grade, SMA)
