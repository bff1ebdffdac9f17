"""A home with one small release and deliveries of other sources, written from small tables."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from desil.engine.progress import Progress, Silent
from desil.engine.store import Store
from desil.pipeline import RunReport, make_run
from desil.sources.catalogue import catalogue
from desil.sources.layout import Unit
from tests.releases import write_delivery

RELEASED = "2025-09-17"
_TYPES = {
    "VARCHAR": pa.string(),
    "INTEGER": pa.int32(),
    "SMALLINT": pa.int16(),
    "DATE": pa.date32(),
}
Rows = Sequence[dict[str, str]]


def value_of(text: str, kind: pa.DataType) -> object:
    """A cell of a small table as a value; the empty text is missing."""
    if text == "":
        return None
    if kind == pa.date32():
        return date.fromisoformat(text)
    return int(text) if kind in (pa.int16(), pa.int32()) else text


def write_release(home: Path, people: Rows, families: Rows = ()) -> None:
    """A release of `people` (nik, family, name, born, sex, role, and the family's village and
    address)."""
    told = {r["family"]: r for r in families}
    homes = {row["family"]: row for row in people}
    heads = {row["family"]: row["name"] for row in people if row["role"] == "1"}
    write_delivery(
        home,
        RELEASED,
        [
            {
                "family_number": number,
                "village_code": row["village"],
                "address": row["address"],
                "head_name": heads.get(number),
                "decile_national": int(told.get(number, {}).get("decile", "1")) or None,
                "electricity_customer_id": told.get(number, {}).get("meter"),
            }
            for number, row in homes.items()
        ],
        [
            {
                "nik": row["nik"],
                "family_number": row["family"],
                "name": row["name"],
                "birth_date": date.fromisoformat(row["born"]),
                "sex": int(row["sex"]),
                "relationship": int(row["role"]),
            }
            for row in people
        ],
    )


def _columns(unit: Unit) -> dict[str, pa.DataType]:
    return {c.name: _TYPES[c.sql_type] for c in unit.columns}


def write_source(
    home: Path, source: str, rows: Rows, *, on: str = "2025-09-10", unit: str = "person",
    name: str = "first",
) -> str:  # fmt: skip
    """A delivery of one source, whose rows name the layout's columns; returns its id."""
    folder = home / "deliveries" / source / f"{on}-{name}"
    folder.mkdir(parents=True)
    for declared in catalogue().source(source).layout.units:
        columns = _columns(declared)
        listed = rows if declared.name == unit else ()
        schema = pa.schema(list(columns.items()))
        values = [
            {n: value_of(row.get(n, ""), kind) for n, kind in columns.items()} for row in listed
        ]
        pq.write_table(pa.Table.from_pylist(values, schema), folder / f"{declared.name}.parquet")
    told = {
        "id": f"{source}-{on}-{name}",
        "source": source,
        "reference_date": on,
        "handed_in_at": "2026-01-01T00:00:00+00:00",
    }
    (folder / "delivery.json").write_text(json.dumps(told), encoding="utf-8")
    return told["id"]


def run_in(
    home: Path, *, progress: Progress | None = None, threads: int = 2, hour: int = 8
) -> RunReport:
    """The run of a home folder, made at that hour."""
    store = Store(home)
    return make_run(
        store,
        at=datetime(2026, 4, 1, hour, tzinfo=UTC),
        settings=store.engine_settings(memory_limit="500MB", threads=threads),
        progress=progress or Silent(),
    )


def rows_of_table(folder: Path, table: str) -> list[dict[str, object]]:
    """The rows of one table of a run."""
    rows: list[dict[str, object]] = pq.read_table(folder / f"{table}.parquet").to_pylist()
    return rows
