"""A model in whole numbers: its score, and what every part adds to it, exactly."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl

from desil.ranking.folder.pairs import PairPoints, pair_points
from desil.ranking.folder.points import FactPoints, Whole, additive_points, micro
from desil.ranking.folder.trees import Trees
from desil.ranking.models.blend import REFERENCE, Blend
from desil.ranking.models.glass_box import GlassBox
from desil.ranking.models.kinds import BLEND
from desil.ranking.models.trees import LightGbm

INTERCEPT = "intercept"


@dataclass(frozen=True, slots=True)
class WholeModel:
    """Intercept, points of facts, tables of pairs and trees, in micro log points."""

    intercept: int
    facts: tuple[FactPoints, ...]
    pairs: tuple[PairPoints, ...]
    trees: Trees | None

    def contributions(self, frame: pl.DataFrame) -> dict[str, Whole]:
        """What each part adds for each row; together exactly the score.

        A column of the trees adds to the fact of its name; what TreeSHAP's rounding leaves over
        is put to the intercept.
        """
        told = {INTERCEPT: np.full(len(frame), self.intercept, dtype=np.int64)}
        for fact in self.facts:
            told[fact.name] = fact.of(frame[fact.name])
        for pair in self.pairs:
            told[pair.name] = pair.of(frame)
        if self.trees is not None:
            parts, rest = self.trees.contributions(frame)
            told[INTERCEPT] = told[INTERCEPT] + rest
            for place, plan in enumerate(self.trees.model.matrix_.plans):
                told[plan.name] = told.get(plan.name, 0) + parts[:, place]
        return told

    def scores(self, frame: pl.DataFrame) -> Whole:
        """The score of each row, in micro log points."""
        return np.asarray(np.sum(list(self.contributions(frame).values()), axis=0, dtype=np.int64))


def whole_model(fitted: object, name: str, frame: pl.DataFrame) -> WholeModel:
    """A fitted model in whole numbers; `name`: of a single model, else of the blend's choice."""
    shares = _shares(fitted, name)
    additive = {n: (s, m) for n, (s, m) in shares.items() if not isinstance(m, LightGbm)}
    boosted = [(s, m) for s, m in shares.values() if isinstance(m, LightGbm)]
    intercept, facts = additive_points(additive, frame)
    boxes = [(s, m) for s, m in shares.values() if isinstance(m, GlassBox)]
    return WholeModel(
        int(micro(intercept)),
        tuple(facts),
        tuple(p for s, box in boxes for p in pair_points(box, s)),
        Trees(boosted[0][1], boosted[0][0]) if boosted else None,
    )


def _shares(fitted: object, name: str) -> Mapping[str, tuple[float, object]]:
    if not isinstance(fitted, Blend):
        return {name: (1.0, fitted)}
    if fitted.choice_ != BLEND:
        return {REFERENCE: (1.0, fitted.members_[REFERENCE])}
    return {n: (s, fitted.members_[n]) for n, s in fitted.weights_.items() if s > 0}
