"""The pair tables of a glass box, in whole micro log points."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

from desil.ranking.folder.points import Whole, micro
from desil.ranking.models.glass_box import GlassBox

_PAIR_DEPTH = 1  # interpret bins a column more coarsely for pairs


@dataclass(frozen=True, slots=True)
class PairPoints:
    """One table. Row 0 and column 0 stand for missing, the last ones for never seen."""

    box: GlassBox
    first: int
    second: int
    points: Whole

    @property
    def name(self) -> str:
        """Both facts."""
        plans = self.box.matrix_.plans
        return f"{plans[self.first].name} x {plans[self.second].name}"

    def of(self, frame: pl.DataFrame) -> Whole:
        """The points of each row."""
        rows, columns = (
            self.box.bins_of(place, frame[self.box.matrix_.plans[place].name], _PAIR_DEPTH)
            for place in (self.first, self.second)
        )
        return self.points[rows, columns]

    def declared(self) -> dict[str, Any]:
        """As model.yaml tells it."""
        sides = [self._side(self.first), self._side(self.second)]
        return {"facts": sides, "points": self.points.tolist()}

    def _side(self, place: int) -> dict[str, Any]:
        plan = self.box.matrix_.plans[place]
        if place not in set(self.box.matrix_.nominal):
            cuts = self.box.cuts_of(place, _PAIR_DEPTH)
            return {"fact": plan.name, "edges": [float(c) for c in cuts]}
        asked = pl.Series(plan.name, [*plan.levels, "\0never"], dtype=pl.String)
        *bins, others = self.box.bins_of(place, asked, _PAIR_DEPTH).tolist()
        places = dict(zip(plan.levels, bins, strict=True))
        return {"fact": plan.name, "place": places, "others": others}


def pair_points(box: GlassBox, share: float) -> list[PairPoints]:
    """Every pair table of a glass box, times its share."""
    return [
        PairPoints(box, first, second, micro(np.asarray(table) * share))
        for (first, second), table in box.pair_terms()
    ]
