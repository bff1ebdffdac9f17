"""Deliveries of the sources that are linked to the register, and their rows in one shape."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from importlib import resources
from pathlib import Path

import duckdb
import polars as pl

from desil.linkage.records.names import canonical_names

_FOLDER = Path(str(resources.files("desil.linkage.records")))
UNITS_OF_SOURCE: dict[str, tuple[str, ...]] = {
    "dukcapil": ("person",),
    "dtks": ("person",),
    "regsosek": ("person", "household"),
    "p3ke": ("family",),
    "pln": ("meter",),
    "asn": ("person",),
    "bpjs_tk": ("person",),
    "penerima": ("recipient",),
}
"""The sources whose records name people, and the units that a record is put together from."""
CIVIL_REGISTER = "dukcapil"
_RECORD_COLUMNS = (
    "record_id varchar, nik bigint, family_number bigint, name varchar, birth_date date,"
    " sex smallint, relationship smallint, village_code varchar, address varchar,"
    " mother_name varchar, seen_date date"
)


@dataclass(frozen=True, slots=True)
class SourceDelivery:
    """A delivery of one source: its id, its date, and the folder of its accepted rows."""

    delivery_id: str
    source: str
    reference_date: date
    folder: Path


def records_sql(name: str) -> str:
    """The text of one SQL file of this room."""
    return (_FOLDER / f"{name}.sql").read_text(encoding="utf-8").rstrip().rstrip(";")


def define_macros(database: duckdb.DuckDBPyConnection) -> None:
    """Make the macros that the SQL of records stands on."""
    database.execute(records_sql("macros"))


def open_records(database: duckdb.DuckDBPyConnection, delivery: SourceDelivery) -> None:
    """Make the view `delivered_record` of a delivery's rows in the common shape."""
    for unit in UNITS_OF_SOURCE[delivery.source]:
        path = delivery.folder / f"{unit}.parquet"
        database.execute(
            f"create or replace view delivered_{unit} as"  # noqa: S608 - declared names
            f" select *, date '{delivery.reference_date.isoformat()}' as reference_date"
            f" from read_parquet('{str(path).replace(chr(39), chr(39) * 2)}')"
        )
    database.execute(f"create or replace view delivered_record as {records_sql(delivery.source)}")


def make_canonical_names(database: duckdb.DuckDBPyConnection, names_query: str) -> None:
    """Make the table `canonical_name` (name, canonical) for the distinct names of a query."""
    names = pl.from_arrow(database.sql(names_query).to_arrow_table())
    assert isinstance(names, pl.DataFrame)  # noqa: S101 - a table, never a column
    canonical = canonical_names(names.to_series()).to_arrow()
    database.register("canonical_names_made", canonical)
    database.execute("create or replace table canonical_name as from canonical_names_made")
    database.unregister("canonical_names_made")


def make_known_people(
    database: duckdb.DuckDBPyConnection, civil: tuple[SourceDelivery, ...]
) -> None:
    """Make the table `known_person` from the views `person` and `family` and the civil register."""
    database.execute(f"create or replace table civil_record ({_RECORD_COLUMNS})")
    for delivery in civil:
        open_records(database, delivery)
        database.execute("insert into civil_record from delivered_record where nik is not null")
    make_canonical_names(database, "select name from person union select name from civil_record")
    database.execute(f"create or replace table known_person as {records_sql('known_person')}")
    database.execute("drop table civil_record")
