"""Least squares with a level for each district, pulled toward the whole where it has few rows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Self

import numpy as np
import polars as pl
from numpy.typing import NDArray
from sklearn.base import BaseEstimator, RegressorMixin

from desil.ranking.models.linear import Ols, solver
from desil.ranking.models.plan import ColumnPlan, Floats, Form


class Pooled(RegressorMixin, BaseEstimator):  # type: ignore[misc]
    """Random intercepts by district (nested errors: Battese, Harter and Fuller 1988).

    `effects_`: the best linear prediction of each district's level, in log points. The two
    variances come from fitting constants (Henderson's method 3); slopes and levels are solved
    together by repeated regression on what the other leaves. A district never seen has level 0.
    """

    base_: Ols
    effects_: dict[str, float]
    between_: float
    within_: float

    def __init__(self, district: str, rounds: int = 25) -> None:
        self.district = district
        self.rounds = rounds

    def fit(
        self,
        X: pl.DataFrame,  # noqa: N803
        y: Floats,
        sample_weight: Floats | None = None,
        groups: NDArray[np.int64] | None = None,
    ) -> Self:
        """Learn from rows `X` (named columns, the district among them) and log welfare `y`."""
        weight = np.ones(len(y)) if sample_weight is None else sample_weight
        names, place = np.unique(self._districts(X), return_inverse=True)
        rest = X.drop(self.district)
        self.base_ = Ols().fit(rest, y, weight)
        matrix = self.base_.design_.matrix(rest)
        again = solver(matrix, weight)
        level = np.zeros(len(names))
        for _ in range(self.rounds):
            slopes, middle = again(y - level[place])
            left = y - middle - matrix @ slopes
            self.between_, self.within_ = variances(left, place, weight)
            before, level = level, shrunken_means(left, place, weight, self.between_, self.within_)
            if np.abs(level - before).max() < 1e-6:
                break
        self.base_.coef_, self.base_.intercept_ = again(y - level[place])
        self.effects_ = dict(zip(names.tolist(), level.tolist(), strict=True))
        return self

    def _districts(self, X: pl.DataFrame) -> NDArray[np.str_]:  # noqa: N803
        return X[self.district].cast(pl.String).fill_null("?").to_numpy().astype(str)

    def levels_of(self, X: pl.DataFrame) -> Floats:  # noqa: N803
        """The level of each row's district."""
        return np.array([self.effects_.get(name, 0.0) for name in self._districts(X).tolist()])

    def effects(self) -> dict[str, Callable[[pl.Series], Floats]]:
        """What each column adds to the level of the whole, in log points."""

        def level(column: pl.Series) -> Floats:
            return self.levels_of(column.alias(self.district).to_frame())

        return self.base_.effects() | {self.district: level}

    def plans(self) -> dict[str, ColumnPlan]:
        """What was learned of each column."""
        levels = tuple(self.effects_)
        return self.base_.plans() | {
            self.district: ColumnPlan(self.district, Form.LEVELS, levels=levels)
        }

    @property
    def intercept_(self) -> float:
        """The level of the whole."""
        return self.base_.intercept_

    def breaks(self) -> dict[str, tuple[float, ...]]:
        """As of least squares."""
        return self.base_.breaks()

    def sloped(self) -> set[str]:
        """As of least squares."""
        return self.base_.sloped()

    def predict(self, X: pl.DataFrame) -> Floats:  # noqa: N803
        """Log welfare of each row."""
        return self.base_.predict(X.drop(self.district)) + self.levels_of(X)


def shrunken_means(
    left: Floats, place: NDArray[np.int64], weight: Floats, between: float, within: float
) -> Floats:
    """Each group's mean of `left`, times between / (between + within / rows that count)."""
    total = np.bincount(place, weight)
    effective = total**2 / np.bincount(place, weight**2)
    mean = np.bincount(place, weight * left) / total
    return mean * between / np.maximum(between + within / effective, 1e-300)


def variances(left: Floats, place: NDArray[np.int64], weight: Floats) -> tuple[float, float]:
    """(between groups, within groups), by moments; between is never below 0."""
    total = np.bincount(place, weight)
    effective = total**2 / np.bincount(place, weight**2)
    mean = np.bincount(place, weight * left) / total
    rows, groups = len(left), len(total)
    spread = np.average((left - mean[place]) ** 2, weights=weight)
    within = float(spread * rows / max(rows - groups, 1))
    overall = np.average(mean, weights=effective)
    about = float(effective @ (mean - overall) ** 2)
    size = effective.sum() - (effective**2).sum() / effective.sum()
    between = (about - (groups - 1) * within) / size if size > 0 else 0.0
    return max(between, 0.0), within
