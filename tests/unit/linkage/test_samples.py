"""What weights are learnt from, where the ids of a list are not what they should be."""

from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from desil.engine.database import open_database
from desil.engine.settings import EngineSettings
from desil.linkage.layers.learning import learn
from desil.linkage.records.deliveries import (
    SourceDelivery,
    define_macros,
    define_sources,
    make_known_people,
)
from desil.linkage.weights.parameters import packaged_parameters
from desil.sources.catalogue import catalogue

ROWS = 3_000
NUMBER = "3275010506708001"
TEXT = pa.string()
LIST = {
    "nik": (TEXT, NUMBER), "family_number": (TEXT, None), "name": (TEXT, "BONAR HUTAPEA"),
    "birth_date": (pa.date32(), date(1970, 6, 5)), "sex": (pa.int16(), 1),
    "relationship": (pa.int16(), 1), "village_code": (TEXT, "3275030004"),
    "address": (TEXT, "JALAN ELANG 3"), "mother_name": (TEXT, None), "year": (pa.int32(), 2023),
}  # fmt: skip


@pytest.mark.parametrize("record_id", ["A", None], ids=["one id for all", "no ids"])
def test_a_list_without_good_ids_is_linked_by_the_packaged_weights(
    record_id: str | None, tmp_path: Path
) -> None:
    columns = {name: pa.array([value] * ROWS, kind) for name, (kind, value) in LIST.items()}
    rows = pa.table({"dtks_id": pa.array([record_id] * ROWS, TEXT), **columns})
    pq.write_table(rows, tmp_path / "person.parquet")
    delivery = SourceDelivery("dtks-1", catalogue().source("dtks"), date(2023, 12, 1), tmp_path)
    with open_database(EngineSettings(tmp_path / "spill", "1GB", 1)) as database:
        define_macros(database)
        define_sources(database, catalogue())
        database.execute(
            "create table person as select $number as nik, '3275030101010001' as family_number,"
            " 'BONAR HUTAPEA' as name, date '1970-06-05' as birth_date, 1 as sex,"
            " 1 as relationship",
            {"number": NUMBER},
        )
        database.execute(
            "create table family as select '3275030101010001' as family_number,"
            " '3275030004' as village_code, 'JALAN ELANG 3' as address"
        )
        make_known_people(database, ())
        learnt = learn(database, (delivery,), packaged_parameters())["dtks-1"]
    assert learnt.levels == packaged_parameters().levels
