"""The frozen means-test formula: points per fact, summed in whole micro log points."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from desil.dictionary.declarations.yaml_reader import bounded_yaml
from desil.synthetic.rows import Array
from desil.synthetic.welfare.scores import Micro

EDUCATION_EQUALS = {1: 3, 2: 3, 4: 3, 5: 3, 6: 8, 7: 8, 9: 8, 10: 8, 11: 13, 12: 13, 14: 13, 16: 15}
EDUCATION_EQUALS |= {17: 13, 20: 19}


@dataclass(frozen=True, slots=True)
class Formula:
    """Points per code of every fact, and the cut-offs; everything in micro log points.

    A fact that is absent (not asked, so -1) counts nothing.
    """

    intercept: int
    points: Mapping[str, Mapping[int, int]]
    national_cutoffs: Micro
    province_cutoffs: Micro

    def part(self, facts: Mapping[str, Array], names: tuple[str, ...]) -> Micro:
        """The points of some facts, added up."""
        count = len(facts[names[0]])
        total = np.zeros(count, dtype=np.int64)
        for name in names:
            total += _table(self.points[name])[np.asarray(facts[name], dtype=np.int64) + 1]
        return total

    def scores(self, facts: Mapping[str, Array]) -> Micro:
        """The score of each family: intercept plus the points of all its facts."""
        return self.intercept + self.part(facts, tuple(self.points))


def _table(points: Mapping[int, int]) -> NDArray[np.int64]:
    """Points by code + 1, so that an absent fact (-1) finds zero."""
    table = np.zeros(130, dtype=np.int64)
    for code, value in points.items():
        table[code + 1] = value
    return table


@cache
def read_formula() -> Formula:
    """The formula that the package carries (formula.yaml)."""
    return formula_from(bounded_yaml(formula_text()))


def formula_text() -> str:
    """The text of formula.yaml, as it is also laid beside the truth."""
    return files("desil.synthetic.welfare").joinpath("formula.yaml").read_text(encoding="utf-8")


def formula_from(tree: dict[str, Any]) -> Formula:
    """A formula from its declaration."""
    return Formula(
        intercept=int(tree["intercept"]),
        points={name: dict(fact["points"]) for name, fact in tree["facts"].items()},
        national_cutoffs=np.array(tree["cutoffs"]["national"], dtype=np.int64),
        province_cutoffs=np.array(tree["cutoffs"]["province"], dtype=np.int64),
    )
