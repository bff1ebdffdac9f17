"""Points tables: what every combination of answers to a few facts counts together.

Adding up is done once per combination instead of once per family: with a handful of tables of a
few thousand rows, a score is a handful of additions.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import prod
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from desil.ranking.formula.model import Model
from desil.ranking.scoring.answers import Answer, AnswerTable, answer_tables

MOST_COMBINATIONS = 4096  # a table of this size stays in a processor's nearest cache
_MILLI_SQUARE = 1_000_000  # square micro log points
Whole = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class PointsTable:
    """One points table: the facts whose answers are its key, the first fact weighing most.

    `rows`: answers (the key), points, least, most, unknown (facts without an answer) and variance
    (of the points under the shares, in square milli log points).
    """

    number: int
    facts: tuple[AnswerTable, ...]
    rows: pa.Table

    @property
    def name(self) -> str:
        """Its name in SQL."""
        return f"points_{self.number}"

    @property
    def has_variance(self) -> bool:
        """Does any answer in it leave something open?"""
        return bool(self.rows["variance"].to_numpy().any())

    def key_sql(self) -> str:
        """SQL for the key of a family's answers: mixed-radix number of the answers' places."""
        first, *others = self.facts
        key = f"cast({first.place_sql(f'fact.{first.fact.name}')} as integer)"
        for table in others:
            key = f"({key}) * {len(table.answers)} + {table.place_sql(f'fact.{table.fact.name}')}"
        return key


def milli_variance(square_micro: NDArray[Any]) -> Whole:
    """Square milli log points, rounded up: a spread that is there is never told as none."""
    return np.asarray(np.ceil(square_micro / _MILLI_SQUARE)).astype(np.int64)


def _value(answer: Answer, column: str) -> int:
    return int(not answer.is_known) if column == "unknown" else int(getattr(answer, column))


def points_tables(model: Model) -> tuple[PointsTable, ...]:
    """The points tables of a model; the first carries its intercept."""
    made = []
    for number, facts in enumerate(_grouped(list(answer_tables(model))), start=1):
        intercept = model.intercept if number == 1 else 0
        made.append(PointsTable(number, tuple(facts), _rows(facts, intercept)))
    return tuple(made)


def _grouped(tables: Sequence[AnswerTable]) -> list[list[AnswerTable]]:
    """Facts put together so that few tables stay small: each to the first with room for it."""
    groups: list[list[AnswerTable]] = []
    for table in sorted(tables, key=lambda t: (-len(t.answers), t.fact.name)):
        for group in groups:
            if prod(len(t.answers) for t in (*group, table)) <= MOST_COMBINATIONS:
                group.append(table)
                break
        else:
            groups.append([table])
    return groups


def _rows(facts: Sequence[AnswerTable], intercept: int) -> pa.Table:
    sums: dict[str, Whole] = {}
    for column in ("points", "least", "most", "unknown", "variance"):
        start = 0 if column in ("unknown", "variance") else intercept
        total = np.array([start], dtype=np.int64)
        for table in facts:
            values = np.array([_value(a, column) for a in table.answers], dtype=np.int64)
            total = np.add.outer(total, values).ravel()
        sums[column] = milli_variance(total) if column == "variance" else total
    key = pa.array(np.arange(len(sums["points"])), pa.int32())
    return pa.table({"answers": key} | {n: pa.array(v, pa.int32()) for n, v in sums.items()})
