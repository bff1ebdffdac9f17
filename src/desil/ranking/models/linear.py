"""OLS on log welfare, the reference; and elastic net."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from functools import partial
from typing import Self

import numpy as np
import polars as pl
from numpy.typing import NDArray
from sklearn.base import BaseEstimator, RegressorMixin
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import ElasticNetCV

from desil.ranking.models.design import Design, Term, linear_design, whole_numbers, with_levels
from desil.ranking.models.folds import cluster_folds, inner_clusters
from desil.ranking.models.plan import ColumnPlan, Floats, Form

_RANK_TOLERANCE = 1e-9


def solver(design: Floats, weight: Floats) -> Callable[[Floats], tuple[Floats, float]]:
    """Weighted least squares, ready for any target: gives (coefficients, weighted mean).

    The shortest solution where columns depend on one another: columns are scaled to unit spread,
    and directions with under 1e-9 of the largest spread count as none.
    """
    spread = np.sqrt(np.average(design**2, axis=0, weights=weight))
    scale = np.where(spread > 0, spread, 1.0)
    scaled = design / scale
    weighed = scaled * weight[:, None]
    values, vectors = np.linalg.eigh(scaled.T @ weighed)
    kept = values > _RANK_TOLERANCE * values[-1]
    back = vectors[:, kept] / values[kept]

    def solve(target: Floats) -> tuple[Floats, float]:
        middle = float(np.average(target, weights=weight))
        along = vectors[:, kept].T @ (weighed.T @ (target - middle))
        return (back @ along) / scale, middle

    return solve


class _Linear(RegressorMixin, BaseEstimator):  # type: ignore[misc]
    """What linear models share: `design_`, `coef_` (log points) and `intercept_`."""

    design_: Design
    coef_: Floats
    intercept_: float

    def predict(self, X: pl.DataFrame) -> Floats:  # noqa: N803
        """Log welfare of each row."""
        return self.intercept_ + self.design_.matrix(X) @ self.coef_

    def effects(self) -> dict[str, Callable[[pl.Series], Floats]]:
        """What each column adds to `intercept_`, in log points."""
        parts = self.design_.split(self.coef_)
        return {
            term.plan.name: partial(_effect, term, part)
            for term, part in zip(self.design_.terms, parts, strict=True)
        }

    def plans(self) -> dict[str, ColumnPlan]:
        """What was learned of each column."""
        return {term.plan.name: term.plan for term in self.design_.terms}

    def breaks(self) -> dict[str, tuple[float, ...]]:
        """For each number taken by level, where one level ends and the next begins."""
        return {
            t.plan.name: tuple(t.plan.middles())
            for t in self.design_.terms
            if t.by_level and t.plan.form is Form.WHOLE
        }

    def sloped(self) -> set[str]:
        """Numbers that count by the unit."""
        return {t.plan.name for t in self.design_.terms if not t.by_level}


def _effect(term: Term, part: Floats, column: pl.Series) -> Floats:
    return np.asarray(term.columns(column) @ part)


class Ols(_Linear):
    """Weighted least squares.

    Texts by dummies, missing as an indicator of its own. A whole number of few values enters by
    level where that pays for itself by the Bayesian information criterion (Schwarz 1978):
    a code of a region does, a count mostly does not.
    """

    def fit(
        self,
        X: pl.DataFrame,  # noqa: N803
        y: Floats,
        sample_weight: Floats | None = None,
        groups: NDArray[np.int64] | None = None,
    ) -> Self:
        """Learn from rows `X` (named columns) and log welfare `y`."""
        weight = np.ones(len(y)) if sample_weight is None else sample_weight
        self.design_ = _paying_levels(linear_design(X, weight), X, y, weight)
        self.coef_, self.intercept_ = solver(self.design_.matrix(X), weight)(y)
        return self


def _paying_levels(plain: Design, X: pl.DataFrame, y: Floats, weight: Floats) -> Design:  # noqa: N803
    """The design with each whole number by level where it lowers the criterion by itself."""
    base = plain.matrix(X)
    left = _unexplained(base, y, weight)
    paying = set()
    for name in whole_numbers(plain):
        tried = with_levels(plain, X, weight, {name}).matrix(X)
        gain = len(y) * np.log(left / _unexplained(tried, y, weight))
        if gain > (tried.shape[1] - base.shape[1] - 1) * np.log(len(y)):
            paying.add(name)
    return with_levels(plain, X, weight, paying)


def _unexplained(matrix: Floats, y: Floats, weight: Floats) -> float:
    """The weighted sum of squares that least squares leaves."""
    slopes, middle = solver(matrix, weight)(y)
    return float(weight @ (y - middle - matrix @ slopes) ** 2)


class ElasticNet(_Linear):
    """Least squares with a penalty half absolute, half squared, chosen within by cluster.

    Zou and Hastie 2005. Every whole number of few values enters by level.
    """

    def __init__(self, l1_ratio: float = 0.5, folds: int = 5, seed: int = 0) -> None:
        self.l1_ratio = l1_ratio
        self.folds = folds
        self.seed = seed

    def fit(
        self,
        X: pl.DataFrame,  # noqa: N803
        y: Floats,
        sample_weight: Floats | None = None,
        groups: NDArray[np.int64] | None = None,
    ) -> Self:
        """Learn from rows `X` (named columns) and log welfare `y`, folds by `groups`."""
        weight = np.ones(len(y)) if sample_weight is None else sample_weight
        clusters = np.arange(len(y)) if groups is None else groups
        plain = linear_design(X, weight)
        self.design_ = with_levels(plain, X, weight, set(whole_numbers(plain)))
        matrix = self.design_.matrix(X)
        scale = np.sqrt(np.average(matrix**2, axis=0, weights=weight))
        scale = np.where(scale > 0, scale, 1.0)
        search = ElasticNetCV(
            l1_ratio=self.l1_ratio,
            alphas=25,
            eps=1e-4,
            cv=list(cluster_folds(*inner_clusters(clusters, self.folds), self.seed)),
            tol=1e-3,
            max_iter=300,
        )
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ConvergenceWarning)
            search.fit(matrix / scale, y, sample_weight=weight)
        self.coef_ = search.coef_ / scale
        self.intercept_ = float(search.intercept_)
        return self
