"""Columns of a tree or a glass box: one number a column, codes for texts, NaN for missing."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from desil.ranking.models.plan import ColumnPlan, Floats, Form, plan_columns

_FEWEST_UNORDERED = 4


@dataclass(frozen=True, slots=True)
class TreeMatrix:
    """The columns in order. `signs`: columns whose texts are numbers in order, by their sign.

    `unordered`: whole numbers that name things, such as a region's code.
    """

    plans: tuple[ColumnPlan, ...]
    signs: dict[str, int]
    unordered: frozenset[str] = frozenset()

    @property
    def nominal(self) -> list[int]:
        """Places of the columns whose codes have no order."""
        return [
            place
            for place, plan in enumerate(self.plans)
            if plan.name in self.unordered
            or (plan.form is Form.LEVELS and plan.name not in self.signs)
        ]

    @property
    def directions(self) -> list[int]:
        """1, -1 or 0 for each column: the known sign of what a larger number does."""
        return [self.signs.get(plan.name, 0) for plan in self.plans]

    def matrix(self, frame: pl.DataFrame) -> Floats:
        """Rows by columns."""
        return np.column_stack([self.column(p, frame[p.name]) for p in self.plans])

    def column(self, plan: ColumnPlan, column: pl.Series) -> Floats:
        """One column's numbers."""
        if plan.name in self.unordered:
            places = plan.nearest_value(column).astype(np.float64)
            return np.where(places < 0, np.nan, places)
        if plan.form is not Form.LEVELS:
            return plan.numbers(column)
        if plan.name in self.signs:
            return column.cast(pl.Float64, strict=False).fill_null(np.nan).to_numpy()
        codes = plan.codes(column).astype(np.float64)
        return np.where(codes < 0, np.nan, codes)


def tree_matrix(
    frame: pl.DataFrame,
    weight: Floats,
    signs: dict[str, int] | None,
    y: Floats | None = None,
) -> TreeMatrix:
    """The matrix of a frame; a sign is only taken for a column whose answers are numbers.

    With `y`, whole numbers that tell more by level than as a parabola are taken to have no order.
    """
    plans = plan_columns(frame, weight)
    usable = {
        p.name: (signs or {})[p.name]
        for p in plans
        if p.name in (signs or {}) and (p.form is not Form.LEVELS or _are_numbers(p.levels))
    }
    unordered = frozenset(
        p.name
        for p in plans
        if y is not None
        and p.form is Form.WHOLE
        and len(p.values) >= _FEWEST_UNORDERED
        and p.name not in usable
        and not _is_curve(p, frame[p.name], y, weight)
    )
    return TreeMatrix(plans, usable, unordered)


def _is_curve(plan: ColumnPlan, column: pl.Series, y: Floats, weight: Floats) -> bool:
    """Is the mean of `y` by value a parabola, as far as the information criterion can tell?"""
    place = plan.nearest_value(column)
    seen = place >= 0
    x, target, held = place[seen].astype(np.float64), y[seen], weight[seen]
    total = np.bincount(place[seen], held)
    mean = np.bincount(place[seen], held * target) / np.maximum(total, 1e-300)
    by_level = float(held @ (target - mean[place[seen]]) ** 2)
    curve = np.polynomial.Polynomial.fit(x, target, 2, w=np.sqrt(held))
    by_curve = float(held @ (target - curve(x)) ** 2)
    more = len(plan.values) - 3
    return bool(seen.sum() * np.log(by_curve / by_level) <= more * np.log(seen.sum()))


def _are_numbers(levels: tuple[str, ...]) -> bool:
    return all(level.lstrip("-").isdigit() for level in levels)
