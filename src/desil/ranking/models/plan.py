"""What each column is to a model, learned from the rows that it is fitted on and no others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import polars as pl
from numpy.typing import NDArray

Floats = NDArray[np.float64]

RARE = 10  # rows; levels with fewer stand together
MOST_WHOLE_LEVELS = 24


class Form(StrEnum):
    """How a column enters."""

    LEVELS = "levels"  # text
    WHOLE = "whole"  # a whole number of few values: a code, or a count
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class ColumnPlan:
    """One column: its levels (text, most frequent first) or its range.

    `has_rare`: answers outside `levels` stand together as one more level. `missing`: some rows
    have no answer. `values`: the different whole numbers that are frequent enough to stand alone.
    """

    name: str
    form: Form
    levels: tuple[str, ...] = ()
    has_rare: bool = False
    missing: bool = False
    least: float = 0.0
    most: float = 0.0
    mean: float = 0.0
    values: tuple[int, ...] = ()

    def codes(self, column: pl.Series) -> NDArray[np.int64]:
        """Place in `levels`; their number for a rare answer; -1 missing; -2 never seen."""
        place = {level: number for number, level in enumerate(self.levels)}
        rare = len(self.levels) if self.has_rare else -2
        text = column.cast(pl.String)
        coded = text.replace_strict(place, default=rare, return_dtype=pl.Int64)
        return np.where(text.is_null().to_numpy(), -1, coded.fill_null(-1).to_numpy())

    def numbers(self, column: pl.Series) -> Floats:
        """The numbers, held to the range that was seen; NaN where missing."""
        values = column.cast(pl.Float64, strict=False).fill_null(np.nan).to_numpy()
        return np.asarray(np.clip(values, self.least, self.most))

    def nearest_value(self, column: pl.Series) -> NDArray[np.int64]:
        """Place of the nearest of `values` (the lower one of two as near); -1 missing."""
        numbers = self.numbers(column)
        places = np.searchsorted(self.middles(), np.nan_to_num(numbers), side="left")
        return np.where(np.isnan(numbers), -1, places)

    def middles(self) -> Floats:
        """Where one of `values` ends and the next begins."""
        values = np.array(self.values, dtype=np.float64)
        return (values[:-1] + values[1:]) / 2


def plan_columns(frame: pl.DataFrame, weight: Floats) -> tuple[ColumnPlan, ...]:
    """A plan for each column that has at least two different answers (missing is one)."""
    plans = (_plan(frame[name], weight) for name in frame.columns)
    return tuple(p for p in plans if p is not None)


def _plan(column: pl.Series, weight: Floats) -> ColumnPlan | None:
    missing = column.null_count() > 0
    if column.n_unique() < 2:
        return None
    if column.dtype == pl.String:
        return _text_plan(column, missing)
    return _number_plan(column, weight, missing)


def _text_plan(column: pl.Series, missing: bool) -> ColumnPlan:
    counts = column.drop_nulls().value_counts()
    pairs = sorted(counts.iter_rows(), key=lambda pair: (-pair[1], pair[0]))
    levels = tuple(level for level, count in pairs if count >= RARE)
    if not levels:
        levels = (pairs[0][0],)
    return ColumnPlan(
        column.name, Form.LEVELS, levels=levels, has_rare=len(levels) < len(pairs), missing=missing
    )


def _number_plan(column: pl.Series, weight: Floats, missing: bool) -> ColumnPlan:
    present = column.is_not_null().to_numpy()
    numbers = column.cast(pl.Float64).fill_null(np.nan).to_numpy()[present]
    return ColumnPlan(
        column.name,
        Form.WHOLE if column.dtype == pl.Int64 else Form.NUMBER,
        missing=missing,
        least=float(numbers.min()),
        most=float(numbers.max()),
        mean=float(np.average(numbers, weights=weight[present])),
        values=_frequent_wholes(column.drop_nulls()) if column.dtype == pl.Int64 else (),
    )


def _frequent_wholes(column: pl.Series) -> tuple[int, ...]:
    """The values that stand alone; none when there are too many to be codes or counts."""
    values, counts = np.unique(column.to_numpy(), return_counts=True)
    if len(values) > MOST_WHOLE_LEVELS:
        return ()
    frequent = values[counts >= RARE]
    return tuple(int(v) for v in frequent) if len(frequent) > 2 else ()


def names_of(plans: Sequence[ColumnPlan]) -> list[str]:
    """The names of the planned columns."""
    return [p.name for p in plans]
