"""Columns of a linear model: dummies, numbers and their curves, and an indicator of what is
missing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import polars as pl
from numpy.typing import NDArray

from desil.ranking.models.plan import ColumnPlan, Floats, Form, plan_columns

MISSING = "?"
RARE_LEVEL = "…"
FEWEST_MISSING = 5  # rows; fewer get no indicator of their own
# A whole number under such a name is the code of an area: it has levels, and no order.
_AREA = re.compile(
    r"(^|_)(region|province|prov|provinsi|propinsi|district|kab|kabkota|kabupaten|kota|kec|kecamatan"
    r"|kel|kelurahan|desa|village|commune|ward|county|state|dominio|domain|stratum|strata|departamento"
    r"|area_code|area)(_|$)",
    re.IGNORECASE,
)
_KNOTS = (0.25, 0.5, 0.75)  # quantiles where a hinge may turn


class Entry(StrEnum):
    """How a column enters a linear model."""

    LEVELS = "levels"  # a dummy for each answer
    NUMBER = "number"  # the number itself
    LOG = "log"  # the number and its logarithm
    HINGES = "hinges"  # the number, and hinges at its quartiles: a line in four parts
    ALL = "all"  # dummies, the number and its logarithm, for a penalty to choose from


@dataclass(frozen=True, slots=True)
class Term:
    """What stands for one column: `labels` of its design columns, in order.

    `knots`: where hinges turn. `center`: what an answer never seen counts as, the weighted mean of
    each design column.
    """

    plan: ColumnPlan
    entry: Entry
    knots: tuple[float, ...]
    labels: tuple[str, ...]
    center: Floats

    def columns(self, column: pl.Series) -> Floats:
        """The design columns (rows by labels), centred."""
        return raw_columns(self, column, self.center) - self.center


def raw_columns(term: Term, column: pl.Series, center: Floats | None = None) -> Floats:
    """The design columns, not centred; an answer never seen takes `center`."""
    parts = []
    if term.entry in (Entry.LEVELS, Entry.ALL):
        parts.append(_dummies(term, column, center))
    if term.entry is not Entry.LEVELS:
        parts.append(_curve(term, column))
    if MISSING in term.labels and term.entry is not Entry.LEVELS:
        parts.append(column.is_null().to_numpy().astype(np.float64)[:, None])
    return np.hstack(parts)


def _dummies(term: Term, column: pl.Series, center: Floats | None) -> Floats:
    width = level_count(term.plan)
    has_missing = MISSING in term.labels and term.entry is Entry.LEVELS
    made = np.zeros((len(column), width + has_missing))
    places = places_of(term.plan, column)
    places = np.where(places == -1, width if has_missing else -2, places)
    seen = places >= 0
    made[np.flatnonzero(seen), places[seen]] = 1.0
    if center is not None:
        made[~seen] = center[: width + has_missing]
    return made


def _curve(term: Term, column: pl.Series) -> Floats:
    numbers = term.plan.numbers(column)
    numbers = np.where(np.isnan(numbers), term.plan.mean, numbers)
    made = [numbers]
    if term.entry in (Entry.LOG, Entry.ALL):
        made.append(logarithm(numbers, term.plan.least))
    made += [np.maximum(numbers - knot, 0.0) for knot in term.knots]
    return np.column_stack(made)


def logarithm(numbers: Floats, least: float) -> Floats:
    """ln x where no answer is below 1 (members, rooms); ln(1 + x) from 0; else from the least."""
    return np.asarray(np.log(numbers if least >= 1 else numbers + 1 - min(least, 0.0)))


def places_of(plan: ColumnPlan, column: pl.Series) -> NDArray[np.int64]:
    """Which level each answer is: -1 missing, -2 never seen."""
    return plan.codes(column) if plan.form is Form.LEVELS else plan.nearest_value(column)


def level_count(plan: ColumnPlan) -> int:
    """How many levels a column has, without the missing one."""
    return len(plan.levels) + plan.has_rare if plan.form is Form.LEVELS else len(plan.values)


def _labels(plan: ColumnPlan, entry: Entry, knots: Sequence[float], missing_rows: int) -> list[str]:
    found: list[str] = []
    if entry in (Entry.LEVELS, Entry.ALL):
        found += plan.levels if plan.form is Form.LEVELS else [str(v) for v in plan.values]
        found += [RARE_LEVEL] * (plan.form is Form.LEVELS and plan.has_rare)
    if entry is not Entry.LEVELS:
        found += [
            "x",
            *["ln x"] * (entry in (Entry.LOG, Entry.ALL)),
            *(f"x > {k:g}" for k in knots),
        ]
    return found + [MISSING] * (missing_rows >= FEWEST_MISSING)


def term_of(plan: ColumnPlan, column: pl.Series, weight: Floats, entry: Entry) -> Term:
    """The term of a column, centred on the rows that it is learned from."""
    knots = _knots(plan, column) if entry is Entry.HINGES else ()
    labels = tuple(_labels(plan, entry, knots, column.null_count()))
    bare = Term(plan, entry, knots, labels, np.zeros(len(labels)))
    made = raw_columns(bare, column)
    return Term(plan, entry, knots, labels, np.average(made, axis=0, weights=weight))


def _knots(plan: ColumnPlan, column: pl.Series) -> tuple[float, ...]:
    numbers = plan.numbers(column)
    at = np.unique(np.nanquantile(numbers, _KNOTS, method="lower"))
    return tuple(float(k) for k in at if plan.least < k < plan.most)


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
    return Design(
        tuple(
            term_of(
                p, frame[p.name], weight,
                Entry.LEVELS if p.form is Form.LEVELS else Entry.NUMBER,
            )
            for p in plans
        )
    )  # fmt: skip


def with_entries(
    design: Design, frame: pl.DataFrame, weight: Floats, entries: dict[str, Entry]
) -> Design:
    """The same design with the named columns entering as told."""
    return Design(
        tuple(
            term_of(t.plan, frame[t.plan.name], weight, entries[t.plan.name])
            if t.plan.name in entries
            else t
            for t in design.terms
        )
    )


def possible_entries(plan: ColumnPlan, different: int) -> tuple[Entry, ...]:
    """How else than as a number a column may enter: a yes or no has no curve, and only whole
    numbers of few values have levels."""
    if plan.form is Form.LEVELS or different <= 2:
        return ()
    levels = (Entry.LEVELS,) if plan.form is Form.WHOLE and plan.values else ()
    if levels and _AREA.search(plan.name):
        return levels
    return (Entry.LOG, Entry.HINGES, *levels)
