"""The pairs worth weighing, compared field by field."""

from __future__ import annotations

from desil.engine.database import Connection
from desil.linkage.layers.texts import layer_sql
from desil.linkage.weights.comparisons import COMPARED_COLUMNS, COMPARISONS, LIKENESSES, level_sql

_OF_KNOWN = {"number": "cast(known_person.nik as varchar)", "alias": "cast(null as varchar)"}


def _side(table: str, mark: str, told: dict[str, str]) -> str:
    return ", ".join(f"{told.get(n, f'{table}.{n}')} as {n}_{mark}" for n in COMPARED_COLUMNS)


def count_people(database: Connection) -> int:
    """How many people are known."""
    return int(database.execute("select count(*) from known_person").fetchall()[0][0])


def find_candidates(database: Connection) -> None:
    """Make `candidate` (record_number, nik) of `residue` and `known_person`."""
    database.execute(f"create or replace table candidate as {layer_sql('candidates')}")


def find_wider_candidates(database: Connection) -> None:
    """Make `wider_candidate`: pairs of `unlinked_record` that `candidate` does not hold."""
    wider = layer_sql("wider_candidates")
    database.execute(f"create or replace table wider_candidate as {wider}")


def compare_pairs(database: Connection, pairs: str = "candidate", number: str = "nik") -> None:
    """Make `compared_pair` (record_number, nik, the level of each comparison, bearers) of the table
    `pairs` (record_number, nik). `number`: the column of `residue` that holds the stated number;
    `bearers`: how many known people have the known person's name."""
    of_record = {"number": f"cast(residue.{number} as varchar)"}
    levels = ", ".join(map(level_sql, COMPARISONS))
    database.execute(
        "create or replace table compared_pair as with side as materialized ("  # noqa: S608
        " select pair.record_number, pair.nik, known_person.bearers,"
        f" {_side('known_person', 'l', _OF_KNOWN)}, {_side('residue', 'r', of_record)}"
        f" from {pairs} as pair"
        " inner join residue using (record_number)"
        " inner join known_person on pair.nik = known_person.nik),"
        f" likened as (select *, {LIKENESSES} from side)"
        f" select record_number, nik, number_r is not null as is_numbered, {levels},"
        " bearers from likened"
    )
