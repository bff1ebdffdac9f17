"""Where some families would stand if their facts were others: the run's own model and cut-offs.

There is no second formula: the facts are derived, scored and judged by the statements that a run
uses; only the cut-offs and the lines of welfare are those that the run has estimated already.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pyarrow as pa

from desil.dictionary.standing import decile_by
from desil.engine.database import Connection
from desil.engine.sql_file import sql_text
from desil.ranking.deciles.cutting import statement
from desil.ranking.deciles.policy import policy_table
from desil.ranking.stage import Ranking, keep_table, score_families
from desil.ranking.uncertainty.certainty import certainty_of
from desil.ranking.uncertainty.residual import certainty_policy, residuals_of

_BOUNDARIES = 9


@dataclass(frozen=True, slots=True)
class Indicative:
    """A family's indicative standing: decile 1 to 10, or None and the reason; the probability of
    desil 1-4 in parts per million; whether it is too close to the boundary to tell."""

    decile: int | None
    reason: str
    score_micro: int | None
    desil_1_4_ppm: int | None
    is_too_close: bool


@dataclass(frozen=True, slots=True)
class Boundaries:
    """The nine national cut-offs of a run and its nine lines of welfare, ascending, in micro log
    points."""

    cutoffs: Sequence[int]
    lines: Sequence[int]

    @property
    def is_whole(self) -> bool:
        """Whether every boundary is there."""
        return len(self.cutoffs) == len(self.lines) == _BOUNDARIES


def open_facts(database: Connection, day: date, families: pa.Table, persons: pa.Table) -> None:
    """Make `family`, `person`, `newest_release` and `family_fact` from rows as a run has them."""
    keep_table(database, "family", families)
    keep_table(database, "person", persons)
    release = pa.table({"release_date": pa.array([day], pa.date32())})
    keep_table(database, "newest_release", release)
    facts = sql_text("desil.ranking", "facts/family_fact")
    database.execute(f"create or replace table family_fact as {facts}")


def _open(database: Connection, ranking: Ranking, families: pa.Table, persons: pa.Table) -> None:
    open_facts(database, ranking.day, families, persons)
    score_families(database, ranking.model)
    keep_table(database, "ranking_policy", policy_table(ranking.policy, ranking.model))
    database.execute(f"create or replace table ranked_score as {statement('ranked_score')}")


def standings(
    database: Connection,
    ranking: Ranking,
    families: pa.Table,
    persons: pa.Table,
    boundaries: Boundaries,
) -> dict[str, Indicative]:
    """By family number, where each of `families` (rows of `family` and `person` as a run has them)
    would stand; nobody has a decile where a boundary is missing."""
    _open(database, ranking, families, persons)
    found = database.execute(
        "select family_number, score_micro, spread_milli, unranked_reason from ranked_score"
        " order by family_number"
    ).fetchall()
    ranked = [row for row in found if row[1] is not None and boundaries.is_whole]
    scores, spreads = (np.array([row[n] for row in ranked], dtype=np.int64) for n in (1, 2))
    told: dict[str, Indicative] = {
        number: Indicative(None, reason, score, None, False) for number, score, _, reason in found
    }
    if not ranked:
        return told
    judged = certainty_of(
        residuals_of(ranking.model), certainty_policy(), scores, spreads,
        boundaries.cutoffs, boundaries.lines,
    )  # fmt: skip
    deciles = decile_by(scores, boundaries.cutoffs)
    poor, close = judged["desil_1_4_ppm"].to_pylist(), judged["is_too_close"].to_pylist()
    for (number, score, _, reason), decile, ppm, near in zip(
        ranked, deciles, poor, close, strict=True
    ):
        told[number] = Indicative(int(decile), reason, score, ppm, bool(near))
    return told
