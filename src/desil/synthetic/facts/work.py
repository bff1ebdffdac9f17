"""Work: whether each member works, as what, in which industry, and any business of its own."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from desil.synthetic.rows import Array

YES, NO, NONE = 1, 2, -1
WORK = (
    "is_working",
    "work_industry",
    "work_status",
    "has_business",
    "business_count",
    "business_industry",
    "business_paid_workers",
    "business_unpaid_workers",
    "business_turnover",
)
# Share at work by age from 10 to 75 in steps of 5, men and women (A, after Sakernas).
_RATES = np.array(
    [
        [0.005, 0.14, 0.68, 0.90, 0.94, 0.95, 0.95, 0.94, 0.91, 0.82, 0.58, 0.40, 0.26, 0.15],
        [0.003, 0.12, 0.50, 0.52, 0.47, 0.46, 0.47, 0.47, 0.44, 0.36, 0.25, 0.16, 0.09, 0.05],
    ],
    dtype=np.float32,
)
# Industries by work status (A): industry codes with shares; statuses not listed take the last.
_INDUSTRIES: dict[int, tuple[list[int], list[float]]] = {
    1: ([12, 14, 13, 24, 8, 11, 2], [0.47, 0.17, 0.15, 0.10, 0.05, 0.04, 0.02]),
    2: ([12, 14, 8, 24], [0.52, 0.28, 0.10, 0.10]),
    3: ([12, 14, 8, 11, 17, 18], [0.44, 0.18, 0.18, 0.10, 0.04, 0.06]),
    5: ([20, 21, 22, 9, 16], [0.52, 0.26, 0.10, 0.06, 0.06]),
    7: ([11, 13, 25, 12, 24], [0.46, 0.16, 0.18, 0.12, 0.08]),
    4: (
        [8, 12, 13, 14, 16, 21, 22, 15, 11, 19],
        [0.33, 0.19, 0.11, 0.08, 0.06, 0.07, 0.04, 0.04, 0.04, 0.04],
    ),
}
_STATUS_LADDER = np.array([7, 8, 1, 2, 4, 3, 5], dtype=np.int8)
_STATUS_EDGES = np.array([-1.45, -1.15, -0.35, -0.25, 1.38, 1.50], dtype=np.float32)


def draw_work(
    age: NDArray[np.int16],
    sex: NDArray[np.int8],
    enrolled: NDArray[np.bool_],
    standing: NDArray[np.float32],
    rng: np.random.Generator,
) -> dict[str, Array]:
    """The nine columns of WORK for members who are not heads."""
    cell = np.clip((age - 10) // 5, 0, 13)
    rate = np.where(age < 10, 0, _RATES[sex - 1, cell])
    rate = np.where(enrolled, rate * np.float32(0.12), rate)
    works = rng.random(len(age), dtype=np.float32) < rate
    scale = np.float32(0.4) * standing + np.float32(0.92) * rng.standard_normal(
        len(age), dtype=np.float32
    )
    status = np.where(works, _STATUS_LADDER[np.searchsorted(_STATUS_EDGES, scale)], 0)
    return work_from(status.astype(np.int8), age, rng)


def work_from(
    status: NDArray[np.int8], age: NDArray[np.int16], rng: np.random.Generator
) -> dict[str, Array]:
    """The nine columns of WORK from a work status, 0 for not at work; nothing under five years."""
    asked = age >= 5
    works = status > 0
    columns: dict[str, Array] = {name: np.full(len(age), NONE, dtype=np.int8) for name in WORK}
    columns["is_working"] = np.where(asked, np.where(works, YES, NO), NONE).astype(np.int8)
    columns["work_status"][works] = status[works]
    columns["work_industry"] = _industries(status, rng)
    own = (status >= 1) & (status <= 3)
    columns["has_business"] = np.where(asked, np.where(own, YES, NO), NONE).astype(np.int8)
    rows = np.flatnonzero(own)
    columns["business_count"][rows] = 1 + (rng.random(len(rows)) < 0.06)
    columns["business_industry"][rows] = columns["work_industry"][rows]
    chance = rng.random(len(rows))
    paid = np.where(status[rows] == 3, 1 + chance**3 * 12, 0)
    columns["business_paid_workers"][rows] = paid.astype(np.int8)
    unpaid = np.where(status[rows] == 2, 1 + (chance < 0.3), 0)
    columns["business_unpaid_workers"][rows] = unpaid
    scale = chance + np.where(status[rows] == 3, 0.55, 0) + np.where(status[rows] == 2, 0.12, 0)
    columns["business_turnover"][rows] = 1 + np.searchsorted([0.62, 0.90, 1.05, 1.48], scale)
    return columns


def _industries(status: NDArray[np.int8], rng: np.random.Generator) -> NDArray[np.int8]:
    """An industry for each status; -1 for those not at work."""
    industry = np.full(len(status), NONE, dtype=np.int8)
    for code in range(1, 9):
        rows = np.flatnonzero(status == code)
        codes, shares = _INDUSTRIES.get(code, _INDUSTRIES[1])
        drawn = np.searchsorted(np.cumsum(shares)[:-1], rng.random(len(rows), dtype=np.float32))
        industry[rows] = np.array(codes, dtype=np.int8)[drawn]
    return industry
