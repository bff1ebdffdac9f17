"""What do visits to the least certain families change? On a survey out of fold, and on a city.

    python -m benchmarks.visits PERU.parquet [--home HOME --truth CITY/truth]

Peru: OLS and boosted trees with 5 folds by household; probabilities out of fold; a tenth of the
households is visited, those nearest to a half or at random; the truth decides what is found.
City: the newest run of HOME, a tenth of each kelurahan's families; the hidden truth of the made-up
city decides. Prints the expected and the true exclusion error at 40 %.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import polars as pl

from desil.engine.database import open_database
from desil.engine.store import Store
from desil.ranking.accuracy.probability import cross_fitted_probability
from desil.ranking.models.catalogue import single
from desil.ranking.models.folds import fold_of_rows
from desil.ranking.survey.roles import Roles
from desil.ranking.survey.survey import Survey, survey_of
from desil.ranking.visits.expected import Families, expected_error, nearest_to_half
from desil.ranking.visits.planning import families_of
from desil.ranking.worklists.listing import open_run

LEAKS = ("poor", "poverty_line", "complete_case")
QUOTA, VISITED = 0.4, 0.1


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("peru", type=Path)
    parser.add_argument("--home", type=Path)
    parser.add_argument("--truth", type=Path)
    arguments = parser.parse_args()
    peru = pl.read_parquet(arguments.peru).filter(pl.col("complete_case")).drop(LEAKS)
    roles = Roles("per_capita_consumption", cluster="household_id", household="household_id")
    survey = survey_of(peru, roles)
    for name in ("ols", "lightgbm"):
        families, truth = _of_survey(survey, name)
        _table(f"Peru, {name}, {len(survey)} households", families, truth, len(survey))
    if arguments.home:
        families, truth = _of_city(arguments.home, arguments.truth)
        _table(f"made-up city, {len(truth)} families", families, truth, 0)


def _of_survey(survey: Survey, name: str) -> tuple[Families, np.ndarray]:
    fold, told = fold_of_rows(survey.cluster, 5, 0), np.empty(len(survey))
    for part in range(5):
        learn, test = fold != part, fold == part
        fitted = single(name, district=None, signs=None, seed=0)
        fitted.fit(survey.features.filter(learn), survey.welfare[learn], survey.weight[learn])
        told[test] = fitted.predict(survey.features.filter(test))
    poor, _ = cross_fitted_probability(told, survey.welfare, survey.weight, fold, QUOTA)
    places = round(QUOTA * len(survey))
    taken = np.argsort(np.argsort(told, kind="stable")) < places
    truth = np.argsort(np.argsort(survey.welfare, kind="stable")) < places
    return Families(poor, taken, told), truth


def _of_city(home: Path, truth: Path) -> tuple[Families, np.ndarray]:
    store = Store(home)
    folder = max(p for p in store.runs.iterdir() if (p / "family_score.parquet").is_file())
    with open_database(store.engine_settings()) as database:
        open_run(database, folder, "")
        families, numbers = families_of(database)
    file = max(truth.glob("family_*.parquet"))  # the newest release
    # The truth is welfare itself: the city's official deciles follow its formula, not welfare.
    share = float(families.taken.mean())
    known = pl.read_parquet(file).select(
        pl.col("family_number").cast(pl.String),
        is_poor=pl.col("welfare").rank("ordinal") <= share * pl.len(),
    )
    joined = pl.DataFrame({"family_number": numbers}).join(
        known, on="family_number", how="left", maintain_order="left"
    )
    kept = joined["is_poor"].is_not_null().to_numpy()
    print(f"{int((~kept).sum())} families of the run have no line in the truth")
    families = Families(families.poor[kept], families.taken[kept], families.score[kept])
    return families, joined["is_poor"].to_numpy()[kept].astype(bool)


def _true_error(families: Families, truth: np.ndarray, visited: np.ndarray, right: float) -> float:
    """The exclusion error when the visits find the truth with probability `right`."""
    rng = np.random.default_rng(0)
    found = np.where(rng.random(len(truth)) < right, truth, ~truth)
    side = np.where(visited, np.where(found, -np.inf, np.inf), families.score)
    taken = np.zeros(len(truth), dtype=bool)
    taken[np.argsort(side, kind="stable")[: int(families.taken.sum())]] = True
    return float((truth & ~taken).sum() / truth.sum())


def _table(title: str, families: Families, truth: np.ndarray, rows: int) -> None:
    count = round(VISITED * len(truth))
    at_random = np.zeros(len(truth), dtype=bool)
    at_random[np.random.default_rng(1).permutation(len(truth))[:count]] = True
    nobody = np.zeros(len(truth), dtype=bool)
    plans = (
        ("no visits", nobody, 1.0),
        ("nearest to a half, always right", nearest_to_half(families.poor, count), 1.0),
        ("nearest to a half, 85 % right", nearest_to_half(families.poor, count), 0.85),
        ("at random, always right", at_random, 1.0),
        ("at random, 85 % right", at_random, 0.85),
    )
    print(f"\n## {title}\n\n| visits | expected | interval | true |\n|---|---|---|---|")
    for name, visited, right in plans:
        told = expected_error(families, visited, right, rows)
        true = _true_error(families, truth, visited, right)
        print(f"| {name} | {told.value:.3f} | {told.low:.3f} to {told.high:.3f} | {true:.3f} |",
              flush=True)  # fmt: skip


if __name__ == "__main__":
    main()
