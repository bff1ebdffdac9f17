"""Accepted corrections laid over the newest release, fact by fact."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

import pyarrow as pa

from desil.dictionary.column import Table
from desil.dictionary.results import CORRECTIONS
from desil.dictionary.tables import FACT_GROUPS, FAMILY, PERSON, correctable
from desil.engine.check import Check, no_two_rows_share
from desil.engine.database import Connection
from desil.engine.sql_file import sql_text
from desil.engine.step import Step

_FOLDER = Path(str(resources.files("desil.linkage.corrections")))
_KEYS = {FAMILY.name: "family_number", PERSON.name: "nik"}
_NO_CORRECTION = (
    "create view delivered_correction as select '' as case_number, '' as subject, '' as field,"
    " '' as old_value, '' as new_value, date '1970-01-01' as decided_at, '' as filename"
    " where false"
)

CORRECTION_STEP = Step(
    CORRECTIONS,
    _FOLDER / "correction.sql",
    (
        no_two_rows_share("correction", "case_number, fact_table, subject, fact"),
        Check(
            "correction: hanya satu yang berlaku",
            "fakta dengan dua koreksi yang berlaku",
            "select count(*) from (select 1 from correction where stands = 1"
            " group by fact_table, subject, fact having count(*) > 1)",
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class CorrectionDelivery:
    """A delivery of accepted corrections: its id and the file of its accepted rows."""

    delivery_id: str
    change_file: Path


def _sql(name: str) -> str:
    return sql_text("desil.linkage.corrections", name)


def _open_deliveries(database: Connection, deliveries: Sequence[CorrectionDelivery]) -> None:
    files = [str(d.change_file) for d in deliveries]
    listed = pa.table(
        {
            "delivery_number": pa.array(range(len(deliveries)), pa.int32()),
            "delivery_id": pa.array([d.delivery_id for d in deliveries], pa.string()),
            "change_file": pa.array(files, pa.string()),
        }
    )
    database.register("correction_delivery_list", listed)
    database.execute("create table correction_delivery as from correction_delivery_list")
    if files:
        rows = database.read_parquet(files, union_by_name=True, filename=True)
        rows.create_view("delivered_correction")
    else:
        database.execute(_NO_CORRECTION)


def _values_of(table: Table) -> str:
    """A SELECT of what each release states of each corrected subject, one row per fact."""
    key, names = _KEYS[table.name], correctable(table)
    texts = ", ".join(f'cast("{name}" as varchar) as "{name}"' for name in names)
    listed = ", ".join(f'"{name}"' for name in names)
    return (
        f"select '{table.name}' as fact_table, subject, fact, '' as happening_value,"  # noqa: S608 - declared
        f" release_date, stated_value from (select release_date, {key} as subject, {texts}"
        f" from release_{table.name} where {key} in (select subject from asked_correction"
        f" where fact_table = '{table.name}'))"
        f" unpivot include nulls (stated_value for fact in ({listed}))"
    )


def _standing_of(table: Table) -> str:
    """A SELECT of the corrections that stand, one row per subject and one column per fact."""
    groups = FACT_GROUPS[table.name]
    facts = ", ".join(
        f"max(new_value) filter (where fact = '{name}') as \"{name}\""
        for name in correctable(table)
    )
    named = sorted({groups[name] for name in correctable(table)})
    in_group = {g: ", ".join(f"'{n}'" for n in correctable(table) if groups[n] == g) for g in named}
    dates = ", ".join(
        f"max(decided_on) filter (where fact in ({in_group[g]})) as {g}_corrected" for g in named
    )
    return (
        f"select subject, {facts}, {dates} from compared_correction"  # noqa: S608 - declared
        f" where stands = 1 and fact_table = '{table.name}' group by subject"
    )


def _corrected(table: Table) -> str:
    """A SELECT of the newest release with its standing corrections, and by group their date."""
    types = {column.name: column.sql_type for column in table.columns}
    facts = ", ".join(
        f'coalesce(try_cast(correction."{name}" as {types[name]}), listed."{name}") as "{name}"'
        for name in correctable(table)
    )
    groups = sorted({FACT_GROUPS[table.name][name] for name in correctable(table)})
    dates = ", ".join(f"correction.{group}_corrected" for group in groups)
    return (
        f"select listed.* replace ({facts}), {dates}"  # noqa: S608 - declared
        f" from release_{table.name} as listed"
        f" inner join newest_release using (release_date)"
        f" left join standing_{table.name} as correction"
        f" on listed.{_KEYS[table.name]} = correction.subject"
    )


def open_corrections(database: Connection, deliveries: Sequence[CorrectionDelivery]) -> None:
    """Make the views `corrected_family` and `corrected_person` of the newest release, and the table
    `compared_correction`; after `register.open_releases`."""
    _open_deliveries(database, deliveries)
    database.execute(
        "create view listed_release as select distinct release_date from dtsen_delivery"
    )
    database.execute(f"create table asked_correction as {_sql('asked_correction')}")
    database.execute(f"create table happening_value as {_sql('happening_value')}")
    happened = (
        "select 'happening' as fact_table, subject, fact, new_value as happening_value,"
        " release_date, if(is_seen, 'yes', 'no') as stated_value from happening_value"
    )
    database.execute(
        "create table release_value as"
        f" {_values_of(FAMILY)} union all {_values_of(PERSON)} union all {happened}"
    )
    database.execute(f"create table compared_correction as {_sql('compared_correction')}")
    for table in (FAMILY, PERSON):
        database.execute(f"create table standing_{table.name} as {_standing_of(table)}")
        database.execute(f"create view corrected_{table.name} as {_corrected(table)}")
