"""The steps that lay out a run for those who look: counts by kelurahan, evidence by family."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

from desil.dictionary import results
from desil.dictionary.result_table import ResultTable
from desil.engine.check import Check
from desil.engine.step import Step

_FOLDER = Path(str(resources.files("desil.linkage.recap")))


def _step(table: ResultTable, checks: tuple[Check, ...] = ()) -> Step:
    return Step(table, _FOLDER / f"{table.name}.sql", checks)


def _counts_everybody(table: str) -> Check:
    return Check(
        f"{table}: menghitung setiap keluarga rilis terbaru",
        "keluarga selisih dengan rilis terbaru",
        f"select abs((select coalesce(sum(families), 0) from {table})"  # noqa: S608 - declared
        " - (select count(*) from family_decile inner join newest_release using (release_date)))",
    )


RECAP_STEPS: tuple[Step, ...] = (
    _step(results.MOVEMENTS),
    _step(results.NEIGHBOURHOODS, (_counts_everybody("neighbourhood"),)),
    _step(
        results.UNRANKED_AGES,
        (
            Check(
                "unranked_age: menghitung setiap keluarga yang belum diperingkat",
                "keluarga selisih dengan rilis terbaru",
                "select abs((select coalesce(sum(families), 0) from unranked_age) - (select"
                " count(*) from family_decile inner join newest_release using (release_date)"
                " where decile_national is null))",
            ),
        ),
    ),
    _step(results.FINDING_COUNTS),
    _step(results.FAMILY_RIVALS),
    _step(results.FAMILY_FINDINGS),
    _step(results.PERSON_NAMES),
    _step(results.DOUBTS),
    _step(results.FAMILY_LISTINGS),
)
