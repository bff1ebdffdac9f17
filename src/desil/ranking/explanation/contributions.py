"""What each fact adds to a family's score, beside the average family of the reference.

score = baseline + the contributions of all facts, exactly: everything is whole micro log points.
The baseline is the intercept plus every fact's mean points; a contribution is the points of the
family's answer less that mean. (For a linear score these are its Shapley values.)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from desil.dictionary.columns.ranking import STORED_CONTRIBUTIONS
from desil.ranking.formula.model import BandedFact, Fact, Model
from desil.ranking.scoring.answers import AnswerTable, answer_tables, sloped_answer, sloped_facts

Whole = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Parts:
    """How the facts of a model are looked up for many families at once."""

    model: Model
    tables: Mapping[str, AnswerTable]

    def points(self, fact: Fact, column: pa.ChunkedArray | pa.Array) -> Whole:
        """The points of each answer in a column."""
        known = np.asarray(column.is_valid())
        stored = np.asarray(column.fill_null(0)).astype(np.int64)
        table = self.tables.get(fact.name)
        if table is None:
            return self._sloped(fact.name, stored, known)
        values = np.array([a.points for a in table.answers], dtype=np.int64)
        if isinstance(table.fact, BandedFact):
            edges = np.array(table.fact.edges, dtype=np.int64)
            place = 1 + np.searchsorted(edges, stored, side="right")
            return np.asarray(values[np.where(known, place, 0)])
        reach = int(max(stored.max(initial=0), 0)) + 1
        place_of = np.array([table.place_of(code) for code in range(reach)], dtype=np.int64)
        return np.asarray(values[np.where(known & (stored >= 0), place_of[stored], 0)])

    def _sloped(self, name: str, stored: Whole, known: NDArray[np.bool_]) -> Whole:
        fact = {f.name: f for f in sloped_facts(self.model)}[name]
        unknown = sloped_answer(fact, None).points
        held = stored
        if fact.least is not None and fact.most is not None:
            held = np.clip(stored, fact.least, fact.most)
        return np.asarray(np.where(known, held * fact.slope, unknown))


def parts_of(model: Model) -> Parts:
    """The look-ups of a model."""
    return Parts(model, {t.fact.name: t for t in answer_tables(model)})


def points_of_families(parts: Parts, batch: pa.RecordBatch) -> NDArray[np.int32]:
    """The points of every fact (rows) of every family (columns) of a batch."""
    made = np.empty((len(parts.model.facts), batch.num_rows), dtype=np.int32)
    for place, fact in enumerate(parts.model.facts):
        made[place] = parts.points(fact, batch[fact.name])
    return made


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
) -> Iterator[pa.RecordBatch]:
    """One row per family: its five weightiest facts, the first weighing most, and the rest.

    Of two that weigh the same, the model's earlier fact stands first.
    """
    names = pa.array([f.name for f in model.facts])
    mean = np.array(means, dtype=np.int64)[:, None]
    for batch, block in zip(batches, points, strict=True):
        kept = {name: batch[name] for name in ("family_number", "village_code")}
        yield _five(kept, names, block - mean)


def _five(kept: Mapping[str, pa.Array], names: pa.Array, added: Whole) -> pa.RecordBatch:
    facts, count = added.shape
    # The size of a contribution and the fact's place in one number: one maximum finds both.
    packed = np.abs(added) * facts + np.arange(facts - 1, -1, -1)[:, None]
    rows = np.arange(count)
    columns: dict[str, pa.Array] = dict(kept)
    rest = added.sum(axis=0)
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
