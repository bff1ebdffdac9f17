"""Gradient-boosted trees, with monotone constraints where the sign is known."""

from __future__ import annotations

from typing import Any, Self

import lightgbm
import numpy as np
import polars as pl
from numpy.typing import NDArray
from sklearn.base import BaseEstimator, RegressorMixin

from desil.ranking.models.matrix import TreeMatrix, tree_matrix
from desil.ranking.models.plan import Floats

# Rows; above, more and larger trees. Chosen by `python -m benchmarks.tree_size`: see
# docs/explanation/ranking-models.md.
LARGE_SURVEY = 8_000
# Two forests each, one of larger trees and one of smaller ones: their mean errs less than either.
Size = dict[str, float]
SMALL: tuple[Size, ...] = (
    {"num_leaves": 8, "min_data_in_leaf": 20, "learning_rate": 0.03, "rounds": 450},
    {"num_leaves": 4, "min_data_in_leaf": 20, "learning_rate": 0.04, "rounds": 500},
)
LARGE: tuple[Size, ...] = (
    {"num_leaves": 31, "min_data_in_leaf": 50, "learning_rate": 0.04, "rounds": 750},
    {"num_leaves": 15, "min_data_in_leaf": 50, "learning_rate": 0.045, "rounds": 1000},
)


class LightGbm(RegressorMixin, BaseEstimator):  # type: ignore[misc]
    """LightGBM (Ke et al. 2017), set so that the same rows give the same trees on any machine.

    The prediction is the mean of two boosted forests (`boosters_`), each of what suits the number
    of rows, or of `forests`. `signs`: 1 or -1 by column.
    """

    boosters_: tuple[lightgbm.Booster, ...]
    matrix_: TreeMatrix

    def __init__(
        self,
        signs: dict[str, int] | None = None,
        seed: int = 0,
        forests: tuple[Size, ...] | None = None,
    ) -> None:
        self.signs = signs
        self.seed = seed
        self.forests = forests

    def fit(
        self,
        X: pl.DataFrame,  # noqa: N803
        y: Floats,
        sample_weight: Floats | None = None,
        groups: NDArray[np.int64] | None = None,
    ) -> Self:
        """Learn from rows `X` (named columns) and log welfare `y`."""
        weight = np.ones(len(y)) if sample_weight is None else sample_weight
        self.matrix_ = tree_matrix(X, weight, self.signs, y)
        matrix = self.matrix_.matrix(X)
        sizes = self.forests or (SMALL if len(y) < LARGE_SURVEY else LARGE)
        self.boosters_ = tuple(
            self._boosted(matrix, y, weight, dict(size), self.seed + number)
            for number, size in enumerate(sizes)
        )
        return self

    def _boosted(
        self, matrix: Floats, y: Floats, weight: Floats, size: Size, seed: int
    ) -> lightgbm.Booster:
        rounds = int(size.pop("rounds"))
        nominal = self.matrix_.nominal
        data = lightgbm.Dataset(
            matrix, y, weight=weight, categorical_feature=nominal, params={"verbose": -1}
        )
        return lightgbm.train(self._parameters(size, seed), data, num_boost_round=rounds)

    def _parameters(self, size: Size, seed: int) -> dict[str, Any]:
        constrained = any(self.matrix_.directions)
        return {
            **size,
            **({"monotone_constraints": self.matrix_.directions} if constrained else {}),
            "objective": "regression",
            "feature_fraction": 0.3,
            "bagging_fraction": 0.75,
            "bagging_freq": 1,
            "lambda_l2": 5.0,
            "cat_smooth": 30.0,
            "cat_l2": 10.0,
            "max_cat_threshold": 16,
            "min_data_per_group": 30,
            "deterministic": True,
            "force_row_wise": True,
            "num_threads": 1,  # a busy second core makes two threads wait for each other
            "seed": seed,
            "verbose": -1,
        }

    def predict(self, X: pl.DataFrame) -> Floats:  # noqa: N803
        """Log welfare of each row."""
        matrix = self.matrix_.matrix(X)
        told = [b.predict(matrix, num_threads=1) for b in self.boosters_]
        return np.asarray(np.mean(told, axis=0))
