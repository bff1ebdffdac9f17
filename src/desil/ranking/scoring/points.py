"""Points tables: what every combination of answers to a few facts counts together.

Adding up is done once per combination instead of once per family: with a handful of tables of a
few thousand rows, a score is a handful of additions.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import prod

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from desil.ranking.formula.model import Model
from desil.ranking.scoring.answers import AnswerTable, answer_tables

MOST_COMBINATIONS = 4096  # a table of this size stays in a processor's nearest cache
Whole = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class PointsTable:
    """One points table: the facts whose answers are its key, the first fact weighing most.

    `rows`: answers (the key), points, least, most and unknown (facts without an answer).
    """

    number: int
    facts: tuple[AnswerTable, ...]
    rows: pa.Table

    @property
    def name(self) -> str:
        """Its name in SQL."""
        return f"points_{self.number}"

    def key_sql(self) -> str:
        """SQL for the key of a family's answers: mixed-radix number of the answers' places."""
        first, *others = self.facts
        key = f"cast({first.place_sql(f'fact.{first.fact.name}')} as integer)"
        for table in others:
            key = f"({key}) * {len(table.answers)} + {table.place_sql(f'fact.{table.fact.name}')}"
        return key


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
    for column in ("points", "least", "most", "unknown"):
        total = np.array([0 if column == "unknown" else intercept], dtype=np.int64)
        for table in facts:
            values = np.array(
                [
                    int(not a.is_known) if column == "unknown" else getattr(a, column)
                    for a in table.answers
                ],
                dtype=np.int64,
            )
            total = np.add.outer(total, values).ravel()
        sums[column] = total
    key = pa.array(np.arange(len(sums["points"])), pa.int32())
    return pa.table({"answers": key} | {n: pa.array(v, pa.int32()) for n, v in sums.items()})
