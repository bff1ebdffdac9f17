"""What every answer to every fact adds, in whole micro log points, from fitted models."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import floor
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from desil.ranking.models.plan import ColumnPlan, Floats, Form

MICRO = 1_000_000
FLATTEST = 50  # micro log points a unit
LEAST_RANGE = 200  # units; below, rounding a slope moves no score by more than 1e-4
MOST_STEPS = 250  # steps of a line where it has to join a curve
Whole = NDArray[np.int64]


def micro(log_points: Floats | float) -> Whole:
    """Whole micro log points, half to even."""
    return np.asarray(np.rint(np.asarray(log_points) * MICRO).astype(np.int64))


@dataclass(frozen=True, slots=True)
class CodePoints:
    """A fact of codes. `answers` in order; `missing`, `other`: no answer; one not listed."""

    name: str
    answers: tuple[str, ...]
    points: Whole
    missing: int
    other: int

    def of(self, column: pl.Series) -> Whole:
        """The points of each answer."""
        text = column.cast(pl.String)
        table = dict(zip(self.answers, self.points.tolist(), strict=True))
        found = text.replace_strict(table, default=self.other, return_dtype=pl.Int64)
        return np.where(text.is_null().to_numpy(), self.missing, found.fill_null(0).to_numpy())


@dataclass(frozen=True, slots=True)
class BandPoints:
    """A fact in bands: band i holds edges[i-1] <= x < edges[i]."""

    name: str
    edges: Floats
    points: Whole
    missing: int

    def of(self, column: pl.Series) -> Whole:
        """The points of each answer."""
        numbers = column.cast(pl.Float64, strict=False).fill_null(np.nan).to_numpy()
        place = np.searchsorted(self.edges, numbers, side="right")
        return np.where(np.isnan(numbers), self.missing, self.points[np.minimum(
            place, len(self.points) - 1)])  # fmt: skip


@dataclass(frozen=True, slots=True)
class SlopePoints:
    """A number that counts `slope` a unit, held between `least` and `most`."""

    name: str
    slope: int
    mean: float
    least: float
    most: float
    missing: int

    def of(self, column: pl.Series) -> Whole:
        """The points of each answer, rounded to whole micro points."""
        numbers = column.cast(pl.Float64, strict=False).fill_null(np.nan).to_numpy()
        held = np.clip(numbers, self.least, self.most)
        return np.where(
            np.isnan(numbers), self.missing, np.rint(np.nan_to_num(held) * self.slope)
        ).astype(np.int64)


FactPoints = CodePoints | BandPoints | SlopePoints


def additive_points(
    shares: Mapping[str, tuple[float, Any]], frame: pl.DataFrame
) -> tuple[float, list[FactPoints]]:
    """(intercept in log points, points of every fact) of models added up by their shares.

    `shares`: (share, fitted model) by name; each model tells `effects`, `plans`, `breaks` and
    `sloped`. `frame`: the survey, for the answers that occur.
    """
    intercept = sum(share * model.intercept_ for share, model in shares.values())
    found: list[FactPoints] = []
    for name in frame.columns:
        tellers = [(s, m) for s, m in shares.values() if name in m.effects()]
        if not tellers:
            continue
        plan = tellers[0][1].plans()[name]
        if plan.form is Form.LEVELS:
            found.append(_codes(name, tellers, frame[name]))
        elif all(name in m.sloped() for _, m in tellers) and _is_steep(name, tellers, plan):
            slope, at_zero = _slope(name, tellers, plan)
            intercept += at_zero
            found.append(slope)
        else:
            found.append(_bands(name, tellers, plan, frame[name]))
    return float(intercept), found


def _effect(name: str, tellers: list[tuple[float, Any]], column: pl.Series) -> Floats:
    return np.asarray(sum(share * model.effects()[name](column) for share, model in tellers))


def _codes(name: str, tellers: list[tuple[float, Any]], column: pl.Series) -> CodePoints:
    answers = sorted(column.cast(pl.String).drop_nulls().unique().to_list(), key=_by_number)
    asked = pl.Series(name, [*answers, None, "\0never"], dtype=pl.String)
    points = micro(_effect(name, tellers, asked))
    return CodePoints(name, tuple(answers), points[:-2], int(points[-2]), int(points[-1]))


def _by_number(answer: str) -> tuple[int, str]:
    return (int(answer), "") if answer.lstrip("-").isdigit() else (1 << 40, answer)


def _is_steep(name: str, tellers: list[tuple[float, Any]], plan: ColumnPlan) -> bool:
    """Is the slope large enough that a whole number tells it to a hundredth, or exactly enough?

    A number of large units (square metres of land, money) is told in bands instead.
    """
    ends = _effect(name, tellers, pl.Series([plan.least, plan.most]))
    slope = abs(float(ends[1] - ends[0])) / (plan.most - plan.least) * MICRO
    return slope >= FLATTEST or (plan.most - plan.least) < LEAST_RANGE


def _slope(
    name: str, tellers: list[tuple[float, Any]], plan: ColumnPlan
) -> tuple[SlopePoints, float]:
    ends = _effect(name, tellers, pl.Series([plan.least, plan.most, plan.mean, None]))
    slope = float(ends[1] - ends[0]) / (plan.most - plan.least)
    whole = int(micro(slope))
    at_zero = float(ends[2]) - whole / MICRO * plan.mean
    return (
        SlopePoints(
            name, whole, plan.mean, plan.least, plan.most, int(micro(float(ends[3]) - at_zero))
        ),
        at_zero,
    )


def _bands(
    name: str, tellers: list[tuple[float, Any]], plan: ColumnPlan, column: pl.Series
) -> BandPoints:
    """Steps wherever any model has one, and of a line at every whole number or quantile."""
    numbers = column.drop_nulls().cast(pl.Float64).to_numpy()
    edges: set[float] = set()
    for _, model in tellers:
        steps = model.breaks().get(name)
        if name in model.sloped() or steps is None:
            edges |= set(_steps_of_a_line(numbers))
        elif plan.form is Form.WHOLE:
            edges |= {float(floor(s) + 1 if s == floor(s) or s % 1 else s) for s in steps}
        else:
            edges |= set(steps)
    inside = np.array(sorted(e for e in edges if plan.least < e <= plan.most))
    if plan.form is Form.WHOLE:
        inside = np.unique(np.ceil(inside))
    points = micro(_effect(name, tellers, pl.Series([*_typical(inside, numbers), None])))
    return BandPoints(name, inside, points[:-1], int(points[-1]))


def _typical(edges: Floats, numbers: Floats) -> list[float]:
    """A value that stands for each band: the median of what is in it, else near its edge."""
    place = np.searchsorted(edges, numbers, side="right")
    found = []
    for band in range(len(edges) + 1):
        inside = numbers[place == band]
        empty = edges[band - 1] if band else edges[0] - 1
        found.append(float(np.quantile(inside, 0.5, method="lower")) if len(inside) else empty)
    return found


def _steps_of_a_line(numbers: Floats) -> list[float]:
    different = np.unique(numbers)
    if len(different) <= MOST_STEPS:
        return [float(e) for e in (different[:-1] + different[1:]) / 2]
    at = np.arange(1, MOST_STEPS) / MOST_STEPS
    even = different[0] + at * (different[-1] - different[0])  # a long tail has few quantiles
    return [float(e) for e in np.union1d(np.quantile(numbers, at), even)]
