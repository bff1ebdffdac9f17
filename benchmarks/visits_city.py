"""Visits on the made-up city from end to end: planned, entered, the next run, the hidden truth.

    python -m benchmarks.visits_city [--scale .1] [--right .85] [--wrong .035] [--model ols]

1. The city's release arrives with each answer about the home wrong with the chance `--wrong` (it is
   another family's). A model is fitted to the city's survey, approved, and ranks the register.
2. A plan visits a tenth of each kelurahan (`desil ranking visits`); beside it as many families are
   drawn at random there.
3. A visit finds the home as it is: a delivery of corrections, which the next run carries. It finds
   the side of the boundary of assistance, rightly with the chance `--right`: `visits-found`.
4. The list of the next run, and the order after what was found, are held to the hidden welfare: the
   truly poor are as many families, with the lowest welfare, as the list had before any visit.

Writes docs/benchmarks-visits.md.
"""

from __future__ import annotations

import argparse
import shutil
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import polars as pl

from benchmarks.listed_errors import DRAWS, HEAD, NOBODY, PLANNED, RANDOM, Listed, measured
from benchmarks.visit_corrections import (
    changes_seen,
    corrections_text,
    home_facts,
    with_wrong_answers,
)
from desil.engine.database import open_database
from desil.engine.progress import Progress, Silent
from desil.engine.store import Store
from desil.intake.delivery import take_in
from desil.pipeline import make_run
from desil.ranking.activation.model_store import active_version, approve, model_of, propose
from desil.ranking.folder.fitting import Recipe, fit_model
from desil.ranking.survey.roles import Roles
from desil.ranking.visits.measuring import measure
from desil.ranking.visits.planning import Budget, VisitPlan, families_of, plan_visits
from desil.ranking.worklists.listing import open_run
from desil.surveys.reading import read_survey
from desil.synthetic.city import make_city

PAGE = Path(__file__).parent.parent / "docs" / "benchmarks-visits.md"
AT = datetime(2026, 4, 1, tzinfo=UTC)
RELEASE, VISITED = date(2025, 9, 17), date(2026, 3, 1)
TENTH, MONTHS = 0.1, 3


@dataclass(frozen=True, slots=True)
class Request:
    """How the simulation is made."""

    scale: float = 0.1
    right: float = 0.85
    wrong: float = 0.035
    model: str = "ols"
    seed: int = 7


@dataclass(frozen=True, slots=True)
class Outcome:
    """`lists`, the first without visits; the expected errors of the plan; counts."""

    lists: tuple[Listed, ...]
    expected_before: float
    expected_after: float
    families: int
    visits: int
    corrections: int
    places: int


def main() -> None:
    """Run, print, write the page."""
    asked = _request()
    with TemporaryDirectory(prefix="desil-visits-") as folder:
        outcome = simulated(asked, Path(folder), Silent())
    page = page_of(asked, outcome)
    print(page)
    PAGE.write_text(page, encoding="utf-8")


def _request() -> Request:
    parser = argparse.ArgumentParser(description=__doc__)
    usual = Request()
    for name in ("scale", "right", "wrong"):
        parser.add_argument(f"--{name}", type=float, default=getattr(usual, name))
    parser.add_argument("--model", default=usual.model)
    parser.add_argument("--seed", type=int, default=usual.seed)
    return Request(**vars(parser.parse_args()))


def simulated(asked: Request, folder: Path, progress: Progress) -> Outcome:
    """The whole way, in `folder`."""
    city = folder / "city"
    make_city(city, scale=asked.scale, seed=asked.seed, releases=1, progress=progress)
    release = sorted((city / "deliveries").glob("dtsen/*/*.csv"))
    true_facts = home_facts(_taken_in(folder / "true", "dtsen", release, RELEASE))
    home = folder / "home"
    delivered = with_wrong_answers(release, folder / "sent", asked.wrong, asked.seed)
    recorded = home_facts(_taken_in(home, "dtsen", delivered, RELEASE))
    _use_a_model(home, next((city / "deliveries").glob("survei/*/*.parquet")), asked, folder)
    first = _run(home)
    plan = _planned(home, first, asked)
    welfare = _welfare(city, first)
    chosen = plan.visits.select("family_number", "village_code", "desil_1_4_ppm")
    poor = _poorest(welfare, int(_list_of(first)["inside"].sum()))
    lists = {NOBODY: _list_of(first)}
    corrected = 0
    for name, visited in ((PLANNED, chosen), (RANDOM, _at_random(first, chosen, asked.seed))):
        other = folder / name.replace(" ", "-")
        shutil.copytree(home, other)
        changes = changes_seen(visited["family_number"], true_facts, recorded)
        corrected = corrected or len(changes)
        file = folder / f"{other.name}.csv"
        file.write_text(corrections_text(changes, VISITED), encoding="utf-8")
        _taken_in(other, "koreksi", [file], VISITED)
        following = _run(other)
        lists[f"{name}, facts put right"] = _list_of(following)
        for right in (1.0, asked.right):
            found = _visit_results(visited, poor, right, asked.seed)
            listed = _after(other, following, visited, found, right)
            lists[f"{name}, and the side found, {100 * right:.0f} % right"] = listed
    return Outcome(
        tuple(measured(lists, welfare, poor)),
        plan.before.value, plan.after.value, len(welfare), len(chosen), corrected, len(poor),
    )  # fmt: skip


