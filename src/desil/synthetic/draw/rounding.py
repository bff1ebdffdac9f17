"""Exact rounding: whole numbers that add up to what was asked."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Counts = NDArray[np.int64]
Numbers = NDArray[np.float64]


def largest_remainder(weights: Numbers | Counts | list[float], total: int) -> Counts:
    """Whole numbers proportional to `weights` that add up to `total`.

    The largest remainders are rounded up; of equal ones, the first.
    """
    shares = np.asarray(weights, dtype=np.float64)
    exact = shares * (total / shares.sum())
    floor: Counts = np.floor(exact + 1e-9).astype(np.int64)
    missing = total - int(floor.sum())
    order = np.argsort(-(exact - floor), kind="stable")
    floor[order[:missing]] += 1
    return floor


def fitted_table(start: Numbers, rows: Counts, columns: Counts, rounds: int = 200) -> Numbers:
    """`start` scaled row by row and column by column until both margins fit (raking)."""
    table = np.asarray(start, dtype=np.float64).copy()
    for _ in range(rounds):
        table *= (rows / np.maximum(table.sum(axis=1), 1e-300))[:, None]
        table *= (columns / np.maximum(table.sum(axis=0), 1e-300))[None, :]
    return table


def rounded_table(table: Numbers, rows: Counts, columns: Counts) -> Counts:
    """`table` in whole numbers whose row and column sums are exactly `rows` and `columns`."""
    whole = np.floor(table + 1e-9).astype(np.int64)
    _trim(whole, rows, axis=1)
    _trim(whole, columns, axis=0)
    row_left = rows - whole.sum(axis=1)
    column_left = columns - whole.sum(axis=0)
    remainder = table - whole
    for r in range(len(rows)):
        for c in np.argsort(-remainder[r], kind="stable"):
            step = 1 if remainder[r, c] > 0 else int(row_left[r])
            step = min(step, int(row_left[r]), int(column_left[c]))
            whole[r, c] += step
            row_left[r] -= step
            column_left[c] -= step
        for c in np.flatnonzero(column_left):
            step = min(int(row_left[r]), int(column_left[c]))
            whole[r, c] += step
            row_left[r] -= step
            column_left[c] -= step
    return whole


def _trim(whole: Counts, margin: Counts, axis: int) -> None:
    """Take single units out of lines that exceed their margin (a matter of last digits)."""
    over = whole.sum(axis=axis) - margin
    for line in np.flatnonzero(over > 0):
        cells = whole[line] if axis == 1 else whole[:, line]
        cells[int(np.argmax(cells))] -= over[line]
