"""What each fact adds to a family's score, beside the average family of the reference.

score = baseline + the contributions of all facts, exactly: everything is whole micro log points.
The baseline is the intercept plus every fact's mean points; a contribution is the points of the
family's answer less that mean. (For a linear score these are its Shapley values.) What a pair of
facts counts together is shared by halves, as Shapley values share it; what trees add is shared by
TreeSHAP. What rounding leaves over of the trees, a few millionths, is put to the intercept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from desil.dictionary.results import STORED_CONTRIBUTIONS
from desil.ranking.formula.model import BandedFact, Fact, Model
from desil.ranking.scoring.answers import AnswerTable, answer_tables, sloped_answer, sloped_facts
from desil.ranking.scoring.forest import Grown, grown, matrix_of
from desil.ranking.scoring.pairs import pair_tables
from desil.ranking.scoring.points import PointsTable

Whole = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Parts:
    """How the facts of a model are looked up for many families at once."""

    model: Model
    tables: Mapping[str, AnswerTable]
    pairs: tuple[PointsTable, ...] = ()
    trees: Grown | None = None

    def points(self, fact: Fact, column: pa.ChunkedArray | pa.Array) -> Whole:
        """The points of each answer in a column."""
        table = self.tables.get(fact.name)
        if table is None:
            return self._sloped(fact.name, *_stored(column))
        values = np.array([a.points for a in table.answers], dtype=np.int64)
        return np.asarray(values[_places(table, column)])

    def _sloped(self, name: str, stored: Whole, known: NDArray[np.bool_]) -> Whole:
        fact = {f.name: f for f in sloped_facts(self.model)}[name]
        unknown = sloped_answer(fact, None).points
        held = stored
        if fact.least is not None and fact.most is not None:
            held = np.clip(stored, fact.least, fact.most)
        return np.asarray(np.where(known, held * fact.slope, unknown))


def _stored(column: pa.ChunkedArray | pa.Array) -> tuple[Whole, NDArray[np.bool_]]:
    return np.asarray(column.fill_null(0)).astype(np.int64), np.asarray(column.is_valid())


def _places(table: AnswerTable, column: pa.ChunkedArray | pa.Array) -> Whole:
    """The place of each answer, as `AnswerTable.place_of` says."""
    stored, known = _stored(column)
    if isinstance(table.fact, BandedFact):
        edges = np.array(table.fact.edges, dtype=np.int64)
        return np.where(known, 1 + np.searchsorted(edges, stored, side="right"), 0)
    reach = int(max(stored.max(initial=0), 0)) + 1
    place_of = np.array([table.place_of(code) for code in range(reach)], dtype=np.int64)
    return np.where(known & (stored >= 0), place_of[np.maximum(stored, 0)], 0)


def parts_of(model: Model) -> Parts:
    """The look-ups of a model."""
    tables = {t.fact.name: t for t in answer_tables(model)}
    trees = grown(model.trees) if model.trees else None
    return Parts(model, tables, tuple(pair_tables(model, 1)), trees)


def points_of_families(parts: Parts, batch: pa.RecordBatch) -> tuple[NDArray[np.int32], Whole]:
    """The points of every fact (rows) of every family (columns) of a batch, and what is left over.

    Both and the model's intercept are together exactly the score.
    """
    place_of = {fact.name: place for place, fact in enumerate(parts.model.facts)}
    made = np.empty((len(place_of), batch.num_rows), dtype=np.int32)
    for place, fact in enumerate(parts.model.facts):
        made[place] = parts.points(fact, batch[fact.name])
    for pair in parts.pairs:
        first, second = pair.facts
        key = _places(first, batch[first.fact.name]) * len(second.answers)
        key += _places(second, batch[second.fact.name])
        points = pair.rows["points"].to_numpy()[key]
        made[place_of[first.fact.name]] += points // 2
        made[place_of[second.fact.name]] += points - points // 2
    left: Whole = np.zeros(batch.num_rows, dtype=np.int64)
    if parts.trees is not None:
        matrix = matrix_of(parts.trees.forest, batch)
        shared = parts.trees.contributions(matrix)
        left = parts.trees.points(matrix) - shared.sum(axis=0)
        for column, added in zip(parts.trees.forest.columns, shared, strict=True):
            made[place_of[column.fact]] += added.astype(np.int32)
    return made, left


def mean_points(points: Iterable[NDArray[np.int32]], weights: Iterable[Whole]) -> list[int]:
    """The weighted mean points of each fact, whole, rounded down; 0 where nothing weighs."""
    sums: Whole = np.zeros(0, dtype=np.int64)
    total = 0
    for block, weight in zip(points, weights, strict=True):
        added = block.astype(np.int64) @ weight
        sums = added if not len(sums) else sums + added
        total += int(weight.sum())
    return [int(summed) // total if total else 0 for summed in sums]


def weightiest(
    model: Model,
    means: Sequence[int],
    batches: Iterable[pa.RecordBatch],
    points: Iterable[NDArray[np.int32]],
    left: Iterable[Whole],
) -> Iterator[pa.RecordBatch]:
    """One row per family: its five weightiest facts, the first weighing most, and the rest.

    `left`: what no fact adds (see `points_of_families`); it is part of the rest.
    Of two that weigh the same, the model's earlier fact stands first.
    """
    names = pa.array([f.name for f in model.facts])
    mean = np.array(means, dtype=np.int64)[:, None]
    for batch, block, over in zip(batches, points, left, strict=True):
        kept = {name: batch[name] for name in ("family_number", "village_code")}
        yield _five(kept, names, block - mean, over)


def _five(
    kept: Mapping[str, pa.Array], names: pa.Array, added: Whole, left: Whole
) -> pa.RecordBatch:
    facts, count = added.shape
    # The size of a contribution and the fact's place in one number: one maximum finds both.
    packed = np.abs(added) * facts + np.arange(facts - 1, -1, -1)[:, None]
    rows = np.arange(count)
    columns: dict[str, pa.Array] = dict(kept)
    rest = added.sum(axis=0) + left
    for place in range(1, STORED_CONTRIBUTIONS + 1):
        if place > facts:
            columns[f"fact_{place}"] = pa.nulls(count, pa.string())
            columns[f"contribution_{place}"] = pa.nulls(count, pa.int32())
            continue
        which = facts - 1 - packed.max(axis=0) % facts
        packed[which, rows] = -1
        contribution = added[which, rows]
        rest = rest - contribution
        chosen = pa.DictionaryArray.from_arrays(pa.array(which, pa.int8()), names)
        columns[f"fact_{place}"] = chosen
        columns[f"contribution_{place}"] = pa.array(contribution, pa.int32())
    columns["rest_micro"] = pa.array(rest, pa.int32())
    return pa.RecordBatch.from_pydict(columns)
