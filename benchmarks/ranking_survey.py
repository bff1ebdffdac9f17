"""Is the chosen model ever significantly worse than OLS on a small survey? Twenty of them.

    python -m benchmarks.ranking_survey PERU.parquet [--survey MADE_UP.parquet] [--full]

Small surveys are cut out of the Peruvian one: single regions, few columns, answers made missing,
unequal weights, noise columns, one answer in twenty wrong. Each is judged with 5 folds by
household and a paired bootstrap. `--full` also judges the whole file. Writes
docs/benchmarks-ranking-survey.md.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from time import process_time

import numpy as np
import polars as pl

from desil.cli.answer import err
from desil.cli.progress import TerminalProgress
from desil.engine.progress import Progress, Silent
from desil.ranking.accuracy.bootstrap import Measured
from desil.ranking.accuracy.evaluation import Evaluation, evaluate
from desil.ranking.accuracy.measures import HIGHER_IS_BETTER, MEASURES
from desil.ranking.accuracy.predictions import Plan
from desil.ranking.survey.roles import Roles
from desil.ranking.survey.survey import Survey, survey_of

PAGE = Path(__file__).parent.parent / "docs" / "benchmarks-ranking-survey.md"
ROWS = 2000
SHOWN = ("r2", "spearman", "exclusion_10", "exclusion_20", "exclusion_40", "decile_within_one")
LEAKS = ("poor", "poverty_line", "complete_case")  # told by name, or one value
FEW = ("household_size", "wall", "floor", "water", "head_education", "refrigerator", "urban")
ROLES = Roles("per_capita_consumption", cluster="household_id", household="household_id")


def main() -> None:
    """Judge, print, write the page."""
    arguments = _arguments()
    lines = [
        "| survey | rows | columns | OLS R2 | "
        + " | ".join(f"{m} difference" for m in SHOWN)
        + " | blend chosen | significantly worse | CPU seconds |",
        "|---|---|---|---|" + "---|" * (len(SHOWN) + 3),
    ]
    progress: Progress = TerminalProgress(err) if err.is_terminal else Silent()
    worse = 0
    for name, survey in _surveys(arguments):
        if not name.startswith(arguments.only):
            continue
        began = process_time()
        evaluation = evaluate(survey, Plan(repeats=1, draws=400), progress)
        line, bad = _line(name, survey, evaluation, process_time() - began)
        worse += bad
        lines.append(line)
        print(line, flush=True)
    judged = f"{len(lines) - 2} surveys by {len(MEASURES)} figures"
    told = f"\nSignificantly worse than OLS: {worse} of {judged}.\n"
    print(told)
    if not arguments.only:
        PAGE.write_text(_page(lines, told), encoding="utf-8")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("peru", type=Path)
    parser.add_argument("--survey", type=Path, help="the made-up city's survey")
    parser.add_argument("--only", default="", help="surveys whose names begin so")
    parser.add_argument("--full", action="store_true", help="the whole Peruvian file as well")
    return parser.parse_args()


def _page(lines: list[str], told: str) -> str:
    return (
        "# The chosen model beside OLS on small surveys\n\n"
        "Written by `make bench-ranking`. Differences are chosen minus OLS on rows neither was "
        "fitted on,\nwith the paired 95 % interval by cluster in brackets; R2, Spearman and decile "
        "within one are better\nwhen higher, exclusion errors when lower.\n\n"
        + "\n".join(lines) + "\n" + told
    )  # fmt: skip


def _line(name: str, survey: Survey, evaluation: Evaluation, seconds: float) -> tuple[str, int]:
    figures = evaluation.figures["chosen"]
    cells = [
        f"{m.difference_to_ols:+.3f} ({m.difference_low:+.3f}, {m.difference_high:+.3f})"
        for m in (figures[key] for key in SHOWN)
    ]
    bad = [key for key in MEASURES if _is_worse(key, figures[key])]
    blends = sum(c.chosen == "blend" for c in evaluation.choices)
    return (
        f"| {name} | {len(survey)} | {len(survey.features.columns)} "
        f"| {evaluation.figures['ols']['r2'].value:.3f} | " + " | ".join(cells)
        + f" | {blends} of {len(evaluation.choices)} | {', '.join(bad) or 'none'} "
        f"| {seconds:.0f} |"
    ), len(bad)  # fmt: skip


def _is_worse(key: str, m: Measured) -> bool:
    return m.difference_high < 0 if key in HIGHER_IS_BETTER else m.difference_low > 0


def _surveys(arguments: argparse.Namespace) -> Iterator[tuple[str, Survey]]:
    peru = pl.read_parquet(arguments.peru).filter(pl.col("complete_case")).drop(LEAKS)
    for region in range(1, 9):
        here = peru.filter(pl.col("region") == region)
        yield f"region {region}", _small(here, region)
    yield "few columns", _small(peru.select(*FEW, "household_id", ROLES.welfare), 11)
    yield (
        "few columns, 800 rows",
        _small(peru.select(*FEW[:5], "household_id", ROLES.welfare), 12, rows=800),
    )
    yield "a fifth missing", _small(_with_missing(peru, 13), 13)
    yield "40 noise columns", _small(_with_noise(peru, 14), 14)
    yield "unequal weights", _small(_with_weight(peru, 15), 15, weight="weight")
    yield "answers often wrong", _small(_with_errors(peru, 16), 16)
    yield "no region, no size", _small(peru.drop("region", "stratum", "household_size"), 17)
    yield "4,000 rows", _small(peru, 18, rows=4000)
    for seed in (21, 22, 23):
        yield f"at most 3,000 rows, seed {seed}", _small(peru, seed, rows=2600)
    if arguments.survey:
        roles = Roles("pengeluaran_per_kapita", "penimbang", "klaster", "strata", "id_ruta")
        yield "made-up city", survey_of(pl.read_parquet(arguments.survey), roles)
    if arguments.full:
        yield "Peru, whole", survey_of(peru, ROLES)


def _small(
    table: pl.DataFrame, seed: int, *, rows: int = ROWS, weight: str | None = None
) -> Survey:
    households = table["household_id"].unique().sort()
    few = households.sample(min(rows, len(households)), seed=seed)
    roles = Roles(ROLES.welfare, weight, ROLES.cluster, None, ROLES.household)
    return survey_of(table.filter(pl.col("household_id").is_in(few.implode())), roles)


def _with_missing(table: pl.DataFrame, seed: int) -> pl.DataFrame:
    rng = np.random.default_rng(seed)
    kept = {"household_id", ROLES.welfare}
    return table.with_columns(
        pl.when(pl.Series(rng.random(len(table)) > 0.2)).then(pl.col(name)).alias(name)
        for name in table.columns
        if name not in kept
    )


def _with_noise(table: pl.DataFrame, seed: int) -> pl.DataFrame:
    rng = np.random.default_rng(seed)
    numbers = {f"noise_{k}": rng.normal(size=len(table)) for k in range(25)}
    texts = {f"word_{k}": rng.choice(list("abcdefgh"), len(table)) for k in range(15)}
    return table.with_columns(**{n: pl.Series(v) for n, v in (numbers | texts).items()})


def _with_weight(table: pl.DataFrame, seed: int) -> pl.DataFrame:
    return table.with_columns(
        weight=pl.Series(np.random.default_rng(seed).lognormal(0, 0.8, len(table)))
    )


def _with_errors(table: pl.DataFrame, seed: int) -> pl.DataFrame:
    """One answer in twenty of each column is another household's."""
    rng = np.random.default_rng(seed)
    kept = {"household_id", ROLES.welfare}
    changed = []
    for name in table.columns:
        if name not in kept:
            own = np.arange(len(table))
            hit = rng.random(len(table)) < 0.05
            own[hit] = rng.integers(0, len(table), hit.sum())
            changed.append(table[name][own].alias(name))
    return table.with_columns(changed)


if __name__ == "__main__":
    main()
