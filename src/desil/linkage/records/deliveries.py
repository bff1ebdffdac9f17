"""Deliveries of the sources that are linked to the register, and their rows in one shape."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pyarrow as pa

from desil.engine.database import Connection
from desil.engine.sql_file import sql_text
from desil.linkage.records.names import canonical_of
from desil.sources.catalogue import Catalogue
from desil.sources.source import Role, Source

_ROWS_AT_A_TIME = 500_000
RECORD_COLUMNS = (
    "record_id varchar, nik bigint, family_number bigint, name varchar, birth_date date,"
    " sex smallint, relationship smallint, village_code varchar, address varchar,"
    " mother_name varchar, seen_date date"
)


@dataclass(frozen=True, slots=True)
class SourceDelivery:
    """A delivery of one source: its id, its date, and the folder of its accepted rows."""

    delivery_id: str
    declared: Source
    reference_date: date
    folder: Path

    @property
    def source(self) -> str:
        """The name of its source."""
        return self.declared.name

    @property
    def is_civil_register(self) -> bool:
        """Whether its people are known people."""
        return self.declared.role is Role.CIVIL_REGISTER


def records_sql(name: str) -> str:
    """The text of one SQL file of this room."""
    return sql_text("desil.linkage.records", name)


def define_macros(database: Connection) -> None:
    """Make the macros that the SQL of records stands on."""
    database.execute(records_sql("macros"))


def define_sources(database: Connection, sources: Catalogue) -> None:
    """Make the table `declared_source`: what each linked source is for and may be believed in."""
    database.execute(
        "create or replace table declared_source (source varchar, position integer, role varchar,"
        " repeats_nobody boolean, shows_residents boolean, names_the_owner boolean,"
        " meets_households boolean)"
    )
    for s in sources.linked():
        flags = (s.repeats_nobody, s.shows_residents, s.names_the_owner, s.meets_households)
        database.execute(
            "insert into declared_source values (?, ?, ?, ?, ?, ?, ?)",
            [s.name, s.position, s.role.value, *flags],
        )


def open_records(database: Connection, delivery: SourceDelivery) -> None:
    """Make the view `delivered_record` of a delivery's rows in the common shape."""
    for unit in delivery.declared.linked_units:
        path = delivery.folder / f"{unit}.parquet"
        database.execute(
            f"create or replace view delivered_{unit} as"  # noqa: S608 - declared names
            f" select *, date '{delivery.reference_date.isoformat()}' as reference_date"
            f" from read_parquet('{str(path).replace(chr(39), chr(39) * 2)}')"
        )
    database.execute(f"create or replace view delivered_record as {delivery.declared.records}")


def spell_names(database: Connection, table: str, query: str) -> None:
    """Make `table` of the rows of `query` and, beside its column `name`, `canonical`: the name in
    one spelling. Rows pass in batches, so that no more than a few are held at a time."""
    rows = database.cursor().sql(query).to_arrow_reader(_ROWS_AT_A_TIME)
    spelled = pa.RecordBatchReader.from_batches(
        rows.schema.append(pa.field("canonical", pa.string())),
        (batch.append_column("canonical", canonical_of(batch["name"])) for batch in rows),
    )
    database.register("spelled_rows", spelled)
    database.execute(f"create or replace table {table} as from spelled_rows")
    database.unregister("spelled_rows")


def make_canonical_names(database: Connection, names_query: str) -> None:
    """Make the table `canonical_name` (name, canonical) for the distinct names of a query."""
    spell_names(database, "canonical_name", f"select distinct name from ({names_query})")  # noqa: S608


def make_known_people(database: Connection, civil: tuple[SourceDelivery, ...]) -> None:
    """Make the table `known_person` from the views `person` and `family` and the civil register."""
    database.execute(f"create or replace table civil_record ({RECORD_COLUMNS})")
    for delivery in civil:
        open_records(database, delivery)
        database.execute("insert into civil_record from delivered_record where nik is not null")
    spell_names(database, "listed_person", records_sql("listed_person"))
    spell_names(database, "civil_person", records_sql("civil_person"))
    database.execute(f"create or replace table known_person as {records_sql('known_person')}")
    for table in ("civil_record", "listed_person", "civil_person"):
        database.execute(f"drop table {table}")
