"""The ranking of a run: facts, and under a model scores, deciles, certainty and explanations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from importlib import resources
from pathlib import Path

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from desil.dictionary import results
from desil.engine.check import Check, no_two_rows_share
from desil.engine.database import Connection
from desil.engine.progress import Progress
from desil.engine.sql_file import sql_text
from desil.engine.step import Step, StepResult, run_step
from desil.ranking.deciles.cutting import KEPT_AS_TABLES, STATEMENTS, statement
from desil.ranking.deciles.policy import (
    RankingPolicy,
    Weighting,
    given_cutoffs,
    methods_table,
    policy_table,
)
from desil.ranking.explanation.contributions import (
    mean_points,
    parts_of,
    points_of_families,
    weightiest,
)
from desil.ranking.formula.model import Model
from desil.ranking.formula.pairs_and_trees import Forest
from desil.ranking.scoring.answers import sloped_facts
from desil.ranking.scoring.forest import Grown, grown, matrix_of, reach_of
from desil.ranking.scoring.pairs import pair_tables
from desil.ranking.scoring.points import points_tables
from desil.ranking.scoring.score_text import score_text
from desil.ranking.uncertainty.certainty import certainty_of, welfare_cutoffs
from desil.ranking.uncertainty.residual import certainty_policy, residuals_of

_FOLDER = Path(str(resources.files("desil.ranking")))
_BATCH_ROWS = 122_880
_TREE_ROWS = 30_720
_TEN = 9
WELFARE = "welfare"  # the boundaries on the scale of welfare, kept beside the cut-offs

FACT_STEP = Step(
    results.FAMILY_FACTS,
    _FOLDER / "facts" / "family_fact.sql",
    (no_two_rows_share("family_fact", "family_number"),),
)


@dataclass(frozen=True, slots=True)
class Ranking:
    """What a run ranks by: a model, a policy, and the day whose cut-offs are in force."""

    model: Model
    policy: RankingPolicy
    day: date


def keep_table(database: Connection, name: str, rows: pa.Table) -> None:
    """Make a table of `name` from Arrow rows."""
    database.register("rows_to_keep", rows)
    database.execute(f'create or replace table "{name}" as from rows_to_keep')
    database.unregister("rows_to_keep")


def open_official_deciles(database: Connection) -> None:
    """Make `official_decile`: the deciles of the newest release, from a run's own tables."""
    database.execute(
        "create or replace view official_decile as"
        " select family_number, decile_national, decile_province, decile_city"
        " from family_decile inner join newest_release using (release_date)"
    )


def score_families(database: Connection, model: Model) -> None:
    """Make `scored` from `family_fact`: one row a family, its score and bounds."""
    of_facts = points_tables(model)
    tables = (*of_facts, *pair_tables(model, len(of_facts) + 1))
    for table in tables:
        keep_table(database, table.name, table.rows)
    name = "scored_by_points" if model.trees else "scored"
    database.execute(f"create or replace view {name} as {score_text(tables, sloped_facts(model))}")
    if model.trees is not None:
        score_trees(database, model.trees)


def score_trees(database: Connection, forest: Forest) -> None:
    """Make `tree_points` from `family_fact`, a batch at a time, and `scored` from both."""
    trees = grown(forest)
    reader = database.cursor().sql("from family_fact").to_arrow_reader(_TREE_ROWS)
    database.execute(
        "create or replace table tree_points (family_number varchar, points integer,"
        " least integer, most integer, variance integer)"
    )
    for batch in reader:
        database.register("tree_batch", _tree_rows(trees, batch))
        database.execute("insert into tree_points from tree_batch")
    database.unregister("tree_batch")
    text = sql_text("desil.ranking", "scoring/tree_score")
    database.execute(f"create or replace table scored as {text}")


def _tree_rows(trees: Grown, batch: pa.RecordBatch) -> pa.Table:
    matrix = matrix_of(trees.forest, batch)
    points = trees.points(matrix)
    reach = reach_of(trees, matrix, points, batch)
    columns = {"points": points, "least": reach.least, "most": reach.most,
               "variance": reach.variance}  # fmt: skip
    return pa.table(
        {"family_number": batch["family_number"]}
        | {name: pa.array(values, pa.int32()) for name, values in columns.items()}
    )


def cut_deciles(database: Connection, ranking: Ranking, *, cutoffs_of: Model | None = None) -> None:
    """Make the tables of `deciles.cutting` from `scored` and `official_decile`.

    The model's own cut-offs are in force, or those of `cutoffs_of`.
    """
    model, policy = ranking.model, ranking.policy
    teller = cutoffs_of or model
    keep_table(database, "ranking_policy", policy_table(policy, model))
    keep_table(database, "ranking_method", methods_table(policy, teller, ranking.day))
    keep_table(database, "given_cutoff", given_cutoffs(teller, ranking.day))
    for name in STATEMENTS:
        kind = "table" if name in KEPT_AS_TABLES else "view"
        database.execute(f"create or replace {kind} {name} as {statement(name)}")
    standing = sql_text("desil.ranking", "scoring/family_standing")
    database.execute(f"create or replace view family_standing as {standing}")


