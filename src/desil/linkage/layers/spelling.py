"""The names of records in one spelling."""

from __future__ import annotations

from desil.engine.database import Connection
from desil.linkage.layers.texts import layer_sql
from desil.linkage.records.deliveries import make_canonical_names


def spell_records(database: Connection, records: str) -> None:
    """Make `spelled_record` of the rows of `records`, a table or a join of `record`."""
    database.execute(
        "create or replace table named_record as select record_number, mother_name,"  # noqa: S608
        f" main_name(name) as main_name, other_name(name) as other_name from {records}"
    )
    make_canonical_names(
        database,
        "select main_name as name from named_record union"
        " select other_name from named_record union select mother_name from named_record",
    )
    database.execute(f"create or replace table spelled_record as {layer_sql('spelled_record')}")
