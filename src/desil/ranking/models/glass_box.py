"""A glass box: one curve a fact, and a table for a modest number of pairs, added up."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from functools import partial
from typing import Any, Self

import numpy as np
import polars as pl
from interpret.glassbox import ExplainableBoostingRegressor
from numpy.typing import NDArray
from sklearn.base import BaseEstimator, RegressorMixin

from desil.ranking.models.folds import fold_of_rows, inner_clusters
from desil.ranking.models.matrix import TreeMatrix, tree_matrix
from desil.ranking.models.plan import ColumnPlan, Floats
from desil.ranking.models.trees import LARGE_SURVEY

_SMALL_PAIRS, _LARGE_PAIRS = 10, 160
_SMALL_BAGS, _LARGE_BAGS = 4, 3
_HELD_OUT = 7  # one part in seven tells when to stop


class GlassBox(RegressorMixin, BaseEstimator):  # type: ignore[misc]
    """Explainable boosting (Lou et al. 2013, Nori et al. 2019).

    `pairs`: how many pairs of facts get a table; None takes what suits the number of rows.
    `signs`: 1 or -1 by column. Learning stops by clusters that are held out.
    """

    box_: ExplainableBoostingRegressor
    matrix_: TreeMatrix

    def __init__(
        self,
        pairs: int | None = None,
        bags: int | None = None,
        signs: dict[str, int] | None = None,
        seed: int = 0,
    ) -> None:
        self.pairs = pairs
        self.bags = bags
        self.signs = signs
        self.seed = seed

    def fit(
        self,
        X: pl.DataFrame,  # noqa: N803
        y: Floats,
        sample_weight: Floats | None = None,
        groups: NDArray[np.int64] | None = None,
    ) -> Self:
        """Learn from rows `X` (named columns) and log welfare `y`, held out by `groups`."""
        weight = np.ones(len(y)) if sample_weight is None else sample_weight
        clusters = np.arange(len(y)) if groups is None else groups
        large = len(y) >= LARGE_SURVEY
        pairs = (_LARGE_PAIRS if large else _SMALL_PAIRS) if self.pairs is None else self.pairs
        bags = self.bags or (_LARGE_BAGS if large else _SMALL_BAGS)
        self.matrix_ = tree_matrix(X, weight, self.signs)
        columns = len(self.matrix_.plans)
        nominal = set(self.matrix_.nominal)
        directions = self.matrix_.directions
        self.box_ = ExplainableBoostingRegressor(
            feature_names=[p.name for p in self.matrix_.plans],
            feature_types=["nominal" if c in nominal else "continuous" for c in range(columns)],
            interactions=min(pairs, columns * (columns - 1) // 2),
            outer_bags=bags,
            learning_rate=0.1 if large else 0.05,
            max_bins=64 if large else 32,
            max_interaction_bins=16 if large else 8,
            early_stopping_rounds=50,
            smoothing_rounds=500 if large else 50,
            interaction_smoothing_rounds=100 if large else 20,
            min_samples_leaf=10 if large else 25,
            monotone_constraints=directions if any(directions) else None,
            n_jobs=1,
            random_state=self.seed,
        )
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)
            self.box_.fit(
                self.matrix_.matrix(X), y, sample_weight=weight, bags=self._bags(clusters, bags)
            )
        return self

    def _bags(self, clusters: NDArray[np.int64], bags: int) -> NDArray[np.int8]:
        """1 learns, -1 tells when to stop; another part of the clusters for each bag."""
        held, parts = inner_clusters(clusters, _HELD_OUT)
        part = fold_of_rows(held, parts, self.seed + 1)
        return np.where(
            part[:, None] == (np.arange(bags) % parts)[None, :], -1, 1
        ).astype(np.int8)  # fmt: skip

    def predict(self, X: pl.DataFrame) -> Floats:  # noqa: N803
        """Log welfare of each row."""
        return np.asarray(self.box_.predict(self.matrix_.matrix(X)))

    @property
    def intercept_(self) -> float:
        """The mean, in log points."""
        return float(self.box_.intercept_)

    def plans(self) -> dict[str, ColumnPlan]:
        """What was learned of each column."""
        return {p.name: p for p in self.matrix_.plans}

    def breaks(self) -> dict[str, tuple[float, ...]]:
        """Where the curve of each number steps: a step belongs to what is at or above it."""
        return {
            plan.name: tuple(float(cut) for cut in self.cuts_of(place, 0))
            for place, plan in enumerate(self.matrix_.plans)
            if place not in set(self.matrix_.nominal)
        }

    def sloped(self) -> set[str]:
        """None: every curve is made of steps."""
        return set()

    def effects(self) -> dict[str, Callable[[pl.Series], Floats]]:
        """What each column adds by itself, in log points."""
        alone = {t[0]: k for k, t in enumerate(self.box_.term_features_) if len(t) == 1}
        return {
            plan.name: partial(self._alone, place, alone[place])
            for place, plan in enumerate(self.matrix_.plans)
            if place in alone
        }

    def _alone(self, place: int, term: int, column: pl.Series) -> Floats:
        scores = np.asarray(self.box_.term_scores_[term])
        return np.asarray(scores[self.bins_of(place, column, 0)])

    def pair_terms(self) -> list[tuple[tuple[int, int], Floats]]:
        """(places of two columns, their table): rows and columns by `bins_of` at depth 1."""
        return [
            ((int(t[0]), int(t[1])), np.asarray(self.box_.term_scores_[k]))
            for k, t in enumerate(self.box_.term_features_)
            if len(t) == 2
        ]

    def bins_of(self, place: int, column: pl.Series, depth: int) -> NDArray[np.int64]:
        """Which step of the curve each answer is on; 0 is missing, the last is never seen."""
        numbers = self.matrix_.column(self.matrix_.plans[place], column)
        absent = np.isnan(numbers)
        if place in set(self.matrix_.nominal):
            return self._category_bins(place, depth, numbers, absent)
        found = np.searchsorted(self.cuts_of(place, depth), numbers, side="right") + 1
        return np.where(absent, 0, found)

    def _category_bins(
        self, place: int, depth: int, numbers: Floats, absent: NDArray[np.bool_]
    ) -> NDArray[np.int64]:
        steps = self._steps(place, depth)
        by_code = {float(name): index for name, index in steps.items()}
        unseen = max(steps.values()) + 1
        found = np.array([by_code.get(n, unseen) for n in np.nan_to_num(numbers, nan=-9.0)])
        return np.where(absent, 0, found).astype(np.int64)

    def _steps(self, place: int, depth: int) -> Any:
        levels = self.box_.bins_[place]
        return levels[min(depth, len(levels) - 1)]

    def cuts_of(self, place: int, depth: int) -> Floats:
        """Where the steps of a number begin; depth 0 for its curve, 1 for its pairs."""
        return np.asarray(self._steps(place, depth), dtype=np.float64)
