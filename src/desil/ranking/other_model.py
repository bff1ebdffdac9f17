"""The scores of a finished run's families under another model than that of the run.

There is no second formula: the run's facts are scored, cut and judged by the statements that a run
uses.
"""

from __future__ import annotations

from datetime import date
from importlib import resources
from pathlib import Path

from desil.dictionary import results
from desil.engine.database import Connection
from desil.engine.progress import Progress
from desil.engine.step import Step, run_step
from desil.ranking.deciles.policy import RankingPolicy
from desil.ranking.formula.model import Model
from desil.ranking.stage import (
    Ranking,
    cut_deciles,
    judge_certainty,
    open_official_deciles,
    score_families,
)

_FOLDER = Path(str(resources.files("desil.ranking")))
_STEPS = (
    Step(results.RANKING_CUTOFFS, _FOLDER / "deciles" / "ranking_cutoff.sql"),
    Step(results.FAMILY_SCORES, _FOLDER / "scoring" / "family_score.sql"),
)


def scores_under(
    database: Connection,
    run: Path,
    model: Model,
    policy: RankingPolicy,
    folder: Path,
    progress: Progress,
) -> None:
    """Write `family_score` and `ranking_cutoff` of a run's folder under `model` into `folder`."""
    for table in (results.FAMILY_FACTS, results.FAMILY_DECILES, results.RELEASES):
        path = str(run / table.file_name)
        database.read_parquet(path).create_view(table.name, replace=True)
    database.execute(
        "create or replace view newest_release as"
        " select max(release_date) as release_date from release"
    )
    day: date = database.execute("select release_date from newest_release").fetchall()[0][0]
    open_official_deciles(database)
    score_families(database, model)
    cut_deciles(database, Ranking(model, policy, day))
    judge_certainty(database, model)
    for step in _STEPS:
        run_step(database, step, folder, progress)
