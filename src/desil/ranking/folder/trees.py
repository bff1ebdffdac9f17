"""The trees of a model: what LightGBM's text and its columns say, in whole micro points."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import lightgbm
import numpy as np
import polars as pl

from desil.ranking.folder.points import MICRO, Whole
from desil.ranking.models.plan import Form
from desil.ranking.models.trees import LightGbm

_ASKED = 9  # numbers that tell how far the trees reach where an answer is not known


@dataclass(frozen=True, slots=True)
class Trees:
    """A share of the boosted forests; each counts its part of that share."""

    model: LightGbm
    share: float

    def contributions(self, frame: pl.DataFrame) -> tuple[Whole, Whole]:
        """(rows by columns, rest by row): TreeSHAP (Lundberg et al. 2020) in whole micro points.

        Both together are exactly the whole micro points of the prediction.
        """
        matrix = self.model.matrix_.matrix(frame)
        told = np.mean(
            [b.predict(matrix, pred_contrib=True, num_threads=1) for b in self.model.boosters_],
            axis=0,
        )
        score = np.rint(self.share * MICRO * told.sum(axis=1)).astype(np.int64)
        parts = np.rint(self.share * MICRO * told[:, :-1]).astype(np.int64)
        return parts, score - parts.sum(axis=1)

    def constant(self) -> int:
        """What the forests expect of any row (TreeSHAP's last column), in whole micro points."""
        nothing = np.full((1, len(self.model.matrix_.plans)), np.nan)
        told = [
            np.asarray(b.predict(nothing, pred_contrib=True, num_threads=1))[0, -1]
            for b in self.model.boosters_
        ]
        return int(np.rint(self.share * MICRO * float(np.mean(told))))

    def texts(self) -> list[str]:
        """LightGBM's own text of each forest, every leaf times its share: the score is the sum."""
        return [_scaled(b, self.share / len(self.model.boosters_)) for b in self.model.boosters_]

    def columns(self) -> list[dict[str, Any]]:
        """The columns that `text` reads, in order: codes in their places, or the number itself."""
        told = []
        for plan in self.model.matrix_.plans:
            matrix = self.model.matrix_
            column: dict[str, Any] = {"fact": plan.name}
            if plan.name in matrix.unordered:
                column["codes"] = list(plan.values)
            elif plan.form is Form.LEVELS and plan.name not in matrix.signs:
                column["codes"] = list(plan.levels)
                column["others_together"] = plan.has_rare
            elif plan.form is not Form.LEVELS:
                column["values"] = np.rint(np.linspace(plan.least, plan.most, _ASKED)).tolist()
            told.append(column)
        return told


def _scaled(fitted: lightgbm.Booster, share: float) -> str:
    booster = lightgbm.Booster(model_str=fitted.model_to_string())
    for number, tree in enumerate(fitted.dump_model()["tree_info"]):
        for leaf, value in _leaves(tree["tree_structure"]):
            booster.set_leaf_output(number, leaf, value * share)
    return str(booster.model_to_string())


def _leaves(node: dict[str, Any]) -> list[tuple[int, float]]:
    if "leaf_value" in node:
        return [(int(node.get("leaf_index", 0)), float(node["leaf_value"]))]
    return _leaves(node["left_child"]) + _leaves(node["right_child"])
