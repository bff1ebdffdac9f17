"""Columns of a linear model: dummies for answers, numbers, and an indicator of what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from desil.ranking.models.plan import ColumnPlan, Floats, Form, plan_columns

MISSING = "?"
RARE_LEVEL = "…"
FEWEST_MISSING = 5  # rows; fewer get no indicator of their own


@dataclass(frozen=True, slots=True)
class Term:
    """What stands for one column: `labels` of its design columns.

    `by_level`: each design column is 1 for one answer (also for a whole number taken by level);
    otherwise the first is the number itself. `center`: what an answer never seen counts as, the
    weighted mean of each design column.
    """

    plan: ColumnPlan
    by_level: bool
    labels: tuple[str, ...]
    center: Floats

    def columns(self, column: pl.Series) -> Floats:
        """The design columns (rows by labels), centred."""
        return raw_columns(self.plan, column, self.by_level, self.labels, self.center) - self.center


def raw_columns(
    plan: ColumnPlan,
    column: pl.Series,
    by_level: bool,
    labels: Sequence[str],
    center: Floats | None = None,
) -> Floats:
    """The design columns, not centred; an answer never seen takes `center`."""
    made = np.zeros((len(column), len(labels)))
    if by_level:
        places = places_of(plan, column)
        width = level_count(plan)
        missing = labels.index(MISSING) if MISSING in labels else -2
        places = np.where(places == -1, missing, places)
        places = np.where(places >= len(labels), -2, places)
        seen = places >= 0
        made[np.flatnonzero(seen), places[seen]] = 1.0
        if center is not None:
            made[~seen] = center
        assert width <= len(labels)  # noqa: S101 - holds the design
        return made
    numbers = plan.numbers(column)
    absent = np.isnan(numbers)
    made[:, 0] = np.where(absent, plan.mean, numbers)
    if len(labels) > 1:
        made[:, 1] = absent
    return made


def places_of(plan: ColumnPlan, column: pl.Series) -> NDArray[np.int64]:
    """Which level each answer is: -1 missing, -2 never seen."""
    return plan.codes(column) if plan.form is Form.LEVELS else plan.nearest_value(column)


def level_count(plan: ColumnPlan) -> int:
    """How many levels a column has, without the missing one."""
    return len(plan.levels) + plan.has_rare if plan.form is Form.LEVELS else len(plan.values)


def _labels(plan: ColumnPlan, by_level: bool, missing_rows: int) -> tuple[str, ...]:
    if not by_level:
        base: tuple[str, ...] = ("x",)
    elif plan.form is Form.LEVELS:
        base = plan.levels + ((RARE_LEVEL,) if plan.has_rare else ())
    else:
        base = tuple(str(v) for v in plan.values)
    return base + ((MISSING,) if missing_rows >= FEWEST_MISSING else ())


def term_of(plan: ColumnPlan, column: pl.Series, weight: Floats, by_level: bool) -> Term:
    """The term of a column, centred on the rows that it is learned from."""
    labels = _labels(plan, by_level, column.null_count())
    made = raw_columns(plan, column, by_level, labels)
    return Term(plan, by_level, labels, np.average(made, axis=0, weights=weight))


@dataclass(frozen=True, slots=True)
class Design:
    """All terms of a linear model."""

    terms: tuple[Term, ...]

    def matrix(self, frame: pl.DataFrame) -> Floats:
        """Rows by design columns, centred."""
        return np.hstack([t.columns(frame[t.plan.name]) for t in self.terms])

    def split(self, coefficients: Floats) -> list[Floats]:
        """The coefficients of each term."""
        ends = np.cumsum([len(t.labels) for t in self.terms])[:-1]
        return np.split(coefficients, ends)


def linear_design(frame: pl.DataFrame, weight: Floats) -> Design:
    """Texts by level; whole numbers and floats as numbers."""
    plans = plan_columns(frame, weight)
    return Design(tuple(term_of(p, frame[p.name], weight, p.form is Form.LEVELS) for p in plans))


def with_levels(design: Design, frame: pl.DataFrame, weight: Floats, names: set[str]) -> Design:
    """The same design with the whole numbers `names` taken by level."""
    return Design(
        tuple(
            term_of(t.plan, frame[t.plan.name], weight, True) if t.plan.name in names else t
            for t in design.terms
        )
    )


def whole_numbers(design: Design) -> list[str]:
    """Whole numbers of few values, which may enter by level."""
    return [t.plan.name for t in design.terms if t.plan.form is Form.WHOLE and t.plan.values]
