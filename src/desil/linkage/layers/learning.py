"""Learning parameters from a home's own deliveries."""

from __future__ import annotations

import duckdb

from desil.linkage.layers.linking import layer_sql
from desil.linkage.records.deliveries import (
    SourceDelivery,
    define_macros,
    make_canonical_names,
    make_known_people,
    open_records,
)
from desil.linkage.register import ReleaseDelivery
from desil.linkage.weights.parameters import Parameters
from desil.linkage.weights.training import train

_MOST_RECORDS = 20_000


def learn(
    database: duckdb.DuckDBPyConnection, release: ReleaseDelivery, delivery: SourceDelivery
) -> Parameters:
    """Parameters from a sample of a delivery against a release; the sample is by hash of the
    record's id, so that the order of rows does not matter."""
    define_macros(database)
    database.read_parquet(str(release.person_file)).create_view("person")
    database.read_parquet(str(release.family_file)).create_view("family")
    make_known_people(database, ())
    open_records(database, delivery)
    database.execute(
        "create table record as select row_number() over () as record_number, *"
        " from delivered_record order by hash(record_id) limit $most",
        {"most": _MOST_RECORDS},
    )
    make_canonical_names(database, "select name from record union select mother_name from record")
    database.execute(
        "create table number_hit (record_number bigint, nik bigint, is_confirmed boolean)"
    )
    database.execute(f"create table residue as {layer_sql('residue')}")
    told = f"{delivery.delivery_id} dan {release.delivery_id}, tanpa label"
    return train(database, "residue", told)
