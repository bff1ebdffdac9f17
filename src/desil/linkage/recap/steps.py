"""The steps that lay out a run for those who look: counts by kelurahan, evidence by family."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

from desil.dictionary import recap_results
from desil.dictionary.result_table import ResultTable
from desil.engine.check import Check
from desil.engine.step import Step

_FOLDER = Path(str(resources.files("desil.linkage.recap")))


def _step(table: ResultTable, inputs: tuple[str, ...], checks: tuple[Check, ...] = ()) -> Step:
    return Step(table, inputs, _FOLDER / f"{table.name}.sql", checks)


def _counts_everybody(table: str) -> Check:
    return Check(
        f"{table}: menghitung setiap keluarga rilis terbaru",
        "keluarga selisih dengan rilis terbaru",
        f"select abs((select coalesce(sum(families), 0) from {table})"  # noqa: S608 - declared
        " - (select count(*) from family_decile inner join newest_release using (release_date)))",
    )


RECAP_STEPS: tuple[Step, ...] = (
    _step(recap_results.MOVEMENTS, ("release", "family_decile", "family_succession")),
    _step(
        recap_results.NEIGHBOURHOODS,
        ("family_fact", "family_decile", "newest_release"),
        (_counts_everybody("neighbourhood"),),
    ),
    _step(
        recap_results.UNRANKED_AGES,
        ("family_decile", "newest_release", "unranked_family"),
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
    _step(recap_results.FINDING_COUNTS, ("integration_finding", "family", "person")),
    _step(recap_results.FAMILY_RIVALS, ("rival_fact", "person", "family")),
    _step(
        recap_results.FAMILY_FINDINGS, ("integration_finding", "person_flag", "person", "family")
    ),
    _step(recap_results.PERSON_NAMES, ("person",)),
    _step(recap_results.DOUBTS, ("made_review", "known_person", "family")),
    _step(recap_results.FAMILY_LISTINGS, ("made_link", "known_person")),
)
