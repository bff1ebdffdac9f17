"""The 16 worlds between two runs: every family of both re-ranked with some causes as before and
others as after."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from desil.dictionary.results import FAMILY_DECILES, FAMILY_FACTS
from desil.engine.database import Connection
from desil.engine.sql_file import sql_text
from desil.ranking.deciles.cutting import with_deciles
from desil.ranking.movement.shapley import WORLDS, Cause
from desil.ranking.stage import Ranking, cut_deciles, score_families

Whole = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class RankedRun:
    """A run's folder and what it ranks by."""

    folder: Path
    ranking: Ranking


def _open(database: Connection, side: str, run: RankedRun) -> None:
    for table in (FAMILY_FACTS, FAMILY_DECILES):
        file = str(run.folder / table.file_name)
        database.read_parquet(file).create_view(f"{table.name}_{side}", replace=True)
    database.execute(
        f"create or replace table official_{side} as select family_number, decile_national,"  # noqa: S608 - two fixed sides
        f" decile_province, decile_city from family_decile_{side} where release_date ="
        f" (select max(release_date) from family_decile_{side})"
    )


def _score(database: Connection, data: str, model: str, run: RankedRun) -> None:
    """Make `scored_<data>_<model>`: the facts of one run by the model of one run."""
    database.execute(f"create or replace view family_fact as from family_fact_{data}")
    score_families(database, run.ranking.model)
    database.execute(f"create or replace table scored_{data}_{model} as from scored")


def _population(database: Connection, data: str, model: str, people: str) -> None:
    """Make `scored`: the families of one run's population, with the facts of one run where it has
    them and else with their own."""
    other = "after" if data == "before" else "before"
    database.execute(
        "create or replace view scored as"  # noqa: S608 - two fixed sides
        f" select own.* from scored_{data}_{model} as own"
        f" semi join family_fact_{people} using (family_number)"
        f" union all select other.* from scored_{other}_{model} as other"
        f" semi join family_fact_{people} using (family_number)"
        f" anti join family_fact_{data} using (family_number)"
    )
    database.execute(f"create or replace view official_decile as from official_{people}")


def worlds_between(database: Connection, before: RankedRun, after: RankedRun) -> dict[int, Whole]:
    """The indicative national decile in each world of every family of both runs, in the order of
    `in_both` (which it makes); 0 where a family is not ranked there."""
    runs = {"before": before, "after": after}
    for side, run in runs.items():
        _open(database, side, run)
    for data in runs:
        for model, run in runs.items():
            _score(database, data, model, run)
    database.execute(
        "create or replace table in_both as select after.family_number, after.village_code"
        " from family_fact_after as after semi join family_fact_before using (family_number)"
        " order by family_number"
    )
    return {world: _deciles_in(database, runs, world) for world in WORLDS}


def _side(world: int, cause: Cause) -> str:
    return "after" if world & cause else "before"


def _deciles_in(database: Connection, runs: dict[str, RankedRun], world: int) -> Whole:
    data, model = _side(world, Cause.DATA), _side(world, Cause.MODEL)
    people, cutoffs = _side(world, Cause.POPULATION), _side(world, Cause.CUTOFFS)
    _population(database, data, model, people)
    told = runs[cutoffs].ranking
    ranking = Ranking(runs[model].ranking.model, told.policy, told.day)
    cut_deciles(database, ranking, cutoffs_of=told.model)
    text = with_deciles(sql_text("desil.ranking.movement", "decile_in_world"))
    database.execute(f"create or replace view scored_in_world as from scored_{data}_{model}")
    rows = database.execute(text).fetchnumpy()
    return np.asarray(rows["decile"], dtype=np.int64)