def _taken_in(home: Path, source: str, files: list[Path], day: date) -> Path:
    store = Store(home)
    delivery = take_in(
        store, source, files, reference_date=day, handed_in_by="uji", at=AT,
        settings=store.engine_settings(), progress=Silent(),
    )  # fmt: skip
    return store.deliveries / source / delivery.id.removeprefix(f"{source}-")


def _use_a_model(home: Path, survey: Path, asked: Request, folder: Path) -> None:
    roles = Roles("pengeluaran_per_kapita", "penimbang", "klaster", "strata", "id_ruta",
                  register_facts=True)  # fmt: skip
    recipe = Recipe("survei kota buatan", asked.model, 0, None, "kota buatan", False, None)
    fit_model(read_survey(survey, roles), recipe, folder / "model", Silent())
    model = propose(home, folder / "model", by="analis", at=AT)
    approve(home, model.version, by="kepala", at=AT)


def _run(home: Path) -> Path:
    store = Store(home)
    return make_run(store, at=AT, settings=store.engine_settings(), progress=Silent()).folder


def _scores(run: Path) -> pl.DataFrame:
    scores = pl.read_parquet(run / "family_score.parquet")
    return scores.filter(pl.col("indicative_reason") == "").sort("family_number")


def _list_of(run: Path) -> pl.DataFrame:
    """Who stands in desil 1 to 4 of a run."""
    return _scores(run).select("family_number", inside=pl.col("indicative_national") <= 4)


def _survey_rows(home: Path) -> int:
    return int(str(model_of(home, active_version(home)).fitted_on["rows"]))


def _planned(home: Path, run: Path, asked: Request) -> VisitPlan:
    here = _scores(run).group_by("village_code").len()
    budget = {v: max(round(TENTH * n / MONTHS), 1) for v, n in here.iter_rows()}
    with open_database(Store(home).engine_settings()) as database:
        return plan_visits(
            database, run, Budget(budget, MONTHS), area="", right=asked.right,
            survey_rows=_survey_rows(home),
        )  # fmt: skip


def _at_random(run: Path, chosen: pl.DataFrame, seed: int) -> pl.DataFrame:
    """As many families of each kelurahan as the plan visits there."""
    mixed = _scores(run).sample(fraction=1, shuffle=True, seed=seed)
    wanted = chosen.group_by("village_code").len("wanted")
    return (
        mixed.join(wanted, on="village_code")
        .filter(pl.int_range(pl.len()).over("village_code") < pl.col("wanted"))
        .select(chosen.columns)
    )


def _visit_results(visited: pl.DataFrame, poor: pl.Series, right: float, seed: int) -> pl.DataFrame:
    """What visits say of the side, rightly with a probability."""
    truth = visited["family_number"].is_in(poor.implode()).to_numpy()
    is_right = np.random.default_rng(seed).random(len(truth)) < right
    return visited.select("family_number", desil_1_4=pl.Series(np.where(is_right, truth, ~truth)))


def _after(
    home: Path, run: Path, visited: pl.DataFrame, found: pl.DataFrame, right: float
) -> pl.DataFrame:
    with open_database(Store(home).engine_settings()) as database:
        open_run(database, run, "")
        families, numbers = families_of(database)
    told = measure(visited, found, families, numbers, right=right, survey_rows=_survey_rows(home))
    return told.order.select("family_number", "inside")


def _welfare(city: Path, run: Path) -> pl.DataFrame:
    """The hidden welfare of every family that the run ranks."""
    truth = pl.read_parquet(max((city / "truth").glob("family_*.parquet"))).select(
        pl.col("family_number").cast(pl.String), "welfare"
    )
    return _scores(run).select("family_number").join(truth, on="family_number")


def _poorest(welfare: pl.DataFrame, places: int) -> pl.Series:
    return welfare.sort("welfare", "family_number")["family_number"][:places]


def page_of(asked: Request, outcome: Outcome) -> str:
    """The page of figures."""
    lines = "\n".join(listed.line() for listed in outcome.lists)
    wrong, right = f"{100 * asked.wrong:.1f} %", f"{100 * asked.right:.0f} %"
    command = " ".join(f"--{name} {value}" for name, value in asdict(asked).items())
    put_right = "answers put right"
    before, after = f"{outcome.expected_before:.3f}", f"{outcome.expected_after:.3f}"
    return f"""# Visits on the made-up city, from end to end

Written by `python -m benchmarks.visits_city {command}`.

A release in which {wrong} of the answers about homes are another family's; a model fitted to the
city's survey; a run; a plan for a tenth of each kelurahan; what the visits saw, as a delivery of
corrections; the next run; what they found of the side of the boundary, as
`desil ranking visits-found --csv` takes it.

- {outcome.families} ranked families, {outcome.visits} visits, {outcome.corrections} {put_right}.
- Truly poor: the {outcome.places} families with the lowest hidden welfare, as many as stood in
  desil 1 to 4 before any visit.
- The plan expected an exclusion error of {before} before and {after} after ({right} right).

{HEAD}
{lines}

Exclusion: of the truly poor, the share that is not on the list. Inclusion: of the list, the share
that is not truly poor. "Facts put right" is the list of the next run alone; below it the families
found on the other side of the boundary change places, the list as long as that run's. In brackets:
95 %, families drawn again {DRAWS} times; differences are paired.
"""


if __name__ == "__main__":
    main()
