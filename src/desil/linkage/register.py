"""The steps that make the register's tables out of the DTSEN releases."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pyarrow as pa

from desil.dictionary import results
from desil.dictionary.result_table import ResultTable
from desil.dictionary.results import FAMILY_SUCCESSIONS, PERSON_SUCCESSIONS
from desil.dictionary.tables import FAMILY, PERSON
from desil.engine.check import Check, no_two_rows_share
from desil.engine.database import Connection
from desil.engine.sql_file import sql_path, sql_text
from desil.engine.step import Step


@dataclass(frozen=True, slots=True)
class ReleaseDelivery:
    """A delivery of a release: its id, date, and the two Parquet files of accepted rows.

    A partial delivery replaces, in the release of its date, the kelurahan that it lists.
    """

    delivery_id: str
    release_date: date
    family_file: Path
    person_file: Path
    is_partial: bool = False


def _step(table: ResultTable, checks: tuple[Check, ...] = ()) -> Step:
    return Step(table, sql_path("desil.linkage", f"sql/{table.name}"), checks)


REGISTER_STEPS: tuple[Step, ...] = (
    _step(results.RELEASES, (no_two_rows_share("release", "release_date"),)),
    _step(
        results.FAMILY_DECILES,
        (
            Check(
                "family_decile: tanpa desil berarti ada alasan",
                "keluarga tanpa desil dan tanpa alasan, atau sebaliknya",
                "select count(*) from family_decile "
                "where (decile_national is null) = (unranked_reason = '')",
            ),
        ),
    ),
    _step(results.FAMILIES, (no_two_rows_share("family", "family_number"),)),
    _step(
        results.PERSONS,
        (
            no_two_rows_share("person", "nik"),
            Check(
                "person: setiap orang punya keluarga",
                "orang yang keluarganya tidak ada",
                "select count(*) from person anti join family using (family_number)",
            ),
        ),
    ),
    _step(results.MEMBERSHIPS),
    _step(
        FAMILY_SUCCESSIONS,
        (
            Check(
                "family_succession: satu keluarga menjadi paling banyak satu",
                "nomor KK yang diteruskan lebih dari satu kali pada satu rilis",
                "select count(*) from (select 1 from family_succession where kind <> 'split'"
                " group by earlier_number, to_date having count(*) > 1)",
            ),
        ),
    ),
    _step(PERSON_SUCCESSIONS),
)


def open_releases(database: Connection, deliveries: Sequence[ReleaseDelivery]) -> None:
    """Make the views that `REGISTER_STEPS` read, from deliveries in the order handed in.

    A column that the dictionary gained after all of them is NULL.
    """
    listed = pa.table(
        {
            "delivery_number": pa.array(range(len(deliveries)), pa.int32()),
            "delivery_id": [d.delivery_id for d in deliveries],
            "release_date": [d.release_date for d in deliveries],
            "family_file": [str(d.family_file) for d in deliveries],
            "person_file": [str(d.person_file) for d in deliveries],
            "is_partial": [d.is_partial for d in deliveries],
        }
    )
    database.register("dtsen_delivery_list", listed)
    database.execute("create table dtsen_delivery as from dtsen_delivery_list")
    for unit, table, files in (
        ("dtsen_family", FAMILY, [str(d.family_file) for d in deliveries]),
        ("dtsen_person", PERSON, [str(d.person_file) for d in deliveries]),
    ):
        parquet = database.read_parquet(files, union_by_name=True, filename=True)
        lacking = [c for c in table.columns if c.name not in parquet.columns]
        nulls = (f"cast(null as {c.sql_type}) as {c.name}" for c in lacking)
        parquet.project(", ".join(("*", *nulls))).create_view(unit)
    database.execute(sql_text("desil.linkage", "sql/views"))
