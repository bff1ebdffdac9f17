"""A blend of models with weights that are never negative, and the choice between it and OLS."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Self

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy.optimize import nnls
from sklearn.base import BaseEstimator, RegressorMixin, clone

from desil.ranking.models.folds import cluster_folds, inner_clusters
from desil.ranking.models.kinds import BLEND
from desil.ranking.models.plan import Floats

REFERENCE = "ols"
_SUM_TO_ONE = 1e3
_PULL = 0.02  # of the mean's error, toward equal weights: members that are alike share

Advance = Callable[[str], None]


def blend_weights(predicted: Floats, y: Floats, weight: Floats) -> Floats:
    """Weights of the columns of `predicted`, at least 0, adding up to 1, of least squared error.

    Stacking (Wolpert 1992, Breiman 1996) with a small pull toward equal shares, so that models
    that are alike share what they earn.
    """
    root = np.sqrt(weight / weight.sum())
    count = predicted.shape[1]
    error = float(np.average((y - predicted.mean(axis=1)) ** 2, weights=weight))
    pull = np.sqrt(_PULL * error)
    rows = [
        (predicted - y[:, None]) * root[:, None],
        np.full((1, count), _SUM_TO_ONE * np.sqrt(error)),
        pull * (np.eye(count) - 1 / count),
    ]
    goal = np.concatenate([np.zeros(len(y)), [_SUM_TO_ONE * np.sqrt(error)], np.zeros(count)])
    found = nnls(np.vstack(rows), goal)[0]
    return np.asarray(found / found.sum())


class Blend(RegressorMixin, BaseEstimator):  # type: ignore[misc]
    """Members, and weights learned on predictions that no member made of its own rows.

    `members`: estimators by name, `ols` among them. `choose`: whether to fall back on OLS.

    After fitting: `members_`; `weights_` by member; `inner_` out-of-fold predictions by member and
    of `blend`; `choice_` ("blend" or "ols"); `gain_` and `gain_error_`: by how much the blend's
    squared error is lower than OLS's within, and the standard error of that by cluster.
    """

    def __init__(
        self,
        members: dict[str, Any],
        folds: int = 5,
        seed: int = 0,
        choose: bool = True,
        errors_needed: float = 1.0,
        on_fit: Advance | None = None,
    ) -> None:
        self.members = members
        self.folds = folds
        self.seed = seed
        self.choose = choose
        self.errors_needed = errors_needed
        self.on_fit = on_fit

    def fit(
        self,
        X: pl.DataFrame,  # noqa: N803
        y: Floats,
        sample_weight: Floats | None = None,
        groups: NDArray[np.int64] | None = None,
    ) -> Self:
        """Learn from rows `X` (named columns) and log welfare `y`; folds by `groups`."""
        weight = np.ones(len(y)) if sample_weight is None else sample_weight
        clusters = np.arange(len(y)) if groups is None else groups
        self.inner_ = {name: np.empty(len(y)) for name in self.members}
        for learn, test in cluster_folds(*inner_clusters(clusters, self.folds), self.seed):
            for name, member in self.members.items():
                fitted = self._fitted(name, member, X[learn], y[learn], weight[learn],
                                      clusters[learn])  # fmt: skip
                self.inner_[name][test] = fitted.predict(X[test])
        self.members_ = {
            name: self._fitted(name, member, X, y, weight, clusters)
            for name, member in self.members.items()
        }
        self._weigh(y, weight)
        self._choose(y, weight, clusters)
        return self

    def _fitted(self, name: str, member: Any, *rows: Any) -> Any:
        fitted = clone(member).fit(*rows)
        if self.on_fit is not None:
            self.on_fit(name)
        return fitted

    def _weigh(self, y: Floats, weight: Floats) -> None:
        inner = np.column_stack([self.inner_[name] for name in self.members])
        found = blend_weights(inner, y, weight)
        self.weights_ = dict(zip(self.members, found.tolist(), strict=True))
        self.inner_[BLEND] = inner @ found

    def _choose(self, y: Floats, weight: Floats, clusters: NDArray[np.int64]) -> None:
        """The blend where it beats OLS by one standard error (Breiman et al. 1984); else OLS."""
        gain = (y - self.inner_[REFERENCE]) ** 2 - (y - self.inner_[BLEND]) ** 2
        self.gain_ = float(np.average(gain, weights=weight))
        by_cluster = np.bincount(clusters, weight * (gain - self.gain_))
        self.gain_error_ = float(np.sqrt((by_cluster**2).sum()) / weight.sum())
        beats = self.gain_ > self.errors_needed * self.gain_error_
        self.choice_ = BLEND if beats or not self.choose else REFERENCE

    def predict_all(self, X: pl.DataFrame) -> dict[str, Floats]:  # noqa: N803
        """Log welfare by each member, and by `blend`."""
        told = {name: fitted.predict(X) for name, fitted in self.members_.items()}
        told[BLEND] = sum(self.weights_[name] * p for name, p in told.items())
        return told

    def predict(self, X: pl.DataFrame) -> Floats:  # noqa: N803
        """Log welfare of each row, by the model that was chosen."""
        if self.choice_ == REFERENCE:
            return np.asarray(self.members_[REFERENCE].predict(X))
        return self.predict_all(X)[BLEND]
