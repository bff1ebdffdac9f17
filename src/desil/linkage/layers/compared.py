"""The pairs worth weighing, compared field by field."""

from __future__ import annotations

import duckdb

from desil.linkage.layers.texts import layer_sql
from desil.linkage.weights.comparisons import COMPARED_COLUMNS, COMPARISONS, LIKENESS, level_sql

_OF_KNOWN = {"number": "cast(known_person.nik as varchar)", "alias": "cast(null as varchar)"}


def _side(table: str, mark: str, told: dict[str, str]) -> str:
    return ", ".join(f"{told.get(n, f'{table}.{n}')} as {n}_{mark}" for n in COMPARED_COLUMNS)


def count_people(database: duckdb.DuckDBPyConnection) -> int:
    """How many people are known."""
    return int(database.execute("select count(*) from known_person").fetchall()[0][0])


def compare_candidates(database: duckdb.DuckDBPyConnection, number: str = "nik") -> None:
    """Make `compared_pair` (record_number, nik, the level of each comparison, bearers) from
    `residue` and `known_person`. `number`: the column of the residue that holds the stated number;
    `bearers`: how many known people have the known person's name."""
    of_record = {"number": f"cast(residue.{number} as varchar)"}
    database.execute(f"create or replace table candidate as {layer_sql('candidates')}")
    levels = ", ".join(map(level_sql, COMPARISONS))
    database.execute(
        "create or replace table compared_pair as with side as materialized ("  # noqa: S608
        " select candidate.record_number, candidate.nik, known_person.bearers,"
        f" {_side('known_person', 'l', _OF_KNOWN)}, {_side('residue', 'r', of_record)}"
        " from candidate"
        " inner join residue using (record_number)"
        " inner join known_person on candidate.nik = known_person.nik),"
        f" likened as (select *, {LIKENESS} as name_likeness from side)"
        f" select record_number, nik, number_r is not null as is_numbered, {levels},"
        " bearers from likened"
    )
