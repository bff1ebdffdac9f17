"""From how many households on do the larger trees err less than the smaller ones? A table.

    python -m benchmarks.tree_size PERU.parquet [--survey MADE_UP.parquet] [--draws 4]

Of each survey as many households as a row says are drawn (with a seed, several times); both tree
settings learn from them and are judged on the same households that were not drawn. Told: the mean
over the draws of the squared error of the larger trees less that of the smaller ones, in percent of
the smaller ones' error, with its 95 % interval by household, and the CPU seconds of one fit.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from time import process_time

import numpy as np
import polars as pl

from benchmarks.ranking_survey import LEAKS, ROLES
from desil.ranking.models.trees import LARGE, SMALL, LightGbm
from desil.ranking.survey.roles import Roles
from desil.ranking.survey.survey import Survey, survey_of

SIZES = (1_000, 2_000, 4_000, 6_000, 8_000, 12_000, 16_000, 24_000, 32_000)
JUDGED_AT_LEAST, JUDGED_AT_MOST = 2_000, 12_000  # households
MADE_UP = Roles("pengeluaran_per_kapita", "penimbang", "klaster", "strata", "id_ruta")


@dataclass(frozen=True, slots=True)
class Row:
    """`difference`: larger less smaller trees, in percent; `error` its standard error."""

    rows: int
    difference: float
    error: float
    smaller_seconds: float
    larger_seconds: float

    def line(self, survey: str) -> str:
        """The row of the table."""
        low, high = (self.difference + end * 1.96 * self.error for end in (-1, 1))
        return (
            f"| {survey} | {self.rows} | {self.difference:+.2f} ({low:+.2f}, {high:+.2f}) "
            f"| {self.smaller_seconds:.1f} | {self.larger_seconds:.1f} |"
        )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("peru", type=Path)
    parser.add_argument("--survey", type=Path, help="the made-up city's survey")
    parser.add_argument("--draws", type=int, default=4)
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES))
    arguments = parser.parse_args()
    print("| survey | households | larger less smaller trees, % | smaller, s | larger, s |")
    print("|---|---|---|---|---|")
    for name, survey in _surveys(arguments):
        for rows in arguments.sizes:
            if rows + JUDGED_AT_LEAST <= len(survey):
                print(measured(survey, rows, arguments.draws).line(name), flush=True)


def _surveys(arguments: argparse.Namespace) -> Iterator[tuple[str, Survey]]:
    peru = pl.read_parquet(arguments.peru).filter(pl.col("complete_case")).drop(LEAKS)
    yield "Peru", survey_of(peru, ROLES)
    for name, code in (("Peru, towns", 1), ("Peru, countryside", 0)):
        yield name, survey_of(peru.filter(pl.col("urban") == code), ROLES)
    if arguments.survey:
        yield "made-up city", survey_of(pl.read_parquet(arguments.survey), MADE_UP)


def measured(survey: Survey, rows: int, draws: int) -> Row:
    """Both settings on `rows` households, drawn `draws` times."""
    told = [_once(survey, rows, seed) for seed in range(draws)]
    difference = float(np.mean([one.difference for one in told]))
    # Between draws and between the households judged: whichever says more.
    between = float(np.std([one.difference for one in told], ddof=1)) / np.sqrt(draws)
    within = float(np.sqrt(np.mean([one.error**2 for one in told]) / draws))
    return Row(
        rows, difference, max(between, within),
        float(np.mean([one.smaller_seconds for one in told])),
        float(np.mean([one.larger_seconds for one in told])),
    )  # fmt: skip


def _once(survey: Survey, rows: int, seed: int) -> Row:
    order = np.random.default_rng(seed).permutation(len(survey))
    learn = order[:rows]
    # A household that was asked twice is not judged by its other year.
    rest = order[rows:][~np.isin(survey.cluster[order[rows:]], survey.cluster[learn])]
    judged = rest[:JUDGED_AT_MOST]
    weight, truth = survey.weight[judged], survey.welfare[judged]
    errors, seconds = [], []
    for forests in (SMALL, LARGE):
        began = process_time()
        fitted = LightGbm(seed=seed, forests=forests).fit(
            survey.features[learn], survey.welfare[learn], survey.weight[learn]
        )
        seconds.append(process_time() - began)
        errors.append((fitted.predict(survey.features[judged]) - truth) ** 2)
    smaller = float(np.average(errors[0], weights=weight))
    gap = errors[1] - errors[0]
    mean = float(np.average(gap, weights=weight))
    spread = float(np.sqrt(np.sum((weight * (gap - mean)) ** 2)) / weight.sum())
    return Row(rows, 100 * mean / smaller, 100 * spread / smaller, *seconds)


if __name__ == "__main__":
    main()
