"""Linking one delivery to the known people, layer by layer.

A record's link depends on the record, on the known people and on the stored parameters, never on
the other records that came with it: so a further delivery is linked alone, and the order of rows
and files changes nothing.
"""

from __future__ import annotations

from importlib import resources
from pathlib import Path

import duckdb

from desil.linkage.layers.layer import Layer
from desil.linkage.records.deliveries import SourceDelivery, make_canonical_names, open_records
from desil.linkage.weights.comparisons import COMPARISONS
from desil.linkage.weights.parameters import Parameters
from desil.linkage.weights.splink_model import (
    KNOWN_SIDE,
    RECORD_SIDE,
    linker_of,
    make_sides,
)

_FOLDER = Path(str(resources.files("desil.linkage.layers")))
_PPM = 1_000_000
_EXACT_LAYERS: tuple[tuple[str, Layer], ...] = (
    ("number_confirmed", Layer.NUMBER),
    ("number_mistyped", Layer.NUMBER_MISTYPED),
    ("name_exact", Layer.NAME_EXACT),
)


def layer_sql(name: str) -> str:
    """The text of one SQL file of this room."""
    return (_FOLDER / f"{name}.sql").read_text(encoding="utf-8").rstrip().rstrip(";")


def make_result_tables(database: duckdb.DuckDBPyConnection) -> None:
    """Make the tables `made_link` and `made_review`, and `decision` where there is none."""
    levels = ", ".join(f"{c.name}_level tinyint" for c in COMPARISONS)
    database.execute(
        "create or replace table made_link (source varchar, delivery_id varchar, record_id varchar,"
        " nik bigint, is_in_release boolean, layer varchar, weight_milli integer,"
        " share_ppm integer)"
    )
    database.execute(
        "create or replace table made_review (source varchar, delivery_id varchar,"
        " record_id varchar, nik bigint, weight_milli integer, share_ppm integer,"
        f" {levels}, stake smallint, stated_name varchar, stated_birth_date date,"
        " stated_sex smallint, stated_family_number bigint, stated_village_code varchar,"
        " stated_address varchar)"
    )
    database.execute(
        "create table if not exists decision"
        " (source varchar, record_id varchar, nik bigint, is_same boolean)"
    )


def _open(
    database: duckdb.DuckDBPyConnection, delivery: SourceDelivery, parameters: Parameters
) -> None:
    open_records(database, delivery)
    database.execute(
        "create or replace table record as"
        " select row_number() over () as record_number, * from delivered_record"
    )
    database.execute(
        "create or replace table delivery_at_hand as select $source as source, $id as delivery_id,"
        " $sure as sure_ppm, $grey as grey_ppm",
        {
            "source": delivery.source,
            "id": delivery.delivery_id,
            "sure": round(parameters.sure * _PPM),
            "grey": round(parameters.grey * _PPM),
        },
    )
    database.execute(
        "create or replace table decided as select record_number, decision.nik, is_same"
        " from record inner join decision using (record_id) where decision.source = $source",
        {"source": delivery.source},
    )
    database.execute(
        "create or replace table found_link as select record_number, nik, $layer as layer,"
        " cast(null as integer) as weight_milli, cast(null as integer) as share_ppm"
        " from decided where is_same",
        {"layer": Layer.DECISION},
    )


def _number_hits(database: duckdb.DuckDBPyConnection) -> None:
    database.execute(f"create or replace table number_hit as {layer_sql('number_hit')}")
    database.execute(
        "delete from number_hit where record_number in (select record_number from found_link)"
        " or exists (select * from decided where not is_same"
        " and decided.record_number = number_hit.record_number and decided.nik = number_hit.nik)"
    )
    database.execute(
        "insert into found_link select record_number, nik, $layer, null, null"
        " from number_hit where is_confirmed",
        {"layer": Layer.NUMBER},
    )


def _make_residue(database: duckdb.DuckDBPyConnection) -> None:
    rest = "from record anti join found_link using (record_number)"
    make_canonical_names(database, f"select name {rest} union select mother_name {rest}")
    database.execute(f"create or replace table residue as {layer_sql('residue')}")
    _shrink_residue(database)


def _shrink_residue(database: duckdb.DuckDBPyConnection) -> None:
    database.execute(
        "delete from residue where record_number in (select record_number from found_link)"
    )


def _exact_layers(database: duckdb.DuckDBPyConnection) -> None:
    for name, layer in _EXACT_LAYERS:
        database.execute(
            f"insert into found_link select record_number, nik, $layer, null, null"  # noqa: S608
            f" from ({layer_sql(name)}) anti join decided using (record_number, nik)",
            {"layer": layer},
        )
        _shrink_residue(database)


def score_candidates(database: duckdb.DuckDBPyConnection, parameters: Parameters) -> None:
    """Make `scored_pair` from the tables `residue`, `candidate` and `known_person`."""
    people = database.execute("select count(*) from known_person").fetchall()[0][0]
    database.execute(
        "create or replace table candidate_person as"
        " from known_person where nik in (select nik from candidate)"
    )
    make_sides(database, "residue", "candidate_person")
    linker = linker_of(database, parameters, int(people))
    commonness = database.sql(
        "select canonical, count(*) / (select count(canonical) from known_person) as tf_canonical"
        " from known_person where canonical in (select canonical from residue) group by canonical"
    ).to_arrow_table()
    pairs = database.sql(
        f"select '0' as match_key, '{KNOWN_SIDE}-__-' || nik as join_key_l,"  # noqa: S608
        f" '{RECORD_SIDE}-__-' || record_number as join_key_r from candidate"
    ).to_arrow_table()
    tables = linker.table_management
    register = linker._db_api.register
    tables.register_term_frequency_lookup(register(commonness), "canonical")
    tables.register_blocked_pairs_for_predict(register(pairs))
    levels = ", ".join(f"gamma_{c.name} as {c.name}_level" for c in COMPARISONS)
    predicted = linker.inference.predict(warning_mode="never").as_duckdbpyrelation()
    predicted.create_view("predicted", replace=True)
    database.execute(
        "create or replace table scored_pair as select compared_id_r as record_number,"  # noqa: S608
        f" compared_id_l as nik, match_weight as weight, {levels} from predicted"
    )
    tables.delete_tables_created_by_splink_from_db()  # type: ignore[no-untyped-call]


def _weigh(database: duckdb.DuckDBPyConnection, parameters: Parameters) -> None:
    database.execute(
        f"create or replace table candidate as from ({layer_sql('candidates')})"
        " anti join decided using (record_number, nik)"
    )
    score_candidates(database, parameters)
    database.execute(f"create or replace table weighed as {layer_sql('weighed')}")
    database.execute(
        "insert into found_link select record_number, nik, $layer, weight_milli, share_ppm"
        " from weighed cross join delivery_at_hand where place = 1 and share_ppm >= sure_ppm",
        {"layer": Layer.WEIGHT},
    )


def link_delivery(
    database: duckdb.DuckDBPyConnection, delivery: SourceDelivery, parameters: Parameters
) -> None:
    """Add every record of a delivery to `made_link`, and its doubtful pairs to `made_review`.

    Needs the macros, `known_person`, `decision` and the result tables. `record` and `found_link`
    stay for whoever reads the delivery's facts next.
    """
    _open(database, delivery, parameters)
    _number_hits(database)
    _make_residue(database)
    _exact_layers(database)
    _weigh(database, parameters)
    database.execute(f"insert into made_link {layer_sql('linked')}")
    database.execute(f"insert into made_review {layer_sql('review')}")
