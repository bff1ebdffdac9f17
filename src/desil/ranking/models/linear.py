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

from desil.ranking.models.design import (
    Design,
    Entry,
    Term,
    linear_design,
    possible_entries,
    term_of,
    with_entries,
)
from desil.ranking.models.folds import cluster_folds, inner_clusters
from desil.ranking.models.plan import ColumnPlan, Floats, Form

_RANK_TOLERANCE = 1e-9
_FLAT = 1e-6  # of the largest singular value: what is left of a column that adds nothing


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
            if t.entry is Entry.LEVELS and t.plan.form is Form.WHOLE
        }

    def sloped(self) -> set[str]:
        """Numbers that count by the unit."""
        return {t.plan.name for t in self.design_.terms if t.entry is Entry.NUMBER}


def _effect(term: Term, part: Floats, column: pl.Series) -> Floats:
    return np.asarray(term.columns(column) @ part)


class Ols(_Linear):
    """Weighted least squares, as an analyst fits it.

    Texts and codes of areas by dummies with rare answers together, missing as an indicator of its
    own. A number enters with its logarithm, as a line in four parts, or by level (a whole number of
    few values), whichever pays most, where it pays for itself by the Bayesian information criterion
    (Schwarz 1978). Rooms and assets a head are in it: ln(rooms / members) = ln rooms - ln members.
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
        plain = linear_design(X, weight)
        self.design_ = with_entries(plain, X, weight, paying_entries(plain, X, y, weight))
        self.coef_, self.intercept_ = solver(self.design_.matrix(X), weight)(y)
        return self


def paying_entries(
    plain: Design,
    X: pl.DataFrame,  # noqa: N803
    y: Floats,
    weight: Floats,
) -> dict[str, Entry]:
    """For each number that pays for more than a line, the entry that pays most.

    Each is tried by itself on what all lines together leave (Frisch, Waugh and Lovell).
    """
    project = _projection(plain.matrix(X), weight)
    root = np.sqrt(weight)
    left = project(root * (y - np.average(y, weights=weight)))
    base = float(left @ left)
    found: dict[str, Entry] = {}
    for term in plain.terms:
        column, best = X[term.plan.name], 0.0
        possible = possible_entries(term.plan, column.n_unique())
        if possible == (Entry.LEVELS,):
            found[term.plan.name] = Entry.LEVELS
            continue
        for entry in possible:
            tried = term_of(term.plan, column, weight, entry)
            made = project(tried.columns(column) * root[:, None])
            solved, _, rank, _ = np.linalg.lstsq(made, left, rcond=_FLAT)
            rest = left - made @ solved
            gain = len(y) * np.log(base / float(rest @ rest)) - rank * np.log(len(y))
            if gain > best:
                best, found[term.plan.name] = gain, entry
    return found


def _projection(design: Floats, weight: Floats) -> Callable[[Floats], Floats]:
    """What least squares on a centred design leaves of any weighed columns."""
    weighed = design * np.sqrt(weight)[:, None]
    spread = np.sqrt((weighed**2).sum(axis=0))
    weighed = weighed / np.where(spread > 0, spread, 1.0)
    values, vectors = np.linalg.eigh(weighed.T @ weighed)
    kept = values > _RANK_TOLERANCE * values[-1]
    basis = weighed @ (vectors[:, kept] / np.sqrt(values[kept]))

    def rest(columns: Floats) -> Floats:
        return np.asarray(columns - basis @ (basis.T @ columns))

    return rest


class ElasticNet(_Linear):
    """Least squares with a penalty half absolute, half squared, chosen within by cluster.

    Zou and Hastie 2005. Every number enters as itself, as its logarithm, and by level where it has
    few values; the penalty chooses.
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
        self.design_ = with_entries(plain, X, weight, _every_entry(plain, X))
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


def _every_entry(plain: Design, X: pl.DataFrame) -> dict[str, Entry]:  # noqa: N803
    found = {}
    for term in plain.terms:
        possible = possible_entries(term.plan, X[term.plan.name].n_unique())
        if possible:
            found[term.plan.name] = Entry.ALL if Entry.LEVELS in possible else Entry.LOG
    return found
