"""A plan of visits for a finished run: whom, in which month, and what it is expected to change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl
import pyarrow as pa

from desil.dictionary.results import FAMILY_FACTS
from desil.engine.database import Connection
from desil.engine.sql_file import sql_text
from desil.errors import UsageFault
from desil.ranking.stage import keep_table
from desil.ranking.uncertainty.residual import certainty_policy
from desil.ranking.visits.expected import Expected, Families, expected_error
from desil.ranking.worklists.listing import open_run

PPM = 1_000_000


@dataclass(frozen=True, slots=True)
class Budget:
    """Visits a month of each kelurahan (BPS code of ten digits) that has any, for `months`."""

    per_month: Mapping[str, int]
    months: int


@dataclass(frozen=True, slots=True)
class VisitPlan:
    """`visits`: a row a visit (village_code, month, stop, rw, rt, family_number, desil_1_4_ppm).

    `before`, `after`: the expected exclusion error of the area without and with the visits.
    """

    visits: pl.DataFrame
    before: Expected
    after: Expected
    families: int


def plan_visits(
    database: Connection,
    run_folder: Path,
    budget: Budget,
    *,
    area: str,
    right: float,
    survey_rows: int,
) -> VisitPlan:
    """The plan for areas whose BPS code begins with `area`; UsageFault where there is no budget.

    `right`: the probability that a visit finds the true side. `survey_rows`: the households of the
    survey that the model was fitted on, 0 where it tells none.
    """
    if budget.months < 1 or not any(count > 0 for count in budget.per_month.values()):
        raise UsageFault("Anggaran kunjungan kosong.", hint="Misalnya --per-month 40 --months 3")
    open_run(database, run_folder, area)
    database.read_parquet(str(run_folder / "family.parquet")).create_view("family")
    keep_table(database, "visit_budget", _budget_table(budget))
    keep_table(
        database, "visit_months", pa.table({"months": pa.array([budget.months], pa.int32())})
    )
    text = sql_text("desil.ranking.visits", "visit_plan")
    visits = pl.DataFrame(database.sql(text).to_arrow_table())
    families, numbers = families_of(database)
    visited = numbers.is_in(visits["family_number"].implode()).to_numpy()
    nobody = np.zeros(len(visited), dtype=bool)
    return VisitPlan(
        visits,
        expected_error(families, nobody, right, survey_rows),
        expected_error(families, visited, right, survey_rows),
        len(visited),
    )


def families_of(database: Connection) -> tuple[Families, pl.Series]:
    """The ranked families of the opened run, and their numbers; UsageFault when there are none."""
    rows = pl.DataFrame(
        database.sql(
            "select family_number, desil_1_4_ppm, indicative_national, score_micro"
            " from family_score where indicative_reason = '' order by family_number"
        ).to_arrow_table()
    )
    if not len(rows):
        raise UsageFault("Tidak ada keluarga berdesil indikatif di sana.", hint="Periksa --area.")
    families = Families(
        rows["desil_1_4_ppm"].to_numpy().astype(np.float64) / PPM,
        (rows["indicative_national"] <= certainty_policy().boundary).to_numpy(),
        rows["score_micro"].to_numpy().astype(np.float64),
    )
    return families, rows["family_number"]


def _budget_table(budget: Budget) -> pa.Table:
    given = {code: count for code, count in budget.per_month.items() if count > 0}
    return pa.table(
        {
            "village_code": pa.array(list(given), pa.string()),
            "per_month": pa.array(list(given.values()), pa.int32()),
        }
    )


def villages_in(database: Connection, run_folder: Path, area: str) -> list[str]:
    """The kelurahan of a run whose BPS code begins with `area`, in order."""
    facts = str(run_folder / FAMILY_FACTS.file_name)
    rows = database.execute(
        "select distinct village_code from read_parquet(?)"
        " where starts_with(village_code, ?) order by village_code",
        [facts, area],
    ).fetchall()
    return [str(row[0]) for row in rows]