def judge_certainty(database: Connection, model: Model) -> None:
    """Make `certainty`, one row per score and spread, and `welfare_line`."""
    residuals, policy = residuals_of(model), certainty_policy()
    rows = database.sql(
        "select score_micro, weight_up_to - weight_below as weight from running"
        " where level = 'national' order by score_micro"
    ).to_arrow_table()
    scores = rows["score_micro"].to_numpy().astype(np.int64)
    weights = rows["weight"].to_numpy().astype(np.int64)
    cutoffs = national_cutoffs(database)
    lines: Sequence[int] = ()
    if len(cutoffs) == _TEN:
        lines = welfare_cutoffs(residuals, scores, weights, cutoffs)
        told = certainty_of(residuals, policy, *_scores_and_spreads(database), cutoffs, lines)
        keep_table(database, "certainty", told)
    else:  # nothing to be near to
        none = scores[:0]
        empty = certainty_of(residuals, policy, none, none, [0] * _TEN, [0] * _TEN)
        keep_table(database, "certainty", empty)
    keep_table(
        database,
        "welfare_line",
        pa.table(
            {
                "boundary": pa.array(range(1, len(lines) + 1), pa.int16()),
                "score_micro": pa.array(lines, pa.int32()),
                "reference": pa.array([residuals.origin] * len(lines), pa.string()),
            }
        ),
    )


def _scores_and_spreads(database: Connection) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Every score with every spread that it has among the ranked families, ascending."""
    rows = database.sql(
        "select distinct score_micro, spread_milli from ranked_score"
        " where score_micro is not null order by score_micro, spread_milli"
    ).to_arrow_table()
    scores, spreads = (rows[name].to_numpy() for name in ("score_micro", "spread_milli"))
    return scores.astype(np.int64), spreads.astype(np.int64)


def national_cutoffs(database: Connection) -> list[int]:
    """The national cut-offs in force, ascending; empty where there are none."""
    return [
        value
        for (value,) in database.execute(
            "select score_micro from cutoff where level = 'national' order by boundary"
        ).fetchall()
    ]


def _batches(database: Connection) -> Iterator[pa.RecordBatch]:
    """Facts of the ranked families, in order of their numbers."""
    reader = database.sql(
        "select family_fact.* from family_fact inner join family_score using (family_number)"
        " where indicative_reason = '' order by family_number"
    ).to_arrow_reader(_BATCH_ROWS)
    yield from reader


def _weights(policy: RankingPolicy, batches: Sequence[pa.RecordBatch]) -> list[NDArray[np.int64]]:
    if policy.weighting is Weighting.PERSONS:
        return [batch["counted_size"].to_numpy().astype(np.int64) for batch in batches]
    return [np.ones(batch.num_rows, dtype=np.int64) for batch in batches]


@dataclass(slots=True)
class _Explaining:
    """The two tables of an explanation, made from one reading of the facts."""

    ranking: Ranking
    means: list[int] = field(default_factory=list)
    batches: list[pa.RecordBatch] = field(default_factory=list)
    points: list[NDArray[np.int32]] = field(default_factory=list)
    left: list[NDArray[np.int64]] = field(default_factory=list)

    def facts(self, database: Connection) -> pa.Table:
        """The mean points of each fact over the ranked families."""
        parts, facts = parts_of(self.ranking.model), self.ranking.model.facts
        weights: list[NDArray[np.int64]] = []
        for batch in _batches(database):
            points, left = points_of_families(parts, batch)
            self.points.append(points)
            self.left.append(left)
            weights += _weights(self.ranking.policy, [batch])
            self.batches.append(batch.select(["family_number", "village_code"]))
        self.means = mean_points(self.points, weights) or [0] * len(facts)
        return pa.table(
            {
                "place": pa.array(range(1, len(facts) + 1), pa.int16()),
                "fact": pa.array([f.name for f in facts], pa.string()),
                "mean_micro": pa.array(self.means, pa.int32()),
            }
        )

    def families(self, _database: Connection) -> pa.Table:
        """The weightiest facts of every ranked family."""
        found = weightiest(self.ranking.model, self.means, self.batches, self.points, self.left)
        made = list(found)
        self.batches, self.points, self.left = [], [], []
        if not made:
            return results.FAMILY_EXPLANATIONS.schema.empty_table()
        return pa.Table.from_batches(made)


_CUTOFF_TEXT = _FOLDER / "deciles" / "ranking_cutoff.sql"
_SCORE_TEXT = _FOLDER / "scoring" / "family_score.sql"


def rank(
    database: Connection, ranking: Ranking, folder: Path, progress: Progress
) -> list[StepResult]:
    """Rank the families of `family_fact` into `folder`; needs `official_decile`.

    Writes the optional tables of the stage `ranking`.
    """
    score_families(database, ranking.model)
    cut_deciles(database, ranking)
    judge_certainty(database, ranking.model)
    explaining = _Explaining(ranking)
    steps = (
        Step(results.RANKING_CUTOFFS, _CUTOFF_TEXT),
        Step(
            results.FAMILY_SCORES,
            _SCORE_TEXT,
            _SCORE_CHECKS,
        ),
        Step(results.RANKING_FACTS, explaining.facts),
        Step(results.FAMILY_EXPLANATIONS, explaining.families),
    )
    return [run_step(database, step, folder, progress) for step in steps]


_SCORE_CHECKS = (
    no_two_rows_share("family_score", "family_number"),
    Check(
        "family_score: setiap keluarga dinilai",
        "keluarga tanpa baris skor, atau sebaliknya",
        "select (select count(*) from family_fact) - (select count(*) from family_score)",
    ),
    Check(
        "family_score: tanpa skor berarti ada alasan",
        "keluarga tanpa skor dan tanpa alasan, atau sebaliknya",
        "select count(*) from family_score where (score_micro is null) = (indicative_reason = '')",
    ),
)
