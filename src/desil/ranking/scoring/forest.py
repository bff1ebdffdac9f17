"""Trees over families: their points, how far unknown answers reach, and what each fact adds.

LightGBM predicts family by family, on one thread, so that neither the size of a batch nor the
order of the rows moves a bit of it. Whatever a column has no place for - an answer that is not
known, a code that stands for several - is missing to the trees, which have learned where missing
answers go. Its bounds: each such answer in turn put to everything that it could be, and the
reaches added up.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from desil.dictionary.codelist import FIRST_COARSE_CODE
from desil.ranking.facts.catalogue import KNOWN_FACTS, NOT_ASKED, NOT_ASKED_FACTS
from desil.ranking.formula.model import MICRO
from desil.ranking.formula.pairs_and_trees import Forest, TreeColumn

if TYPE_CHECKING:
    import lightgbm

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]
_MILLI = 1_000


@dataclass(frozen=True, slots=True)
class Grown:
    """A forest that was read in; `boosters` add up."""

    forest: Forest
    boosters: tuple[lightgbm.Booster, ...]

    def welfare(self, matrix: Floats) -> Floats:
        """What the trees say of each row of a matrix, in log points."""
        found = np.zeros(len(matrix))
        for booster in self.boosters:
            found += booster.predict(matrix, num_threads=1)
        return found

    def points(self, matrix: Floats) -> Whole:
        """The same in whole micro log points, less the forest's constant."""
        return whole(self.welfare(matrix)) - self.forest.constant

    def contributions(self, matrix: Floats) -> Whole:
        """(columns, rows): TreeSHAP (Lundberg et al. 2020) in whole micro log points."""
        told = np.zeros((len(matrix), len(self.forest.columns) + 1))
        for booster in self.boosters:
            told += np.asarray(booster.predict(matrix, pred_contrib=True, num_threads=1))
        return whole(told[:, :-1]).T


@dataclass(frozen=True, slots=True)
class Reach:
    """How far the trees' points go by what is not known; variance in square milli log points."""

    least: Whole
    most: Whole
    variance: Whole


def whole(log_points: Floats) -> Whole:
    """Whole micro log points, half to even."""
    return np.asarray(np.rint(log_points * MICRO)).astype(np.int64)


def grown(forest: Forest) -> Grown:
    """The forest, ready to score."""
    # Opened where a model has trees alone: other runs need not wait for it to load.
    booster = import_module("lightgbm").Booster
    return Grown(forest, tuple(booster(model_str=text) for text in forest.texts))


def matrix_of(forest: Forest, batch: pa.RecordBatch) -> Floats:
    """Families by columns; NaN where the trees have no place for the answer."""
    columns = [_column(column, batch[column.fact]) for column in forest.columns]
    return np.column_stack(columns)


def _column(column: TreeColumn, answers: pa.Array) -> Floats:
    stored = np.asarray(answers.fill_null(0)).astype(np.int64)
    known = np.asarray(answers.is_valid())
    fact = KNOWN_FACTS.get(column.fact)
    if fact is not None and fact.codes is not None:
        known = known & (stored < FIRST_COARSE_CODE)
    if column.codes is None:
        return np.where(known, stored.astype(np.float64), np.nan)
    codes = np.array(column.codes, dtype=np.int64)
    if column.nearest:
        nearest = np.abs(stored[:, None] - codes[None, :]).argmin(axis=1)
        return np.where(known, nearest.astype(np.float64), np.nan)
    order = np.argsort(codes)
    at = np.minimum(np.searchsorted(codes[order], stored), len(codes) - 1)
    found = codes[order][at] == stored
    rare = float(len(codes)) if column.others_together else np.nan
    listed = np.where(found, order[at].astype(np.float64), rare)
    if column.fact in NOT_ASKED_FACTS and NOT_ASKED not in column.codes:
        listed = np.where(stored == NOT_ASKED, np.nan, listed)
    return np.where(known, listed, np.nan)


def reach_of(trees: Grown, matrix: Floats, points: Whole, batch: pa.RecordBatch) -> Reach:
    """What the answers that are missing to the trees leave open; points are those of `matrix`."""
    least, most = points.copy(), points.copy()
    variance = np.zeros(len(points))
    for place, column in enumerate(trees.forest.columns):
        values = _possible(column)
        rows = np.flatnonzero(np.isnan(matrix[:, place]) & _is_open(column, batch))
        if not len(rows) or not values:
            continue
        asked = matrix[rows].copy()
        told = np.empty((len(values), len(rows)), dtype=np.int64)
        for number, value in enumerate(values):
            asked[:, place] = value
            told[number] = trees.points(asked)
        gap = told - points[rows]
        least[rows] += np.minimum(gap.min(axis=0), 0)
        most[rows] += np.maximum(gap.max(axis=0), 0)
        variance[rows] += told.astype(np.float64).var(axis=0)
    return Reach(least, most, np.ceil(variance / _MILLI**2).astype(np.int64))


def _possible(column: TreeColumn) -> list[float]:
    if column.codes is not None:
        return [float(n) for n in range(len(column.codes))]
    if column.values:
        return [float(v) for v in sorted(set(column.values))]
    fact = KNOWN_FACTS.get(column.fact)
    codes = fact.codes.stored_values if fact is not None and fact.codes else ()
    return [float(c) for c in codes if c < FIRST_COARSE_CODE]


def _is_open(column: TreeColumn, batch: pa.RecordBatch) -> NDArray[np.bool_]:
    """Is the answer one that could be had? A question that was not asked has none."""
    answers = batch[column.fact]
    if column.fact not in NOT_ASKED_FACTS:
        return np.ones(len(answers), dtype=np.bool_)
    asked: NDArray[np.bool_] = np.asarray(answers.fill_null(-1)).astype(np.int64) != NOT_ASKED
    return asked
