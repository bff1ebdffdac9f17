"""The records that a question is about: of the sources, and of the known people."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from desil.dictionary.results import DOUBTS
from desil.engine.database import Connection
from desil.errors import NotFound
from desil.linkage.records.deliveries import (
    SourceDelivery,
    define_macros,
    open_records,
)
from desil.linkage.review.decisions import Decision, load_decisions

_KNOWN_COLUMNS = "nik, name, birth_date, sex, family_number, village_code, address"


def open_run(database: Connection, run: Path) -> None:
    """Make views of the run's tables; NotFound when the run was made without integration."""
    for table in ("person", "family", "link", "review_pair"):
        path = run / f"{table}.parquet"
        if not path.is_file():
            raise NotFound(f"Hasil penautan tidak ada di {run.name}.", hint="Susun: desil run")
        database.read_parquet(str(path)).create_view(table, replace=True)
    define_macros(database)


def _collect(database: Connection, deliveries: Sequence[SourceDelivery], wanted: str) -> None:
    """Make `source_record`: the rows that `wanted` (source, record_id) names, in one shape."""
    database.execute(
        "create or replace table source_record (source varchar, record_id varchar, nik bigint,"
        " family_number bigint, name varchar, birth_date date, sex smallint,"
        " relationship smallint, village_code varchar, address varchar, mother_name varchar,"
        " seen_date date)"
    )
    for delivery in deliveries:
        open_records(database, delivery)
        database.execute(
            f"insert into source_record select $source, * from delivered_record"  # noqa: S608
            f" where record_id in (select record_id from {wanted} where source = $source)"
            " qualify row_number() over (partition by record_id) = 1",
            {"source": delivery.source},
        )


def _make_known_side(
    database: Connection, deliveries: Sequence[SourceDelivery], wanted: str
) -> None:
    """Make `known_side`: the known people whose `nik` the table `wanted` names."""
    database.execute(
        f"create or replace table known_side as select person.nik, person.name,"  # noqa: S608
        " person.birth_date, person.sex, person.family_number, family.village_code,"
        " family.address from person inner join family using (family_number)"
        f" where person.nik in (select nik from {wanted})"
    )
    for delivery in (d for d in deliveries if d.is_civil_register):
        open_records(database, delivery)
        database.execute(
            f"insert into known_side ({_KNOWN_COLUMNS}) select record_id, name, birth_date, sex,"  # noqa: S608
            " cast(family_number as varchar), village_code, address from delivered_record"
            f" where record_id in (select nik from {wanted})"
            " and record_id not in (select nik from known_side)"
        )


def open_review(database: Connection, run: Path, decisions: Sequence[Decision]) -> None:
    """Make what the queue reads: `doubt` and `decision`; NotFound where the run has no queue."""
    path = run / DOUBTS.file_name
    if not path.is_file():
        raise NotFound("Belum ada antrean tinjauan.", hint="Susun dulu: desil run")
    database.read_parquet(str(path)).create_view(DOUBTS.name, replace=True)
    load_decisions(database, decisions)
    database.execute("alter table decision alter nik type varchar")


def open_pair(
    database: Connection,
    run: Path,
    deliveries: Sequence[SourceDelivery],
    source: str,
    record_id: str,
    nik: str,
) -> None:
    """Make `source_record` and `known_side` of one record and one person; NotFound when either
    is not there."""
    open_run(database, run)
    database.execute(
        "create or replace table asked as"
        " select $source as source, $record_id as record_id, $nik as nik",
        {"source": source, "record_id": record_id, "nik": nik},
    )
    of_source = [d for d in deliveries if d.source == source]
    _collect(database, of_source, "asked")
    _make_known_side(database, deliveries, "asked")
    for table, what in (("source_record", f"catatan {source}"), ("known_side", "orang")):
        if not database.execute(f"select count(*) from {table}").fetchall()[0][0]:  # noqa: S608
            raise NotFound(f"Tidak ada {what} dengan nomor itu.", hint="Periksa nomornya.")
